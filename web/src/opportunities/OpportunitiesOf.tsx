import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PagedList } from '../ui/PagedList.tsx';
import { Section } from '../ui/Section.tsx';
import { OpportunityTable } from './OpportunityTable.tsx';
import { opportunitiesQuery } from './queries.ts';

/** The opportunities of one contact, latest first (H37). */
export function OpportunitiesOf({ contactId }: { contactId: string }) {
  const { t } = useTranslation('opportunities');
  const opportunities = useInfiniteQuery(opportunitiesQuery({}, contactId));
  return (
    <Section title={t('title')}>
      <PagedList list={opportunities} height={120}>
        {(rows) => <OpportunityTable rows={rows} empty={<Text c="dimmed">{t('noneOfContact')}</Text>} />}
      </PagedList>
    </Section>
  );
}
