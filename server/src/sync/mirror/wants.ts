import { sql } from 'kysely';
import type { Tx } from '../../platform/index.ts';
import { type ResourceKey, resourceKeys, resources } from '../resources.ts';

/*
 * A want is something to be read by id. Of records that own others (`customers`, `jobs` …) it is the record itself; of
 * what is asked for by its owner (`customerContacts`, `appointments`, `cancelReasons` …) all records of that owner.
 */

/** Wants of one resource, those that failed before last. */
export async function listWants(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from mirror_wants
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}
    order by failures, id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

export interface Want {
  readonly id: string;
  /** Of the owner, whose records are wanted; null for a record itself, which is not here yet. */
  readonly createdOn: Date | null;
}

/** Wants of a resource that take a request: owners that are here, the oldest first, or records that are not. */
export async function wantedAndMissing(tx: Tx, connectionId: string, resource: ResourceKey): Promise<Want[]> {
  const { owner, byOwner } = resources[resource];
  const known = byOwner && owner ? owner.resource : resource;
  const { rows } = await sql<Want>`
    select w.id, m.created_on as "createdOn" from mirror_wants w
    left join mirror m on m.workspace_id = w.workspace_id and m.connection_id = w.connection_id and m.resource = ${known} and m.id = w.id
    where w.workspace_id = current_workspace() and w.connection_id = ${connectionId} and w.resource = ${resource}
      and ${byOwner ? sql`m.created_on is not null` : sql`(m.id is null or m.deleted_at is not null)`}
    order by m.created_on`.execute(tx);
  return rows.map(({ id, createdOn }) => ({ id, createdOn: byOwner ? createdOn : null }));
}

/** Which resources are wanted, in the order of the table: records before what belongs to them. */
export async function wantedResources(tx: Tx, connectionId: string): Promise<ResourceKey[]> {
  const { rows } = await sql<{ resource: string }>`
    select distinct resource from mirror_wants
    where workspace_id = current_workspace() and connection_id = ${connectionId}`.execute(tx);
  const found = new Set(rows.map(({ resource }) => resource));
  const isOwned = (key: ResourceKey): number => (resources[key].owner ? 1 : 0);
  return resourceKeys.filter((key) => found.has(key)).toSorted((a, b) => isOwned(a) - isOwned(b));
}

/** Takes back wants: they were met, or their resource is not selected any more. */
export async function dropWants(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[] | 'all',
): Promise<void> {
  await sql`
    delete from mirror_wants
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}
      and (${ids === 'all'} or id = any(${ids === 'all' ? [] : ids}::bigint[]))`.execute(tx);
}

/** Notes that wants could not be met; answers those that have now failed `most` times. */
export async function failWants(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[],
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; failures: number }>`
    update mirror_wants set failures = failures + 1
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and id = any(${ids}::bigint[])
    returning id, failures`.execute(tx);
  return rows.filter(({ failures }) => failures >= most).map(({ id }) => id);
}

