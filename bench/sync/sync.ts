import { createClient } from 'servicetitan';
import { defaultSettings } from '../../server/src/connections/index.ts';
import { buildWaiting } from '../../server/src/opportunities/jobs.ts';
import {
  createLog,
  createMutex,
  inWorkspace,
  migrate,
  openDatabase,
  prepareJobs,
  systemClock,
} from '../../server/src/platform/index.ts';
import { backfill } from '../../server/src/sync/backfill.ts';
import { planOf } from '../../server/src/sync/plan.ts';
import { keepCursors, restartCursors } from '../../server/src/sync/store/cursors.ts';
import { listRuns } from '../../server/src/sync/store/runs.ts';
import type { CompanyFacts } from '../emulator/company.ts';

/** End to end: the back-fill of everything a company has, over HTTP, within the limit of requests; then the same again. */

const { facts, twice } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as {
  facts: CompanyFacts;
  twice: boolean;
};
const url = process.env['DATABASE_URL'] ?? '';
const log = createLog('warn');
const db = openDatabase(url, log);
await prepareJobs(db, log);
await migrate(url);
const mutex = createMutex(url, log);
const workspaceId = crypto.randomUUID();
const connectionId = crypto.randomUUID();
await db.systemPool.query(
  `insert into connections (workspace_id, id, name, environment, api_url, auth_url, tenant_id, client_id, client_secret, app_key, status)
   values ($1, $2, 'Bench', 'emulator', $3, $3, $4, '-', '-', '-', 'active')`,
  [workspaceId, connectionId, facts.url, facts.tenantId],
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
const selection = {
  models: ['job', 'membership', 'call'] as const,
  resources: {
    job: ['estimates', 'appointments', 'appointmentAssignments', 'cancelReasons', 'invoices'],
    membership: ['recurringServices'],
  },
};
const opened = {
  connectionId,
  client,
  applicationGuid: '',
  settle: Temporal.Duration.from({ seconds: 5 }),
  jobUrl: '',
};
const since = new Date(Date.now() - 5 * 365 * 86_400_000);
const room = {
  db,
  log,
  mutex,
  clock: systemClock,
  open: async () => opened,
  openDraft: async () => opened,
  selected: async () => ({ selection, since }),
  pause: async () => {},
};
const where = { workspaceId, connectionId };
const plan = planOf(selection);

interface Round {
  readonly perSecond: number;
  readonly rows: number;
  readonly requests: number;
  readonly written: number;
}

async function fill(): Promise<Round> {
  const start = performance.now();
  const outcome = await backfill(room, where, new AbortController().signal);
  const seconds = (performance.now() - start) / 1000;
  if (outcome !== 'done') throw new Error(`the back-fill ended as ${outcome}`);
  const { data } = await inWorkspace(db, workspaceId, async (tx) => await listRuns(tx, { limit: 1 }));
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

await inWorkspace(db, workspaceId, async (tx) => await keepCursors(tx, workspaceId, connectionId, plan));
const first = await fill();
const memory = process.resourceUsage().maxRSS / 1024;
const values: Record<string, number> = {
  'end to end': first.perSecond,
  rows: first.rows,
  requests: first.requests,
  memory,
};
if (twice) {
  await db.systemPool.query(
    `insert into connection_settings (workspace_id, connection_id, version, settings, actor) values ($1, $2, 1, $3, '{}')`,
    [workspaceId, connectionId, JSON.stringify({ ...defaultSettings(), models: ['job'] })],
  );
  const start = performance.now();
  const built = await buildWaiting({ db, log, mutex, clock: systemClock, sync: room }, where);
  values['rebuild'] = built / ((performance.now() - start) / 1000);
  values['built'] = built;
  await inWorkspace(db, workspaceId, async (tx) => await restartCursors(tx, connectionId, plan));
  const second = await fill();
  values['re-sync'] = second.perSecond;
  values['rewritten'] = second.written;
}
process.send?.(values);
process.once('disconnect', () => void Promise.all([mutex.close(), db.close()]));
