import { createClient } from 'servicetitan';
import { type Model, models, modelTable } from '../../server/src/connections/settings/models.ts';
import { defaultSettings, type Settings } from '../../server/src/connections/settings/settings.ts';
import {
  createLog,
  createMutex,
  inWorkspace,
  migrate,
  openDatabase,
  prepareJobs,
  systemClock,
} from '../../server/src/platform/index.ts';
import { planOf } from '../../server/src/sync/plan.ts';
import { keepCursors } from '../../server/src/sync/store/cursors.ts';
import type { CompanyFacts } from '../emulator/company.ts';

/** Every model with every resource that it may have. */
const keysOf = (model: Model): string[] => modelTable[model].resources.map(({ key }) => key);
const settings: Settings = {
  ...defaultSettings(),
  models: [...models],
  resources: { job: keysOf('job'), membership: keysOf('membership'), call: keysOf('call') },
};

/**
 * A new workspace on a database of its own, connected to a company of the emulator as if its wizard was finished: what the
 * rooms of sync and opportunities work with. Everything since `since` is to be read.
 */
export async function connectWorkspace(url: string, facts: CompanyFacts, since: Date) {
  const log = createLog('warn');
  const unmigrated = openDatabase(url, log);
  await prepareJobs(unmigrated, log);
  await unmigrated.close();
  await migrate(url);
  const db = openDatabase(url, log);
  const mutex = createMutex(url, log);
  const workspaceId = crypto.randomUUID();
  const connectionId = crypto.randomUUID();
  await db.systemPool.query(
    `insert into connections (workspace_id, id, name, environment, api_url, auth_url, tenant_id, client_id, client_secret, app_key, status)
     values ($1, $2, 'Bench', 'emulator', $3, $3, $4, '-', '-', '-', 'active')`,
    [workspaceId, connectionId, facts.url, facts.tenantId],
  );
  await db.systemPool.query(
    `insert into connection_settings (workspace_id, connection_id, version, settings, actor) values ($1, $2, 1, $3, '{}')`,
    [workspaceId, connectionId, JSON.stringify(settings)],
  );
  const { tenantId, clientId, clientSecret, appKey } = facts;
  const opened = {
    connectionId,
    client: createClient({
      apiUrl: facts.url,
      authUrl: facts.url,
      tenantId,
      clientId,
      clientSecret,
      appKey,
    }),
    applicationGuid: '',
    settle: Temporal.Duration.from({ seconds: 5 }),
    jobUrl: '',
  };
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
  const plan = planOf(settings);
  await inWorkspace(db, workspaceId, async (tx) => await keepCursors(tx, workspaceId, connectionId, plan));
  return {
    db,
    where: { workspaceId, connectionId },
    plan,
    sync,
    /** What builds opportunities on it. */
    building: { db, log, mutex, clock: systemClock, sync },
    close: async () => {
      await mutex.close();
      await db.close();
    },
  };
}
