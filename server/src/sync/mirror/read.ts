import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/index.ts';
import type { ResourceKey } from '../resources.ts';

/** A record of ServiceTitan as it is mirrored. Ids are int64 as text; `body` is the JSON text as it came. */
export interface MirrorRecord {
  readonly id: string;
  readonly ownerId: string | null;
  readonly customerId: string | null;
  readonly locationId: string | null;
  readonly createdOn: Date | null;
  readonly modifiedOn: Date | null;
  readonly active: boolean;
  readonly deletedAt: Date | null;
  readonly body: string;
}

/** By what records are asked for: their own ids, or those of what they belong to. */
export type MirrorKey = 'id' | 'owner_id' | 'customer_id' | 'location_id';

const columns = sql`id, owner_id as "ownerId", customer_id as "customerId", location_id as "locationId", created_on as "createdOn", modified_on as "modifiedOn", active, deleted_at as "deletedAt", body::text as body`;

/** Records of one resource by ids, deleted ones included. One statement however many ids. */
export async function readRecords(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  key: MirrorKey,
  ids: readonly string[],
): Promise<MirrorRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<MirrorRecord>`
    select ${columns} from mirror
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}
      and ${sql.ref(key)} = any(${ids}::bigint[])`.execute(tx);
  return rows;
}

/** All records of a catalogue: some hundred rows. */
export async function readAll(tx: Tx, connectionId: string, resource: ResourceKey): Promise<MirrorRecord[]> {
  const { rows } = await sql<MirrorRecord>`
    select ${columns} from mirror
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}
    order by id`.execute(tx);
  return rows;
}

/** Ids of the records of `resource` that belong to, or are of the customer or location of, the given ones. */
export async function idsBy(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  key: Exclude<MirrorKey, 'id'>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  return await idsWhere(tx, connectionId, resource, sql`${sql.ref(key)} = any(${ids}::bigint[])`);
}

/** The next `limit` ids of a resource after `after`, in order: for going through all of them in batches. */
export async function idsAfter(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  after: string | null,
  limit: number,
): Promise<string[]> {
  return await idsWhere(
    tx,
    connectionId,
    resource,
    sql`id > ${after ?? '-9223372036854775808'}::bigint`,
    limit,
  );
}

/** Ids of the records `m` of a resource that meet a condition, in order; deleted ones are among them if it lets them. */
export async function idsWhere(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  condition: RawBuilder<unknown>,
  limit: number | null = null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from mirror m
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and ${condition}
    order by id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The record of a resource that changed last. */
export async function newestId(tx: Tx, connectionId: string, resource: ResourceKey): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from mirror
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and deleted_at is null and active
    order by modified_on desc nulls last, id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}
