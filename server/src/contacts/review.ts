import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, record } from '../accounts/index.ts';
import { decodeCursor, encodeCursor, notFound, Problem, type Tx } from '../platform/index.ts';
import { linkName } from './person.ts';
import { moveLinks, refreshContacts } from './store.ts';

export interface Conflict {
  readonly id: string;
  readonly status: 'open' | 'merged' | 'separate';
  readonly at: Date;
  readonly reason: string;
  readonly customer: {
    readonly connectionId: string;
    readonly customerId: string;
    readonly name: string | null;
    readonly phones: readonly string[];
    readonly emails: readonly string[];
  };
  readonly contactId: string;
  readonly candidates: readonly {
    readonly contactId: string;
    readonly name: string;
    readonly phones: readonly string[];
    readonly emails: readonly string[];
    readonly evidence: readonly string[];
  }[];
}

const values = (of: string) =>
  sql.raw(`coalesce((select jsonb_agg(e ->> 'value') from jsonb_array_elements(${of}) e), '[]')`);

/** Hits that disagreed, newest first (GH-10, B23). */
export async function listConflicts(
  tx: Tx,
  filter: {
    limit: number;
    cursor?: string | undefined;
    status?: 'open' | 'resolved' | undefined;
    id?: string;
  },
): Promise<{ data: Conflict[]; nextCursor: string | null }> {
  const before = filter.cursor ? decodeCursor(filter.cursor, [z.uuid()])[0] : null;
  const { rows } = await sql<Conflict>`
    select c.id, c.status, c.at, c.reason, l.contact_id as "contactId",
      jsonb_build_object('connectionId', l.connection_id, 'customerId', l.key, 'name', l.name, 'phones', ${values('l.phones')}, 'emails', ${values('l.emails')}) as customer,
      coalesce((select jsonb_agg(jsonb_build_object('contactId', o.id, 'name', coalesce(nullif(concat_ws(' ', o.first_name, o.last_name), ''), o.company, 'Without a name'),
          'phones', (select coalesce(jsonb_agg(distinct e ->> 'value'), '[]') from contact_links k, jsonb_array_elements(k.phones) e where k.workspace_id = o.workspace_id and k.contact_id = o.id),
          'emails', (select coalesce(jsonb_agg(distinct e ->> 'value'), '[]') from contact_links k, jsonb_array_elements(k.emails) e where k.workspace_id = o.workspace_id and k.contact_id = o.id),
          'evidence', (select coalesce(jsonb_agg(distinct p.value), '[]') from contact_points p join contact_points q on q.workspace_id = p.workspace_id and q.value = p.value
            where p.workspace_id = o.workspace_id and p.contact_id = o.id and q.connection_id = c.connection_id and q.kind = c.kind and q.key = c.key)))
        from contacts o where o.workspace_id = c.workspace_id and o.id = any(c.candidates) and o.id <> l.contact_id), '[]') as candidates
    from contact_conflicts c join contact_links l on l.workspace_id = c.workspace_id and l.connection_id = c.connection_id and l.kind = c.kind and l.key = c.key
    where c.workspace_id = current_workspace() and (${before}::uuid is null or c.id < ${before}::uuid)
      and (${filter.status ?? null}::text is null or (c.status = 'open') = (${filter.status ?? null} = 'open'))
      and (${filter.id ?? null}::uuid is null or c.id = ${filter.id ?? null}::uuid)
    order by c.id desc limit ${filter.limit + 1}`.execute(tx);
  const data = rows.slice(0, filter.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > filter.limit && last ? encodeCursor([last.id]) : null };
}

/** What has to follow when links move to another contact; opportunities stand above this room. */
export type Repoint = (tx: Tx, connectionId: string, links: readonly string[]) => Promise<void>;

interface By {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly requestId: string;
}

