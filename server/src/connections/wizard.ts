import { type Principal, record } from '../accounts/index.ts';
import type { Vault } from '../platform/index.ts';
import {
  announce,
  type Clock,
  type Database,
  invalid,
  inWorkspace,
  notFound,
  Problem,
  type Tx,
} from '../platform/index.ts';
import { type Asked, askServiceTitan, type Check, judge, type KnownGood } from './check.ts';
import { ensureSettings, openSecrets, pauseConnection, sealSecrets, sinceOf, startSync } from './connect.ts';
import { changedFields, type DraftWithStep, type Form, fill, keepTenant, touchesAccess } from './form.ts';
import type { Connections } from './open.ts';
import { indispensable } from './scopes/report.ts';
import { readSettings } from './settings/store.ts';
import {
  addDraft,
  allConnections,
  type Connection,
  type Draft,
  findConnection,
  holdConnection,
  removeConnection,
  saveDraft,
  saveScopes,
  setActive,
  setBeginning,
  tenantHolder,
} from './store.ts';

export interface ConnectionRoom {
  readonly db: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly connections: Connections;
  /** Where the world reaches this server. */
  url(): string;
}

/** A person or key who acts, in a request that the audit log can name. */
export interface By {
  readonly principal: Principal;
  readonly requestId: string;
}

const blank: DraftWithStep = {
  name: 'ServiceTitan',
  environment: 'production',
  apiUrl: '',
  authUrl: '',
  tenantId: null,
  clientId: null,
  clientSecret: null,
  appKey: null,
  step: 'credentials',
};

/** The connection, or the answer that says it is not there. */
export async function needConnection(tx: Tx, id: string): Promise<Connection> {
  const found = await findConnection(tx, id);
  if (!found) throw notFound('The connection');
  return found;
}

export async function needHeld(tx: Tx, id: string): Promise<Connection> {
  const found = await holdConnection(tx, id);
  if (!found) throw notFound('The connection');
  return found;
}

/** Tells who did what to a connection, and every process that it changed. */
export async function tell(
  tx: Tx,
  { principal, requestId }: By,
  id: string,
  action: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { workspaceId, actor } = principal;
  await record(tx, workspaceId, actor, `connection.${action}`, { type: 'connection', id }, detail, requestId);
  await announce(tx, { workspaceId, type: 'connection.changed', ids: [id] });
}

/** Begins a connection (H7, H9): whatever is known by now is kept, whoever leaves comes back to it. */
export async function createDraft(room: ConnectionRoom, by: By, form: Form): Promise<Connection> {
  const { workspaceId, actor } = by.principal;
  const draft = fill(blank, { environment: 'production', ...form });
  return await oneTenantOnce(draft, async () =>
    inWorkspace(room.db, workspaceId, async (tx) => {
      await refuseTaken(tx, draft, null);
      const id = await addDraft(tx, workspaceId, sealSecrets(room.vault, workspaceId, draft));
      if (draft.step !== 'credentials') await saveDraft(tx, id, sealSecrets(room.vault, workspaceId, draft));
      await ensureSettings(tx, workspaceId, id, actor);
      await tell(tx, by, id, 'created', { name: draft.name, environment: draft.environment });
      return await needConnection(tx, id);
    }),
  );
}

/** Keeps a step, or mends a connection that works: changed credentials of an active one are tried first. */
export async function changeConnection(
  room: ConnectionRoom,
  by: By,
  id: string,
  form: Form,
): Promise<Connection> {
  const { workspaceId } = by.principal;
  const current = await inWorkspace(room.db, workspaceId, async (tx) => await needConnection(tx, id));
  const opened = withSecrets(room, workspaceId, current);
  const draft = fill(opened, form);
  keepTenant(current, draft);
  if (current.status === 'active' && touchesAccess(changedFields(opened, draft))) {
    const asked = await askServiceTitan(draft, room.connections.budgets);
    const errors = faults(judge(draft, asked, [], await knownGood(room, workspaceId, current, draft)));
    if (Object.keys(errors).length > 0) throw invalid(errors);
  }
  return await oneTenantOnce(draft, async () =>
    inWorkspace(room.db, workspaceId, async (tx) => {
      const held = await needHeld(tx, id);
      const before = withSecrets(room, workspaceId, held);
      const after = fill(before, form);
      keepTenant(held, after);
      await refuseTaken(tx, after, id);
      await saveDraft(tx, id, sealSecrets(room.vault, workspaceId, after));
      const fields = changedFields(before, after);
      if (fields.length > 0) await tell(tx, by, id, 'changed', { fields });
      return await needConnection(tx, id);
    }),
  );
}

/** Asks the API now and judges every field; what the token is good for is kept (H14, B30). */
export async function checkConnection(
  room: ConnectionRoom,
  workspaceId: string,
  id: string,
): Promise<{ ok: boolean; checks: Check[]; connection: Connection; asked: Asked }> {
  const { connection, needed } = await inWorkspace(room.db, workspaceId, async (tx) => ({
    connection: await needConnection(tx, id),
    needed: indispensable((await readSettings(tx, id)).settings),
  }));
  const draft = withSecrets(room, workspaceId, connection);
  const asked = await askServiceTitan(draft, room.connections.budgets);
  const checks = judge(draft, asked, needed, await knownGood(room, workspaceId, connection, draft));
  if (asked.finding.kind === 'admitted' || asked.granted !== null)
    await inWorkspace(room.db, workspaceId, async (tx) => {
      await saveScopes(tx, id, asked.granted, instant(room));
    });
  const ok = checks.every(
    ({ field, state }) => state === 'ok' || (field === 'scopes' && state === 'unknown'),
  );
  return { ok, checks, connection, asked };
}

