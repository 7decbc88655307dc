import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';

export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly environment: 'production' | 'integration' | 'emulator';
  readonly apiUrl: string;
  readonly authUrl: string;
  /** int64 as text. */
  readonly tenantId: string;
  readonly clientId: string;
  /** Sealed. */
  readonly clientSecret: string;
  /** Sealed. */
  readonly appKey: string;
  readonly applicationGuid: string;
}

const columns = sql`id, name, environment, api_url as "apiUrl", auth_url as "authUrl", tenant_id as "tenantId", client_id as "clientId", client_secret as "clientSecret", app_key as "appKey", application_guid as "applicationGuid"`;

export async function listConnections(tx: Tx): Promise<Connection[]> {
  return (
    await sql<Connection>`select ${columns} from connections where status <> 'draft' order by created_at, id`.execute(
      tx,
    )
  ).rows;
}

/** Makes the connection or, where one for the same tenant stands, gives it new addresses and credentials. */
export async function saveConnection(
  tx: Tx,
  workspaceId: string,
  connection: Omit<Connection, 'id' | 'applicationGuid'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into connections (workspace_id, name, environment, api_url, auth_url, tenant_id, client_id, client_secret, app_key, status)
    values (${workspaceId}, ${connection.name}, ${connection.environment}, ${connection.apiUrl}, ${connection.authUrl}, ${connection.tenantId}, ${connection.clientId}, ${connection.clientSecret}, ${connection.appKey}, 'active')
    on conflict (workspace_id, tenant_id, api_url) do update set name = excluded.name, environment = excluded.environment, auth_url = excluded.auth_url,
      client_id = excluded.client_id, client_secret = excluded.client_secret, app_key = excluded.app_key
    returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

export async function removeConnection(tx: Tx, id: string): Promise<void> {
  await sql`delete from connections where id = ${id}`.execute(tx);
}
