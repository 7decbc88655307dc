import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '../api/servicetitan.ts';
import { phoneText } from '../contacts/phone.ts';
import { useTimes } from '../time/use-times.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Flag } from '../ui/Flag.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import styles from './OpportunityTable.module.css';

/** Opportunities in rows: what each is, of whom, and when ServiceTitan last changed it. */
export function OpportunityTable({ rows, empty }: { rows: OpportunityRow[]; empty: ReactNode }) {
  const { t } = useTranslation('opportunities');
  return <DataTable label={t('title')} rows={rows} columns={useOpportunityColumns()} empty={empty} />;
}

function useOpportunityColumns(): Column<OpportunityRow>[] {
  const { t } = useTranslation('opportunities');
  const model = useTranslation('connections').t;
  const times = useTimes();
  return [
    {
      key: 'title',
      label: t('opportunity'),
      render: (row) => (
        <RouteLink to="/opportunities/$id" params={{ id: row.id }}>
          {row.title}
        </RouteLink>
      ),
    },
    { key: 'model', label: t('model'), render: (row) => <Flag>{model(`model.${row.model}`)}</Flag> },
    {
      key: 'contact',
      label: t('contact'),
      render: (row) => {
        const name = [row.firstName, row.lastName].filter(Boolean).join(' ') || t('noName');
        return (
          <span className={styles.name}>
            {row.contactId === null ? (
              name
            ) : (
              <RouteLink to="/contacts/$id" params={{ id: row.contactId }}>
                {name}
              </RouteLink>
            )}
          </span>
        );
      },
    },
    {
      key: 'phone',
      label: t('phone'),
      render: (row) => (
        <span className={styles.nowrap}>{row.phone === null ? '' : phoneText(row.phone)}</span>
      ),
    },
    {
      key: 'created',
      label: t('created'),
      render: (row) => (
        <span className={styles.nowrap}>
          {row.externalCreatedAt === null ? '' : times.day(row.externalCreatedAt)}
        </span>
      ),
    },
    {
      key: 'updated',
      label: t('updated'),
      render: (row) => (
        <span className={styles.nowrap}>
          {row.externalUpdatedAt !== null && <Timestamp at={row.externalUpdatedAt} />}
        </span>
      ),
    },
  ];
}
