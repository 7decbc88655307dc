import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client.ts';
import type { Role } from '../api/entities.ts';
import { failureToast } from '../ui/toast.tsx';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/api-keys', { signal }))).data,
});

/** Makes a key. The answer is the only time that the key itself can be read. */
export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; role: Exclude<Role, 'owner'>; expiresInDays?: number }) =>
      unwrap(api.POST('/api/v1/api-keys', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    // The key must not linger in memory once its dialog is closed.
    gcTime: 0,
  });
}

/** Makes a key useless, at once and for good. */
export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    onError: failureToast,
  });
}
