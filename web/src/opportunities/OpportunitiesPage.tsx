import { Group, Select } from '@mantine/core';
import { IconBriefcase } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/me.ts';
import { MODELS, OPPORTUNITY_SORTS } from '../api/servicetitan.ts';
import { ConnectionFilter } from '../connections/ConnectionFilter.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { NoMatch } from '../ui/NoMatch.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { ButtonLink } from '../ui/RouteLink.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { OpportunityTable } from './OpportunityTable.tsx';
import { opportunitiesQuery } from './queries.ts';
import { type OpportunitySearch, parseOpportunitySearch } from './search.ts';

/** Opportunities: jobs, memberships and inbound calls of ServiceTitan (H33), the last changed first. */
export default function OpportunitiesPage() {
  const { t } = useTranslation('opportunities');
  const model = useTranslation('connections').t;
  const search = useSearch({ from: '/shell/opportunities' });
  const navigate = useNavigate();
  const opportunities = useInfiniteQuery(opportunitiesQuery(search));
  const change = (changed: OpportunitySearch): void =>
    void navigate({
      to: '/opportunities',
      search: (current) => parseOpportunitySearch({ ...current, ...changed }),
      replace: true,
    });
  return (
    <Page title={t('title')} hint={t('hint')}>
      <Group gap="sm" mb="md">
        <SearchField
          label={t('search')}
          value={search.q ?? ''}
          w={320}
          onChange={(q) => change({ q: q || undefined })}
        />
        <Select
          w={152}
          aria-label={t('model')}
          placeholder={t('allModels')}
          clearable
          data={MODELS.map((value) => ({ value, label: model(`model.${value}`) }))}
          value={search.tab ?? null}
          onChange={(tab) => change({ tab: tab ?? undefined })}
        />
        <Select
          w={192}
          aria-label={t('sort')}
          allowDeselect={false}
          data={OPPORTUNITY_SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          value={search.order ?? '-externalUpdatedAt'}
          onChange={(order) => change({ order: order ?? undefined })}
        />
        <ConnectionFilter value={search.connection} onChange={(connection) => change({ connection })} />
      </Group>
      <PagedList list={opportunities} height={400}>
        {(rows) => (
          <OpportunityTable
            rows={rows}
            empty={
              <NoOpportunities
                search={search}
                onClear={() => change({ q: undefined, connection: undefined, tab: undefined })}
              />
            }
          />
        )}
      </PagedList>
    </Page>
  );
}

function NoOpportunities({ search, onClear }: { search: OpportunitySearch; onClear: () => void }) {
  const { t } = useTranslation('opportunities');
  const mayConnect = useMay('connections:read');
  if (search.q !== undefined || search.connection !== undefined || search.tab !== undefined)
    return <NoMatch title={t('emptySearch.title')} hint={t('emptySearch.hint')} onClear={onClear} />;
  return (
    <EmptyState
      icon={IconBriefcase}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={mayConnect ? <ButtonLink to="/marketplace">{t('empty.marketplace')}</ButtonLink> : undefined}
    />
  );
}
