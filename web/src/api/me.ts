import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from './client.ts';
import type { Me } from './entities.ts';

/** Who is signed in, where, and what they may do. Answers 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me> => {
    const { user, ...rest } = await unwrap(api.GET('/api/v1/me', { signal }));
    // Only an API key has none, and a browser sends none.
    if (!user) throw new Error('signed in without a person');
    return { ...rest, user };
  },
  staleTime: 5 * 60_000,
});

/** What a visitor may know: whether this is the sandbox, and its demo login. */
export const publicQuery = queryOptions({
  queryKey: ['public'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/public', { signal })),
  staleTime: Infinity,
});

/** The signed-in person. Only for screens inside the shell, whose route loads it first. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('A screen outside the shell asked for the signed-in person');
  return data;
}

/** Whether the signed-in person may do something. Hiding is courtesy; the server is what refuses. */
export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}
