/** How a job's status follows from its appointments (reference: "Jobs", inferred). */

export type AppointmentStatus = 'Scheduled' | 'Dispatched' | 'Working' | 'Hold' | 'Done' | 'Canceled';
type JobStatus = 'Scheduled' | 'Dispatched' | 'InProgress' | 'Hold' | 'Completed' | 'Canceled';

/** The first appointment status that is present decides. */
const ORDER: readonly [AppointmentStatus, JobStatus][] = [
  ['Working', 'InProgress'],
  ['Dispatched', 'Dispatched'],
  ['Scheduled', 'Scheduled'],
  ['Hold', 'Hold'],
  ['Done', 'Completed'],
];

/** A job all of whose appointments are canceled, or that has none left, is canceled. */
export function jobStatusOf(statuses: readonly string[]): JobStatus {
  return ORDER.find(([status]) => statuses.includes(status))?.[1] ?? 'Canceled';
}

/** What can be done to an appointment, and the statuses in which it can. */
const MOVES = {
  reschedule: ['Scheduled', 'Dispatched', 'Hold'],
  hold: ['Scheduled', 'Dispatched'],
  removeHold: ['Hold'],
  cancel: ['Scheduled', 'Dispatched', 'Working', 'Hold'],
  restore: ['Canceled'],
  finish: ['Scheduled', 'Dispatched', 'Working', 'Hold'],
  delete: ['Scheduled', 'Hold', 'Canceled'],
  assign: ['Scheduled', 'Dispatched', 'Working', 'Hold'],
  instruct: ['Scheduled', 'Dispatched', 'Working', 'Hold', 'Done'],
  confirm: ['Scheduled', 'Dispatched', 'Working', 'Hold'],
} as const satisfies Record<string, readonly AppointmentStatus[]>;

export type Move = keyof typeof MOVES;

export const mayMove = (status: unknown, move: Move): boolean =>
  (MOVES[move] as readonly unknown[]).includes(status);
