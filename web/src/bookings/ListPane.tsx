import { Button } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../api/me.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureState } from '../ui/FailureState.tsx';
import { NoMatch } from '../ui/NoMatch.tsx';
import { BookingList } from './BookingList.tsx';
import { BookingListSkeleton } from './BookingListSkeleton.tsx';
import type { BookingFilter } from './search.ts';
import type { BookingListState } from './use-booking-list.ts';

interface ListPaneProps {
  list: BookingListState;
  filter: BookingFilter;
  selectedId: string | null;
  boxRef: RefObject<HTMLDivElement | null>;
  onClear: () => void;
}

/** The list, or what stands in its place: loading, failed, empty. */
export function ListPane({ list, filter, selectedId, boxRef, onClear }: ListPaneProps) {
  const { t } = useTranslation('bookings');
  if (list.loading) return <BookingListSkeleton label={t('loadingList')} />;
  if (list.failure) return <FailureState fault={list.failure} onRetry={list.retry} />;
  if (list.rows.length === 0 && (filter.q !== null || filter.source !== null))
    return <NoMatch title={t('emptySearch.title')} hint={t('emptySearch.hint')} onClear={onClear} />;
  if (list.rows.length === 0) return <EmptyList filter={filter} />;
  return (
    <BookingList
      // Another list begins at its top.
      key={JSON.stringify(filter)}
      rows={list.rows}
      selectedId={selectedId}
      boxRef={boxRef}
      hasMore={list.hasMore}
      onNearEnd={list.loadMore}
    />
  );
}

function EmptyList({ filter }: { filter: BookingFilter }) {
  const { t } = useTranslation('bookings');
  const { sandbox } = useMe();
  const maySend = useMay('sandbox:use') && sandbox && filter.status === 'New';
  return (
    <EmptyState
      icon={IconInbox}
      title={t(`empty.${filter.status}.title`)}
      hint={t(`empty.${filter.status}.hint`)}
      action={
        maySend ? (
          <Button component={Link} to="/sandbox" variant="default">
            {t('sendTestLead')}
          </Button>
        ) : undefined
      }
    />
  );
}
