import { sql } from 'kysely';
import type { Sql, Tx } from '../platform/index.ts';

export const steps = ['credentials', 'models', 'resources', 'filters', 'push', 'review'] as const;
export type Step = (typeof steps)[number];
export const environments = ['production', 'integration', 'emulator'] as const;
export type Environment = (typeof environments)[number];

/** A connection as it stands, from its first step in the wizard on. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly apiUrl: string;
  readonly authUrl: string;
  /** int64 as text. */
  readonly tenantId: string | null;
  readonly clientId: string | null;
  /** Sealed. */
  readonly clientSecret: string | null;
  /** Sealed. */
  readonly appKey: string | null;
  readonly applicationGuid: string;
  readonly status: 'draft' | 'active' | 'paused';
  readonly step: Step;
  readonly pausedReason: 'credentials' | 'person' | null;
  readonly pausedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly since: Date | null;
  readonly createdAt: Date;
  /** What the last token was good for; null when none was had, or the server did not say. */
  readonly scopes: readonly string[] | null;
  readonly scopesAt: Date | null;
  readonly settingsVersion: number;
}

/** What a connection is reached with. */
export interface Access {
  readonly name: string;
  readonly environment: Environment;
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appKey: string;
}
/** The same while not all of it is known. */
export type Draft = { readonly [K in keyof Access]: Access[K] | null } & Pick<
  Access,
  'name' | 'environment' | 'apiUrl' | 'authUrl'
>;

/** Whether there is all that it takes to ask the API. */
export const isComplete = (draft: Draft): draft is Access =>
  Boolean(draft.tenantId && draft.clientId && draft.clientSecret && draft.appKey);

const columns = sql`c.id, c.name, c.environment, c.api_url as "apiUrl", c.auth_url as "authUrl", c.tenant_id as "tenantId", c.client_id as "clientId",
  c.client_secret as "clientSecret", c.app_key as "appKey", c.application_guid as "applicationGuid", c.status, c.step, c.paused_reason as "pausedReason",
  c.paused_at as "pausedAt", c.activated_at as "activatedAt", c.since, c.created_at as "createdAt", c.scopes, c.scopes_at as "scopesAt",
  (select coalesce(max(s.version), 0) from connection_settings s where s.workspace_id = c.workspace_id and s.connection_id = c.id) as "settingsVersion"`;

/** Those whose wizard was finished, oldest first. */
export async function listConnections(tx: Tx): Promise<Connection[]> {
  return (await allConnections(tx)).filter((connection) => connection.status !== 'draft');
}

/** Drafts too. A workspace has a handful. */
export async function allConnections(tx: Tx): Promise<Connection[]> {
  return (await sql<Connection>`select ${columns} from connections c order by c.created_at, c.id`.execute(tx))
    .rows;
}

export async function findConnection(tx: Tx, id: string): Promise<Connection | null> {
  return (
    (await sql<Connection>`select ${columns} from connections c where c.id = ${id}`.execute(tx)).rows[0] ??
    null
  );
}

/** Like `findConnection`, and nobody else changes it until the transaction ends. */
export async function holdConnection(tx: Tx, id: string): Promise<Connection | null> {
  return (
    (await sql<Connection>`select ${columns} from connections c where c.id = ${id} for update`.execute(tx))
      .rows[0] ?? null
  );
}

/** The name of the other connection that has this tenant; null when it is free. */
export async function tenantHolder(
  tx: Tx,
  tenantId: string,
  apiUrl: string,
  except: string | null,
): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from connections where tenant_id = ${tenantId} and api_url = ${apiUrl} and id is distinct from ${except}`.execute(
    tx,
  );
  return rows[0]?.name ?? null;
}

export async function addDraft(tx: Tx, workspaceId: string, draft: Draft): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into connections (workspace_id, name, environment, api_url, auth_url, tenant_id, client_id, client_secret, app_key, status)
    values (${workspaceId}, ${draft.name}, ${draft.environment}, ${draft.apiUrl}, ${draft.authUrl}, ${draft.tenantId}, ${draft.clientId}, ${draft.clientSecret}, ${draft.appKey}, 'draft')
    returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

export async function saveDraft(tx: Tx, id: string, draft: Draft & { readonly step: Step }): Promise<void> {
  await sql`
    update connections set name = ${draft.name}, environment = ${draft.environment}, api_url = ${draft.apiUrl}, auth_url = ${draft.authUrl},
      tenant_id = ${draft.tenantId}, client_id = ${draft.clientId}, client_secret = ${draft.clientSecret}, app_key = ${draft.appKey}, step = ${draft.step}
    where id = ${id}`.execute(tx);
}

/**
 * Makes a connection that works at once or, where one for the same tenant stands, gives it new addresses and credentials;
 * one that waited for good credentials goes on.
 */
export async function saveConnection(tx: Tx, workspaceId: string, access: Access): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into connections as c (workspace_id, name, environment, api_url, auth_url, tenant_id, client_id, client_secret, app_key, status, step)
    values (${workspaceId}, ${access.name}, ${access.environment}, ${access.apiUrl}, ${access.authUrl}, ${access.tenantId}, ${access.clientId}, ${access.clientSecret}, ${access.appKey}, 'active', 'review')
    on conflict (workspace_id, tenant_id, api_url) do update set name = excluded.name, environment = excluded.environment, auth_url = excluded.auth_url,
      client_id = excluded.client_id, client_secret = excluded.client_secret, app_key = excluded.app_key,
      status = case when c.paused_reason = 'person' then c.status else 'active' end,
      paused_at = case when c.paused_reason = 'person' then c.paused_at end,
      paused_reason = case when c.paused_reason = 'person' then c.paused_reason end
    returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** From now on, or again, it works (H12). */
export async function setActive(tx: Tx, id: string): Promise<void> {
  await sql`
    update connections set status = 'active', step = 'review', paused_reason = null, paused_at = null where id = ${id}`.execute(
    tx,
  );
}

/** When it first worked, and from when on records are of interest; neither ever moves. */
export async function setBeginning(tx: Tx, id: string, at: Date, since: Date): Promise<void> {
  await sql`
    update connections set activated_at = coalesce(activated_at, ${at}), since = coalesce(since, ${since}) where id = ${id}`.execute(
    tx,
  );
}

/** Another range for the back-fill (B25). */
export async function setSince(tx: Tx, id: string, since: Date): Promise<void> {
  await sql`update connections set since = ${since} where id = ${id}`.execute(tx);
}

/** Answers whether it was active: a second pause changes neither reason nor time. */
export async function setPaused(
  tx: Tx,
  id: string,
  reason: 'credentials' | 'person',
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update connections set status = 'paused', paused_reason = ${reason}, paused_at = ${at} where id = ${id} and status = 'active' returning id`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function saveScopes(
  tx: Tx,
  id: string,
  scopes: readonly string[] | null,
  at: Date,
): Promise<void> {
  await sql`update connections set scopes = ${scopes}::text[], scopes_at = ${at} where id = ${id}`.execute(
    tx,
  );
}

export async function removeConnection(tx: Sql, id: string): Promise<void> {
  await sql`delete from connections where id = ${id}`.execute(tx);
}
