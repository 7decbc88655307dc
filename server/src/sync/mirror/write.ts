import { sql } from 'kysely';
import {
  boolArray,
  int8Array,
  type Tx,
  textArray,
  timestamptzArray,
  uuidArray,
} from '../../platform/index.ts';
import type { MirrorRow } from '../read/row.ts';
import { type ResourceKey, resources } from '../resources.ts';

/** What a batch turned out to be. */
export interface Written {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
}

export interface Batch {
  readonly connectionId: string;
  readonly resource: ResourceKey;
  readonly rows: readonly MirrorRow[];
  /** When the answer was asked for: what was asked for earlier does not overwrite what was asked for later. */
  readonly fetchedAt: Date;
  /** What is older may have children that no feed brings. Null when everything is read. */
  readonly since: Date | null;
  /** False in the back-fill, which asks once for what is missing (wantMissing): a third of the statement's time. */
  readonly wanting: boolean;
}

/**
 * Takes rows into the mirror with one statement: each is classified by its hash as new, changed or same; only new and
 * changed ones are written, with what they were before (B24), a note for the rooms above, and what has to be read
 * because of them. A row that comes twice is taken once, the later one (reference, "Export feeds").
 */
export async function writeRows(tx: Tx, workspaceId: string, batch: Batch): Promise<Written> {
  const rows = [...new Map(batch.rows.map((row) => [row.id, row])).values()];
  if (rows.length === 0) return { new: 0, changed: 0, same: batch.rows.length };
  const { connectionId, resource } = batch;
  const columns = {
    ids: int8Array(rows.map(({ id }) => id)),
    owners: int8Array(rows.map(({ ownerId }) => ownerId)),
    customers: int8Array(rows.map(({ customerId }) => customerId)),
    locations: int8Array(rows.map(({ locationId }) => locationId)),
    created: timestamptzArray(rows.map(({ createdOn }) => createdOn)),
    modified: timestamptzArray(rows.map(({ modifiedOn }) => modifiedOn)),
    actives: boolArray(rows.map(({ active }) => active)),
    unsettled: boolArray(rows.map(({ unsettled }) => unsettled)),
    hashes: uuidArray(rows.map(({ hash }) => hash)),
    bodies: textArray(rows.map(({ body }) => body)),
  };
  const { rows: answer } = await sql<{ new: number; changed: number }>`
    with r as materialized (
      select id, owner_id, customer_id, location_id, created_on, modified_on, active, unsettled, hash, body
      from unnest(${columns.ids}::bigint[], ${columns.owners}::bigint[], ${columns.customers}::bigint[], ${columns.locations}::bigint[],
        ${columns.created}::timestamptz[], ${columns.modified}::timestamptz[], ${columns.actives}::boolean[], ${columns.unsettled}::boolean[], ${columns.hashes}::uuid[], ${columns.bodies}::text[])
        as r(id, owner_id, customer_id, location_id, created_on, modified_on, active, unsettled, hash, body)
    ), written as (
      insert into mirror as m (workspace_id, connection_id, resource, id, owner_id, customer_id, location_id, created_on, modified_on, active, unsettled, hash, body, fetched_at)
      select ${workspaceId}, ${connectionId}, ${resource}, r.id, r.owner_id, r.customer_id, r.location_id, r.created_on, r.modified_on, r.active, r.unsettled, r.hash, r.body::json, ${batch.fetchedAt}
      from r left join lateral (
        -- One look into the key for each row, whatever the planner thinks of a table that grows while it has no statistics.
        select hash, deleted_at from mirror
        where workspace_id = ${workspaceId} and connection_id = ${connectionId} and resource = ${resource} and id = r.id limit 1
      ) k on true
      where k.hash is null or k.hash <> r.hash or k.deleted_at is not null
      order by r.id
      on conflict (workspace_id, connection_id, resource, id) do update set
        owner_id = excluded.owner_id, customer_id = excluded.customer_id, location_id = excluded.location_id, created_on = excluded.created_on,
        modified_on = excluded.modified_on, active = excluded.active, unsettled = excluded.unsettled, hash = excluded.hash, body = excluded.body, fetched_at = excluded.fetched_at,
        changed_at = now(), deleted_at = null
      where (m.hash <> excluded.hash or m.deleted_at is not null) and m.fetched_at <= excluded.fetched_at
        and (m.modified_on <= excluded.modified_on or m.modified_on is null or excluded.modified_on is null)
      returning new.id, new.owner_id, new.customer_id, new.location_id, new.created_on, old.id is null as is_new, old.body as before, old.modified_on as before_on,
        old.deleted_at as deleted_at, old.customer_id as old_customer, old.location_id as old_location, old.owner_id as old_owner
    ), history as (
      insert into mirror_history (workspace_id, connection_id, resource, id, changed_at, modified_on, before, deleted)
      select ${workspaceId}, ${connectionId}, ${resource}, id, now(), before_on, before, deleted_at is not null from written where not is_new
      on conflict do nothing
    ), noted as (
      insert into mirror_changes (workspace_id, connection_id, resource, ids)
      select ${workspaceId}, ${connectionId}, ${resource}, array_agg(id) from written having count(*) > 0
    ) ${batch.wanting ? wants(workspaceId, batch) : sql``}
    select count(*) filter (where is_new)::int as new, count(*) filter (where not is_new)::int as changed from written`.execute(
    tx,
  );
  const counted = answer[0] ?? { new: 0, changed: 0 };
  return { ...counted, same: batch.rows.length - counted.new - counted.changed };
}

