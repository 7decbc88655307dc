import { Store } from '@emulators/core';

/**
 * Pages of the same jobs out of a collection of `@emulators/core`, as one of its emulators answers them: `query`, then
 * the items as JSON. Its HTTP layer is left out. It gives at most 100 items a page, whatever it is asked for, so its pages
 * hold a fifth of what ours do.
 */

interface Job {
  id: number;
  created_at: string;
  updated_at: string;
  jobStatus: string;
  modifiedOn: string;
}

interface Input {
  url: string;
  headers: Record<string, string>;
  /** Pages of `pageSize` to visit. */
  pages: number[];
  pageSize: number;
}

const most = 100;

const { url, headers, pages, pageSize } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as Input;
const jobs = new Store().collection<Job>('jobs', ['jobStatus']);
for (let page = 1, more = true; more; page += 1) {
  const answer = await fetch(`${url}${page}`, { headers });
  const { data, hasMore } = (await answer.json()) as { data: Job[]; hasMore: boolean };
  for (const job of data) jobs.insert(job);
  more = hasMore;
}

type Options = Omit<NonNullable<Parameters<typeof jobs.query>[0]>, 'page' | 'per_page'>;

const time = (options: Options): number[] =>
  pages.map((visited) => {
    const start = performance.now();
    const page = 1 + ((visited - 1) * pageSize) / most;
    const found = jobs.query({ ...options, page, per_page: most });
    const text = JSON.stringify({ page, hasMore: found.has_next, data: found.items });
    if (found.items.length !== most || text.length < most) throw new Error(`page ${page} is short`);
    return performance.now() - start;
  });

process.send?.({
  plain: time({}),
  sorted: time({
    sort: (one, other) =>
      one.modifiedOn < other.modifiedOn ? 1 : one.modifiedOn > other.modifiedOn ? -1 : 0,
  }),
  filtered: time({ filter: ({ jobStatus }) => jobStatus === 'Completed' }),
});
process.once('disconnect', () => {});
