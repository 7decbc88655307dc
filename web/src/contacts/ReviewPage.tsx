import { IconChecks, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { TabBar } from '../ui/TabBar.tsx';
import { ConflictCase } from './ConflictCase.tsx';
import { conflictsQuery } from './queries.ts';
import styles from './ReviewPage.module.css';
import { REVIEW_TABS } from './search.ts';

/** The review queue (B23): customers that may be a contact one has already; a person decides, and can undo it. */
export default function ReviewPage() {
  const { t } = useTranslation('contacts');
  const { tab = 'open' } = useSearch({ from: '/shell/contacts/review' });
  const conflicts = useInfiniteQuery(conflictsQuery(tab));
  return (
    <Page
      title={t('review.title')}
      hint={t('review.hint')}
      above={<RouteLink to="/contacts">{t('title')}</RouteLink>}
    >
      <TabBar
        label={t('review.tabs')}
        tabs={REVIEW_TABS.map((key) => ({ key, label: t(`review.tab.${key}`) }))}
        current={tab}
      />
      <PagedList list={conflicts} height={240}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              icon={tab === 'open' ? IconChecks : IconHistory}
              title={t(`review.empty.${tab}.title`)}
              hint={t(`review.empty.${tab}.hint`)}
            />
          ) : (
            <ul className={styles.list} aria-label={t('review.title')}>
              {rows.map((conflict) => (
                <ConflictCase key={conflict.id} conflict={conflict} />
              ))}
            </ul>
          )
        }
      </PagedList>
    </Page>
  );
}
