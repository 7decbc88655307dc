import { Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../time/use-times.ts';
import { ChangeList } from '../../ui/ChangeList.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Section } from '../../ui/Section.tsx';
import { settingsHistoryQuery } from '../queries.ts';
import styles from './SettingsTab.module.css';

/** Every version of the settings: who saved it, why, and what it changed (B32). */
export function SettingsHistory({ id }: { id: string }) {
  const { t } = useTranslation('connections');
  const times = useTimes();
  const history = useInfiniteQuery(settingsHistoryQuery(id));
  const versions = history.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Section title={t('history.title')}>
      {history.isPending && <Skeleton height={120} />}
      {!history.data && history.error && (
        <FailureState fault={history.error} onRetry={() => void history.refetch()} />
      )}
      {history.data && versions.length === 0 && <Text c="dimmed">{t('history.empty')}</Text>}
      <ol className={styles.versions}>
        {versions.map((version) => (
          <li key={version.version} className={styles.version}>
            <div className={styles.head}>
              <Text component="span" fw={600}>
                {t('history.version', { version: version.version })}
                {version.comment !== null && (
                  <Text component="span" fw={400}>
                    {' '}
                    {version.comment}
                  </Text>
                )}
              </Text>
              <Text component="span" size="sm" c="dimmed">
                {version.actor.name ?? version.actor.type},{' '}
                <time dateTime={version.at}>{times.exact(version.at)}</time>
              </Text>
            </div>
            {version.changes.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('history.first')}
              </Text>
            ) : (
              <ChangeList changes={version.changes} first={5} />
            )}
          </li>
        ))}
      </ol>
      <LoadMore shown={versions.length} list={history} />
    </Section>
  );
}
