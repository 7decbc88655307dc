import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FailureState } from '../../ui/FailureState.tsx';
import { Page } from '../../ui/Page.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { connectionQuery, settingsQuery } from '../queries.ts';
import { Wizard } from './Wizard.tsx';

/** Connecting ServiceTitan, step by step (H7-H12). The server keeps every step: one leaves and goes on later. */
export default function WizardPage() {
  const { t } = useTranslation('connections');
  const { id } = useParams({ from: '/shell/marketplace/servicetitan/$id' });
  const connection = useQuery(connectionQuery(id));
  const settings = useQuery(settingsQuery(id));
  const fault = connection.error ?? settings.error;
  const loaded = connection.data && settings.data;
  if (connection.data && connection.data.status !== 'draft')
    return <Navigate to="/settings/connections/$id" params={{ id }} search={{}} replace />;
  return (
    <Page
      title={t('wizard.title')}
      hint={t('wizard.hint')}
      above={<RouteLink to="/marketplace">{t('wizard.back')}</RouteLink>}
    >
      {loaded && <Wizard key={id} connection={connection.data} state={settings.data} />}
      {!loaded && fault && (
        <FailureState
          fault={fault}
          onRetry={() => {
            void connection.refetch();
            void settings.refetch();
          }}
        />
      )}
      {!loaded && !fault && (
        <Waiting label={t('loading')}>
          <Skeleton height={400} />
        </Waiting>
      )}
    </Page>
  );
}