/** The end of the wizard (H12): only now it is active, and the back-fill begins (H13). */
export async function finishConnection(room: ConnectionRoom, by: By, id: string): Promise<Connection> {
  const { workspaceId } = by.principal;
  const { ok, checks, connection } = await checkConnection(room, workspaceId, id);
  if (connection.status !== 'draft') return connection;
  if (!ok) {
    refuseUnknown(checks);
    throw invalid(faults(checks));
  }
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const held = await needHeld(tx, id);
    refuseChanged(connection, held);
    if (held.status !== 'draft') return held;
    const { settings } = await readSettings(tx, id);
    const at = instant(room);
    await setActive(tx, id);
    await setBeginning(tx, id, at, sinceOf(at, settings.backfillDays));
    await startSync(tx, workspaceId, id);
    await tell(tx, by, id, 'activated', { models: settings.models, backfillDays: settings.backfillDays });
    return await needConnection(tx, id);
  });
}

export async function pause(room: ConnectionRoom, by: By, id: string): Promise<Connection> {
  const { workspaceId, actor } = by.principal;
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const held = await needHeld(tx, id);
    if (held.status === 'draft') throw unfinished();
    await pauseConnection(tx, workspaceId, id, 'person', {
      actor,
      at: instant(room),
      requestId: by.requestId,
    });
    return await needConnection(tx, id);
  });
}

/** Goes on where it stopped, once ServiceTitan accepts the credentials. */
export async function resume(room: ConnectionRoom, by: By, id: string): Promise<Connection> {
  const { workspaceId } = by.principal;
  const { checks, connection } = await checkConnection(room, workspaceId, id);
  if (connection.status === 'draft') throw unfinished();
  if (connection.status === 'active') return connection;
  const wrong = checks.filter(({ field }) => field !== 'scopes');
  refuseUnknown(wrong);
  const errors = faults(wrong);
  const [first] = Object.values(errors);
  if (first) throw new Problem(409, 'servicetitan_credentials', `It cannot go on: ${first[0]}`, { errors });
  return await inWorkspace(room.db, workspaceId, async (tx) => {
    const held = await needHeld(tx, id);
    refuseChanged(connection, held);
    if (held.status !== 'paused') return held;
    await setActive(tx, id);
    // What is begun is taken up, not begun again.
    await startSync(tx, workspaceId, id);
    await tell(tx, by, id, 'resumed');
    return await needConnection(tx, id);
  });
}

/** Removes a connection and what was synced through it. */
export async function remove(room: ConnectionRoom, by: By, id: string): Promise<void> {
  await inWorkspace(room.db, by.principal.workspaceId, async (tx) => {
    const { name, tenantId } = await needHeld(tx, id);
    await removeConnection(tx, id);
    await tell(tx, by, id, 'removed', { name, tenantId });
  });
}

const instant = (room: ConnectionRoom): Date => new Date(room.clock.now().epochMilliseconds);

const withSecrets = (
  room: ConnectionRoom,
  workspaceId: string,
  row: Connection,
): Connection & DraftWithStep => ({
  ...row,
  ...openSecrets(room.vault, workspaceId, row),
});

/** Messages by field, with what to do. */
function faults(checks: readonly Check[]): Record<string, string[]> {
  return Object.fromEntries(
    checks
      .filter(({ state }) => state === 'failed')
      .map(({ field, message, fix }) => [field, [fix ? `${message} ${fix}` : message]]),
  );
}

/** ServiceTitan is in trouble: nothing is known, so nothing is refused for good. */
function refuseUnknown(checks: readonly Check[]): void {
  const trouble = checks.find(({ field, state }) => field === 'environment' && state === 'unknown');
  if (trouble && !checks.some(({ state }) => state === 'failed'))
    throw new Problem(503, 'servicetitan_unreachable', `${trouble.message} ${trouble.fix ?? ''}`.trim());
}

function unfinished(): Problem {
  return new Problem(
    409,
    'connection_unfinished',
    'This connection is not set up yet. Finish its wizard first.',
  );
}

/** What was checked must be what begins to work. */
function refuseChanged(checked: Connection, held: Connection): void {
  const same = (['apiUrl', 'tenantId', 'clientId', 'clientSecret', 'appKey'] as const).every(
    (name) => checked[name] === held[name],
  );
  if (!same)
    throw new Problem(
      409,
      'connection_changed',
      'The credentials were changed by somebody else just now. Look at them and try again.',
    );
}

async function refuseTaken(tx: Tx, draft: Draft, except: string | null): Promise<void> {
  const holder = draft.tenantId && (await tenantHolder(tx, draft.tenantId, draft.apiUrl, except));
  if (holder) throw taken(draft.tenantId, holder);
}

const taken = (tenantId: string | null, holder?: string): Problem =>
  new Problem(
    409,
    'tenant_connected',
    `The tenant ${tenantId} is in this workspace already${holder ? `, as "${holder}"` : ''}. Open that connection instead.`,
  );

/** Two who enter the same tenant at once: the unique key of the table tells the second. */
async function oneTenantOnce<T>(draft: Draft, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw taken(draft.tenantId);
    throw error;
  }
}

/** Parts that another connection of the workspace works with, or that this one has worked with (see `judge`). */
async function knownGood(
  room: ConnectionRoom,
  workspaceId: string,
  connection: Connection,
  draft: Draft,
): Promise<KnownGood> {
  const others = await inWorkspace(room.db, workspaceId, allConnections);
  return {
    tenantId: connection.activatedAt !== null,
    appKey: others.some(
      (other) =>
        other.id !== connection.id &&
        other.status === 'active' &&
        openSecrets(room.vault, workspaceId, other).appKey === draft.appKey,
    ),
  };
}
