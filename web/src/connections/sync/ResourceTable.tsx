import { useTranslation } from 'react-i18next';
import type { ResourceState } from '../../api/servicetitan.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Timestamp } from '../../ui/Timestamp.tsx';
import { resourceTone, shownState } from '../status.ts';
import styles from './SyncTab.module.css';

/** Each mirrored resource: how far it is, when it was read, and why it is not. */
export function ResourceTable({ rows }: { rows: ResourceState[] }) {
  const { t } = useTranslation('connections');
  return (
    <DataTable
      label={t('sync.resources')}
      rows={rows.map((row) => ({ ...row, id: row.resource }))}
      columns={useResourceColumns()}
      searched={(row) => `${row.name} ${t(`sync.state.${shownState(row)}`)}`}
      empty={<p className={styles.quiet}>{t('sync.noResources')}</p>}
    />
  );
}

function useResourceColumns(): Column<ResourceState>[] {
  const { t, i18n } = useTranslation('connections');
  const count = (value: number): string => value.toLocaleString(i18n.language);
  const at = (instant: string | null) => (instant === null ? t('none') : <Timestamp at={instant} />);
  return [
    {
      key: 'name',
      label: t('sync.resource'),
      sortBy: (row) => row.name,
      render: (row) => (
        <span className={styles.resource}>
          {row.name}
          {row.error !== null && <span className={styles.why}>{row.error}</span>}
          {row.scope !== null && row.state === 'unscoped' && (
            <span className={styles.why}>{t('sync.scopeMissing', { scope: row.scope })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      label: t('list.status'),
      sortBy: shownState,
      render: (row) => {
        const state = shownState(row);
        return <StateBadge tone={resourceTone(state)}>{t(`sync.state.${state}`)}</StateBadge>;
      },
    },
    {
      key: 'records',
      label: t('sync.records'),
      sortBy: (row) => String(row.records),
      render: (row) =>
        row.state === 'backfill' && row.expected !== null
          ? t('sync.rows', { done: count(row.done), expected: count(row.expected) })
          : count(row.records),
    },
    { key: 'last', label: t('sync.last'), render: (row) => at(row.lastSuccessAt) },
    { key: 'changed', label: t('sync.lastChange'), render: (row) => at(row.lastChangeAt) },
    { key: 'next', label: t('sync.next'), render: (row) => at(row.nextAt) },
  ];
}
