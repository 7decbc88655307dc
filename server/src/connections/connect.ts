import { type Client, createClient } from 'servicetitan';
import { type Actor, record } from '../accounts/index.ts';
import { announce, enqueue, type Tx, type Vault } from '../platform/index.ts';
import type { Budgets } from './budget/budget.ts';
import { defaultSettings } from './settings/settings.ts';
import { addSettings, readSettings } from './settings/store.ts';
import { type Access, type Connection, saveConnection, setBeginning, setPaused } from './store.ts';

/** Who acts where nobody does. */
const system: Actor = { type: 'system', id: null, name: 'Tradepost' };

/** Binds a connection's secrets to their workspace. */
const secretContext = (workspaceId: string): string => `connection:${workspaceId}`;

export function sealSecrets<T extends { clientSecret: string | null; appKey: string | null }>(
  vault: Vault,
  workspaceId: string,
  secrets: T,
): T {
  const seal = (plain: string | null): string | null =>
    plain === null ? null : vault.seal(plain, secretContext(workspaceId));
  return { ...secrets, clientSecret: seal(secrets.clientSecret), appKey: seal(secrets.appKey) };
}

/** The secrets of a connection as they were entered; null where there are none yet. */
export function openSecrets(
  vault: Vault,
  workspaceId: string,
  { clientSecret, appKey }: Pick<Connection, 'clientSecret' | 'appKey'>,
): { clientSecret: string | null; appKey: string | null } {
  const open = (sealed: string | null): string | null =>
    sealed === null ? null : vault.open(sealed, secretContext(workspaceId));
  return { clientSecret: open(clientSecret), appKey: open(appKey) };
}

/** A client for a connection whose credentials are known, on the budget that all processes share. */
export function clientOf(
  access: Access,
  budgets: Budgets,
  more: Partial<Parameters<typeof createClient>[0]> = {},
): Client {
  const { apiUrl, authUrl, tenantId, clientId, clientSecret, appKey } = access;
  return createClient({
    apiUrl,
    authUrl,
    tenantId,
    clientId,
    clientSecret,
    appKey,
    budget: budgets.of(apiUrl, appKey, tenantId),
    ...more,
  });
}

/**
 * Stores a connection that works at once, with its secrets sealed and the default settings, and lets every process know.
 * For the sandbox and for tests, which need no wizard; `sync` begins the back-fill as finishing the wizard does (H13).
 */
export async function connect(
  tx: Tx,
  vault: Vault,
  workspaceId: string,
  access: Access,
  options: { sync?: boolean } = {},
): Promise<string> {
  const id = await saveConnection(tx, workspaceId, sealSecrets(vault, workspaceId, access));
  await ensureSettings(tx, workspaceId, id, system);
  const { settings } = await readSettings(tx, id);
  const at = new Date();
  await setBeginning(tx, id, at, sinceOf(at, settings.backfillDays));
  if (options.sync) await startSync(tx, workspaceId, id);
  await announce(tx, { workspaceId, type: 'connection.changed', ids: [id] });
  return id;
}

/** Where the back-fill of so many days begins (H13, B25). */
export function sinceOf(at: Date, backfillDays: number): Date {
  return new Date(at.getTime() - backfillDays * 86_400_000);
}

/** Version 1, so that there is something to change (B32). */
export async function ensureSettings(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  actor: Actor,
): Promise<void> {
  const { version } = await readSettings(tx, connectionId);
  if (version === 0)
    await addSettings(tx, workspaceId, connectionId, 0, defaultSettings(), { actor, comment: null });
}

/** Has the sync room begin, in the transaction that makes the connection active. */
export async function startSync(tx: Tx, workspaceId: string, connectionId: string): Promise<void> {
  await enqueue(tx, 'sync:start', { workspaceId, connectionId }, { key: `sync:start:${connectionId}` });
}

/**
 * Stops a connection because ServiceTitan refuses its credentials (`credentials`), or because a person wants it. Said on
 * the screens; nothing is lost, and it goes on where it stopped. Does nothing to one that is not active.
 */
export async function pauseConnection(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  reason: 'credentials' | 'person',
  by: { actor: Actor; at: Date; requestId?: string } = { actor: system, at: new Date() },
): Promise<void> {
  if (!(await setPaused(tx, connectionId, reason, by.at))) return;
  await record(
    tx,
    workspaceId,
    by.actor,
    'connection.paused',
    { type: 'connection', id: connectionId },
    { reason },
    by.requestId ?? null,
  );
  await announce(tx, { workspaceId, type: 'connection.changed', ids: [connectionId] });
}
