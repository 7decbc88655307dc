import { Group, Select, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Counts, RUN_KINDS, RUN_STATUSES, type SyncRun } from '../../api/servicetitan.ts';
import { useTimes } from '../../time/use-times.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { PagedList } from '../../ui/PagedList.tsx';
import { Section } from '../../ui/Section.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { type RunFilter, runsQuery } from '../queries.ts';
import styles from './SyncTab.module.css';

const TONES: Record<SyncRun['status'], Tone> = {
  running: 'busy',
  done: 'good',
  failed: 'bad',
  paused: 'quiet',
};
const COUNTS = ['read', 'new', 'changed', 'same', 'deleted'] as const;

/** The runs of a connection's sync, latest first, each with what it read and found changed. */
export function RunList({ id }: { id: string }) {
  const { t } = useTranslation('connections');
  const [filter, setFilter] = useState<RunFilter>({ kind: null, status: null });
  const runs = useInfiniteQuery(runsQuery(id, filter));
  const filtered = filter.kind !== null || filter.status !== null;
  return (
    <Section
      title={t('runs.title')}
      aside={
        <Group gap="sm">
          <Select
            size="xs"
            w={152}
            aria-label={t('runs.kind')}
            placeholder={t('runs.anyKind')}
            clearable
            data={RUN_KINDS.map((value) => ({ value, label: t(`runs.kinds.${value}`) }))}
            value={filter.kind}
            onChange={(kind) => setFilter((now) => ({ ...now, kind }))}
          />
          <Select
            size="xs"
            w={136}
            aria-label={t('list.status')}
            placeholder={t('runs.anyStatus')}
            clearable
            data={RUN_STATUSES.map((value) => ({ value, label: t(`runs.statuses.${value}`) }))}
            value={filter.status}
            onChange={(status) => setFilter((now) => ({ ...now, status }))}
          />
        </Group>
      }
    >
      <PagedList list={runs} height={160}>
        {(rows) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t(filtered ? 'runs.nothing' : 'runs.empty')}</Text>
          ) : (
            <ul className={styles.runs} aria-label={t('runs.title')}>
              {rows.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
          )
        }
      </PagedList>
    </Section>
  );
}

function RunRow({ run }: { run: SyncRun }) {
  const { t, i18n } = useTranslation('connections');
  const times = useTimes();
  const count = (value: number): string => value.toLocaleString(i18n.language);
  const found = COUNTS.filter((key) => key === 'read' || run[key] > 0)
    .map((key) => t(`runs.found.${key}`, { count: run[key], shown: count(run[key]) }))
    .join(' · ');
  const resources = Object.entries(run.resources).map(([id, counts]) => ({ id, ...counts }));
  const columns: Column<Counts & { id: string; error: string | null }>[] = [
    {
      key: 'resource',
      label: t('sync.resource'),
      render: (row) => (
        <>
          {row.id}
          {row.error !== null && <span className={styles.why}>{row.error}</span>}
        </>
      ),
    },
    ...COUNTS.map((key) => ({
      key,
      label: t(`runs.count.${key}`),
      render: (row: Counts) => count(row[key]),
    })),
  ];
  const head = (
    <span className={styles.line}>
      <strong>{t(`runs.kinds.${run.kind}`)}</strong>
      <StateBadge tone={TONES[run.status]}>{t(`runs.statuses.${run.status}`)}</StateBadge>
      <span className={styles.grow}>{found}</span>
      <span className={styles.quiet}>
        {t('runs.requests', { count: run.requests, shown: count(run.requests) })} ·{' '}
        <time dateTime={run.startedAt}>{times.dayAndTime(run.startedAt)}</time>
      </span>
    </span>
  );
  return (
    <li className={styles.run}>
      <details>
        <summary className={styles.summary}>
          <IconChevronRight size={16} aria-hidden className={styles.chevron} />
          {head}
        </summary>
        <DataTable
          label={t('runs.byResource')}
          rows={resources}
          columns={columns}
          empty={<p className={styles.quiet}>{t('runs.noResources')}</p>}
        />
      </details>
      {run.error !== null && <span className={styles.why}>{run.error}</span>}
    </li>
  );
}
