import { SegmentedControl, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MarketplaceApp } from '../api/servicetitan.ts';
import { FailureState } from '../ui/FailureState.tsx';
import { NoMatch } from '../ui/NoMatch.tsx';
import { Page } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { AppCard } from './AppCard.tsx';
import styles from './MarketplacePage.module.css';
import { marketplaceQuery } from './queries.ts';
import { CATEGORIES, type MarketplaceSearch } from './search.ts';

/** App Marketplace (H1): what this workspace can be connected to, by category; ServiceTitan stands under CRMs. */
export default function MarketplacePage() {
  const { t } = useTranslation('marketplace');
  const search = useSearch({ from: '/shell/marketplace' });
  const navigate = useNavigate();
  const apps = useQuery(marketplaceQuery);
  const change = (changed: MarketplaceSearch): void =>
    void navigate({
      to: '/marketplace',
      search: (current) => ({ ...current, ...changed }),
      replace: true,
    });
  const found = (apps.data ?? []).filter(
    (app) =>
      (search.category === undefined || app.category === search.category) &&
      `${app.name} ${app.summary}`.toLowerCase().includes((search.q ?? '').toLowerCase()),
  );
  return (
    <Page title={t('title')} hint={t('hint')}>
      <div className={styles.bar}>
        <SegmentedControl
          size="sm"
          aria-label={t('category')}
          data={[
            { value: 'all', label: t('all') },
            ...CATEGORIES.map((category) => ({ value: category, label: t(`categories.${category}`) })),
          ]}
          value={search.category ?? 'all'}
          onChange={(value) => change({ category: CATEGORIES.find((category) => category === value) })}
        />
        <SearchField
          label={t('search')}
          value={search.q ?? ''}
          w={272}
          onChange={(q) => change({ q: q || undefined })}
        />
      </div>
      {CATEGORIES.map((category) => (
        <Category key={category} category={category} apps={found} />
      ))}
      {apps.data && found.length === 0 && (
        <NoMatch
          title={t('empty.title')}
          hint={t('empty.hint')}
          onClear={() => change({ category: undefined, q: undefined })}
        />
      )}
      {!apps.data && apps.error && <FailureState fault={apps.error} onRetry={() => void apps.refetch()} />}
      {apps.isPending && (
        <Waiting label={t('loading')} className={styles.apps}>
          <Skeleton height={176} />
          <Skeleton height={176} />
        </Waiting>
      )}
    </Page>
  );
}

function Category({ category, apps }: { category: MarketplaceApp['category']; apps: MarketplaceApp[] }) {
  const { t } = useTranslation('marketplace');
  const inCategory = apps.filter((app) => app.category === category);
  if (inCategory.length === 0) return null;
  return (
    <section aria-labelledby={`category-${category}`}>
      <Title order={2} id={`category-${category}`}>
        {t(`categories.${category}`)}
      </Title>
      <ul className={styles.apps}>
        {inCategory.map((app) => (
          <li key={app.id}>
            <AppCard app={app} />
          </li>
        ))}
      </ul>
    </section>
  );
}
