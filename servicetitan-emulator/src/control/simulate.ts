/**
 * What people in the company do, on demand: `POST /_emulator/simulate/<name>`. To add one, add a line to the table at
 * the end.
 */

import { type Doc, type Id, idAt, textAt } from '../json/value.ts';
import { assign, assignedTo, unassign } from '../modules/dispatch/assignments.ts';
import { assignments } from '../modules/dispatch/collections.ts';
import { appointments, jobs } from '../modules/jpm/collections.ts';
import { recordEvent } from '../modules/jpm/job-history.ts';
import { completeJob } from '../modules/jpm/jobs.ts';
import { technicians } from '../modules/settings/collections.ts';
import type { Tenant } from '../operations/call.ts';
import { invalid } from '../wire/problem.ts';
import { toInstant, toWire } from '../wire/time.ts';

/** Changes a company's records and tells what it did. It may refuse. */
type Simulation = (tenant: Tenant, order: Doc) => Doc;

/** The job that the order names, or one that is assigned and not over. */
function jobFor({ store }: Tenant, order: Doc): Doc {
  const named = idAt(order, 'jobId');
  if (named !== undefined) {
    const job = store.get(jobs, named);
    if (!job) throw invalid({ jobId: [`Job with id ${named} was not found.`] });
    return job;
  }
  for (const status of ['Working', 'Dispatched', 'Scheduled']) {
    for (const appointment of store.find(appointments, 'status', status).slice(0, 50)) {
      const job = store.get(jobs, idAt(appointment, 'jobId'));
      if (job && assignedTo(store, appointment.id as Id).length > 0) return job;
    }
  }
  throw invalid({ jobId: ['There is no job that is assigned and not over.'] });
}

/** `{jobId?, completedOn?}`: a technician finishes a job. */
const jobCompleted: Simulation = (tenant, order) => {
  const job = jobFor(tenant, order);
  const asked = textAt(order, 'completedOn');
  const instant = asked === undefined ? undefined : toInstant(asked);
  if (asked !== undefined && instant === undefined) throw invalid({ completedOn: ['It is not a time.'] });
  completeJob(tenant.store, job, instant === undefined ? tenant.store.stamp() : toWire(instant));
  return { jobId: job.id ?? null };
};

/** `{jobId?, technicianId?}`: the dispatcher gives the last appointment of a job to someone else. */
const technicianReassigned: Simulation = (tenant, order) => {
  const { store } = tenant;
  const job = jobFor(tenant, order);
  const appointment = store.get(appointments, idAt(job, 'lastAppointmentId'));
  if (!appointment) throw invalid({ jobId: ['The job has no appointment.'] });
  const before = assignedTo(store, appointment.id as Id).map((doc) => idAt(doc, 'technicianId'));
  const named = idAt(order, 'technicianId');
  const after =
    named ??
    store
      .find(technicians, 'active', 1)
      .map(({ id }) => id as Id)
      .find((id) => !before.includes(id));
  if (after === undefined || !store.get(technicians, after)) {
    throw invalid({ technicianId: ['There is no such technician.'] });
  }
  unassign(store, appointment, before.filter((id) => id !== undefined && id !== after) as Id[]);
  assign(store, appointment, [after]);
  recordEvent(store, job.id as Id, 'Technician Reassigned');
  const assigned = store.find(assignments, 'appointmentId', appointment.id as Id);
  return { jobId: job.id ?? null, technicianIds: assigned.map((doc) => doc.technicianId ?? null) };
};

export const SIMULATIONS: Readonly<Record<string, Simulation>> = {
  'job-completed': jobCompleted,
  'technician-reassigned': technicianReassigned,
};
