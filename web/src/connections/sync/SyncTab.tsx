import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureState } from '../../ui/FailureState.tsx';
import { Section } from '../../ui/Section.tsx';
import { syncQuery } from '../queries.ts';
import { ResourceTable } from './ResourceTable.tsx';
import { RunList } from './RunList.tsx';
import { SyncErrors } from './SyncErrors.tsx';
import { SyncStatus } from './SyncStatus.tsx';

/** How a connection's sync is: progress, delay, each resource, what failed, and the runs behind it. */
export function SyncTab({ id }: { id: string }) {
  const { t } = useTranslation('connections');
  const sync = useQuery(syncQuery(id));
  if (!sync.data && sync.error)
    return <FailureState fault={sync.error} onRetry={() => void sync.refetch()} />;
  if (!sync.data) return <Skeleton height={400} />;
  return (
    <>
      <SyncStatus id={id} sync={sync.data} />
      {sync.data.errors > 0 && <SyncErrors id={id} count={sync.data.errors} />}
      <Section title={t('sync.resources')}>
        <ResourceTable rows={sync.data.resources} />
      </Section>
      <RunList id={id} />
    </>
  );
}
