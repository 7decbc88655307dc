import type { Clock } from '../../../platform/clock.ts';

/** Everything the simulated Thumbtack remembers, and nothing of how it is asked. Ids are int64 kept as text. */

export interface Business {
  readonly businessID: string;
  readonly name: string;
  readonly imageURL: string;
}

export interface User {
  readonly userID: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber: string;
  /** The businesses this person may connect. */
  readonly businessIDs: readonly string[];
}

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

type WebhookAuth =
  | { readonly username: string; readonly password: string }
  | { readonly header: string; readonly value: string };

export interface Webhook {
  readonly webhookID: string;
  readonly businessID: string;
  readonly webhookURL: string;
  readonly eventTypes: readonly string[];
  readonly enabled: boolean;
  readonly auth: WebhookAuth | null;
}

/** A lead as it was sent; `data` is what a delivery carries and GET answers. */
export interface Negotiation {
  readonly negotiationID: string;
  readonly businessID: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Message {
  readonly messageID: string;
  readonly negotiationID: string;
  readonly from: 'Business' | 'Customer';
  readonly customer: { readonly customerID: string; readonly displayName: string };
  readonly business: { readonly businessID: string; readonly displayName: string };
  readonly text: string;
  readonly attachments: readonly never[];
  readonly sentAt: string;
}

export interface StatusReport {
  readonly negotiationID: string;
  readonly status: string;
  readonly at: string;
}

export interface PhoneNumber {
  readonly phoneNumberID: string;
  readonly businessID: string;
  readonly phoneNumber: string;
}

/** What is written to the data file and read back at the next start. */
export interface Snapshot {
  readonly nextId: string;
  readonly clients: readonly Client[];
  readonly webhooks: readonly Webhook[];
  readonly phoneNumbers: readonly PhoneNumber[];
  readonly negotiations: readonly Negotiation[];
  readonly messages: readonly Message[];
  readonly statuses: readonly StatusReport[];
}

export interface World {
  readonly clock: Clock;
  readonly businesses: readonly Business[];
  readonly users: readonly User[];
  readonly clients: Map<string, Client>;
  readonly webhooks: Map<string, Webhook>;
  readonly phoneNumbers: Map<string, PhoneNumber>;
  readonly negotiations: Map<string, Negotiation>;
  readonly messages: Message[];
  readonly statuses: StatusReport[];
  /** An int64 beyond 2^53, so that a reader who loses digits is found out. */
  nextId(): string;
  now(): string;
  snapshot(): Snapshot;
}

const FIRST_ID = '700000000000000001';
/** A simulator may run for weeks: of what only grows, the newest are kept. */
const KEPT = 5_000;

/** Drops the oldest entries of a list or map beyond what is kept. */
export function forgetOldest(entries: Map<string, unknown> | unknown[]): void {
  if (Array.isArray(entries)) {
    if (entries.length > KEPT) entries.splice(0, entries.length - KEPT);
    return;
  }
  for (const key of entries.keys()) {
    if (entries.size <= KEPT) return;
    entries.delete(key);
  }
}

export function createWorld(
  clock: Clock,
  given: { businesses: readonly Business[]; users: readonly User[]; clients: readonly Client[] },
  saved: Partial<Snapshot> | null,
): World {
  let nextId = BigInt(saved?.nextId ?? FIRST_ID);
  const clients = new Map(
    [...given.clients, ...(saved?.clients ?? [])].map((client) => [client.clientId, client]),
  );
  const webhooks = new Map((saved?.webhooks ?? []).map((webhook) => [webhook.webhookID, webhook]));
  const phoneNumbers = new Map((saved?.phoneNumbers ?? []).map((number) => [number.phoneNumberID, number]));
  const negotiations = new Map((saved?.negotiations ?? []).map((lead) => [lead.negotiationID, lead]));
  const messages = [...(saved?.messages ?? [])];
  const statuses = [...(saved?.statuses ?? [])];
  return {
    clock,
    businesses: given.businesses,
    users: given.users,
    clients,
    webhooks,
    phoneNumbers,
    negotiations,
    messages,
    statuses,
    nextId: () => String(nextId++),
    now: () => clock.now().round('millisecond').toString(),
    snapshot: () => ({
      nextId: String(nextId),
      clients: [...clients.values()],
      webhooks: [...webhooks.values()],
      phoneNumbers: [...phoneNumbers.values()],
      negotiations: [...negotiations.values()],
      messages,
      statuses,
    }),
  };
}
