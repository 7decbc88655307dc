import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { ScopeReport } from '../api/servicetitan.ts';
import { FailureState } from '../ui/FailureState.tsx';
import { Notice } from '../ui/Notice.tsx';
import { StateBadge, type Tone } from '../ui/StateBadge.tsx';
import { Timestamp } from '../ui/Timestamp.tsx';
import { failureToast } from '../ui/toast.tsx';
import { useCheckScopes } from './changes.ts';
import { scopesQuery } from './queries.ts';
import styles from './ScopesTab.module.css';

type Feature = ScopeReport['features'][number];
const TONES: Record<Feature['state'], Tone> = { ok: 'good', limited: 'busy', off: 'bad', unused: 'quiet' };

/** The scope doctor (B30): what each feature needs of the app, what is missing, and what therefore does not work. */
export function ScopesTab({ id }: { id: string }) {
  const { t } = useTranslation('connections');
  const mayWrite = useMay('connections:write');
  const scopes = useQuery(scopesQuery(id));
  const check = useCheckScopes(id);
  if (!scopes.data && scopes.error)
    return <FailureState fault={scopes.error} onRetry={() => void scopes.refetch()} />;
  if (!scopes.data) return <Skeleton height={320} />;
  const { missing, howToFix, checkedAt, features } = scopes.data;
  return (
    <>
      <Group justify="space-between" mb="md">
        <Text size="sm" c="dimmed">
          {t('scopes.checked')} {checkedAt === null ? t('list.notYet') : <Timestamp at={checkedAt} />}
        </Text>
        {mayWrite && (
          <Button
            variant="default"
            loading={check.isPending}
            onClick={() => check.mutate(undefined, { onError: failureToast })}
          >
            {t('scopes.check')}
          </Button>
        )}
      </Group>
      {missing === 0 ? (
        <Notice tone="good" icon={<IconCircleCheck size={18} aria-hidden />} title={t('scopes.all')} live />
      ) : (
        <Notice
          tone="attention"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t('scopes.missing', { count: missing })}
          live
        >
          {howToFix}
        </Notice>
      )}
      <div className={styles.features}>
        {features.map((feature) => (
          <FeatureOf key={feature.id} feature={feature} />
        ))}
      </div>
    </>
  );
}

function FeatureOf({ feature }: { feature: Feature }) {
  const { t } = useTranslation('connections');
  return (
    <section className={styles.feature} aria-label={feature.name}>
      <div className={styles.head}>
        <Title order={2} size="h3">
          {feature.name}
        </Title>
        <StateBadge tone={TONES[feature.state]}>{t(`scopes.state.${feature.state}`)}</StateBadge>
      </div>
      <ul className={styles.scopes}>
        {feature.scopes.map((scope) => (
          <li key={scope.scope} className={styles.scope}>
            {scope.granted ? (
              <IconCheck size={16} className={styles.granted} aria-hidden />
            ) : (
              <IconX
                size={16}
                className={feature.state === 'unused' ? styles.quiet : styles.missing}
                aria-hidden
              />
            )}
            <span className={styles.name}>
              <span className={styles.hidden}>
                {t(scope.granted ? 'scopes.granted' : 'scopes.notGranted')}
              </span>{' '}
              {scope.scope}{' '}
              {scope.needed === 'optional' && <span className={styles.quiet}>{t('scopes.optional')}</span>}
            </span>
            <span className={`${styles.stops} ${styles.quiet}`}>
              {scope.granted ? '' : t('scopes.without', { stops: scope.stops })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
