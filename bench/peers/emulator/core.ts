import { Store } from '@emulators/core';

/**
 * Pages of the same jobs out of a collection of `@emulators/core`, as one of its emulators answers them: `query`, then
 * the items as JSON. Its HTTP layer is left out. It gives at most 100 items a page, whatever it is asked for, so 500 rows
 * are five pages.
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

const { url, headers, pages, pageSize } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as Input;
const most = 100;
const parts = pageSize / most;
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
    for (let part = 1; part <= parts; part += 1) {
      const page = (visited - 1) * parts + part;
      const found = jobs.query({ ...options, page, per_page: most });
      const text = JSON.stringify({ page, hasMore: found.has_next, data: found.items });
      if (found.items.length !== most || text.length < most) throw new Error(`page ${page} is short`);
    }
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
