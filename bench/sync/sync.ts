import { buildWaiting } from '../../server/src/opportunities/jobs.ts';
import { inWorkspace } from '../../server/src/platform/index.ts';
import { backfill } from '../../server/src/sync/backfill.ts';
import { restartCursors } from '../../server/src/sync/store/cursors.ts';
import { listRuns } from '../../server/src/sync/store/runs.ts';
import type { CompanyFacts } from '../emulator/company.ts';
import { connectWorkspace } from './connected.ts';

/** End to end: the back-fill of everything a company has, over HTTP, within the limit of requests; then the same again. */

const { facts, twice } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as {
  facts: CompanyFacts;
  twice: boolean;
};
const since = new Date(Date.now() - 5 * 365 * 86_400_000);
const { db, where, plan, sync, building, close } = await connectWorkspace(
  process.env['DATABASE_URL'] ?? '',
  facts,
  since,
);

interface Round {
  readonly perSecond: number;
  readonly rows: number;
  readonly requests: number;
  readonly written: number;
}

async function fill(): Promise<Round> {
  const start = performance.now();
  const outcome = await backfill(sync, where, new AbortController().signal);
  const seconds = (performance.now() - start) / 1000;
  if (outcome !== 'done') throw new Error(`the back-fill ended as ${outcome}`);
  const { data } = await inWorkspace(db, where.workspaceId, async (tx) => await listRuns(tx, { limit: 1 }));
  const tallies = Object.values(data[0]?.resources ?? {});
  const sum = (name: 'read' | 'new' | 'changed'): number =>
    tallies.reduce((total, tally) => total + tally[name], 0);
  return {
    perSecond: sum('read') / seconds,
    rows: sum('read'),
    requests: data[0]?.requests ?? 0,
    written: sum('new') + sum('changed'),
  };
}

const first = await fill();
const memory = process.resourceUsage().maxRSS / 1024;
const values: Record<string, number> = {
  'end to end': first.perSecond,
  rows: first.rows,
  requests: first.requests,
  memory,
};
if (twice) {
  const start = performance.now();
  const built = await buildWaiting(building, where);
  values['rebuild'] = built / ((performance.now() - start) / 1000);
  values['built'] = built;
  await inWorkspace(db, where.workspaceId, async (tx) => {
    await restartCursors(tx, where.connectionId, plan);
  });
  const second = await fill();
  values['re-sync'] = second.perSecond;
  values['rewritten'] = second.written;
}
process.send?.(values);
process.once('disconnect', () => void close());
