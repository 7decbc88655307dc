import { Button, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { MarketplaceApp } from '../api/servicetitan.ts';
import { connectionTone, isConnectionStatus } from '../connections/status.ts';
import { useConnect } from '../connections/use-connect.ts';
import { RouteLink } from '../ui/RouteLink.tsx';
import { SourceMark } from '../ui/SourceMark.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import styles from './AppCard.module.css';

/** One app of the marketplace: what it does, what of it is connected, and the way to connect it (H1). */
export function AppCard({ app }: { app: MarketplaceApp }) {
  const { t } = useTranslation('marketplace');
  const connect = useConnect();
  const mayConnect = useMay('connections:write') && app.id === 'servicetitan';
  const connected = app.instances.length > 0;
  return (
    <article className={styles.card} aria-labelledby={`app-${app.id}`}>
      <div className={styles.head}>
        <SourceMark source={app.id} name={app.name} size={32} />
        <Title order={3} id={`app-${app.id}`} className={styles.name}>
          {app.name}
        </Title>
        {app.status === 'connected' && <StateBadge tone="good">{t('status.connected')}</StateBadge>}
        {app.status === 'in_progress' && <StateBadge tone="busy">{t('status.in_progress')}</StateBadge>}
      </div>
      <Text size="sm" c="dimmed" className={styles.summary}>
        {app.summary}
      </Text>
      {connected && (
        <ul className={styles.instances} aria-label={t('instances', { name: app.name })}>
          {app.instances.map((instance) => (
            <li key={instance.id} className={styles.instance}>
              <RouteLink to={instance.path} truncate>
                {instance.name}
              </RouteLink>
              {isConnectionStatus(instance.status) ? (
                <StateBadge tone={connectionTone(instance.status)}>
                  {t(`instance.${instance.status}`)}
                </StateBadge>
              ) : (
                <Text component="span" size="xs" c="dimmed">
                  {instance.status}
                </Text>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayConnect && (
        <Button
          variant={connected ? 'default' : 'filled'}
          loading={connect.isPending}
          onClick={() => connect.mutate()}
        >
          {t(connected ? 'connectAnother' : 'connect')}
        </Button>
      )}
    </article>
  );
}
