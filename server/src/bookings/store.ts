import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { displayPhone } from '../contacts/index.ts';
import { isComplete, prefill, standardJobType } from '../job-types/index.ts';
import { decodeCursor, encodeCursor, type Sql, type Tx } from '../platform/index.ts';
import { type Lead, sourceOf } from '../sources/index.ts';
import type { Booking, ListFilter, Status } from './booking.ts';
import { issue } from './issues.ts';

/** A booking with what it is joined to, as the statements below read it. */
export interface BookingRecord {
  readonly id: string;
  readonly number: string;
  readonly status: Status;
  readonly source: string;
  readonly account_id: string;
  readonly account_name: string | null;
  readonly source_lead_id: string;
  readonly submitted_at: Date;
  readonly received_at: Date;
  readonly updated_at: Date;
  readonly customer_name: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone_given: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: Lead['address'];
  readonly category_id: string | null;
  readonly category_name: string | null;
  readonly standard_job_type_id: string | null;
  readonly job_type_ids: string[] | null;
  readonly business_unit_ids: string[] | null;
  readonly description: string | null;
  readonly details: Lead['details'];
  readonly requested_times: Lead['requestedTimes'];
  readonly requested_start: Date | null;
  readonly requested_end: Date | null;
  readonly attachments: Lead['attachments'];
  readonly price: string | null;
  readonly cancelled_by_source: boolean;
  readonly flags: string[];
  readonly dismiss_reason: string | null;
  readonly dismiss_memo: string | null;
  readonly closed_by: string | null;
  readonly version: number;
  readonly acceptance: {
    state: 'running' | 'refused' | 'done';
    customer_id: string | null;
    location_id: string | null;
    job_id: string | null;
    job_number: string | null;
    trouble: string | null;
    actor: { name: string };
  } | null;
  readonly deliveries: { source: string; receivedAt: string }[];
  readonly messages: { from: 'customer' | 'business'; text: string; sentAt: string | null }[];
}

const columns = sql`
  b.id, b.number, b.status, b.source, b.account_id, b.source_lead_id, b.submitted_at, b.received_at, b.updated_at, b.customer_name, b.first_name, b.last_name,
  b.phone_given, b.phone, b.email, b.address, b.category_id, b.category_name, b.description, b.details, b.requested_times, b.requested_start, b.requested_end,
  b.attachments, b.price, b.cancelled_by_source, b.flags, b.dismiss_reason, b.dismiss_memo, b.closed_by, b.version,
  account.name as account_name, category.standard_job_type_id, mapping.job_type_ids, mapping.business_unit_ids,
  case when acceptance.booking_id is not null then to_jsonb(acceptance) - 'request' end as acceptance,
  array(select json_build_object('source', o.source, 'receivedAt', o.received_at) from delivery_outcomes o
    where o.workspace_id = b.workspace_id and o.source = b.source and o.source_lead_id = b.source_lead_id and o.kind = 'lead' order by o.received_at, o.delivery_id limit 50) as deliveries,
  array(select json_build_object('from', m.sender, 'text', m.body, 'sentAt', m.sent_at) from lead_messages m
    where m.workspace_id = b.workspace_id and m.source = b.source and m.source_lead_id = b.source_lead_id order by m.sent_at nulls first, m.received_at limit 200) as messages`;

/** The category leads to the standard job type, that to the contractor's own, at reading: a mapping made later counts at once. */
const tables = sql`
  bookings b
  left join integration_accounts account on account.workspace_id = b.workspace_id and account.id = b.account_id
  left join integration_categories category on category.workspace_id = b.workspace_id and category.source = b.source and category.category_id = b.category_id
  left join job_type_mapping mapping on mapping.workspace_id = b.workspace_id and mapping.standard_job_type_id = category.standard_job_type_id
  left join acceptances acceptance on acceptance.workspace_id = b.workspace_id and acceptance.booking_id = b.id`;

