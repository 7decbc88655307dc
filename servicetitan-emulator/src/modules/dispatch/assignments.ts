/** Technicians on appointments. */

import { type Doc, type Id, idAt, idsAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { conflict, invalid } from '../../wire/problem.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { recordEvent } from '../jpm/job-history.ts';
import { mayMove } from '../jpm/job-status.ts';
import { technicians } from '../settings/collections.ts';
import { assignments } from './collections.ts';

/** Active assignments of an appointment. */
export const assignedTo = (store: Store, appointmentId: Id): Doc[] =>
  store.find(assignments, 'appointmentId', appointmentId);

export function assign(store: Store, appointment: Doc, technicianIds: readonly Id[]): void {
  const present = assignedTo(store, appointment.id as Id).map((doc) => idAt(doc, 'technicianId'));
  for (const technicianId of technicianIds) {
    if (present.includes(technicianId)) continue;
    const technician = store.get(technicians, technicianId);
    store.insert(assignments, {
      technicianId,
      technicianName: technician?.name ?? '',
      assignedById: INTEGRATION_USER,
      assignedOn: store.stamp(),
      status: 'Scheduled',
      isPaused: false,
      jobId: appointment.jobId ?? null,
      appointmentId: appointment.id ?? null,
    });
  }
}

export function unassign(store: Store, appointment: Doc, technicianIds: readonly Id[]): void {
  for (const doc of assignedTo(store, appointment.id as Id)) {
    const technicianId = idAt(doc, 'technicianId');
    if (technicianId !== undefined && technicianIds.includes(technicianId)) {
      store.update(assignments, doc, { active: false });
    }
  }
}

/** The appointment in the body; 400 when there is none, 409 when its state allows no change of technicians. */
function appointmentOf(call: Call, body: Doc): Doc {
  const id = idAt(body, 'jobAppointmentId');
  const appointment = call.store.get(appointments, id);
  if (!appointment) throw invalid({ jobAppointmentId: [`Appointment with id ${String(id)} was not found.`] });
  if (!mayMove(appointment.status, 'assign')) {
    throw conflict(`The appointment is ${String(appointment.status)}: its technicians cannot be changed.`);
  }
  return appointment;
}

export function assignTechnicians(call: Call): Answer {
  const body = bodyDoc(call);
  checkReferences(call, body, { technicianIds: technicians });
  const appointment = appointmentOf(call, body);
  assign(call.store, appointment, idsAt(body, 'technicianIds'));
  tell(call, appointment, 'Technician Assigned');
  return answer(call, appointments, appointment);
}

export function unassignTechnicians(call: Call): Answer {
  const body = bodyDoc(call);
  const appointment = appointmentOf(call, body);
  unassign(call.store, appointment, idsAt(body, 'technicianIds'));
  tell(call, appointment, 'Technician Unassigned');
  return answer(call, appointments, appointment);
}

function tell(call: Call, appointment: Doc, event: string): void {
  const job = call.store.get(jobs, idAt(appointment, 'jobId'));
  if (job) recordEvent(call.store, job.id as Id, event);
}
