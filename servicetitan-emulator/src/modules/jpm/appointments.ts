/** Appointments of jobs (reference: "Appointments"). */

import { type Doc, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { conflict, type FieldErrors, invalid } from '../../wire/problem.ts';
import { msOf } from '../../wire/time.ts';
import { assign } from '../dispatch/assignments.ts';
import { technicians } from '../settings/collections.ts';
import { APPOINTMENT, appointments, holdReasons, jobs } from './collections.ts';
import { recordEvent } from './job-history.ts';
import { jobStatusOf, type Move, mayMove } from './job-status.ts';

/** What is wrong with the times of an appointment, by member under `path`. */
export function timeErrors(times: Doc, path = ''): FieldErrors {
  const errors: FieldErrors = {};
  for (const [from, to] of [
    ['start', 'end'],
    ['arrivalWindowStart', 'arrivalWindowEnd'],
  ] as const) {
    const [start, end] = [textAt(times, from), textAt(times, to)];
    if (start !== undefined && end !== undefined && msOf(start) >= msOf(end)) {
      errors[`${path}${to}`] = [`${to} must be after ${from}.`];
    }
  }
  return errors;
}

/** Adds an appointment to a job with its technicians. */
export function addAppointment(store: Store, job: Doc, body: Doc): Doc {
  const number = store.count(appointments, [{ sql: 'jobId = ?', params: [job.id as Id] }]) + 1;
  const appointment = store.insert(appointments, {
    ...APPOINTMENT,
    jobId: job.id ?? null,
    projectId: job.projectId ?? null,
    customerId: job.customerId ?? null,
    appointmentNumber: `${String(job.jobNumber)}-${number}`,
    start: body.start ?? null,
    end: body.end ?? null,
    arrivalWindowStart: body.arrivalWindowStart ?? null,
    arrivalWindowEnd: body.arrivalWindowEnd ?? null,
    specialInstructions: body.specialInstructions ?? null,
    createdById: INTEGRATION_USER,
  });
  assign(store, appointment, idsAt(body, 'technicianIds'));
  return appointment;
}

/** Brings the members of a job that follow from its appointments up to date. */
export function followAppointments(store: Store, job: Doc, changes: Doc = {}): Doc {
  const all = store.find(appointments, 'jobId', job.id as Id);
  const jobStatus = jobStatusOf(all.map((appointment) => String(appointment.status)));
  const follows: Doc = {
    jobStatus,
    appointmentCount: all.length,
    firstAppointmentId: all.at(0)?.id ?? job.firstAppointmentId ?? null,
    lastAppointmentId: all.at(-1)?.id ?? job.lastAppointmentId ?? null,
    completedOn: jobStatus === 'Completed' ? (job.completedOn ?? store.stamp()) : null,
    ...changes,
  };
  const differs = Object.entries(follows).some(([name, value]) => job[name] !== value);
  return differs ? store.update(jobs, job, follows) : job;
}

const jobOf = (call: Call, appointment: Doc): Doc | undefined =>
  call.store.get(jobs, idAt(appointment, 'jobId'));

/** Changes an appointment when its state allows it, then its job; 409 when it does not. */
function move(call: Call, step: Move, event: string, changes: (appointment: Doc) => Doc): Doc {
  const appointment = found(call, appointments);
  if (!mayMove(appointment.status, step) || appointment.active === false) {
    throw conflict(`The appointment is ${String(appointment.status)}: this is not possible now.`);
  }
  const changed = call.store.update(appointments, appointment, changes(appointment));
  const job = jobOf(call, appointment);
  if (job) {
    // A canceled job stays so, whatever was done before it was canceled.
    const stays: Doc = job.jobStatus === 'Canceled' ? { jobStatus: 'Canceled', completedOn: null } : {};
    followAppointments(call.store, job, stays);
    recordEvent(call.store, job.id as Id, event);
  }
  return changed;
}

export function create(call: Call): Answer {
  const body = bodyDoc(call);
  checkReferences(call, body, { jobId: jobs, technicianIds: technicians });
  const errors = timeErrors(body);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const job = call.store.get(jobs, idAt(body, 'jobId'));
  if (!job) throw invalid({ jobId: ['The job was not found.'] });
  if (job.jobStatus === 'Completed' || job.jobStatus === 'Canceled') {
    throw conflict(`The job is ${job.jobStatus}: it takes no more appointments.`);
  }
  const appointment = addAppointment(call.store, job, body);
  followAppointments(call.store, job);
  recordEvent(call.store, job.id as Id, 'Appointment Added');
  return answer(call, appointments, appointment);
}

export function reschedule(call: Call): Answer {
  const body = bodyDoc(call);
  const changed = move(call, 'reschedule', 'Appointment Rescheduled', (appointment) => {
    const errors = timeErrors({ ...appointment, ...body });
    if (Object.keys(errors).length > 0) throw invalid(errors);
    return body;
  });
  return answer(call, appointments, changed);
}

export function hold(call: Call): Answer {
  const body = bodyDoc(call);
  checkReferences(call, body, { reasonId: holdReasons });
  move(call, 'hold', 'Appointment Put On Hold', () => ({
    status: 'Hold',
    holdReasonId: body.reasonId ?? null,
    holdMemo: body.memo ?? null,
  }));
  return undefined;
}

export function removeHold(call: Call): Answer {
  move(call, 'removeHold', 'Appointment Hold Released', () => ({ status: 'Scheduled', holdReasonId: null }));
  return undefined;
}

export const setConfirmed =
  (isConfirmed: boolean) =>
  (call: Call): Answer => {
    if (found(call, appointments).isConfirmed === isConfirmed) {
      throw conflict(`The appointment is ${isConfirmed ? 'confirmed already' : 'not confirmed'}.`);
    }
    const event = isConfirmed ? 'Appointment Confirmed' : 'Appointment Confirmation Removed';
    move(call, 'confirm', event, () => ({ isConfirmed }));
    return undefined;
  };

/** A job keeps at least one appointment. */
export function remove(call: Call): Answer {
  const jobId = idAt(found(call, appointments), 'jobId');
  if (jobId !== undefined && call.store.find(appointments, 'jobId', jobId).length < 2) {
    throw conflict('The only appointment of a job cannot be deleted.');
  }
  move(call, 'delete', 'Appointment Deleted', () => ({ active: false }));
  return undefined;
}

export function setInstructions(call: Call): Answer {
  const changed = move(call, 'instruct', 'Appointment Instructions Changed', () => bodyDoc(call));
  return answer(call, appointments, changed);
}

/** Sets the summary of one technician on an appointment. */
export function setSummary(call: Call): Answer {
  const appointment = found(call, appointments);
  const body = bodyDoc(call);
  checkReferences(call, body, { technicianId: technicians });
  const known = docsAt(appointment, 'appointmentSummaries');
  const previous = known.find((summary) => summary.technicianId === body.technicianId);
  const now = call.store.stamp();
  const summary: Doc = {
    createdOn: previous?.createdOn ?? now,
    jobAppointmentId: appointment.id ?? null,
    jobId: appointment.jobId ?? null,
    modifiedOn: now,
    notes: body.notes ?? '',
    technicianId: body.technicianId ?? null,
  };
  const appointmentSummaries = [...known.filter((other) => other !== previous), summary];
  call.store.update(appointments, appointment, { appointmentSummaries });
  return { value: summary };
}