export async function findBooking(tx: Tx, id: string): Promise<BookingRecord | null> {
  const { rows } =
    await sql<BookingRecord>`select ${columns} from ${tables} where b.workspace_id = current_workspace() and b.id = ${id}`.execute(
      tx,
    );
  return rows[0] ?? null;
}

const never = sql`'infinity'::timestamptz`;
/** A timestamptz as PostgreSQL writes it, to the microsecond. */
const sortKey = z.string().regex(/^(infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/);

/** Keyset paging over (time, id); bookings without a requested time sort as the latest. */
export async function listBookings(
  tx: Tx,
  filter: ListFilter & { limit: number; cursor?: string | undefined },
): Promise<{ rows: BookingRecord[]; nextCursor: string | null }> {
  const descending = filter.sort.startsWith('-');
  const key = filter.sort.endsWith('submitted')
    ? sql`b.submitted_at`
    : sql`coalesce(b.requested_start, ${never})`;
  const where: RawBuilder<unknown>[] = [sql`b.workspace_id = current_workspace()`];
  if (filter.status) where.push(sql`b.status = ${filter.status}`);
  if (filter.source) where.push(sql`b.source = ${filter.source}`);
  if (filter.q) where.push(matches(filter.q));
  if (filter.cursor) {
    const [time, id] = decodeCursor(filter.cursor, [sortKey, z.uuid()]);
    where.push(sql`(${key}, b.id) ${descending ? sql`<` : sql`>`} (${time}::timestamptz, ${id}::uuid)`);
  }
  const direction = descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<BookingRecord & { sort_key: string }>`
    select ${columns}, (${key})::text as sort_key from ${tables}
    where ${sql.join(where, sql` and `)}
    order by ${key} ${direction}, b.id ${direction}
    limit ${filter.limit + 1}`.execute(tx);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > filter.limit && last ? encodeCursor([last.sort_key, last.id]) : null,
  };
}

/** Name, e-mail, place, category, text, number or any part of the phone's digits. */
function matches(q: string): RawBuilder<unknown> {
  const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const digits = /^[\d\s().+-]+$/.test(q) ? q.replaceAll(/\D/g, '') : '';
  const number = /^b?-?(\d{1,18})$/i.exec(q)?.[1];
  return sql`(b.customer_name ilike ${like} or b.email ilike ${like} or b.category_name ilike ${like} or b.description ilike ${like} or b.address->>'street' ilike ${like}
    or b.address->>'city' ilike ${like} or b.address->>'zip' ilike ${like} or b.source_lead_id = ${q} or b.number = ${number ?? null}::bigint
    ${digits.length >= 3 ? sql`or b.phone like ${`%${digits}%`}` : sql``})`;
}

export async function countBookings(tx: Tx): Promise<Record<Status, number>> {
  const { rows } = await sql<{
    status: Status;
    n: number;
  }>`select status, count(*)::int as n from bookings where workspace_id = current_workspace() group by status`.execute(
    tx,
  );
  const counts: Record<Status, number> = { New: 0, Accepted: 0, Converted: 0, Dismissed: 0 };
  for (const row of rows) counts[row.status] = row.n;
  return counts;
}

/**
 * Moves a booking when it still stands where the caller saw it; answers false when somebody was faster. The check and
 * the move are one statement, so two clicks cannot both succeed.
 */
export async function moveBooking(
  tx: Sql,
  id: string,
  move: {
    from: Status;
    to: Status;
    version?: number | undefined;
    by: string | null;
    reason?: { id: string; name: string; memo: string | null };
  },
): Promise<boolean> {
  const done = await sql`
    update bookings set status = ${move.to}, version = version + 1, updated_at = now(), closed_by = ${move.by},
      dismiss_reason_id = ${move.reason?.id ?? null}, dismiss_reason = ${move.reason?.name ?? null}, dismiss_memo = ${move.reason?.memo ?? null}
    where workspace_id = current_workspace() and id = ${id} and status = ${move.from} and (${move.version ?? null}::int is null or version = ${move.version ?? null}::int)`.execute(
    tx,
  );
  return done.numAffectedRows === 1n;
}

