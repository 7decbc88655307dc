/**
 * What people in the company do, on demand: `POST /_emulator/simulate/<name>`. To add one, add a line to the table at
 * the end.
 */

import { type Doc, type Id, idAt, isId, textAt } from '../json/value.ts';
import { pay } from '../live/board.ts';
import { bookOnline, takeCall } from '../live/desk.ts';
import { pickWhere } from '../live/pick.ts';
import { invoices } from '../modules/accounting/collections.ts';
import { customers } from '../modules/crm/collections.ts';
import { mergeCustomers, twoCustomers } from '../modules/crm/merge.ts';
import { assign, assignedTo, unassign } from '../modules/dispatch/assignments.ts';
import { assignments } from '../modules/dispatch/collections.ts';
import { appointments, jobs } from '../modules/jpm/collections.ts';
import { recordEvent } from '../modules/jpm/job-history.ts';
import { completeJob } from '../modules/jpm/jobs.ts';
import { estimates } from '../modules/sales/collections.ts';
import { sell, statusOf } from '../modules/sales/estimates.ts';
import { technicians } from '../modules/settings/collections.ts';
import type { Tenant } from '../operations/call.ts';
import { Random } from '../random.ts';
import type { Collection } from '../store/collection.ts';
import { invalid } from '../wire/problem.ts';
import { toInstant, toWire } from '../wire/time.ts';

/** Changes a company's records and tells what it did. It may refuse. */
type Simulation = (tenant: Tenant, order: Doc) => Doc;

/** The id that the order gives, as a number or its digits; what is no id would else be a record that nobody meant. */
function namedBy(order: Doc, member: string): Id | undefined {
  const given = order[member] ?? undefined;
  if (given === undefined || isId(given)) return given;
  if (typeof given === 'string' && /^\d{1,18}$/.test(given)) return BigInt(given);
  throw invalid({ [member]: ['It is not an id.'] });
}

/** The job that the order names, or one that is assigned and not over. */
function jobFor({ store }: Tenant, order: Doc): Doc {
  const named = namedBy(order, 'jobId');
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
  const named = namedBy(order, 'technicianId');
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

/** `{}`: somebody calls the office; a job may come of it. */
const callCompleted: Simulation = (tenant) => {
  const call = takeCall(tenant, chance(tenant), tenant.now());
  return { callId: call.id ?? null, type: call.type ?? null, job: call.job ?? null };
};

/** `{estimateId?, soldBy?}`: a customer accepts an offer. */
const estimateSold: Simulation = (tenant, order) => {
  const { store } = tenant;
  const estimate = recordFor(tenant, order, 'estimateId', estimates, `status = 'Open'`);
  const soldBy = namedBy(order, 'soldBy') ?? anyone(tenant);
  if (statusOf(estimate) !== 'Open') throw invalid({ estimateId: ['The estimate is not open.'] });
  if (!store.get(technicians, soldBy)) throw invalid({ soldBy: ['There is no such technician.'] });
  sell(store, estimate, soldBy);
  return { estimateId: estimate.id ?? null, jobId: estimate.jobId ?? null };
};

/** `{invoiceId?}`: a customer pays what is open on an invoice. */
const invoicePaid: Simulation = (tenant, order) => {
  const invoice = recordFor(tenant, order, 'invoiceId', invoices, '"balanceCents" > 0');
  const payment = pay(tenant, idAt(invoice, 'id'));
  if (!payment) throw invalid({ invoiceId: ['Nothing is open on the invoice.'] });
  return { invoiceId: invoice.id ?? null, paymentId: payment.id ?? null };
};

/** `{fromId?, toId?}`: the office merges one customer into another. */
const customersMerged: Simulation = (tenant, order) => {
  const { store } = tenant;
  const [latest, before] = twoCustomers(store);
  const [fromId, toId] = [namedBy(order, 'fromId'), namedBy(order, 'toId')];
  const from = fromId === undefined ? latest : store.get(customers, fromId);
  const to = toId === undefined ? before : store.get(customers, toId);
  if (!from || !to || from.id === to.id) throw invalid({ toId: ['Two different customers are needed.'] });
  if (from.active === false || to.active === false) throw invalid({ fromId: ['Both must be active.'] });
  return { fromId: from.id ?? null, toId: to.id ?? null, moved: mergeCustomers(store, from, to) };
};

/** `{}`: a request for work comes in through a booking provider. */
const bookingArrived: Simulation = (tenant) => {
  const booking = bookOnline(tenant, chance(tenant));
  if (!booking) throw invalid({ bookingProvider: ['The company has no booking provider.'] });
  return { bookingId: booking.id ?? null };
};

/** The record that the order names, or the latest that fits. */
function recordFor(tenant: Tenant, order: Doc, member: string, collection: Collection, sql: string): Doc {
  const asked = namedBy(order, member);
  const doc =
    asked === undefined
      ? pickWhere(tenant.store, chance(tenant), collection, sql)
      : tenant.store.get(collection, asked);
  if (!doc)
    throw invalid({ [member]: [asked === undefined ? 'There is none that fits.' : 'It was not found.'] });
  return doc;
}

const anyone = ({ store }: Tenant): Id => store.find(technicians, 'active', 1)[0]?.id as Id;

/** What people do differs each time; it follows from what the company has done so far. */
const chance = ({ store }: Tenant): Random => new Random(`simulate ${String(store.database.changes())}`);

export const SIMULATIONS: Readonly<Record<string, Simulation>> = {
  'booking-arrived': bookingArrived,
  'call-completed': callCompleted,
  'customers-merged': customersMerged,
  'estimate-sold': estimateSold,
  'invoice-paid': invoicePaid,
  'job-completed': jobCompleted,
  'technician-reassigned': technicianReassigned,
};
