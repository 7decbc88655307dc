import type pg from 'pg';
import type { BookingRow, MessageRow, OutcomeRow } from './rows.ts';
import { toJsonb } from './rows.ts';
import { type Columns, selectSql, unnestSql, unnestValues } from './unnest.ts';

export interface RawRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly source: string;
  readonly account_id: string;
  readonly received_at: string;
  readonly headers: Readonly<Record<string, string>>;
}

/*
 * Both statements run on the system pool, each in its own implicit transaction: a delivery says by its address whose it
 * is, so one statement carries rows of many workspaces, each with its `workspace_id` from the account it came to.
 */

/**
 * Stores raw bodies. They travel as one binary parameter, cut by offset: as an array of bytea they would be sent as
 * hexadecimal text, twice the size.
 */
export async function storeRaw(
  pool: pg.Pool,
  rows: readonly RawRow[],
  bodies: readonly Uint8Array[],
): Promise<void> {
  let offset = 1;
  const cut = rows.map((row, index) => {
    const length = bodies[index]?.byteLength ?? 0;
    const placed = { ...row, at: offset, length };
    offset += length;
    return placed;
  });
  await pool.query({
    name: 'intake-raw',
    text: `
      insert into deliveries (workspace_id, id, source, account_id, received_at, headers, body)
      select r.workspace_id, r.id, r.source, r.account_id, r.received_at, r.headers, substr($2::bytea, r.at, r.length)
      from json_to_recordset($1::json) as r(workspace_id uuid, id uuid, source text, account_id uuid, received_at timestamptz, headers jsonb, at int, length int)`,
    values: [toJsonb(cut), Buffer.concat(bodies)],
  });
}

const bookingColumns: Columns = {
  workspace_id: 'uuid',
  id: 'uuid',
  source: 'text',
  account_id: 'uuid',
  source_lead_id: 'text',
  source_request_id: 'text',
  delivery_id: 'uuid',
  submitted_at: 'timestamptz',
  received_at: 'timestamptz',
  customer_name: 'text',
  first_name: 'text',
  last_name: 'text',
  phone_given: 'text',
  phone: 'text',
  email: 'text',
  address: 'jsonb',
  category_id: 'text',
  category_name: 'text',
  description: 'text',
  details: 'jsonb',
  requested_times: 'jsonb',
  requested_start: 'timestamptz',
  requested_end: 'timestamptz',
  attachments: 'jsonb',
  price: 'text',
  cancelled_by_source: 'boolean',
  flags: 'jsonb',
};

const messageColumns: Columns = {
  workspace_id: 'uuid',
  source: 'text',
  source_message_id: 'text',
  source_lead_id: 'text',
  sender: 'text',
  body: 'text',
  sent_at: 'timestamptz',
  received_at: 'timestamptz',
  delivery_id: 'uuid',
};

const outcomeColumns: Columns = {
  workspace_id: 'uuid',
  delivery_id: 'uuid',
  source: 'text',
  source_lead_id: 'text',
  kind: 'text',
  event_type: 'text',
  problem: 'text',
  received_at: 'timestamptz',
};

const afterBookings = 1 + Object.keys(bookingColumns).length;
const afterMessages = afterBookings + Object.keys(messageColumns).length;

const understood = `
  with made as (
    insert into bookings (${Object.keys(bookingColumns).join(', ')})
    select ${selectSql(bookingColumns)} from ${unnestSql(bookingColumns, 1)}
    on conflict (workspace_id, source, source_lead_id) do update
      set cancelled_by_source = true, version = bookings.version + 1, updated_at = now()
      where excluded.cancelled_by_source and not bookings.cancelled_by_source
    returning workspace_id, id, xmax = 0 as is_new
  ), said as (
    insert into lead_messages (${Object.keys(messageColumns).join(', ')})
    select ${selectSql(messageColumns)} from ${unnestSql(messageColumns, afterBookings)}
    on conflict do nothing
    returning workspace_id, source, source_lead_id
  ), noted as (
    insert into delivery_outcomes (${Object.keys(outcomeColumns).join(', ')})
    select ${selectSql(outcomeColumns)} from ${unnestSql(outcomeColumns, afterMessages)}
    on conflict do nothing
  ), changed as (
    select workspace_id, id, case when is_new then 'booking.created' else 'booking.updated' end as type from made
    union all
    select b.workspace_id, b.id, 'booking.updated' from said join bookings b using (workspace_id, source, source_lead_id)
  )
  select pg_notify('tradepost', json_build_object('workspaceId', workspace_id, 'type', type, 'ids', json_agg(id))::text)
  from changed group by workspace_id, type`;

/**
 * Bookings, messages and outcomes of a batch in one statement, and the notice for open screens. A lead that is known
 * already changes nothing, but that its source cancelled it is noted (GL-10).
 */
export async function storeUnderstood(
  pool: pg.Pool,
  bookings: readonly BookingRow[],
  messages: readonly MessageRow[],
  outcomes: readonly OutcomeRow[],
): Promise<void> {
  await pool.query({
    name: 'intake-understood',
    text: understood,
    values: [
      ...unnestValues(bookingColumns, bookings),
      ...unnestValues(messageColumns, messages),
      ...unnestValues(outcomeColumns, outcomes),
    ],
  });
}

/** Deliveries of the last week without an outcome: the process ended between the two statements above. */
export async function unfinished(
  pool: pg.Pool,
  olderThan: Date,
  limit: number,
): Promise<(RawRow & { body: Buffer; business_ref: string })[]> {
  const { rows } = await pool.query<RawRow & { body: Buffer; business_ref: string; received_at: Date }>(
    `select d.workspace_id, d.id, d.source, d.account_id, d.received_at, d.headers, d.body, coalesce(a.business_ref, '') as business_ref
     from deliveries d left join integration_accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
     where d.received_at between $1::timestamptz - interval '7 days' and $1::timestamptz
       and not exists (select from delivery_outcomes o where o.workspace_id = d.workspace_id and o.delivery_id = d.id)
     order by d.received_at limit $2`,
    [olderThan, limit],
  );
  return rows.map((row) => ({ ...row, received_at: (row.received_at as Date).toISOString() }));
}
