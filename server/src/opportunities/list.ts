import { sql } from 'kysely';
import { z } from 'zod';
import { normalizePhone } from '../contacts/index.ts';
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

/** Those without a time stand at the end, whichever way. */
const NEVER = '-infinity';

/** A page by key: as fast at the end of a million as at the start. */
export async function listOpportunities(
  tx: Tx,
  filter: OpportunityFilter,
): Promise<{ data: OpportunityRow[]; nextCursor: string | null }> {
  const descending = filter.sort.startsWith('-');
  const column = sql.ref(filter.sort.endsWith('UpdatedAt') ? 'external_updated_at' : 'external_created_at');
  const [at, id] = filter.cursor
    ? decodeCursor(filter.cursor, [z.union([z.iso.datetime({ precision: 6 }), z.literal(NEVER)]), z.uuid()])
    : [null, null];
  const past =
    at === null
      ? sql`true`
      : at === NEVER
        ? sql`${column} is null and id ${sql.raw(descending ? '<' : '>')} ${id}::uuid`
        : sql`(${column}, id) ${sql.raw(descending ? '<' : '>')} (${at}::timestamptz, ${id}::uuid) or ${column} is null`;
  const direction = sql.raw(descending ? 'desc nulls last' : 'asc nulls last');
  const { rows } = await sql<OpportunityRow & { mark: string }>`
    select ${columns}, coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${NEVER}) as mark from opportunities
    where workspace_id = current_workspace() and (${past})
      and (${filter.model ?? null}::text is null or model = ${filter.model ?? null})
      and (${filter.connectionId ?? null}::uuid is null or connection_id = ${filter.connectionId ?? null}::uuid)
      and (${filter.contactId ?? null}::uuid is null or contact_id = ${filter.contactId ?? null}::uuid)
      and (${filter.externalId ?? null}::bigint is null or external_id = ${filter.externalId ?? null}::bigint)
      and ${searched(filter.search)}
    order by ${column} ${direction}, id ${sql.raw(descending ? 'desc' : 'asc')} limit ${filter.limit + 1}`.execute(
    tx,
  );
  const data = rows.slice(0, filter.limit).map(({ mark: _mark, ...row }) => row);
  const last = rows[filter.limit - 1];
  return {
    data,
    nextCursor: rows.length > filter.limit && last ? encodeCursor([last.mark, last.id]) : null,
  };
}

/** By number of the record, phone, start of the e-mail, or start of a name; each has an index. */
function searched(search: string | undefined) {
  const text = search?.trim().toLowerCase();
  if (!text) return sql`true`;
  const start = `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const words = text.split(/[\s,]+/).filter(Boolean);
  const tests = [
    sql`lower(coalesce(last_name, '')) like ${start}`,
    sql`lower(coalesce(first_name, '')) like ${start}`,
    sql`lower(email) like ${start}`,
    sql`lower(title) like ${`%${start}`}`,
  ];
  if (words.length > 1) {
    const [first = '', ...rest] = words;
    tests.push(
      sql`(lower(coalesce(first_name, '')) like ${`${first}%`} and lower(coalesce(last_name, '')) like ${`${rest.join(' ')}%`})`,
      sql`(lower(coalesce(last_name, '')) like ${`${first}%`} and lower(coalesce(first_name, '')) like ${`${rest.join(' ')}%`})`,
    );
  }
  if (/^\d{1,18}$/.test(text)) tests.push(sql`external_id = ${text}::bigint`);
  const phone = /\d{7}/.test(text.replaceAll(/\D/g, '')) ? normalizePhone(text) : null;
  if (phone) tests.push(sql`phone = ${phone}`);
  return sql`(${sql.join(tests, sql` or `)})`;
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
