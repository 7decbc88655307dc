import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, unwrap } from '../api/client.ts';
import { failureToast } from '../ui/toast.tsx';
import { connectionsQuery } from './queries.ts';

/**
 * Opens the wizard on a new connection. One that was begun and left before anything was entered is taken up again
 * rather than another beside it.
 */
export function useConnect() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      const known = await client.fetchQuery({ ...connectionsQuery, staleTime: 0 });
      const begun = known.find((each) => each.status === 'draft' && each.tenantId === null);
      return (
        begun ?? (await unwrap(api.POST('/api/v1/connections', { body: { environment: 'production' } })))
      );
    },
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['connections'] });
      await navigate({ to: '/marketplace/servicetitan/$id', params: { id } });
    },
    onError: failureToast,
  });
}
