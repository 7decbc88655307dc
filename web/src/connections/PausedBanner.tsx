import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { Connection } from '../api/servicetitan.ts';
import { useTimes } from '../time/use-times.ts';
import { Notice } from '../ui/Notice.tsx';
import { ButtonLink } from '../ui/RouteLink.tsx';
import { failureToast } from '../ui/toast.tsx';
import { useResume } from './changes.ts';
import styles from './PausedBanner.module.css';

/** Why nothing is synced, and what to do about it. */
export function PausedBanner({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const times = useTimes();
  const mayWrite = useMay('connections:write');
  const resume = useResume(connection.id);
  if (connection.status !== 'paused') return null;
  const credentials = connection.pausedReason === 'credentials';
  const since = connection.pausedAt === null ? '' : times.exact(connection.pausedAt);
  return (
    <div className={styles.banner}>
      <Notice
        tone="attention"
        icon={
          credentials ? (
            <IconPlugConnectedX size={18} aria-hidden />
          ) : (
            <IconPlayerPause size={18} aria-hidden />
          )
        }
        title={t(credentials ? 'paused.credentials.title' : 'paused.person.title', { since })}
      >
        {t(credentials ? 'paused.credentials.hint' : 'paused.person.hint')}
        {mayWrite && (
          <div className={styles.actions}>
            {credentials && (
              <ButtonLink
                to="/settings/connections/$id"
                params={{ id: connection.id }}
                search={{ tab: 'credentials' }}
                size="xs"
                variant="default"
              >
                {t('paused.openCredentials')}
              </ButtonLink>
            )}
            <Button
              size="xs"
              variant="default"
              loading={resume.isPending}
              onClick={() => resume.mutate(undefined, { onError: failureToast })}
            >
              {t('paused.resume')}
            </Button>
          </div>
        )}
      </Notice>
    </div>
  );
}