/** The record as the API shows it. `jobUrl` is a template with `{jobId}`. */
export function showBooking(row: BookingRecord, now: Temporal.Instant, jobUrl: string | null): Booking {
  const mapping = row.standard_job_type_id
    ? {
        standardJobTypeId: row.standard_job_type_id,
        jobTypeIds: row.job_type_ids ?? [],
        businessUnitIds: row.business_unit_ids ?? [],
      }
    : null;
  const type = row.standard_job_type_id ? standardJobType(row.standard_job_type_id) : null;
  const open = row.status === 'New';
  const passed = row.requested_start !== null && row.requested_start.getTime() <= now.epochMilliseconds;
  const jobId = row.acceptance?.job_id ?? null;
  const codes = [
    ...(row.cancelled_by_source ? ['cancelled_by_source'] : []),
    ...row.flags,
    ...(row.category_id && !mapping ? ['unmapped_category'] : []),
    ...(mapping && !isComplete(mapping) ? ['unmapped_job_type'] : []),
    ...(open && passed ? ['requested_time_passed'] : []),
  ];
  return {
    id: row.id,
    number: `B-${row.number}`,
    status: row.status,
    source: row.source,
    sourceName: sourceOf(row.source)?.name ?? row.source,
    accountName: row.account_name ?? '',
    sourceLeadId: row.source_lead_id,
    customer: {
      name: row.customer_name,
      phone: row.phone ?? row.phone_given,
      phoneDisplay: displayPhone(row.phone ?? row.phone_given),
      email: row.email,
    },
    address: row.address,
    standardJobTypeId: row.standard_job_type_id,
    standardJobTypeName: type?.name ?? null,
    trade: type?.trade ?? null,
    categoryName: row.category_name,
    ...prefill(mapping),
    requestedStart: row.requested_start?.toISOString() ?? null,
    requestedEnd: row.requested_end?.toISOString() ?? null,
    requestedTimes: row.requested_times.map(({ start, end }) => ({ start, end })),
    needsScheduling: row.requested_start === null,
    summary: row.description?.trim() ?? '',
    details: row.details.map(({ label, value }) => ({ label, value })),
    attachments: row.attachments.map(({ name, url }) => ({ name, url })),
    messages: row.messages.map((message) => ({
      ...message,
      sentAt: message.sentAt && new Date(message.sentAt).toISOString(),
    })),
    leadPrice: row.price,
    cancelledBySource: row.cancelled_by_source,
    jobId,
    jobNumber: row.acceptance?.job_number ?? null,
    jobUrl: jobId && jobUrl ? jobUrl.replace('{jobId}', jobId) : null,
    dismissReason: row.dismiss_reason,
    dismissMemo: row.dismiss_memo,
    acceptedBy: row.acceptance?.actor.name ?? null,
    deliveries: row.deliveries.map(({ source, receivedAt }) => ({
      source,
      receivedAt: new Date(receivedAt).toISOString(),
    })),
    issues: [
      ...(open && row.acceptance?.state === 'refused'
        ? [{ code: 'refused', message: row.acceptance.trouble ?? '' }]
        : []),
      ...[...new Set(codes)].map(issue),
    ],
    progress: progressOf(row),
    submittedAt: row.submitted_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}

function progressOf(row: BookingRecord): Booking['progress'] {
  if (row.status !== 'Accepted' || !row.acceptance) return null;
  const { customer_id, location_id, trouble } = row.acceptance;
  const step = customer_id === null ? 'customer' : location_id === null ? 'location' : 'job';
  return { step, state: trouble === null ? 'running' : 'failed', message: trouble };
}