/** What has to be read by id because of the rows that were written; see mirror_wants. */
function wants(workspaceId: string, { connectionId, resource, since }: Batch) {
  const { base, owner, asks } = resources[resource];
  const asked = [];
  if (base) {
    asked.push(
      sql`select 'customers' as resource, customer_id as id from written where customer_id is not null`,
    );
    asked.push(sql`select 'locations', location_id from written where location_id is not null`);
  }
  if (base && resource !== 'calls')
    asked.push(
      sql`select ${resource}::text, id from written where created_on is null or created_on < ${since ?? '-infinity'}::timestamptz`,
    );
  if (owner && resources[owner.resource].base)
    asked.push(sql`select ${owner.resource}::text, owner_id from written where owner_id is not null`);
  // What it was before may be among the words, too: a reason that is gone is asked for once more and not found.
  if (asks)
    for (const [value, other] of Object.entries(asks.when))
      asked.push(sql`select ${other}::text, w.id from written w join r using (id)
        where r.body::json ->> ${asks.member}::text = ${value} or w.before ->> ${asks.member}::text = ${value}`);
  if (asked.length === 0) return sql``;
  const always = asks ? sql`a.resource = any(${Object.values(asks.when)}::text[]) or` : sql``;
  return sql`, wanted as (
      insert into mirror_wants (workspace_id, connection_id, resource, id)
      select distinct ${workspaceId}::uuid, ${connectionId}::uuid, a.resource, a.id from (${sql.join(asked, sql` union all `)}) as a(resource, id)
      where ${always} (
        select k.complete_at is not null or k.created_on >= ${since ?? '-infinity'}::timestamptz from mirror k
        where k.workspace_id = ${workspaceId} and k.connection_id = ${connectionId} and k.resource = a.resource and k.id = a.id limit 1
      ) is not true
      -- In one order for all writers, so that none waits for one who waits for it.
      order by 3, 4
      on conflict do nothing
    )`;
}

/** Marks records as no longer given out, with a note for the rooms above. */
export async function markDeleted(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } = await sql<{ gone: number }>`
    with gone as (
      update mirror set deleted_at = now(), changed_at = now()
      where workspace_id = ${workspaceId} and connection_id = ${connectionId} and resource = ${resource} and id = any(${int8Array(ids)}::bigint[])
        and deleted_at is null
      returning id
    ), noted as (
      insert into mirror_changes (workspace_id, connection_id, resource, ids)
      select ${workspaceId}, ${connectionId}, ${resource}, array_agg(id) from gone having count(*) > 0
    )
    select count(*)::int as gone from gone`.execute(tx);
  return rows[0]?.gone ?? 0;
}

/**
 * Records that were asked for by id and not given. With `keep` they stand in the mirror as deleted, so that who refers to
 * them neither waits nor asks for them again.
 */
export async function markAbsent(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[],
  keep = true,
): Promise<void> {
  await markDeleted(tx, workspaceId, connectionId, resource, ids);
  if (!keep || ids.length === 0) return;
  await sql`
    insert into mirror (workspace_id, connection_id, resource, id, active, hash, body, fetched_at, deleted_at, complete_at)
    select ${workspaceId}, ${connectionId}, ${resource}, id, false, md5('')::uuid, json_build_object('id', id), now(), now(), now()
    from unnest(${int8Array(ids)}::bigint[]) as r(id) on conflict do nothing`.execute(tx);
}
