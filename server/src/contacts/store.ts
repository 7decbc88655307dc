import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';
import { findable, type LinkedPerson, linkName, readLink } from './person.ts';

export interface Link {
  readonly connectionId: string;
  readonly person: LinkedPerson;
  readonly contactId: string;
  readonly hash: string;
}

const columnsOf = (names: readonly string[]) => {
  const links = names.map(readLink);
  return { kinds: links.map(({ kind }) => kind), keys: links.map(({ key }) => key) };
};

/** Links by `kind:key`. */
export async function findLinks(
  tx: Tx,
  connectionId: string,
  names: readonly string[],
): Promise<Map<string, { contactId: string; hash: string }>> {
  if (names.length === 0) return new Map();
  const { kinds, keys } = columnsOf(names);
  const { rows } = await sql<{ name: string; contactId: string; hash: string }>`
    select l.kind || ':' || l.key as name, l.contact_id as "contactId", l.hash
    from unnest(${kinds}::text[], ${keys}::text[]) as w(kind, key)
    join contact_links l on l.workspace_id = current_workspace() and l.connection_id = ${connectionId} and l.kind = w.kind and l.key = w.key`.execute(
    tx,
  );
  return new Map(rows.map(({ name, ...link }) => [name, link]));
}

/**
 * Those links that have a contact to themselves and of whom nothing is asked: the rules may still find somebody for them.
 * A contact that is a candidate in an open question waits for its answer.
 */
export async function aloneLinks(
  tx: Tx,
  connectionId: string,
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { kinds, keys } = columnsOf(names);
  // Candidates once for all: under row-level security no index is looked into with `@>` (see migration 0012).
  const { rows } = await sql<{ name: string }>`
    with asked as materialized (
      select unnest(candidates) as contact_id from contact_conflicts where workspace_id = current_workspace() and status = 'open'
    )
    select l.kind || ':' || l.key as name
    from unnest(${kinds}::text[], ${keys}::text[]) as w(kind, key)
    join contact_links l on l.workspace_id = current_workspace() and l.connection_id = ${connectionId} and l.kind = w.kind and l.key = w.key
    where not exists (select from contact_links o where o.workspace_id = l.workspace_id and o.contact_id = l.contact_id
        and (o.connection_id, o.kind, o.key) <> (l.connection_id, l.kind, l.key))
      and not exists (select from contact_conflicts c where c.workspace_id = l.workspace_id and c.connection_id = l.connection_id
        and c.kind = l.kind and c.key = l.key and c.status = 'open')
      -- "not in" would look through all of them for each row as soon as they are too many to be hashed.
      and not exists (select from asked a where a.contact_id = l.contact_id)`.execute(tx);
  return new Set(rows.map(({ name }) => name));
}

/** Contacts by the phones and e-mails that lead to them. */
export async function findPoints(tx: Tx, values: readonly string[]): Promise<Map<string, Set<string>>> {
  if (values.length === 0) return new Map();
  const { rows } = await sql<{ value: string; contacts: string[] }>`
    select value, array_agg(distinct contact_id) as contacts from contact_points
    where workspace_id = current_workspace() and value = any(${[...new Set(values)]}::text[]) group by value`.execute(
    tx,
  );
  return new Map(rows.map(({ value, contacts }) => [value, new Set(contacts)]));
}

/** Contacts that a person has said a link is not (B23). */
export async function separations(
  tx: Tx,
  connectionId: string,
  names: readonly string[],
): Promise<Map<string, Set<string>>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ name: string; candidates: string[] }>`
    select kind || ':' || key as name, candidates from contact_conflicts
    where workspace_id = current_workspace() and connection_id = ${connectionId} and status = 'separate' and kind || ':' || key = any(${names}::text[])`.execute(
    tx,
  );
  return new Map(rows.map(({ name, candidates }) => [name, new Set(candidates)]));
}

/** Writes links with what they can be found by, and the contacts that are new. */
export async function saveLinks(
  tx: Tx,
  workspaceId: string,
  created: readonly string[],
  links: readonly Link[],
): Promise<void> {
  if (created.length > 0)
    await sql`insert into contacts (workspace_id, id) select ${workspaceId}, unnest(${created}::uuid[])`.execute(
      tx,
    );
  const rows = links.map(({ connectionId, person, contactId, hash }) => ({
    connection_id: connectionId,
    kind: person.kind,
    key: person.key,
    contact_id: contactId,
    name: person.name,
    first_name: person.firstName,
    last_name: person.lastName,
    company: person.company,
    active: person.active,
    do_not_mail: person.doNotMail,
    do_not_service: person.doNotService,
    phones: person.phones,
    emails: person.emails,
    merged_into: person.mergedInto,
    hash,
  }));
  const columns = sql.raw(
    'connection_id, kind, key, contact_id, name, first_name, last_name, company, active, do_not_mail, do_not_service, phones, emails, merged_into, hash',
  );
  await sql`
    insert into contact_links (workspace_id, ${columns})
    select ${workspaceId}, ${columns}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(connection_id uuid, kind text, key text, contact_id uuid, name text, first_name text, last_name text,
      company text, active boolean, do_not_mail boolean, do_not_service boolean, phones jsonb, emails jsonb, merged_into text, hash text)
    on conflict (workspace_id, connection_id, kind, key) do update set contact_id = excluded.contact_id, name = excluded.name, first_name = excluded.first_name,
      last_name = excluded.last_name, company = excluded.company, active = excluded.active, do_not_mail = excluded.do_not_mail,
      do_not_service = excluded.do_not_service, phones = excluded.phones, emails = excluded.emails, merged_into = excluded.merged_into,
      hash = excluded.hash, updated_at = now()`.execute(tx);
  const points = links.flatMap(({ connectionId, person, contactId }) =>
    Object.values(findable(person))
      .flat()
      .map((value) => ({
        value,
        contact_id: contactId,
        connection_id: connectionId,
        kind: person.kind,
        key: person.key,
      })),
  );
  const names = links.map(({ person }) => linkName(person));
  const { kinds, keys } = columnsOf(names);
  await sql`
    delete from contact_points p using unnest(${kinds}::text[], ${keys}::text[]) as w(kind, key)
    where p.workspace_id = ${workspaceId} and p.connection_id = ${links[0]?.connectionId ?? null} and p.kind = w.kind and p.key = w.key`.execute(
    tx,
  );
  await sql`
    insert into contact_points (workspace_id, value, contact_id, connection_id, kind, key)
    select ${workspaceId}, value, contact_id, connection_id, kind, key
    from jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as r(value text, contact_id uuid, connection_id uuid, kind text, key text)
    on conflict do nothing`.execute(tx);
}

