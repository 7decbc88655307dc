import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

/** Whether the same request could succeed when sent again: no answer at all, or a server that is busy. */
function worthRetrying(fault: Error): boolean {
  return fault instanceof Problem && (fault.status === 0 || fault.status === 502 || fault.status === 504);
}

/**
 * The cache of server state. Live updates keep it fresh, so a window that gets the focus asks again only after a
 * minute. `onSignedOut` is called when the server says that the session has ended.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (fault, query) => {
        if (fault instanceof Problem && fault.status === 401 && query.queryKey[0] !== 'me') onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, fault) => failures < 2 && worthRetrying(fault),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  });
}
