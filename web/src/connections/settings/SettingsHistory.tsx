import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SettingsVersion } from '../../api/servicetitan.ts';
import { useTimes } from '../../time/use-times.ts';
import { ChangeList } from '../../ui/ChangeList.tsx';
import { PagedList } from '../../ui/PagedList.tsx';
import { Section } from '../../ui/Section.tsx';
import { settingsHistoryQuery } from '../queries.ts';
import styles from './SettingsTab.module.css';

/** Every version of the settings: who saved it, why, and what it changed (B32). */
export function SettingsHistory({ id }: { id: string }) {
  const { t } = useTranslation('connections');
  const history = useInfiniteQuery(settingsHistoryQuery(id));
  return (
    <Section title={t('history.title')}>
      <PagedList list={history} height={120}>
        {(versions) =>
          versions.length === 0 ? (
            <Text c="dimmed">{t('history.empty')}</Text>
          ) : (
            <ol className={styles.versions}>
              {versions.map((version) => (
                <Version key={version.version} version={version} />
              ))}
            </ol>
          )
        }
      </PagedList>
    </Section>
  );
}

function Version({ version }: { version: SettingsVersion }) {
  const { t } = useTranslation('connections');
  const times = useTimes();
  return (
    <li className={styles.version}>
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
  );
}
