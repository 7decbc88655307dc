import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import type { SyncOverview } from '../../api/servicetitan.ts';
import { durationText } from '../../time/format.ts';
import { useTimes } from '../../time/use-times.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Timestamp } from '../../ui/Timestamp.tsx';
import { failureToast, toast } from '../../ui/toast.tsx';
import { useStartSync } from '../changes.ts';
import { syncTone } from '../status.ts';
import { BackfillDialog } from './BackfillDialog.tsx';
import styles from './SyncTab.module.css';

/** Whether the mirror is as ServiceTitan has it, and what one can start by hand. */
export function SyncStatus({ id, sync }: { id: string; sync: SyncOverview }) {
  const { t, i18n } = useTranslation('connections');
  const times = useTimes();
  const maySync = useMay('sync:write');
  const [choosing, { open, close }] = useDisclosure();
  const start = useStartSync(id);
  const begin = (kind: 'increment' | 'reconcile'): void =>
    start.mutate(
      { kind },
      { onSuccess: () => toast({ title: t(`sync.started.${kind}`) }), onError: failureToast },
    );
  const count = (value: number): string => value.toLocaleString(i18n.language);
  const { backfill } = sync;
  const off = sync.status === 'paused' || sync.status === 'off';
  return (
    <div className={styles.status}>
      <div className={styles.head}>
        <StateBadge tone={syncTone(sync.status)}>{t(`sync.status.${sync.status}`)}</StateBadge>
        {maySync && (
          <Group gap="sm">
            <Button
              variant="default"
              disabled={off}
              loading={start.isPending && start.variables.kind === 'increment'}
              onClick={() => begin('increment')}
            >
              {t('sync.now')}
            </Button>
            <Button
              variant="default"
              disabled={off}
              loading={start.isPending && start.variables.kind === 'reconcile'}
              onClick={() => begin('reconcile')}
            >
              {t('sync.reconcile')}
            </Button>
            <Button variant="default" disabled={off} onClick={open}>
              {t('sync.backfill')}
            </Button>
          </Group>
        )}
      </div>
      {backfill && (
        <ProgressBar
          label={t('sync.progress')}
          percent={backfill.percent}
          detail={[
            t('sync.rows', { done: count(backfill.done), expected: count(backfill.expected) }),
            backfill.secondsLeft === null
              ? ''
              : t('sync.left', { time: durationText(backfill.secondsLeft, i18n.language) }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        />
      )}
      <dl className={styles.facts}>
        <Fact label={t('sync.lag')}>
          {sync.lagSeconds === null ? t('none') : durationText(sync.lagSeconds, i18n.language)}
        </Fact>
        <Fact label={t('sync.last')}>
          {sync.lastSuccessAt === null ? t('list.notYet') : <Timestamp at={sync.lastSuccessAt} />}
        </Fact>
        <Fact label={t('sync.next')}>
          {sync.nextAt === null ? t('none') : <Timestamp at={sync.nextAt} />}
        </Fact>
        <Fact label={t('sync.pending')}>{count(sync.pending)}</Fact>
        <Fact label={t('sync.since')}>{sync.since === null ? t('none') : times.day(sync.since)}</Fact>
      </dl>
      {choosing && <BackfillDialog id={id} onClose={close} />}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
