import { sql } from 'kysely';
import { z } from 'zod';
import { readSearch } from '../contacts/index.ts';
import { decodeCursor, encodeCursor, type Tx } from '../platform/index.ts';
import type { Model } from './build/details.ts';

export interface OpportunityRow {
  readonly id: string;
  readonly connectionId: string;
  readonly model: Model;
  readonly externalId: string;
  readonly externalContactId: string | null;
  readonly contactId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly externalCreatedAt: Date | null;
  readonly externalUpdatedAt: Date | null;
  readonly updatedAt: Date;
  readonly title: string;
}

const columns = sql`id, connection_id as "connectionId", model, external_id as "externalId", external_contact_id as "externalContactId", contact_id as "contactId",
  first_name as "firstName", last_name as "lastName", email, phone, external_created_at as "externalCreatedAt", external_updated_at as "externalUpdatedAt",
  updated_at as "updatedAt", title`;

export const sorts = [
  '-externalUpdatedAt',
  'externalUpdatedAt',
  '-externalCreatedAt',
  'externalCreatedAt',
] as const;
export type Sort = (typeof sorts)[number];

export interface OpportunityFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly model?: Model | undefined;
  readonly connectionId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly externalId?: string | undefined;
  readonly search?: string | undefined;
  readonly sort: Sort;
}

/** Those without a time count as the oldest. */
const NEVER = '-infinity';
const keys = { UpdatedAt: sql`updated_key`, CreatedAt: sql`created_key` };

/** A page by key: as fast at the end of a million as at the start, since key and id are an index either way. */
export async function listOpportunities(
  tx: Tx,
  filter: OpportunityFilter,
): Promise<{ data: OpportunityRow[]; nextCursor: string | null }> {
  const descending = filter.sort.startsWith('-');
  const key = filter.sort.endsWith('UpdatedAt') ? keys.UpdatedAt : keys.CreatedAt;
  const where = [sql`workspace_id = current_workspace()`];
  if (filter.cursor) {
    const [at, id] = decodeCursor(filter.cursor, [
      z.union([z.iso.datetime({ precision: 6 }), z.literal(NEVER)]),
      z.uuid(),
    ]);
    where.push(sql`(${key}, id) ${sql.raw(descending ? '<' : '>')} (${at}::timestamptz, ${id}::uuid)`);
  }
  if (filter.model) where.push(sql`model = ${filter.model}`);
  if (filter.connectionId) where.push(sql`connection_id = ${filter.connectionId}::uuid`);
  if (filter.contactId) where.push(sql`contact_id = ${filter.contactId}::uuid`);
  if (filter.externalId) where.push(sql`external_id = ${filter.externalId}::bigint`);
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const order = sql`order by ${key} ${direction}, id ${direction} limit ${filter.limit + 1}`;
  const all = sql.join(where, sql` and `);
  // The first of each way, so that a search for half of all ends as soon as one for a few.
  const found = waysTo(filter.search).map(
    (way) => sql`(select id from opportunities where ${all} and ${way} ${order})`,
  );
  const { rows } = await sql<OpportunityRow & { mark: string }>`
    select ${columns}, case when ${key} = '-infinity' then '-infinity' else to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as mark
    from opportunities where ${all} ${found.length > 0 ? sql`and id in (${sql.join(found, sql` union all `)})` : sql``}
    ${order}`.execute(tx);
  const data = rows.slice(0, filter.limit).map(({ mark: _mark, ...row }) => row);
  const last = rows[filter.limit - 1];
  return {
    data,
    nextCursor: rows.length > filter.limit && last ? encodeCursor([last.mark, last.id]) : null,
  };
}

/** By number of the record, phone, start of the e-mail, or start of a name: each way by an index of its own. */
function waysTo(search: string | undefined) {
  const sought = readSearch(search);
  if (!sought) return [];
  const { text, names, phone } = sought;
  const number = /^\d{1,18}$/.test(text);
  return [
    ...['last_key', 'first_key', 'email_key', 'title_key'].map(
      (column) => sql`${sql.ref(column)} ^@ ${text}`,
    ),
    ...names.map(([first, last]) => sql`first_key ^@ ${first} and last_key ^@ ${last}`),
    ...(number ? [sql`external_id = ${text}::bigint`, sql`title_key ^@ ${`job ${text}`}`] : []),
    ...(phone ? [sql`phone = ${phone}`] : []),
  ];
}

export async function findOpportunity(
  tx: Tx,
  id: string,
): Promise<(OpportunityRow & { details: string; updatedFrom: string | null }) | null> {
  const { rows } = await sql<OpportunityRow & { details: string; updatedFrom: string | null }>`
    select ${columns}, details::text as details, updated_from as "updatedFrom" from opportunities
    where workspace_id = current_workspace() and id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** What an opportunity was before, newest first (B24). */
export async function readHistory(
  tx: Tx,
  row: Pick<OpportunityRow, 'connectionId' | 'model' | 'externalId'>,
): Promise<{ at: Date; kind: 'replaced' | 'removed'; before: unknown }[]> {
  const { rows } = await sql<{ at: Date; kind: 'replaced' | 'removed'; before: unknown }>`
    select at, kind, before from opportunity_history
    where workspace_id = current_workspace() and connection_id = ${row.connectionId} and model = ${row.model} and external_id = ${row.externalId}::bigint
    order by at desc limit 50`.execute(tx);
  return rows;
}
