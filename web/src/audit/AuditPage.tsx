import { Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../api/client.ts';
import type { AuditEntry } from '../api/entities.ts';
import { useTimes } from '../time/use-times.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import styles from './AuditPage.module.css';
import { detailText } from './detail.ts';

type AuditFilter = { actor?: string | undefined; action?: string | undefined };

const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/audit', {
          signal,
          params: { query: { limit: 100, ...filter, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

/** Settings > Audit log: who did what, latest first. It can be read, never changed. */
export default function AuditPage() {
  const { t } = useTranslation('settings');
  const filter = useSearch({ from: '/shell/settings/audit' });
  const audit = useInfiniteQuery(auditQuery(filter));
  const columns = useAuditColumns();
  return (
    <Page title={t('audit.title')} hint={t('audit.hint')}>
      <AuditFilters filter={filter} />
      <PagedList list={audit} height={320}>
        {(rows) => (
          <DataTable
            label={t('audit.title')}
            rows={rows}
            columns={columns}
            empty={
              <EmptyState icon={IconHistory} title={t('audit.empty.title')} hint={t('audit.empty.hint')} />
            }
          />
        )}
      </PagedList>
    </Page>
  );
}

function AuditFilters({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const change = useDebouncedCallback((changed: AuditFilter) => {
    void navigate({
      to: '/settings/audit',
      search: (current) => ({ ...current, ...changed }),
      replace: true,
    });
  }, 300);
  return (
    <Group gap="sm" mb="md">
      <TextInput
        type="search"
        aria-label={t('audit.actor')}
        placeholder={t('audit.actor')}
        defaultValue={filter.actor}
        onChange={(event) => change({ actor: event.currentTarget.value.trim() })}
      />
      <TextInput
        type="search"
        w={272}
        aria-label={t('audit.action')}
        placeholder={t('audit.actionExample')}
        defaultValue={filter.action}
        onChange={(event) => change({ action: event.currentTarget.value.trim() })}
      />
    </Group>
  );
}

function useAuditColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('settings');
  const times = useTimes();
  return [
    {
      key: 'at',
      label: t('audit.at'),
      render: (row) => <time dateTime={row.at}>{times.exact(row.at)}</time>,
    },
    {
      key: 'actor',
      label: t('audit.actor'),
      render: (row) => row.actor.name ?? row.actor.id ?? row.actor.type,
    },
    { key: 'action', label: t('audit.action'), render: (row) => <code>{row.action}</code> },
    {
      key: 'target',
      label: t('audit.target'),
      render: (row) =>
        row.target === null ? '' : [row.target.type, row.target.id].filter(Boolean).join(' '),
    },
    {
      key: 'detail',
      label: t('audit.detail'),
      render: (row) => <span className={styles.detail}>{detailText(row.detail)}</span>,
    },
  ];
}