/** Puts the parked customer onto a candidate, or remembers that it is somebody else (B23). */
export async function resolveConflict(
  tx: Tx,
  by: By,
  id: string,
  order: { action: 'merge' | 'separate'; contactId?: string | undefined },
  repoint: Repoint,
): Promise<void> {
  const { data } = await listConflicts(tx, { limit: 1, id });
  const [conflict] = data;
  if (!conflict) throw notFound('The conflict');
  if (conflict.status !== 'open')
    throw new Problem(409, 'already_resolved', 'Somebody has decided this already. Reload to see how.');
  const target =
    order.contactId ?? (conflict.candidates.length === 1 ? conflict.candidates[0]?.contactId : undefined);
  if (order.action === 'merge') {
    if (!target || !conflict.candidates.some(({ contactId }) => contactId === target))
      throw new Problem(422, 'not_a_candidate', 'Choose one of the contacts that were found.');
    await mergeContacts(tx, by, conflict.contactId, target, conflict, repoint);
  }
  const status = order.action === 'merge' ? 'merged' : 'separate';
  await sql`
    update contact_conflicts set status = ${status}, resolved_at = now(), resolved_by = ${JSON.stringify(by.actor)}::jsonb
    where workspace_id = ${by.workspaceId} and id = ${id}`.execute(tx);
  const detail = { ...(target && { into: target }), reason: conflict.reason };
  await record(
    tx,
    by.workspaceId,
    by.actor,
    `contact.${order.action}`,
    { type: 'contact', id: conflict.contactId },
    detail,
    by.requestId,
  );
}

interface Part {
  readonly connectionId: string;
  readonly kind: string;
  readonly key: string;
  readonly name: string | null;
}

async function mergeContacts(
  tx: Tx,
  by: By,
  from: string,
  into: string,
  conflict: Conflict,
  repoint: Repoint,
): Promise<void> {
  const { rows: parts } = await sql<Part>`
    select connection_id as "connectionId", kind, key, name from contact_links
    where workspace_id = ${by.workspaceId} and contact_id = ${from}`.execute(tx);
  const evidence = conflict.candidates.find(({ contactId }) => contactId === into)?.evidence ?? [];
  await sql`
    insert into contact_merges (workspace_id, contact_id, from_contact_id, reason, evidence, actor, parts)
    values (${by.workspaceId}, ${into}, ${from}, 'decided by a person', ${evidence}::text[], ${JSON.stringify(by.actor)}::jsonb, ${JSON.stringify(parts)}::jsonb)`.execute(
    tx,
  );
  await movePartsTo(tx, parts, into, repoint);
  await refreshContacts(tx, [from, into]);
}

async function movePartsTo(
  tx: Tx,
  parts: readonly Part[],
  contactId: string,
  repoint: Repoint,
): Promise<void> {
  for (const connectionId of new Set(parts.map((part) => part.connectionId))) {
    const names = parts.filter((part) => part.connectionId === connectionId).map(linkName);
    await moveLinks(
      tx,
      connectionId,
      names.map((name) => ({ name, contactId })),
    );
    await repoint(tx, connectionId, names);
  }
}

/** Takes a merge back: what was put together stands on a contact of its own again, and is not put together anew. */
export async function undoMerge(tx: Tx, by: By, id: string, repoint: Repoint): Promise<string> {
  const { rows } = await sql<{ contactId: string; from: string; parts: Part[]; undone: boolean }>`
    select contact_id as "contactId", from_contact_id as "from", parts, undone_at is not null as undone from contact_merges
    where workspace_id = ${by.workspaceId} and id = ${id} for update`.execute(tx);
  const [merge] = rows;
  if (!merge) throw notFound('The merge');
  if (merge.undone) throw new Problem(409, 'already_undone', 'This merge was taken back already.');
  await sql`insert into contacts (workspace_id, id) values (${by.workspaceId}, ${merge.from}) on conflict do nothing`.execute(
    tx,
  );
  await movePartsTo(tx, merge.parts, merge.from, repoint);
  await sql`
      insert into contact_conflicts (workspace_id, connection_id, kind, key, status, reason, candidates, resolved_at, resolved_by)
      select ${by.workspaceId}, "connectionId", kind, key, 'separate', 'A merge was taken back.', ${[merge.contactId]}::uuid[], now(), ${JSON.stringify(by.actor)}::jsonb
      from jsonb_to_recordset(${JSON.stringify(merge.parts)}::jsonb) as p("connectionId" uuid, kind text, key text)
      on conflict (workspace_id, connection_id, kind, key) do update set status = 'separate', candidates = contact_conflicts.candidates || excluded.candidates,
        resolved_at = now(), resolved_by = excluded.resolved_by`.execute(tx);
  await sql`update contact_merges set undone_at = now() where workspace_id = ${by.workspaceId} and id = ${id}`.execute(
    tx,
  );
  await refreshContacts(tx, [merge.from, merge.contactId]);
  await record(
    tx,
    by.workspaceId,
    by.actor,
    'contact.merge_undone',
    { type: 'contact', id: merge.from },
    { from: merge.contactId },
    by.requestId,
  );
  return merge.from;
}