/** Links of customers that ServiceTitan merged into the given ones. */
export async function followers(
  tx: Tx,
  connectionId: string,
  keys: readonly string[],
): Promise<{ name: string; into: string; contactId: string }[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ name: string; into: string; contactId: string }>`
    select kind || ':' || key as name, merged_into as into, contact_id as "contactId" from contact_links
    where workspace_id = current_workspace() and connection_id = ${connectionId} and merged_into = any(${keys}::text[])`.execute(
    tx,
  );
  return rows;
}

/** Puts links, with what they are found by, onto other contacts. */
export async function moveLinks(
  tx: Tx,
  connectionId: string,
  moves: readonly { name: string; contactId: string }[],
): Promise<void> {
  if (moves.length === 0) return;
  const { kinds, keys } = columnsOf(moves.map(({ name }) => name));
  const to = moves.map(({ contactId }) => contactId);
  for (const table of ['contact_links', 'contact_points'])
    await sql`
      update ${sql.table(table)} l set contact_id = w.contact_id
      from unnest(${kinds}::text[], ${keys}::text[], ${to}::uuid[]) as w(kind, key, contact_id)
      where l.workspace_id = current_workspace() and l.connection_id = ${connectionId} and l.kind = w.kind and l.key = w.key`.execute(
      tx,
    );
}

/**
 * Brings contacts in line with their links: the name of the oldest active one, flags of any. A contact without links is
 * gone.
 */
export async function refreshContacts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with first as (
      select distinct on (contact_id) contact_id, first_name, last_name, company
      from contact_links where workspace_id = current_workspace() and contact_id = any(${ids}::uuid[])
      order by contact_id, (first_name is null and last_name is null), active desc, kind desc, length(key), key
    ), flags as (
      select contact_id, bool_or(do_not_mail) as do_not_mail, bool_or(do_not_service) as do_not_service
      from contact_links where workspace_id = current_workspace() and contact_id = any(${ids}::uuid[]) group by contact_id
    )
    update contacts c set first_name = first.first_name, last_name = first.last_name, company = first.company,
      do_not_mail = flags.do_not_mail, do_not_service = flags.do_not_service, updated_at = now()
    from first join flags using (contact_id)
    where c.workspace_id = current_workspace() and c.id = first.contact_id`.execute(tx);
  await sql`
    delete from contacts c where c.workspace_id = current_workspace() and c.id = any(${ids}::uuid[])
      and not exists (select from contact_links l where l.workspace_id = c.workspace_id and l.contact_id = c.id)`.execute(
    tx,
  );
}

export async function addConflicts(
  tx: Tx,
  workspaceId: string,
  conflicts: readonly { link: Link; decision: { candidates: readonly string[]; reason: string } }[],
): Promise<void> {
  if (conflicts.length === 0) return;
  const rows = conflicts.map(({ link, decision }) => ({
    connection_id: link.connectionId,
    kind: link.person.kind,
    key: link.person.key,
    reason: decision.reason,
    candidates: decision.candidates,
  }));
  await sql`
    insert into contact_conflicts (workspace_id, connection_id, kind, key, reason, candidates)
    select ${workspaceId}, connection_id, kind, key, reason, candidates
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(connection_id uuid, kind text, key text, reason text, candidates uuid[])
    on conflict (workspace_id, connection_id, kind, key) do update set status = 'open', reason = excluded.reason, candidates = excluded.candidates,
      at = now(), resolved_at = null, resolved_by = null
    where contact_conflicts.status = 'open'`.execute(tx);
}

/** Writes down who was put together, and by what (B23). */
export async function addMerges(
  tx: Tx,
  workspaceId: string,
  merges: readonly { link: Link; reason: string; evidence: readonly string[]; from: string }[],
): Promise<void> {
  if (merges.length === 0) return;
  const rows = merges.map(({ link, reason, evidence, from }) => ({
    contact_id: link.contactId,
    from_contact_id: from,
    reason,
    evidence,
    parts: [
      {
        connectionId: link.connectionId,
        kind: link.person.kind,
        key: link.person.key,
        name: link.person.name,
      },
    ],
  }));
  await sql`
    insert into contact_merges (workspace_id, contact_id, from_contact_id, reason, evidence, parts)
    select ${workspaceId}, contact_id, from_contact_id, reason, evidence, parts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(contact_id uuid, from_contact_id uuid, reason text, evidence text[], parts jsonb)`.execute(
    tx,
  );
}
