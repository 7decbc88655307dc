import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client.ts';

export const marketplaceQuery = queryOptions({
  queryKey: ['connections', 'marketplace'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/marketplace', { signal }))).data,
});