/** Asks for what belongs to owners that are older than the back-fill, once an owner itself is here. */
export async function wantChildren(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  owner: ResourceKey,
  ids: readonly string[],
  children: readonly ResourceKey[],
  since: Date | null,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with old as (
      update mirror set complete_at = now()
      where workspace_id = ${workspaceId} and connection_id = ${connectionId} and resource = ${owner} and id = any(${ids}::bigint[])
        and complete_at is null and deleted_at is null and (created_on is null or created_on < ${since ?? '-infinity'}::timestamptz)
      returning id
    )
    insert into mirror_wants (workspace_id, connection_id, resource, id)
    select ${workspaceId}, ${connectionId}, c.resource, old.id from old, unnest(${children}::text[]) as c(resource)
    on conflict do nothing`.execute(tx);
}

/** Asks for a child that was selected only now, of all owners that are older than the back-fill. */
export async function wantOfAll(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  child: ResourceKey,
): Promise<void> {
  const { owner, byOwner } = resources[child];
  if (!owner || !byOwner) return;
  await sql`
    insert into mirror_wants (workspace_id, connection_id, resource, id)
    select ${workspaceId}, ${connectionId}, ${child}, id from mirror
    where workspace_id = ${workspaceId} and connection_id = ${connectionId} and resource = ${owner.resource} and complete_at is not null
    on conflict do nothing`.execute(tx);
}

/**
 * Asks for the reasons of all records whose state has one (GH-14). `again`: also of those that have theirs.
 */
export async function wantReasons(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  reason: ResourceKey,
  again: boolean,
): Promise<void> {
  const owner = resources[reason].owner?.resource;
  const asks = owner && resources[owner].asks;
  const state = Object.entries(asks?.when ?? {}).find(([, key]) => key === reason)?.[0];
  if (!owner || !asks || state === undefined) return;
  await sql`
    insert into mirror_wants (workspace_id, connection_id, resource, id)
    select ${workspaceId}, ${connectionId}, ${reason}, m.id from mirror m
    where m.workspace_id = ${workspaceId} and m.connection_id = ${connectionId} and m.resource = ${owner} and m.body ->> ${asks.member} = ${state}
      and (${again} or not exists (select from mirror k where k.workspace_id = m.workspace_id and k.connection_id = m.connection_id
        and k.resource = ${reason} and k.id = m.id and k.deleted_at is null))
    on conflict do nothing`.execute(tx);
}

/**
 * Asks for everything that the records of a resource need and that is not here: after its back-fill, in a few statements
 * instead of with every row (see mirror/write.ts). `children` are what belongs to it and was read before.
 */
export async function wantMissing(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  key: ResourceKey,
  children: readonly ResourceKey[],
  since: Date,
): Promise<void> {
  const { base, owner, asks } = resources[key];
  const of = (resource: ResourceKey, column: 'id' | 'owner_id' | 'customer_id' | 'location_id') => sql`
    select ${column === 'owner_id' ? (resources[resource].owner?.resource ?? '') : (wantedBy[column] ?? resource)}::text as resource, ${sql.ref(`m.${column}`)} as id
    from mirror m where m.workspace_id = ${workspaceId} and m.connection_id = ${connectionId} and m.resource = ${resource}
      and ${sql.ref(`m.${column}`)} is not null and m.deleted_at is null`;
  const asked = [];
  if (base) asked.push(of(key, 'customer_id'), of(key, 'location_id'));
  if (base && key !== 'calls') asked.push(of(key, 'id'));
  if (owner && resources[owner.resource].base) asked.push(of(key, 'owner_id'));
  for (const child of children) asked.push(of(child, 'owner_id'));
  if (asked.length > 0)
    await sql`
      insert into mirror_wants (workspace_id, connection_id, resource, id)
      select distinct ${workspaceId}::uuid, ${connectionId}::uuid, a.resource, a.id from (${sql.join(asked, sql` union all `)}) a
      where not exists (
        select from mirror k
        where k.workspace_id = ${workspaceId} and k.connection_id = ${connectionId} and k.resource = a.resource and k.id = a.id
          and (k.complete_at is not null or k.created_on >= ${since}))
      order by 3, 4 on conflict do nothing`.execute(tx);
  for (const reason of Object.values(asks?.when ?? {}))
    await wantReasons(tx, workspaceId, connectionId, reason, false);
}

const wantedBy: Readonly<Partial<Record<string, ResourceKey>>> = {
  customer_id: 'customers',
  location_id: 'locations',
};

/** Lets the rooms above look at records again although they are the same: what belongs to them is all here now. */
export async function noteReady(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into mirror_changes (workspace_id, connection_id, resource, ids)
    values (${workspaceId}, ${connectionId}, ${resource}, ${ids}::bigint[])`.execute(tx);
}

/**
 * Which of the given records still wait for something that is read by id: themselves, or what belongs to them. Whoever
 * builds on them waits as well; they are noted as changed when they are ready.
 */
export async function awaitedRecords(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const concerned = [resource, ...resourceKeys.filter((key) => resources[key].owner?.resource === resource)];
  const { rows } = await sql<{ id: string }>`
    select distinct id from mirror_wants
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = any(${concerned}::text[])
      and id = any(${ids}::bigint[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
