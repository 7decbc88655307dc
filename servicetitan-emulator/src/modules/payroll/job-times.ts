/** When technicians went to a job, arrived and were done; and who has which part in it. */
import { type Doc, type Id, idAt } from '../../json/value.ts';
import type { Reaction } from '../../operations/reaction.ts';
import type { Store } from '../../store/store.ts';
import { assignments } from '../dispatch/collections.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { jobSplits, jobTimesheets } from './collections.ts';

/** What the status of an appointment says of the time sheets of its technicians. */
const MOMENTS: Readonly<Record<string, readonly string[]>> = {
  Dispatched: ['dispatchedOn'],
  Working: ['dispatchedOn', 'arrivedOn'],
  Done: ['dispatchedOn', 'arrivedOn', 'doneOn'],
};

function techniciansOf(store: Store, column: string, id: Id): Id[] {
  const ids = store.find(assignments, column, id).map((one) => idAt(one, 'technicianId'));
  return [...new Set(ids.filter((technicianId) => technicianId !== undefined))];
}

function keepTime(store: Store, appointment: Doc): void {
  const id = appointment.id as Id;
  const sheets = store.find(jobTimesheets, 'appointmentId', id);
  const now = store.stamp();
  if (appointment.status === 'Canceled') {
    for (const sheet of sheets.filter(({ doneOn }) => !doneOn))
      store.update(jobTimesheets, sheet, { canceledOn: now });
    return;
  }
  const moments = MOMENTS[String(appointment.status)] ?? [];
  for (const technicianId of moments.length > 0 ? techniciansOf(store, 'appointmentId', id) : []) {
    const sheet = sheets.find((one) => one.technicianId === technicianId);
    const passed = Object.fromEntries(moments.map((moment) => [moment, sheet?.[moment] ?? now]));
    if (sheet) store.update(jobTimesheets, sheet, passed);
    else
      store.insert(jobTimesheets, {
        jobId: appointment.jobId ?? null,
        appointmentId: id,
        technicianId,
        ...passed,
      });
  }
}

export const timekeeping: Reaction = {
  on: appointments,
  react(store, { before, after }) {
    if (before && before.status !== after.status) keepTime(store, after);
  },
};

/** Percent that each of some technicians has in a job: equal parts, what does not divide goes to the first. */
export function sharesOf(count: number): number[] {
  const part = Math.floor(10_000 / count) / 100;
  return Array.from({ length: count }, (_unused, at) =>
    at === 0 ? Math.round((100 - part * (count - 1)) * 100) / 100 : part,
  );
}

export const splitting: Reaction = {
  on: jobs,
  react(store, { before, after }) {
    if (after.jobStatus !== 'Completed' || before?.jobStatus === 'Completed') return;
    const jobId = after.id as Id;
    if (store.find(jobSplits, 'jobId', jobId).length > 0) return;
    const technicians = techniciansOf(store, 'jobId', jobId);
    const shares = sharesOf(technicians.length);
    for (const [at, technicianId] of technicians.entries())
      store.insert(jobSplits, { jobId, technicianId, split: shares[at] ?? 0 });
  },
};
