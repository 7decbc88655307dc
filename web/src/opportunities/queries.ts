import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import type { Model } from '../api/servicetitan.ts';
import type { OpportunitySearch } from './search.ts';

/** Keys of everything about opportunities begin with 'opportunities'. */
export const opportunitiesQuery = (
  { tab, connection, q, order: sort = '-externalUpdatedAt' }: OpportunitySearch,
  contactId?: string,
) =>
  infiniteQueryOptions({
    queryKey: ['opportunities', 'list', tab ?? null, connection ?? null, q ?? null, sort, contactId ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/opportunities', {
          signal,
          params: {
            query: {
              limit: 100,
              sort,
              ...(tab !== undefined && { model: tab }),
              ...(connection !== undefined && { connectionId: connection }),
              ...(q !== undefined && { search: q }),
              ...(contactId !== undefined && { contactId }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const opportunityQuery = (id: string) =>
  queryOptions({
    queryKey: ['opportunities', 'one', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/opportunities/{id}', { signal, params: { path: { id } } })),
  });

/** Every field that opportunities of a model can have (H44). */
export const opportunityFieldsQuery = (model: Model) =>
  queryOptions({
    queryKey: ['opportunities', 'fields', model],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/opportunity-fields', { signal, params: { query: { model } } }))).data,
    staleTime: 10 * 60_000,
  });

/** How each standard field of one record comes about (B21). */
export const previewQuery = (connectionId: string, model: Model, externalId: string) =>
  queryOptions({
    queryKey: ['opportunities', 'preview', connectionId, model, externalId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{id}/preview', {
          signal,
          params: { path: { id: connectionId }, query: { model, externalId } },
        }),
      ),
  });

/** What can be looked at record by record. */
export type RecordResource =
  paths['/api/v1/connections/{id}/records/{resource}/{recordId}']['get']['parameters']['path']['resource'];

/** One record as it was read from ServiceTitan, with all that ever changed of it (B24). */
export const recordQuery = (id: string, resource: RecordResource, recordId: string) =>
  queryOptions({
    queryKey: ['records', id, resource, recordId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{id}/records/{resource}/{recordId}', {
          signal,
          params: { path: { id, resource, recordId } },
        }),
      ),
  });
