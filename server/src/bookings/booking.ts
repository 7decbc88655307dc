import { z } from 'zod';

/** States of a booking, in ServiceTitan's own words (GL-2). */
export const statuses = ['New', 'Accepted', 'Converted', 'Dismissed'] as const;
export type Status = (typeof statuses)[number];

/**
 * Legal moves. Accepted means: on its way into ServiceTitan; it falls back to New when ServiceTitan refuses what was
 * entered. A converted booking has a job and does not move any more.
 */
const moves: Readonly<Record<Status, readonly Status[]>> = {
  New: ['Accepted', 'Dismissed'],
  Accepted: ['Converted', 'New'],
  Converted: [],
  Dismissed: ['New'],
};

export function mayMove(from: Status, to: Status): boolean {
  return moves[from].includes(to);
}

const address = z.object({
  street: z.string().nullable(),
  unit: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  zip: z.string().nullable(),
});

/** A booking as the API shows it (DESIGN.md, Contract; L55). Times ISO 8601 in UTC, ids of ServiceTitan as text. */
export const booking = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(statuses),
  source: z.string(),
  sourceName: z.string(),
  accountName: z.string(),
  sourceLeadId: z.string(),
  customer: z.object({
    name: z.string(),
    phone: z.string().nullable(),
    phoneDisplay: z.string().nullable(),
    email: z.string().nullable(),
  }),
  address: address.nullable(),
  standardJobTypeId: z.string().nullable(),
  standardJobTypeName: z.string().nullable(),
  trade: z.string().nullable(),
  categoryName: z.string().nullable(),
  jobTypeId: z.string().nullable(),
  businessUnitId: z.string().nullable(),
  requestedStart: z.string().nullable(),
  requestedEnd: z.string().nullable(),
  requestedTimes: z.array(z.object({ start: z.string(), end: z.string().nullable() })),
  needsScheduling: z.boolean(),
  summary: z.string(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  attachments: z.array(z.object({ name: z.string(), url: z.string() })),
  messages: z.array(
    z.object({ from: z.enum(['customer', 'business']), text: z.string(), sentAt: z.string().nullable() }),
  ),
  leadPrice: z.string().nullable(),
  cancelledBySource: z.boolean(),
  jobId: z.string().nullable(),
  jobNumber: z.string().nullable(),
  jobUrl: z.string().nullable(),
  dismissReason: z.string().nullable(),
  dismissMemo: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  deliveries: z.array(z.object({ source: z.string(), receivedAt: z.string() })),
  issues: z.array(z.object({ code: z.string(), message: z.string() })),
  progress: z
    .object({
      step: z.enum(['customer', 'location', 'job']),
      state: z.enum(['running', 'failed']),
      message: z.string().nullable(),
    })
    .nullable(),
  submittedAt: z.string(),
  receivedAt: z.string(),
  updatedAt: z.string(),
  version: z.number().int(),
});
export type Booking = z.infer<typeof booking>;

export const listFilter = z.object({
  status: z.enum(statuses).optional(),
  source: z.string().max(50).optional(),
  q: z.string().trim().max(200).optional(),
  sort: z.enum(['submitted', '-submitted', 'requested', '-requested']).default('-submitted'),
});
export type ListFilter = z.infer<typeof listFilter>;
