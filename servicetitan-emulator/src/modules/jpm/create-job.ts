/** Booking a job: every reference is checked before anything is written (reference: "Jobs"). */

import { type Doc, docAt, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { customFields } from '../../operations/custom-fields.ts';
import { acceptExternal } from '../../operations/external-data.ts';
import { answer, bodyDoc } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import { type FieldErrors, invalid } from '../../wire/problem.ts';
import { convertBooking } from '../crm/bookings.ts';
import { customers, locations } from '../crm/collections.ts';
import { convertLead } from '../crm/leads.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits, employees, tagTypes, technicians } from '../settings/collections.ts';
import { addAppointment, followAppointments, timeErrors } from './appointments.ts';
import { JOB, jobFieldTypes, jobs, jobTypes, PRIORITIES } from './collections.ts';
import { recordEvent } from './job-history.ts';
import { projects } from './project-collections.ts';

const REFERENCES: Readonly<Record<string, Collection>> = {
  customerId: customers,
  locationId: locations,
  businessUnitId: businessUnits,
  jobTypeId: jobTypes,
  campaignId: campaigns,
  projectId: projects,
  soldById: technicians,
  tagTypeIds: tagTypes,
};

export function createJob(call: Call): Answer {
  const body = bodyDoc(call);
  const errors = { ...jobErrors(call, body), ...appointmentErrors(call, body) };
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const { appointments: _appointments, externalData: _external, ...given } = body;
  const { store } = call;
  const jobNumber = String(store.newId());
  const { invoiceSignatureIsRequired: _signature, leadId: _lead, ...members } = given;
  const job = store.insert(jobs, {
    ...JOB,
    ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)),
    ...customFields(call, body, jobFieldTypes),
    jobNumber,
    invoiceId: store.newId(),
    createdById: INTEGRATION_USER,
    priorityRank: PRIORITIES.indexOf(textAt(body, 'priority') ?? ''),
  });
  for (const appointment of docsAt(body, 'appointments')) addAppointment(store, job, appointment);
  // The job's own links to its appointments are part of making it, not a later change.
  const { modifiedOn } = job;
  const whole: Doc = { ...followAppointments(store, job), modifiedOn: modifiedOn ?? null };
  store.load(jobs, whole);
  const bookingId = idAt(body, 'bookingId');
  if (bookingId !== undefined) convertBooking(store, bookingId, whole.id as Id);
  const leadId = idAt(body, 'leadId');
  if (leadId !== undefined) convertLead(store, leadId, whole.id as Id);
  recordEvent(store, whole.id as Id, 'Job Booked');
  return answer(call, jobs, whole, acceptExternal(call, jobs, whole, body));
}

/** What is wrong with the members of a job, in a create or in a change; absent members are not looked at. */
export function jobErrors(call: Call, body: Doc, current: Doc = {}): FieldErrors {
  const errors: FieldErrors = {};
  for (const [member, collection] of Object.entries(REFERENCES)) {
    const single = idAt(body, member);
    for (const id of single === undefined ? idsAt(body, member) : [single]) {
      if (!exists(call, member, collection, id))
        errors[member] = [`${collection.noun} with id ${id} was not found.`];
    }
  }
  const location = call.store.get(locations, idAt(body, 'locationId') ?? idAt(current, 'locationId'));
  const customerId = idAt(body, 'customerId') ?? idAt(current, 'customerId');
  if (location && !errors.locationId && idAt(location, 'customerId') !== customerId) {
    errors.locationId = [`Location with id ${String(location.id)} does not belong to the customer.`];
  }
  const priority = textAt(body, 'priority');
  if (priority !== undefined && !PRIORITIES.includes(priority)) {
    errors.priority = [`Error converting value "${priority}" to type 'Priority'.`];
  }
  const employeeId = idAt(docAt(body, 'jobGeneratedLeadSource') ?? {}, 'employeeId');
  if (employeeId !== undefined && !exists(call, 'soldById', technicians, employeeId)) {
    errors['jobGeneratedLeadSource.employeeId'] = [`Employee with id ${employeeId} was not found.`];
  }
  return errors;
}

/** A job may be sold by a technician or by someone in the office. */
function exists(call: Call, member: string, collection: Collection, id: Id): boolean {
  const found =
    call.store.get(collection, id) ?? (member === 'soldById' ? call.store.get(employees, id) : undefined);
  return found !== undefined;
}

function appointmentErrors(call: Call, body: Doc): FieldErrors {
  const wanted = docsAt(body, 'appointments');
  const errors: FieldErrors =
    wanted.length > 0 ? {} : { appointments: ['A job needs at least one appointment.'] };
  for (const [at, appointment] of wanted.entries()) {
    Object.assign(errors, timeErrors(appointment, `appointments[${at}].`));
    for (const id of idsAt(appointment, 'technicianIds')) {
      if (!call.store.get(technicians, id)) {
        errors[`appointments[${at}].technicianIds`] = [`${technicians.noun} with id ${id} was not found.`];
      }
    }
  }
  return errors;
}
