import { sql } from 'kysely';
import type { Sql, Tx } from '../../platform/index.ts';
import type { Envelope } from './envelope.ts';
import type { Signature } from './signature.ts';

export interface Webhook {
  readonly key: string;
  /** Sealed; null until a person enters it. */
  readonly secret: string | null;
  readonly signature: Signature;
}

export interface HookOwner extends Webhook {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly status: 'draft' | 'active' | 'paused';
}

/** Whose address a delivery came to. The workspace is not known yet, hence outside row-level security. */
export async function findByKey(db: Sql, key: string): Promise<HookOwner | null> {
  const { rows } = await sql<HookOwner>`
    select workspace_id as "workspaceId", id as "connectionId", status, webhook_key as key, webhook_secret as secret, webhook_signature as signature
    from connections where webhook_key = ${key}`.execute(db);
  return rows[0] ?? null;
}

export async function readWebhook(tx: Tx, connectionId: string): Promise<Webhook | null> {
  const { rows } = await sql<Webhook>`
    select webhook_key as key, webhook_secret as secret, webhook_signature as signature from connections where id = ${connectionId}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function saveWebhook(
  tx: Tx,
  connectionId: string,
  secret: string | null,
  signature: Signature,
): Promise<void> {
  await sql`
    update connections set webhook_secret = ${secret}, webhook_signature = ${JSON.stringify(signature)}::jsonb where id = ${connectionId}`.execute(
    tx,
  );
}

export async function rotateKey(tx: Tx, connectionId: string): Promise<void> {
  await sql`
    update connections set webhook_key = encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex') where id = ${connectionId}`.execute(
    tx,
  );
}

/** Keeps a delivery as it came; false when this event was here before. */
export async function keepDelivery(
  tx: Tx,
  owner: { workspaceId: string; connectionId: string },
  envelope: Envelope,
  body: Uint8Array,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into webhook_deliveries (workspace_id, connection_id, event_id, event, received_at, body)
    values (${owner.workspaceId}, ${owner.connectionId}, ${envelope.eventId}, ${envelope.event}, ${at}, ${Buffer.from(body)})
    on conflict (workspace_id, connection_id, event_id) where event_id is not null do nothing
    returning id`.execute(tx);
  return rows.length > 0;
}

export async function countRefusal(
  tx: Tx,
  owner: { workspaceId: string; connectionId: string },
  at: Date,
): Promise<void> {
  await sql`
    insert into webhook_refusals as r (workspace_id, connection_id, hour, refused)
    values (${owner.workspaceId}, ${owner.connectionId}, date_trunc('hour', ${at}::timestamptz), 1)
    on conflict (workspace_id, connection_id, hour) do update set refused = r.refused + 1`.execute(tx);
}

/** The active connection of the workspace that has this tenant. */
export async function connectionOfTenant(tx: Tx, tenantId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from connections where tenant_id = ${tenantId} and status = 'active' order by created_at limit 1`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}

export async function deliveryCounts(
  tx: Tx,
  connectionId: string,
  now: Date,
): Promise<{ lastReceivedAt: Date | null; received24h: number; refused24h: number }> {
  const { rows } = await sql<{ lastReceivedAt: Date | null; received24h: number; refused24h: number }>`
    select
      (select max(received_at) from webhook_deliveries where workspace_id = current_workspace() and connection_id = ${connectionId}) as "lastReceivedAt",
      (select count(*)::integer from webhook_deliveries where workspace_id = current_workspace() and connection_id = ${connectionId}
        and received_at > ${now}::timestamptz - interval '24 hours') as "received24h",
      (select coalesce(sum(refused), 0)::integer from webhook_refusals where workspace_id = current_workspace() and connection_id = ${connectionId}
        and hour > ${now}::timestamptz - interval '24 hours') as "refused24h"`.execute(tx);
  return rows[0] ?? { lastReceivedAt: null, received24h: 0, refused24h: 0 };
}
