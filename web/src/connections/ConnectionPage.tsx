import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { Connection } from '../api/servicetitan.ts';
import { FailureState } from '../ui/FailureState.tsx';
import { Page } from '../ui/Page.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { TabBar } from '../ui/TabBar.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { BudgetTab } from './BudgetTab.tsx';
import { CredentialsTab } from './credentials/CredentialsTab.tsx';
import { PausedBanner } from './PausedBanner.tsx';
import { connectionQuery, syncQuery } from './queries.ts';
import { ScopesTab } from './ScopesTab.tsx';
import { TABS, type Tab } from './search.ts';
import { SettingsTab } from './settings/SettingsTab.tsx';
import { connectionTone } from './status.ts';
import { SyncTab } from './sync/SyncTab.tsx';
import { WebhookTab } from './WebhookTab.tsx';

/** Settings > Connections > one: its sync, and everything that can be set of it. */
export default function ConnectionPage() {
  const { t } = useTranslation('connections');
  const { id } = useParams({ from: '/shell/settings/connections/$id' });
  const { tab = 'sync' } = useSearch({ from: '/shell/settings/connections/$id' });
  const connection = useQuery(connectionQuery(id));
  const maySync = useMay('sync:read');
  const sync = useQuery({ ...syncQuery(id), enabled: maySync });
  if (connection.data?.status === 'draft')
    return <Navigate to="/marketplace/servicetitan/$id" params={{ id }} replace />;
  return (
    <Page
      title={connection.data?.name ?? t('loading')}
      {...(connection.data && {
        hint: tenantLine(connection.data, t(`environment.${connection.data.environment}`)),
      })}
      above={<RouteLink to="/settings/connections">{t('list.title')}</RouteLink>}
      marks={
        connection.data && (
          <StateBadge tone={connectionTone(connection.data.status)}>
            {t(`status.${connection.data.status}`)}
          </StateBadge>
        )
      }
    >
      {connection.data && (
        <>
          <PausedBanner connection={connection.data} />
          <TabBar
            label={t('tabs.label')}
            tabs={TABS.map((key) => ({
              key,
              label: t(`tabs.${key}`),
              count: key === 'sync' ? sync.data?.errors || undefined : undefined,
            }))}
            current={tab}
          />
          <TabOf tab={tab} connection={connection.data} />
        </>
      )}
      {!connection.data && connection.error && (
        <FailureState fault={connection.error} onRetry={() => void connection.refetch()} />
      )}
      {connection.isPending && (
        <Waiting label={t('loading')}>
          <Skeleton height={320} />
        </Waiting>
      )}
    </Page>
  );
}

const tenantLine = (connection: Connection, environment: string): string =>
  [environment, connection.tenantId].filter(Boolean).join(' · ');

function TabOf({ tab, connection }: { tab: Tab; connection: Connection }) {
  switch (tab) {
    case 'sync':
      return <SyncTab id={connection.id} />;
    case 'settings':
      return <SettingsTab id={connection.id} name={connection.name} />;
    case 'scopes':
      return <ScopesTab id={connection.id} />;
    case 'budget':
      return <BudgetTab id={connection.id} />;
    case 'webhook':
      return <WebhookTab id={connection.id} />;
    case 'credentials':
      return <CredentialsTab connection={connection} />;
  }
}
