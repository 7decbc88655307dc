import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client.ts';
import type { SyncOverview, SyncRun } from '../api/servicetitan.ts';

/** While a back-fill runs its progress is asked for, should the live stream be away. */
const POLL = 5_000;

/** Keys of everything about connections begin with 'connections'; what is of one goes on with 'of' and its id. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/connections', { signal }))).data,
});

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{id}', { signal, params: { path: { id } } })),
  });

export const settingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'settings'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{id}/settings', { signal, params: { path: { id } } })),
  });

export const settingsHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'of', id, 'history'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{id}/settings/history', {
          signal,
          params: { path: { id }, query: { limit: 20, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const scopesQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'scopes'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{id}/scopes', { signal, params: { path: { id } } })),
  });

export const budgetQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'budget'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{id}/budget', { signal, params: { path: { id } } })),
    refetchInterval: POLL,
    staleTime: 0,
  });

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'webhook'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{id}/webhook', { signal, params: { path: { id } } })),
  });

export const syncQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'sync'],
    queryFn: ({ signal }): Promise<SyncOverview> =>
      unwrap(api.GET('/api/v1/connections/{id}/sync', { signal, params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'backfill' ? POLL : 60_000),
    staleTime: 0,
  });

export type RunFilter = { kind: SyncRun['kind'] | null; status: SyncRun['status'] | null };

export const runsQuery = (id: string, { kind, status }: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'of', id, 'runs', kind, status],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/sync-runs', {
          signal,
          params: {
            query: {
              connectionId: id,
              limit: 20,
              ...(kind !== null && { kind }),
              ...(status !== null && { status }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const syncErrorsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'of', id, 'errors'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{id}/sync-errors', {
          signal,
          params: { path: { id }, query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** What a back-fill of so many days would take (B25). Nothing is read by asking. */
export const estimateQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'estimate', days],
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/api/v1/connections/{id}/sync/estimate', {
          signal,
          params: { path: { id } },
          body: { days },
        }),
      ),
    enabled: days >= 1 && days <= 1095,
  });

export const placeholdersQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'of', id, 'placeholders'],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{id}/placeholders', {
          signal,
          params: { path: { id }, query: { min: 5 } },
        }),
      ),
  });

/** One dry run; asked again until it is done. */
export const dryRunQuery = (id: string, dryRunId: string) =>
  queryOptions({
    queryKey: ['dry-run', id, dryRunId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{id}/dry-runs/{dryRunId}', {
          signal,
          params: { path: { id, dryRunId } },
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.status === 'done' || state.data?.status === 'failed' || state.error ? false : 700,
    staleTime: 0,
  });
