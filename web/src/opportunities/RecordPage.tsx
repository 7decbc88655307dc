import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MirrorRecord } from '../api/servicetitan.ts';
import { useTimes } from '../time/use-times.ts';
import { DetailsTree } from '../ui/DetailsTree.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { FieldList } from '../ui/FieldList.tsx';
import { Page } from '../ui/Page.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { Section } from '../ui/Section.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { Timeline } from '../ui/Timeline.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { type RecordResource, recordQuery } from './queries.ts';

/** One record as ServiceTitan has it, and its timeline: when it was read and what each time was different (B24). */
export default function RecordPage() {
  const { t } = useTranslation('opportunities');
  const { id, resource, recordId } = useParams({
    from: '/shell/connections/$id/records/$resource/$recordId',
  });
  // Whatever an address says; the server answers for what is none.
  const record = useQuery(recordQuery(id, resource as RecordResource, recordId));
  return (
    <Page
      title={`${resource} ${recordId}`}
      hint={t('record.hint')}
      above={
        <RouteLink to="/settings/connections/$id" params={{ id }}>
          {t('record.connection')}
        </RouteLink>
      }
      marks={
        record.data && (
          <StateBadge tone={record.data.deletedAt === null && record.data.active ? 'good' : 'quiet'}>
            {t(`record.state.${stateOf(record.data)}`)}
          </StateBadge>
        )
      }
    >
      {record.data && <Loaded record={record.data} />}
      {!record.data && record.error && (
        <FailureState fault={record.error} onRetry={() => void record.refetch()} />
      )}
      {record.isPending && (
        <Waiting label={t('loading')}>
          <Skeleton height={320} />
        </Waiting>
      )}
    </Page>
  );
}

function stateOf({ active, deletedAt }: MirrorRecord): 'active' | 'inactive' | 'deleted' {
  if (deletedAt !== null) return 'deleted';
  return active ? 'active' : 'inactive';
}

function Loaded({ record }: { record: MirrorRecord }) {
  const { t } = useTranslation('opportunities');
  const times = useTimes();
  const at = (instant: string | null): string => (instant === null ? t('none') : times.exact(instant));
  return (
    <>
      <Section title={t('record.read')}>
        <FieldList
          fields={[
            { label: t('record.modified'), value: at(record.modifiedOn) },
            { label: t('record.fetched'), value: at(record.fetchedAt) },
            { label: t('record.changed'), value: at(record.changedAt) },
            ...(record.deletedAt === null
              ? []
              : [{ label: t('record.deleted'), value: at(record.deletedAt) }]),
          ]}
        />
      </Section>
      <Section title={t('record.timeline')}>
        <Timeline
          entries={record.timeline.map((entry) => ({
            at: entry.at,
            changes: entry.changes,
            text: t(`record.happened.${entry.kind}`),
          }))}
        />
      </Section>
      <Section title={t('record.body')}>
        <DetailsTree label={t('record.body')} details={record.body} />
      </Section>
    </>
  );
}
