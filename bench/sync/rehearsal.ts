import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'servicetitan';
import { buildWaiting } from '../../server/src/opportunities/jobs.ts';
import {
  createLog,
  createMutex,
  inWorkspace,
  migrate,
  openDatabase,
  prepareJobs,
  startPostgres,
  systemClock,
} from '../../server/src/platform/index.ts';
import { backfill } from '../../server/src/sync/backfill.ts';
import { increment } from '../../server/src/sync/increment.ts';
import { planOf } from '../../server/src/sync/plan.ts';
import { hurryCursors, keepCursors } from '../../server/src/sync/store/cursors.ts';
import { wrongOpportunities } from '../../server/test/opportunities.ts';
import { mirrorDifferences } from '../../server/test/truth.ts';
import type { CompanyFacts } from '../emulator/company.ts';
import { startProgram } from '../emulator/program.ts';

/**
 * `node bench/sync/rehearsal.ts [small|medium|large] [days]`: connects to a company of the emulator, reads the range,
 * follows an hour of its life in steps of five minutes, and compares: mirror with emulator, opportunities with ones that
 * a plain reader builds. Ends with 1 when anything differs.
 */

const [size = 'large', days = '90'] = process.argv.slice(2);
const say = (text: string): void =>
  void process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'tradepost-rehearsal-'));
const log = createLog('warn');
const postgres = await startPostgres(folder, log);
say(`making the ${size} company`);
const company = await startProgram<CompanyFacts>(join(import.meta.dirname, '../emulator/company.ts'), {
  company: size,
});
try {
  const { facts } = company;
  await prepareJobs(openDatabase(postgres.url, log), log);
  await migrate(postgres.url);
  const db = openDatabase(postgres.url, log);
  const mutex = createMutex(postgres.url, log);
  const where = { workspaceId: crypto.randomUUID(), connectionId: crypto.randomUUID() };
  const settings = {
    models: ['job', 'membership', 'call'] as const,
    resources: {
      job: [
        'estimates',
        'appointments',
        'appointmentAssignments',
        'cancelReasons',
        'invoices',
        'tagTypes',
        'campaigns',
        'zones',
        'employees',
      ],
      membership: ['membershipTypes', 'recurringServices', 'paymentTypes', 'employees'],
      call: ['campaigns', 'employees'],
    },
    placeholders: { emails: [], phones: [] },
    updatedAt: {
      job: [
        'modifiedOn',
        'appointments:#:modifiedOn',
        'estimates:#:modifiedOn',
        'invoices:#:modifiedOn',
        'appointmentAssignments:#:assignedOn',
      ],
    },
  };
  await db.systemPool.query(
    `insert into connections (workspace_id, id, name, environment, api_url, auth_url, tenant_id, client_id, client_secret, app_key, status)
     values ($1, $2, 'Rehearsal', 'emulator', $3, $3, $4, '-', '-', '-', 'active')`,
    [where.workspaceId, where.connectionId, facts.url, facts.tenantId],
  );
  await db.systemPool.query(
    `insert into connection_settings (workspace_id, connection_id, version, settings, actor) values ($1, $2, 1, $3, '{}')`,
    [where.workspaceId, where.connectionId, JSON.stringify(settings)],
  );
  const { tenantId, clientId, clientSecret, appKey } = facts;
  const client = createClient({
    apiUrl: facts.url,
    authUrl: facts.url,
    tenantId,
    clientId,
    clientSecret,
    appKey,
  });
  const opened = {
    connectionId: where.connectionId,
    client,
    applicationGuid: '',
    settle: Temporal.Duration.from({ seconds: 5 }),
    jobUrl: '',
  };
  const since = new Date(Date.now() - Number(days) * 86_400_000);
  const sync = {
    db,
    log,
    mutex,
    clock: systemClock,
    open: async () => opened,
    openDraft: async () => opened,
    selected: async () => ({ selection: settings, since }),
    pause: async () => {},
  };
  const room = { db, log, mutex, clock: systemClock, sync };
  const none = new AbortController().signal;
  const control = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${facts.controlUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  };
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    say(`${what}: ${String(result)} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  };

  await inWorkspace(db, where.workspaceId, async (tx) => {
    await keepCursors(tx, where.workspaceId, where.connectionId, planOf(settings));
  });
  await timed(`back-fill of ${days} days`, async () => await backfill(sync, where, none));
  await timed('opportunities built', async () => await buildWaiting(room, where));
  await control('live', { on: true });
  for (let step = 0; step < 12; step += 1) {
    await control('clock', { advanceMs: 300_000 });
    await inWorkspace(db, where.workspaceId, async (tx) => {
      await hurryCursors(tx, where.connectionId, null, new Date());
    });
    await increment(sync, where, 'increment', none);
    await buildWaiting(room, where);
  }
  say('an hour lived and followed');
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
  await mutex.close();
  await db.close();
} finally {
  await company.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
