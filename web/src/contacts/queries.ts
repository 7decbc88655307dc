import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../api/client.ts';
import { failureToast, toast } from '../ui/toast.tsx';
import type { ContactSearch } from './search.ts';

/** Keys of everything about contacts begin with 'contacts'. */
export const contactsQuery = ({ q, connection }: ContactSearch) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'list', q ?? null, connection ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/contacts', {
          signal,
          params: {
            query: {
              limit: 100,
              ...(q !== undefined && { search: q }),
              ...(connection !== undefined && { connectionId: connection }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/contacts/{id}', { signal, params: { path: { id } } })),
  });

export const conflictsQuery = (status: 'open' | 'resolved') =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'conflicts', status],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/contact-conflicts', {
          signal,
          params: { query: { status, limit: 20, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** Whether anything waits for a decision: shown where contacts are listed. */
export const openConflictsQuery = queryOptions({
  queryKey: ['contacts', 'conflicts', 'any'],
  queryFn: async ({ signal }) =>
    (
      await unwrap(
        api.GET('/api/v1/contact-conflicts', { signal, params: { query: { status: 'open', limit: 100 } } }),
      )
    ).data.length,
});

/** Takes a merge back: each customer stands for itself again. */
export function useUndoMerge() {
  const client = useQueryClient();
  const { t } = useTranslation('contacts');
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/v1/contact-merges/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => {
      toast({ title: t('merges.undone') });
      void client.invalidateQueries({ queryKey: ['contacts'] });
      void client.invalidateQueries({ queryKey: ['opportunities'] });
    },
    onError: failureToast,
  });
}

export function useResolve() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; action: 'merge' | 'separate'; contactId?: string }) =>
      unwrap(api.POST('/api/v1/contact-conflicts/{id}/resolve', { params: { path: { id } }, body })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['contacts'] });
      void client.invalidateQueries({ queryKey: ['opportunities'] });
    },
    onError: failureToast,
  });
}
