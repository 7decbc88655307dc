import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Booking, Named } from '../api/entities.ts';
import { bookingListQuery, sourcesSeenQuery } from './queries.ts';
import type { BookingFilter } from './search.ts';

export interface BookingListState {
  rows: Booking[];
  /** Sources to filter by: those seen in this list, and the one filtered by. */
  sources: Named[];
  loading: boolean;
  /** The list could not be loaded at all. */
  failure: Error | null;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** The bookings of one filter, loaded page by page. */
export function useBookingList(filter: BookingFilter): BookingListState {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(bookingListQuery(filter));
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const { data: seen } = useQuery(sourcesSeenQuery);
  const sources = useMemo(() => {
    const byId = new Map<string, string>(seen?.map((source) => [source.id, source.name]));
    for (const row of rows) byId.set(row.source, row.sourceName);
    if (filter.source !== null && !byId.has(filter.source)) byId.set(filter.source, filter.source);
    return [...byId].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name));
  }, [rows, seen, filter.source]);
  const loadMore = useCallback(() => {
    // Asked for twice in one breath, the request under way goes on.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    sources,
    loading: isPending,
    failure: data ? null : error,
    hasMore: hasNextPage,
    loadMore,
    retry: () => void refetch(),
  };
}
