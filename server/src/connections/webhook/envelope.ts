/** What a delivery says it is about. Only a hint: the record is read back over the API before anything is done with it. */
export interface Envelope {
  readonly eventId: string | null;
  /** As sent: `call.completed`, or `CallCompleted` of V1; null when nothing was understood. */
  readonly event: string | null;
  /** The tenant it speaks of, when it says so: an app sends the events of all its tenants to one address. */
  readonly tenantId: string | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the envelopes of V2 and V1 as far as they are known. Never throws: what is not understood has no names. */
export function readEnvelope(body: Uint8Array): Envelope {
  let read: unknown;
  try {
    // Ids may exceed 2^53; those read here are names and numbers of tenants, as text from the digits.
    read = JSON.parse(Buffer.from(body).toString('utf8'), (_key, value, context?: { source: string }) =>
      typeof value === 'number' && context ? context.source : value,
    );
  } catch {
    return { eventId: null, event: null, tenantId: null };
  }
  const outer = isRecord(read) ? read : {};
  const info = isRecord(outer['__eventInfo']) ? outer['__eventInfo'] : {};
  const tenant = isRecord(outer['__tenantInfo']) ? outer['__tenantInfo'] : {};
  return {
    eventId: text(outer['eventId']) ?? text(info['eventId']),
    event:
      text(outer['event']) ??
      text(outer['eventName']) ??
      text(outer['eventType']) ??
      text(info['webhookType']),
    tenantId: text(outer['tenantId']) ?? text(tenant['id']),
  };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;

/** How event names begin, of V2 and V1 alike once points and capitals are gone; the longer ones first. */
const beginnings: readonly (readonly [string, string])[] = [
  ['appointmentassignment', 'appointmentAssignments'],
  ['technician', 'appointmentAssignments'],
  ['appointment', 'appointments'],
  ['job', 'jobs'],
  ['call', 'calls'],
  ['customer', 'customers'],
  ['location', 'locations'],
  ['estimate', 'estimates'],
  ['invoice', 'invoices'],
  ['membership', 'memberships'],
];

/** The mirrored resource that an event is about; null when it could be any. */
export function resourceOfEvent(event: string | null): string | null {
  const name = (event ?? '').toLowerCase().replaceAll(/[^a-z]/g, '');
  return beginnings.find(([beginning]) => name.startsWith(beginning))?.[1] ?? null;
}
