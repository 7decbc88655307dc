import { Box, Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import type { SyncError } from '../../api/servicetitan.ts';
import { useTimes } from '../../time/use-times.ts';
import { PagedList } from '../../ui/PagedList.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Section } from '../../ui/Section.tsx';
import { Timestamp } from '../../ui/Timestamp.tsx';
import { failureToast, toast } from '../../ui/toast.tsx';
import { useRetry } from '../changes.ts';
import { syncErrorsQuery } from '../queries.ts';
import { indented } from './indented.ts';
import styles from './SyncTab.module.css';

/** The records that could not be taken over: which, why, as they came, and another try. */
export function SyncErrors({ id, count }: { id: string; count: number }) {
  const { t } = useTranslation('connections');
  const errors = useInfiniteQuery(syncErrorsQuery(id));
  return (
    <Section title={t('errors.title', { count })}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('errors.hint')}
      </Text>
      <PagedList list={errors} height={80}>
        {(rows) => (
          <ul className={styles.rows} aria-label={t('errors.label')}>
            {rows.map((row) => (
              <ErrorRow key={row.id} id={id} row={row} />
            ))}
          </ul>
        )}
      </PagedList>
    </Section>
  );
}

/** What has no id of ServiceTitan cannot be looked up; another key stands for it then. */
const NUMBER = /^\d+$/;

function ErrorRow({ id, row }: { id: string; row: SyncError }) {
  const { t } = useTranslation('connections');
  const times = useTimes();
  const maySync = useMay('sync:write');
  const retry = useRetry(id);
  const [failed, setFailed] = useState<string | null>(null);
  const record = NUMBER.test(row.recordId)
    ? t('errors.record', { resource: row.resource, id: row.recordId })
    : t('errors.noId', { resource: row.resource });
  const again = (): void =>
    retry.mutate(row.id, {
      onSuccess: ({ outcome, message }) => {
        if (outcome === 'solved') toast({ title: t('errors.solved', { record }) });
        else setFailed(message ?? t('errors.again'));
      },
      onError: failureToast,
    });
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        {NUMBER.test(row.recordId) ? (
          <RouteLink
            to="/connections/$id/records/$resource/$recordId"
            params={{ id, resource: row.resource, recordId: row.recordId }}
            fw={600}
          >
            {record}
          </RouteLink>
        ) : (
          <strong>{record}</strong>
        )}
        <span className={`${styles.grow} ${styles.quiet}`}>
          {t(`errors.stage.${row.stage}`)} · {t('errors.attempts', { count: row.attempts })} ·{' '}
          <span title={times.exact(row.firstAt)}>
            <Timestamp at={row.lastAt} />
          </span>
        </span>
        {maySync && (
          <Button
            size="compact-sm"
            variant="default"
            loading={retry.isPending}
            aria-label={t('errors.retryRecord', { record })}
            onClick={again}
          >
            {t('errors.retry')}
          </Button>
        )}
      </div>
      <p className={styles.message}>{row.message}</p>
      <output>
        {failed !== null && <span className={styles.why}>{t('errors.stillFails', { message: failed })}</span>}
      </output>
      {row.body !== null && (
        <details className={styles.detail}>
          <summary>{t('errors.asItCame')}</summary>
          <Box component="pre" className={styles.body} tabIndex={0}>
            {indented(row.body)}
          </Box>
        </details>
      )}
    </li>
  );
}
