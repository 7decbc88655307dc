import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWaiting } from '../../server/src/opportunities/jobs.ts';
import { createLog, inWorkspace, startPostgres } from '../../server/src/platform/index.ts';
import { backfill } from '../../server/src/sync/backfill.ts';
import { estimateBackfill } from '../../server/src/sync/estimate.ts';
import { increment } from '../../server/src/sync/increment.ts';
import { hurryCursors } from '../../server/src/sync/store/cursors.ts';
import { wrongOpportunities } from '../../server/test/opportunities.ts';
import { mirrorDifferences } from '../../server/test/truth.ts';
import type { CompanyFacts } from '../emulator/company.ts';
import { startProgram } from '../emulator/program.ts';
import { connectWorkspace } from './connected.ts';

/**
 * `node bench/sync/rehearsal.ts [small|medium|large] [days]`: connects to a company of the emulator, reads the range,
 * follows an hour of its life in steps of five minutes, and compares: mirror with emulator, opportunities with ones that
 * a plain reader builds. Ends with 1 when anything differs.
 */

const [size = 'large', days = '90'] = process.argv.slice(2);
const say = (text: string): void =>
  void process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'tradepost-rehearsal-'));
const postgres = await startPostgres(folder, createLog('warn'));
say(`making the ${size} company`);
const company = await startProgram<CompanyFacts>(join(import.meta.dirname, '../emulator/company.ts'), {
  company: size,
});
try {
  const { facts } = company;
  const since = new Date(Date.now() - Number(days) * 86_400_000);
  const { db, where, sync, building, close } = await connectWorkspace(postgres.url, facts, since);
  const none = new AbortController().signal;
  const control = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${facts.controlUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  };
  const runs = async (): Promise<string[]> => {
    const { rows } = await db.systemPool.query<{ text: string }>(
      `select kind || ', ' || requests || ' requests in ' || round(extract(epoch from finished_at - started_at)) || ' s' as text
       from sync_runs order by started_at`,
    );
    return rows.map(({ text }) => text);
  };
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    say(`${what}: ${String(result)} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  };

  const { client } = await sync.open();
  const estimate = await estimateBackfill(client, (await sync.selected()).selection, since, none);
  say(`estimated: ${estimate.requests} requests in ${estimate.seconds} s`);
  await timed(`back-fill of ${days} days`, async () => await backfill(sync, where, none));
  await timed('opportunities built', async () => await buildWaiting(building, where));
  const follow = async (): Promise<void> => {
    await control('clock', { advanceMs: 300_000 });
    await inWorkspace(db, where.workspaceId, async (tx) => {
      await hurryCursors(tx, where.connectionId, null, new Date());
    });
    await increment(sync, where, 'increment', none);
    await buildWaiting(building, where);
  };
  await control('live', { on: true });
  for (let step = 0; step < 12; step += 1) await follow();
  // The comparison takes minutes, in which nothing may happen any more.
  await control('live', { on: false });
  await follow();
  say('an hour lived and followed');
  for (const run of await runs()) say(run);
  const { rows } = await db.systemPool.query<{ resource: string; n: number }>(
    'select resource, count(*)::int as n from mirror where deleted_at is null group by 1 order by 2 desc limit 8',
  );
  say(rows.map(({ resource, n }) => `${resource} ${n}`).join(', '));
  const wrong = [
    ...(await timed('mirror compared', async () => await mirrorDifferences(db, facts, where, since))),
    ...(await timed('opportunities compared', async () => await wrongOpportunities(db, where))),
  ];
  say(wrong.length === 0 ? 'nothing differs' : wrong.join('\n'));
  process.exitCode = wrong.length === 0 ? 0 : 1;
  await close();
} finally {
  await company.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
