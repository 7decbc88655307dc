import { Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureState } from '../ui/FailureState.tsx';
import { LoadMore } from '../ui/LoadMore.tsx';
import { Section } from '../ui/Section.tsx';
import { OpportunityTable } from './OpportunityTable.tsx';
import { opportunitiesQuery } from './queries.ts';

/** The opportunities of one contact, latest first (H37). */
export function OpportunitiesOf({ contactId }: { contactId: string }) {
  const { t } = useTranslation('opportunities');
  const opportunities = useInfiniteQuery(opportunitiesQuery({}, contactId));
  const rows = opportunities.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Section title={t('title')}>
      {opportunities.data && (
        <OpportunityTable rows={rows} empty={<Text c="dimmed">{t('noneOfContact')}</Text>} />
      )}
      <LoadMore shown={rows.length} list={opportunities} />
      {!opportunities.data && opportunities.error && (
        <FailureState fault={opportunities.error} onRetry={() => void opportunities.refetch()} />
      )}
      {opportunities.isPending && <Skeleton height={120} />}
    </Section>
  );
}
