import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import type { Model, Opportunity } from '../api/servicetitan.ts';
import { phoneText } from '../contacts/phone.ts';
import { useTimes } from '../time/use-times.ts';
import { DetailsTree } from '../ui/DetailsTree.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { FieldList } from '../ui/FieldList.tsx';
import { Flag } from '../ui/Flag.tsx';
import { Page } from '../ui/Page.tsx';
import { ButtonLink, RouteLink } from '../ui/RouteLink.tsx';
import { Section } from '../ui/Section.tsx';
import { Timeline } from '../ui/Timeline.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { opportunityQuery } from './queries.ts';
import { WhyTheseValues } from './WhyTheseValues.tsx';

/** What an opportunity's own record is called among the mirrored resources. */
const RESOURCES: Record<Model, string> = { job: 'jobs', membership: 'memberships', call: 'calls' };

/** One opportunity: its standard fields and how they came about, all its details, and what changed of it. */
export default function OpportunityPage() {
  const { t } = useTranslation('opportunities');
  const model = useTranslation('connections').t;
  const { id } = useParams({ from: '/shell/opportunities/$id' });
  const opportunity = useQuery(opportunityQuery(id));
  return (
    <Page
      title={opportunity.data?.title ?? t('loading')}
      above={<RouteLink to="/opportunities">{t('title')}</RouteLink>}
      marks={opportunity.data && <Flag>{model(`model.${opportunity.data.model}`)}</Flag>}
      action={
        opportunity.data && (
          <ButtonLink
            variant="default"
            to="/connections/$id/records/$resource/$recordId"
            params={{
              id: opportunity.data.connectionId,
              resource: RESOURCES[opportunity.data.model],
              recordId: opportunity.data.externalId,
            }}
          >
            {t('openRecord')}
          </ButtonLink>
        )
      }
    >
      {opportunity.data && <Loaded opportunity={opportunity.data} />}
      {!opportunity.data && opportunity.error && (
        <FailureState fault={opportunity.error} onRetry={() => void opportunity.refetch()} />
      )}
      {opportunity.isPending && (
        <Waiting label={t('loading')}>
          <Skeleton height={400} />
        </Waiting>
      )}
    </Page>
  );
}

function Loaded({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const mayExplain = useMay('opportunities:read');
  const { history = [] } = opportunity;
  return (
    <>
      <Section title={t('standard')}>
        <FieldList fields={useStandardFields(opportunity)} />
      </Section>
      {mayExplain && <WhyTheseValues opportunity={opportunity} />}
      <Section title={t('details')}>
        <DetailsTree label={t('details')} details={opportunity.details} />
      </Section>
      {history.length > 0 && (
        <Section title={t('history')}>
          <Timeline
            entries={history.map(({ at, kind, changes }) => ({ at, changes, text: t(`happened.${kind}`) }))}
          />
        </Section>
      )}
    </>
  );
}

function useStandardFields(opportunity: Opportunity) {
  const { t } = useTranslation('opportunities');
  const times = useTimes();
  const at = (instant: string | null): string => (instant === null ? t('none') : times.exact(instant));
  const { contactId } = opportunity;
  return [
    { label: t('field.firstName'), value: opportunity.firstName ?? t('none') },
    { label: t('field.lastName'), value: opportunity.lastName ?? t('none') },
    { label: t('field.email'), value: opportunity.email ?? t('none') },
    { label: t('field.phone'), value: opportunity.phone === null ? t('none') : phoneText(opportunity.phone) },
    { label: t('field.externalId'), value: opportunity.externalId },
    { label: t('field.externalContactId'), value: opportunity.externalContactId ?? t('none') },
    { label: t('field.externalCreatedAt'), value: at(opportunity.externalCreatedAt) },
    {
      label: t('field.externalUpdatedAt'),
      value: [
        at(opportunity.externalUpdatedAt),
        opportunity.updatedFrom === null ? '' : t('from', { path: opportunity.updatedFrom }),
      ]
        .filter((part) => part !== '')
        .join('\n'),
    },
    {
      label: t('contact'),
      value:
        contactId === null ? (
          t('noContact')
        ) : (
          <RouteLink to="/contacts/$id" params={{ id: contactId }}>
            {[opportunity.firstName, opportunity.lastName].filter(Boolean).join(' ') || t('noName')}
          </RouteLink>
        ),
    },
  ];
}
