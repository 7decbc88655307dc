import { Skeleton } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../api/servicetitan.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { Page } from '../ui/Page.tsx';
import { ButtonLink, RouteLink } from '../ui/RouteLink.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import { connectionsQuery } from './queries.ts';
import { connectionTone } from './status.ts';

/** Settings > Connections: the ServiceTitan tenants of this workspace and how they are. */
export default function ConnectionsPage() {
  const { t } = useTranslation('connections');
  const connections = useQuery(connectionsQuery);
  const columns = useConnectionColumns();
  return (
    <Page
      title={t('list.title')}
      hint={t('list.hint')}
      action={
        <ButtonLink to="/marketplace" variant="default">
          {t('list.marketplace')}
        </ButtonLink>
      }
    >
      {connections.data && (
        <DataTable
          label={t('list.title')}
          rows={connections.data}
          columns={columns}
          searched={(row) => `${row.name} ${row.tenantId ?? ''}`}
          empty={
            <EmptyState
              icon={IconPlugConnected}
              title={t('list.empty.title')}
              hint={t('list.empty.hint')}
              action={<ButtonLink to="/marketplace">{t('list.marketplace')}</ButtonLink>}
            />
          }
        />
      )}
      {!connections.data && connections.error && (
        <FailureState fault={connections.error} onRetry={() => void connections.refetch()} />
      )}
      {connections.isPending && <Skeleton height={160} />}
    </Page>
  );
}

function useConnectionColumns(): Column<Connection>[] {
  const { t } = useTranslation('connections');
  return [
    {
      key: 'name',
      label: t('list.name'),
      sortBy: (row) => row.name,
      render: (row) => (
        <RouteLink
          to={row.status === 'draft' ? '/marketplace/servicetitan/$id' : '/settings/connections/$id'}
          params={{ id: row.id }}
        >
          {row.name}
        </RouteLink>
      ),
    },
    {
      key: 'status',
      label: t('list.status'),
      sortBy: (row) => row.status,
      render: (row) => <StateBadge tone={connectionTone(row.status)}>{t(`status.${row.status}`)}</StateBadge>,
    },
    {
      key: 'environment',
      label: t('credentials.environment'),
      render: (row) => t(`environment.${row.environment}`),
    },
    { key: 'tenant', label: t('credentials.tenantId'), render: (row) => row.tenantId ?? t('none') },
    {
      key: 'since',
      label: t('list.active'),
      sortBy: (row) => row.activatedAt ?? '',
      render: (row) => (row.activatedAt === null ? t('list.notYet') : <Timestamp at={row.activatedAt} />),
    },
  ];
}
