import { normalizePhone } from '../../contacts/index.ts';
import type { Delivery, Lead } from '../../sources/index.ts';

/** What arrived, before anybody looked into it. */
export interface Received {
  readonly workspaceId: string;
  readonly deliveryId: string;
  readonly source: string;
  readonly accountId: string;
  /** The business that the account stands for; a lead that names another one is flagged. */
  readonly businessRef: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

/** Things a CSR should know before calling; shown as hints on the booking. */
export type Flag = 'no_phone' | 'unreadable_phone' | 'no_address' | 'other_business' | 'no_category';

/** A row for the set-based insert; names are the columns of `bookings`. */
export interface BookingRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly source: string;
  readonly account_id: string;
  readonly source_lead_id: string;
  readonly source_request_id: string | null;
  readonly delivery_id: string;
  readonly submitted_at: string;
  readonly received_at: string;
  readonly customer_name: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly phone_given: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: Lead['address'];
  readonly category_id: string | null;
  readonly category_name: string | null;
  readonly description: string | null;
  readonly details: Lead['details'];
  readonly requested_times: Lead['requestedTimes'];
  readonly requested_start: string | null;
  readonly requested_end: string | null;
  readonly attachments: Lead['attachments'];
  readonly price: string | null;
  readonly cancelled_by_source: boolean;
  readonly flags: readonly Flag[];
}

export interface OutcomeRow {
  readonly workspace_id: string;
  readonly delivery_id: string;
  readonly source: string;
  readonly source_lead_id: string | null;
  readonly kind: Delivery['kind'];
  readonly event_type: string | null;
  readonly problem: string | null;
  readonly received_at: string;
}

export interface MessageRow {
  readonly workspace_id: string;
  readonly source: string;
  readonly source_message_id: string;
  readonly source_lead_id: string;
  readonly sender: 'customer' | 'business';
  readonly body: string;
  readonly sent_at: string | null;
  readonly received_at: string;
  readonly delivery_id: string;
}

export function bookingRow(received: Received, lead: Lead, id: string): BookingRow {
  const [wanted] = lead.requestedTimes;
  return {
    workspace_id: received.workspaceId,
    id,
    source: received.source,
    account_id: received.accountId,
    source_lead_id: lead.sourceLeadId,
    source_request_id: lead.sourceRequestId,
    delivery_id: received.deliveryId,
    submitted_at: lead.submittedAt ?? received.receivedAt,
    received_at: received.receivedAt,
    customer_name: lead.customer.name,
    first_name: lead.customer.firstName,
    last_name: lead.customer.lastName,
    phone_given: lead.customer.phone,
    phone: normalizePhone(lead.customer.phone),
    email: lead.customer.email,
    address: lead.address,
    category_id: lead.category.id,
    category_name: lead.category.name,
    description: lead.description,
    details: lead.details,
    requested_times: lead.requestedTimes,
    requested_start: wanted?.start ?? null,
    requested_end: wanted?.end ?? null,
    attachments: lead.attachments,
    price: lead.price,
    cancelled_by_source: lead.state === 'cancelled',
    flags: flagsOf(received, lead),
  };
}

function flagsOf(received: Received, lead: Lead): Flag[] {
  const flags: Flag[] = [];
  if (!lead.customer.phone) flags.push('no_phone');
  else if (normalizePhone(lead.customer.phone) === null) flags.push('unreadable_phone');
  if (!lead.address?.street) flags.push('no_address');
  if (!lead.category.id) flags.push('no_category');
  if (lead.businessRef !== null && lead.businessRef !== received.businessRef) flags.push('other_business');
  return flags;
}

export function outcomeRow(received: Received, delivery: Delivery): OutcomeRow {
  return {
    workspace_id: received.workspaceId,
    delivery_id: received.deliveryId,
    source: received.source,
    source_lead_id:
      delivery.kind === 'lead'
        ? delivery.lead.sourceLeadId
        : delivery.kind === 'message'
          ? delivery.message.sourceLeadId
          : null,
    kind: delivery.kind,
    event_type: delivery.kind === 'unreadable' ? null : delivery.eventType,
    problem: delivery.kind === 'unreadable' ? delivery.problem : null,
    received_at: received.receivedAt,
  };
}

export function messageRow(received: Received, delivery: Extract<Delivery, { kind: 'message' }>): MessageRow {
  const { message } = delivery;
  return {
    workspace_id: received.workspaceId,
    source: received.source,
    source_message_id: message.sourceMessageId,
    source_lead_id: message.sourceLeadId,
    sender: message.from,
    body: message.text,
    sent_at: message.sentAt,
    received_at: received.receivedAt,
    delivery_id: received.deliveryId,
  };
}

/**
 * One row per lead for one statement: PostgreSQL refuses to update a row twice in one `on conflict`. The first wins,
 * as it would have row by row; that any of them was cancelled stays.
 */
export function onePerLead(rows: readonly BookingRow[]): BookingRow[] {
  const byLead = new Map<string, BookingRow>();
  for (const row of rows) {
    const key = `${row.workspace_id} ${row.source} ${row.source_lead_id}`;
    const first = byLead.get(key);
    if (!first) byLead.set(key, row);
    else if (row.cancelled_by_source && !first.cancelled_by_source)
      byLead.set(key, { ...first, cancelled_by_source: true });
  }
  return [...byLead.values()];
}

/** What jsonb refuses though a JavaScript string may hold it: U+0000 and halves of surrogate pairs, as JSON.stringify writes them. */
const refused = /\\u(?:0000|d[89a-f])/;

/** JSON that PostgreSQL takes. The costly walk is made only where the text shows that it is needed. */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value);
  if (!refused.test(text)) return text;
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.toWellFormed().replaceAll('\0', '\u{FFFD}') : item,
  );
}
