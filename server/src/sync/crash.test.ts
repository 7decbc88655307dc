import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from 'servicetitan-emulator';
import { expect, it } from 'vitest';
import { accessOf } from '../../test/api.ts';
import { wrongOpportunities } from '../../test/opportunities.ts';
import { newData, type Tradepost, up } from '../../test/process.ts';
import { mirrorDifferences } from '../../test/truth.ts';
import { connect, defaultSettings } from '../connections/index.ts';
import {
  createLog,
  createVault,
  inWorkspace,
  migrate,
  openDatabase,
  prepareJobs,
  startPostgres,
} from '../platform/index.ts';

/** Issue "ServiceTitan in", hard days: `kill -9` of a worker and of PostgreSQL in the middle of the back-fill. */

const secret = 'a secret that all workers share';
const KINDS = [
  'customers',
  'customerContacts',
  'locations',
  'locationContacts',
  'appointments',
  'appointmentAssignments',
  'estimates',
  'invoices',
  'jobs',
  'jobTypes',
];

it('mirror and opportunities are as if nothing had happened', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-sync-crash-'));
  const log = createLog('silent');
  const postgres = await startPostgres(folder, log);
  const emulator = await createEmulator({ company: { technicians: 6, jobs: 350, days: 160 }, rateLimit: 0 });
  const db = openDatabase(postgres.url, log, { app: 2, system: 2 });
  const workers: Tradepost[] = [];
  const work = async (): Promise<Tradepost> => {
    const started = await up(newData(), { DATABASE_URL: postgres.url, TRADEPOST_SECRET: secret }, 'worker');
    workers.push(started);
    return started;
  };
  const ask = async <Row>(text: string): Promise<Row[]> => (await db.systemPool.query(text)).rows;
  const count = async (text: string): Promise<number> => {
    try {
      return (await ask<{ n: number }>(`select count(*)::int as n from ${text}`))[0]?.n ?? 0;
    } catch {
      // PostgreSQL is coming back.
      return -1;
    }
  };
  try {
    await prepareJobs(db, log);
    await migrate(postgres.url);
    const workspaceId = crypto.randomUUID();
    await ask(
      `insert into auth."organization" (id, name, slug, "createdAt") values ('${workspaceId}', 'Crash', 'crash', now())`,
    );
    await ask(`insert into workspaces (workspace_id, time_zone) values ('${workspaceId}', 'America/Denver')`);
    const connectionId = await inWorkspace(
      db,
      workspaceId,
      async (tx) =>
        await connect(tx, createVault(secret), workspaceId, accessOf(emulator, 'Crash'), { sync: true }),
    );
    const settings = { ...defaultSettings(), models: ['job'] };
    await ask(
      `update connection_settings set settings = '${JSON.stringify(settings)}' where connection_id = '${connectionId}'`,
    );
    // Slow enough to be met in the middle.
    emulator.faults.add({ kind: 'slow', ms: 25 });
    const first = await work();
    await expect.poll(() => count('mirror'), { timeout: 60_000 }).toBeGreaterThan(200);
    await first.end('SIGKILL');
    const second = await work();
    await expect
      .poll(() => count(`mirror where resource = 'customers'`), { timeout: 60_000 })
      .toBeGreaterThan(20);
    process.kill(postgres.pid(), 'SIGKILL');
    await expect.poll(() => count('connections'), { timeout: 60_000 }).toBe(1);
    // Two workers on one tenant, one of which has just lost its database.
    await work();
    emulator.faults.clear();
    const open = `sync_cursors where state in ('waiting', 'backfill')`;
    await expect.poll(() => count(open), { timeout: 120_000, interval: 200 }).toBe(0);
    for (const left of ['mirror_wants', 'mirror_changes', 'opportunity_dirt'])
      await expect.poll(() => count(left), { timeout: 120_000, interval: 200 }).toBe(0);
    void second;
    const [{ since }] = (await ask(`select since from connections`)) as [{ since: Date }];
    const where = { workspaceId, connectionId };
    expect(await mirrorDifferences(db, emulator, where, since, KINDS)).toEqual([]);
    expect(await wrongOpportunities(db, where)).toEqual([]);
    expect(await count('opportunities')).toBeGreaterThan(50);
  } finally {
    for (const worker of workers) await worker.end('SIGKILL');
    await db.close();
    await emulator.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
