import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor, type Tx } from '../platform/index.ts';
import type { PersonEmail, PersonPhone } from './person.ts';
import { readSearch } from './search.ts';

export interface ContactRow {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly phones: readonly PersonPhone[];
  readonly emails: readonly PersonEmail[];
  readonly externalContactIds: readonly string[];
  readonly doNotMail: boolean;
  readonly doNotService: boolean;
  readonly opportunities: Readonly<Record<'job' | 'membership' | 'call', number>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`c.id, c.first_name as "firstName", c.last_name as "lastName", c.company, c.do_not_mail as "doNotMail", c.do_not_service as "doNotService",
  c.created_at as "createdAt", c.updated_at as "updatedAt",
  coalesce((select jsonb_agg(p order by l.active desc, length(l.key), l.key, n) from contact_links l, jsonb_array_elements(l.phones) with ordinality as e(p, n)
    where l.workspace_id = c.workspace_id and l.contact_id = c.id), '[]') as phones,
  coalesce((select jsonb_agg(p order by l.active desc, length(l.key), l.key, n) from contact_links l, jsonb_array_elements(l.emails) with ordinality as e(p, n)
    where l.workspace_id = c.workspace_id and l.contact_id = c.id), '[]') as emails,
  array(select l.key from contact_links l where l.workspace_id = c.workspace_id and l.contact_id = c.id and l.kind = 'customer' order by length(l.key), l.key) as "externalContactIds",
  (select json_build_object('job', count(*) filter (where model = 'job'), 'membership', count(*) filter (where model = 'membership'), 'call', count(*) filter (where model = 'call'))
    from opportunities o where o.workspace_id = c.workspace_id and o.contact_id = c.id) as opportunities`;

/** A value that several links brought is shown once. */
const once = <Value extends { readonly value: string }>(values: readonly Value[]): Value[] =>
  [...new Map(values.toReversed().map((one) => [one.value, one])).values()].toReversed();

const tidy = (row: ContactRow): ContactRow => ({
  ...row,
  phones: once(row.phones),
  emails: once(row.emails),
});

/** Latest changed first. */
export async function listContacts(
  tx: Tx,
  filter: {
    limit: number;
    cursor?: string | undefined;
    search?: string | undefined;
    connectionId?: string | undefined;
  },
): Promise<{ data: ContactRow[]; nextCursor: string | null }> {
  const [at, id] = filter.cursor
    ? decodeCursor(filter.cursor, [z.iso.datetime({ precision: 6 }), z.uuid()])
    : [null, null];
  const all = sql`c.workspace_id = current_workspace()
      and (${at}::timestamptz is null or (c.updated_at, c.id) < (${at}::timestamptz, ${id}::uuid))
      and (${filter.connectionId ?? null}::uuid is null or exists (select from contact_links l where l.workspace_id = c.workspace_id and l.contact_id = c.id
        and l.connection_id = ${filter.connectionId ?? null}::uuid))`;
  const order = sql`order by c.updated_at desc, c.id desc limit ${filter.limit + 1}`;
  // The first of each way, so that a search for half of all ends as soon as one for a few.
  const found = waysTo(filter.search).map(
    (way) => sql`(select c.id from contacts c where ${all} and ${way} ${order})`,
  );
  const { rows } = await sql<ContactRow & { mark: string }>`
    select ${columns}, to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as mark
    from contacts c where ${all} ${found.length > 0 ? sql`and c.id in (${sql.join(found, sql` union all `)})` : sql``}
    ${order}`.execute(tx);
  const last = rows[filter.limit - 1];
  return {
    data: rows.slice(0, filter.limit).map(({ mark: _mark, ...row }) => tidy(row)),
    nextCursor: rows.length > filter.limit && last ? encodeCursor([last.mark, last.id]) : null,
  };
}

/** By start of a name, start of an e-mail, a phone, or the id of a customer: each way by an index of its own. */
function waysTo(search: string | undefined) {
  const sought = readSearch(search);
  if (!sought) return [];
  const { text, names, phone } = sought;
  const point = (is: RawBuilder<unknown>) =>
    sql`c.id in (select contact_id from contact_points where workspace_id = current_workspace() and value ${is})`;
  return [
    sql`c.last_key ^@ ${text}`,
    sql`c.first_key ^@ ${text}`,
    sql`c.company_key ^@ ${text}`,
    point(sql`^@ ${text}`),
    sql`c.id in (select contact_id from contact_links where workspace_id = current_workspace() and key = ${text})`,
    ...names.map(([first, last]) => sql`c.first_key ^@ ${first} and c.last_key ^@ ${last}`),
    ...(phone ? [point(sql`= ${phone}`)] : []),
  ];
}

export interface ContactStory extends ContactRow {
  readonly links: readonly {
    readonly connectionId: string;
    readonly connectionName: string;
    readonly customerId: string;
    readonly name: string | null;
    readonly active: boolean;
    readonly mergedFrom: readonly string[];
  }[];
  readonly merges: readonly {
    readonly id: string;
    readonly at: Date;
    readonly reason: string;
    readonly evidence: readonly string[];
    readonly actor: { readonly type: string; readonly id: string | null; readonly name: string } | null;
    readonly undone: boolean;
    readonly parts: readonly { readonly customerId: string; readonly name: string | null }[];
  }[];
}

/** Merges of one contact into another and on: no chain is longer. */
const MERGES = 16;

/** The contact that an id stands for: one that was put together with another is found as that one (B23). */
async function standingFor(tx: Tx, asked: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    with recursive onward(id, step) as (
      select ${asked}::uuid, 0
      union all
      select (select m.contact_id from contact_merges m
        where m.workspace_id = current_workspace() and m.from_contact_id = o.id and m.undone_at is null order by m.at desc limit 1), o.step + 1
      from onward o
      where o.step < ${MERGES} and o.id is not null and not exists (select from contacts c where c.workspace_id = current_workspace() and c.id = o.id)
    )
    select c.id from onward o join contacts c on c.workspace_id = current_workspace() and c.id = o.id limit 1`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}

/** A contact with what stands for it elsewhere and what was put together (B23). */
export async function findContact(tx: Tx, asked: string): Promise<ContactStory | null> {
  const id = await standingFor(tx, asked);
  if (id === null) return null;
  const { rows } = await sql<ContactRow>`
    select ${columns} from contacts c where c.workspace_id = current_workspace() and c.id = ${id}`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) return null;
  const { rows: links } = await sql<ContactStory['links'][number]>`
    select l.connection_id as "connectionId", n.name as "connectionName", l.key as "customerId", l.name, l.active,
      array(select f.key from contact_links f where f.workspace_id = l.workspace_id and f.connection_id = l.connection_id and f.merged_into = l.key) as "mergedFrom"
    from contact_links l join connections n on n.workspace_id = l.workspace_id and n.id = l.connection_id
    where l.workspace_id = current_workspace() and l.contact_id = ${id} and l.kind = 'customer' order by length(l.key), l.key`.execute(
    tx,
  );
  const { rows: merges } = await sql<ContactStory['merges'][number]>`
    select id, at, reason, evidence, actor, undone_at is not null as undone,
      (select jsonb_agg(jsonb_build_object('customerId', p ->> 'key', 'name', p ->> 'name')) from jsonb_array_elements(parts) p) as parts
    from contact_merges where workspace_id = current_workspace() and contact_id = ${id} order by at desc, id desc limit 100`.execute(
    tx,
  );
  return { ...tidy(row), links, merges };
}
