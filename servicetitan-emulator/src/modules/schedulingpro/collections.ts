/** Collections of the scheduling pro API: booking pages on the web, and the visits to them. */
import type { Collection } from '../../store/collection.ts';

export const schedulers: Collection = {
  name: 'schedulers',
  noun: 'Scheduler',
  schema: 'SchedulingPro.V2.SchedulerResponse',
  columns: {},
};

/** `lastStep` is one of `STEPS`; `ofScheduler` the scheduler's id, which answers show as text. */
export const sessions: Collection = {
  name: 'schedulerSessions',
  noun: 'Session',
  schema: 'SchedulingPro.V2.SchedulerSessionResponse',
  columns: { ofScheduler: { kind: 'id', index: true } },
};

/** How far a visitor comes, in this order. */
export const STEPS = [
  'opened',
  'zipcode',
  'interacted',
  'issue',
  'schedule',
  'customer',
  'details',
  'booked',
] as const;
