import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client.ts';
import type { BookingFilter } from './search.ts';

const PAGE = 50;

/** Keys of everything about bookings begin with 'bookings', so that one call can mark all of it stale. */
export const bookingListQuery = (filter: BookingFilter) =>
  infiniteQueryOptions({
    queryKey: ['bookings', 'list', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/bookings', {
          signal,
          params: {
            query: {
              status: filter.status,
              sort: filter.sort,
              limit: PAGE,
              ...(filter.source !== null && { source: filter.source }),
              ...(filter.q !== null && { q: filter.q }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const bookingCountsQuery = queryOptions({
  queryKey: ['bookings', 'counts'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bookings/counts', { signal })),
});

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bookings/{id}', { signal, params: { path: { id } } })),
  });

/** Choices of the booking form. Always asked anew: customers and campaigns change in ServiceTitan. */
export const bookingFormQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', 'form', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/bookings/{id}/form', { signal, params: { path: { id } } })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export const dismissReasonsQuery = queryOptions({
  queryKey: ['dismiss-reasons'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/dismiss-reasons', { signal }))).data,
  staleTime: 10 * 60_000,
});

/** Sources of the latest bookings of any status, to filter by. */
export const sourcesSeenQuery = queryOptions({
  queryKey: ['sources-seen'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(api.GET('/api/v1/bookings', { signal, params: { query: { limit: 100 } } }));
    return [...new Map(data.map((row) => [row.source, row.sourceName]))].map(([id, name]) => ({ id, name }));
  },
  staleTime: 10 * 60_000,
});
