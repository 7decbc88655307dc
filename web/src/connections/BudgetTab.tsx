import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Budget } from '../api/servicetitan.ts';
import { useTimes } from '../time/use-times.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './BudgetTab.module.css';
import { budgetQuery } from './queries.ts';

const PARTS = ['live', 'background', 'throttled'] as const;

/** What of the tenant's request budget is used: now, over the last hour, today (B31). */
export function BudgetTab({ id }: { id: string }) {
  const { t, i18n } = useTranslation('connections');
  const budget = useQuery(budgetQuery(id));
  if (!budget.data && budget.error)
    return <FailureState fault={budget.error} onRetry={() => void budget.refetch()} />;
  if (!budget.data) return <Skeleton height={320} />;
  const { now, limitPerSecond, today } = budget.data;
  const count = (value: number): string => value.toLocaleString(i18n.language);
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('budget.hint', { limit: limitPerSecond })}
      </Text>
      <dl className={styles.meters}>
        <Meter label={t('budget.now')}>
          {count(now.perSecond)}{' '}
          <span className={styles.unit}>{t('budget.of', { limit: limitPerSecond })}</span>
        </Meter>
        <Meter label={t('budget.waiting')}>{count(now.waiting)}</Meter>
        <Meter label={t('budget.today')}>{count(today.requests)}</Meter>
        <Meter label={t('budget.throttledToday')}>{count(today.throttled)}</Meter>
        <Meter label={t('budget.failedToday')}>{count(today.failed)}</Meter>
      </dl>
      <LastHour budget={budget.data} />
    </>
  );
}

function Meter({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.meter}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LastHour({ budget }: { budget: Budget }) {
  const { t, i18n } = useTranslation('connections');
  const times = useTimes();
  const minutes = budget.lastHour;
  const total = (minute: Budget['lastHour'][number]): number =>
    PARTS.reduce((sum, part) => sum + minute[part], 0);
  const most = Math.max(1, ...minutes.map(total));
  const count = (value: number): string => value.toLocaleString(i18n.language);
  const first = minutes[0];
  const last = minutes.at(-1);
  if (!first || !last)
    return (
      <Section title={t('budget.lastHour')}>
        <Text c="dimmed">{t('budget.nothing')}</Text>
      </Section>
    );
  const sums = PARTS.map((part) => minutes.reduce((sum, minute) => sum + minute[part], 0));
  return (
    <Section
      title={t('budget.lastHour')}
      aside={
        <Text size="xs" c="dimmed">
          {t('budget.most', { count: most, shown: count(most) })}
        </Text>
      }
    >
      <figure
        className={styles.chart}
        aria-label={t('budget.chart', { live: sums[0], background: sums[1], throttled: sums[2] })}
      >
        {minutes.map((minute) => (
          <div
            key={minute.minute}
            className={styles.bar}
            aria-hidden
            title={`${times.exact(minute.minute)}: ${count(total(minute))}`}
          >
            {PARTS.toReversed().map((part) => (
              <div
                key={part}
                className={styles[part]}
                style={{ height: `${(minute[part] / most) * 100}%` }}
              />
            ))}
          </div>
        ))}
      </figure>
      <div className={styles.axis}>
        <span>{times.dayAndTime(first.minute)}</span>
        <span>{times.dayAndTime(last.minute)}</span>
      </div>
      <ul className={styles.legend}>
        {PARTS.map((part, index) => (
          <li key={part}>
            <span className={`${styles.dot} ${styles[part]}`} aria-hidden />
            {t(`budget.part.${part}`)}: {count(sums[index] ?? 0)}
          </li>
        ))}
      </ul>
      <details className={styles.table}>
        <summary>{t('budget.asTable')}</summary>
        <DataTable
          label={t('budget.lastHour')}
          rows={minutes.map((minute) => ({ ...minute, id: minute.minute }))}
          empty={null}
          columns={[
            { key: 'minute', label: t('budget.minute'), render: (row) => times.dayAndTime(row.minute) },
            ...PARTS.map((part) => ({
              key: part,
              label: t(`budget.part.${part}`),
              render: (row: Budget['lastHour'][number]) => count(row[part]),
            })),
          ]}
        />
      </details>
    </Section>
  );
}
