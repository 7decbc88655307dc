import type { Negotiation } from './receiver.ts';

/**
 * What the peers make of a lead. Lighter than Tradepost's: one table, no tenants, no row for the raw delivery and its
 * outcome, no notice to open screens.
 */
export const createTable = `
  create table bookings (
    id uuid primary key default uuidv7(),
    source_lead_id text not null unique,
    customer_name text,
    phone text,
    category_id text,
    description text,
    requested_start timestamptz,
    payload jsonb not null,
    received_at timestamptz not null default now()
  )`;

/** Any number of negotiations in one statement; a lead that is known already changes nothing. */
export function insertBookings(negotiations: readonly Negotiation[]): {
  name: string;
  text: string;
  values: string[];
} {
  return {
    name: 'bookings',
    text: `
      insert into bookings (source_lead_id, customer_name, phone, category_id, description, requested_start, payload)
      select n #>> '{data,negotiationID}', concat_ws(' ', n #>> '{data,customer,firstName}', n #>> '{data,customer,lastName}'), n #>> '{data,customer,phone}',
        n #>> '{data,request,category,categoryID}', n #>> '{data,request,description}', (n #>> '{data,request,proposedTimes,0,start}')::timestamptz, n
      from jsonb_array_elements($1::jsonb) as n
      on conflict (source_lead_id) do nothing`,
    values: [JSON.stringify(negotiations)],
  };
}
