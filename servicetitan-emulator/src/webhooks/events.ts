/**
 * Which writes are worth a webhook, and what it says. The catalogue, the envelope and the header of V2 are not documented
 * (reference: "Webhooks V2"), so names and shapes are those that receivers in use expect, and all can be chosen.
 */
import type { Doc, Id } from '../json/value.ts';
import { customers } from '../modules/crm/collections.ts';
import { appointments, jobs } from '../modules/jpm/collections.ts';
import { calls } from '../modules/telecom/collections.ts';
import type { Write } from '../store/store.ts';
import { project } from '../wire/project.ts';

/** Event name to the type that envelopes of V1 give it. */
const V1_TYPES = {
  'job.created': 'JobScheduled',
  'job.updated': 'JobUpdated',
  'job.completed': 'JobComplete',
  'job.canceled': 'JobCanceled',
  'appointment.created': 'AppointmentScheduled',
  'appointment.updated': 'AppointmentUpdated',
  'appointment.rescheduled': 'JobRescheduled',
  'appointment.canceled': 'AppointmentCanceled',
  'customer.created': 'CustomerCreated',
  'customer.updated': 'CustomerUpdated',
  'call.completed': 'CallCompleted',
  'call.updated': 'CallUpdated',
} as const;

export type EventName = keyof typeof V1_TYPES;

export const EVENT_NAMES = Object.keys(V1_TYPES) as EventName[];

export const ENVELOPES = ['v2', 'v1'] as const;
export type Envelope = (typeof ENVELOPES)[number];

export interface Event {
  id: string;
  name: EventName;
  tenantId: string;
  /** Wire time. */
  at: string;
  /** The record, as lists show it. */
  record: Doc;
}

/** The event that a write is; undefined for one that no webhook tells of. */
export function eventName({ collection, before, after }: Write): EventName | undefined {
  switch (collection.name) {
    case jobs.name:
      if (!before) return 'job.created';
      if (before.jobStatus !== after.jobStatus && after.jobStatus === 'Completed') return 'job.completed';
      if (before.jobStatus !== after.jobStatus && after.jobStatus === 'Canceled') return 'job.canceled';
      return 'job.updated';
    case appointments.name:
      if (!before) return 'appointment.created';
      if (before.start !== after.start || before.end !== after.end) return 'appointment.rescheduled';
      if (before.status !== after.status && after.status === 'Canceled') return 'appointment.canceled';
      return 'appointment.updated';
    case customers.name:
      return before ? 'customer.updated' : 'customer.created';
    case calls.name:
      return before ? 'call.updated' : 'call.completed';
    default:
      return undefined;
  }
}

/** The record of a write without what nobody sees of it. */
export const recordOf = ({ collection, after }: Write): Doc =>
  project(after, { kind: 'ref', name: collection.schema, nullable: false }) as Doc;

/** What is sent. `webhookId` is the subscription's. */
export function envelopeOf(event: Event, webhookId: Id | string, envelope: Envelope): Doc {
  const { id: eventId, name, tenantId, at, record } = event;
  if (envelope === 'v2') return { eventId, webhookId, event: name, tenantId, occurredOn: at, data: record };
  return {
    ...record,
    eventId,
    webhookId,
    __eventInfo: { eventId, webhookId, webhookType: V1_TYPES[name] },
    __tenantInfo: { id: Number(tenantId), name: 'Juniper Home Services' },
  };
}
