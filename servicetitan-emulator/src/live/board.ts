/** The day of the technicians: they are sent, work, leave an estimate and finish, and the customer pays or not. */
import { type Doc, type Id, idAt } from '../json/value.ts';
import { invoices, paymentTypes } from '../modules/accounting/collections.ts';
import { assignedTo } from '../modules/dispatch/assignments.ts';
import { assignments } from '../modules/dispatch/collections.ts';
import { followAppointments } from '../modules/jpm/appointments.ts';
import { appointments, jobs, jobTypes } from '../modules/jpm/collections.ts';
import { completeJob } from '../modules/jpm/jobs.ts';
import { services } from '../modules/pricebook/collections.ts';
import { estimates } from '../modules/sales/collections.ts';
import type { Tenant } from '../operations/call.ts';
import type { Random } from '../random.ts';
import { instantOf, wireTime } from '../wire/time.ts';
import { attempt } from './office.ts';
import { idsWhere } from './pick.ts';

const MINUTE = 60_000;
/** A technician is told to go so long before the appointment. */
const AHEAD = 30 * MINUTE;
/** Appointments that were missed for so long are not begun any more. */
const STALE = 24 * 60 * MINUTE;
const PAYING_AT_THE_DOOR = 0.7;

/** Moves every appointment to where it is at `now` (milliseconds since 1970). */
export function moveBoard(tenant: Tenant, random: Random, now: number): void {
  const at = (ms: number): string => instantOf(wireTime(ms));
  step(tenant, 'Scheduled', 'Dispatched', '"start" <= ? AND "start" > ?', [at(now + AHEAD), at(now - STALE)]);
  step(tenant, 'Dispatched', 'Working', '"start" <= ?', [at(now)]);
  for (const id of idsWhere(tenant.store, appointments, `status = 'Working' AND "end" <= ?`, [at(now)])) {
    const appointment = tenant.store.get(appointments, id);
    if (appointment) finish(tenant, random, appointment);
  }
}

/** Takes the appointments that somebody is assigned to from one status to the next. */
function step({ store }: Tenant, from: string, to: string, sql: string, params: string[]): void {
  for (const id of idsWhere(store, appointments, `status = '${from}' AND ${sql}`, params)) {
    const appointment = store.get(appointments, id);
    const assigned = assignedTo(store, id);
    const job = store.get(jobs, idAt(appointment ?? {}, 'jobId'));
    if (!appointment || !job || assigned.length === 0) continue;
    store.update(appointments, appointment, { status: to });
    for (const one of assigned) store.update(assignments, one, { status: to });
    followAppointments(store, job);
  }
}

/** A job with one appointment is over with it; one with more goes on with the next. */
function finish(tenant: Tenant, random: Random, appointment: Doc): void {
  const { store } = tenant;
  const job = store.get(jobs, idAt(appointment, 'jobId'));
  const assigned = assignedTo(store, appointment.id as Id);
  if (!job || assigned.length === 0) return;
  for (const one of assigned) store.update(assignments, one, { status: 'Done' });
  const open = store
    .find(appointments, 'jobId', job.id as Id)
    .filter(({ id, status }) => id !== appointment.id && status !== 'Done' && status !== 'Canceled');
  if (open.length > 0) {
    store.update(appointments, appointment, { status: 'Done' });
    followAppointments(store, job);
    return;
  }
  charge(tenant, job, idAt(assigned[0] ?? {}, 'technicianId'));
  const latest = store.get(jobs, job.id as Id);
  if (latest) completeJob(store, latest, store.stamp());
  if (random.chance(PAYING_AT_THE_DOOR)) pay(tenant, idAt(job, 'invoiceId'));
}

/** What was done is offered and sold on the spot, unless it was sold before; it is on the invoice then. */
function charge(tenant: Tenant, job: Doc, technicianId: Id | undefined): void {
  const { store } = tenant;
  const sold = store.find(estimates, 'jobId', job.id as Id).length > 0;
  const type = store.get(jobTypes, idAt(job, 'jobTypeId'));
  const [service] = type ? store.find(services, 'displayName', String(type.name)) : [];
  if (sold || !service || technicianId === undefined || Number(service.price) === 0) return;
  const items = [{ skuId: service.id ?? null, quantity: 1 }];
  const body = { jobId: job.id ?? null, name: type?.name ?? 'Repair', items };
  const made = attempt(tenant, 'sales.estimates.create', { body });
  const id = made && idAt(made, 'id');
  if (id !== undefined)
    attempt(tenant, 'sales.estimates.sell', { params: { id }, body: { soldBy: technicianId } });
}

/** The customer pays what is open on an invoice. */
export function pay(tenant: Tenant, invoiceId: Id | undefined): Doc | undefined {
  const { store } = tenant;
  const invoice = store.get(invoices, invoiceId);
  const amount = Number(invoice?.balance ?? 0);
  const [type] = store.find(paymentTypes, 'active', 1);
  const customer = invoice?.customer as Doc | null | undefined;
  if (!invoice || !type || !(amount > 0)) return undefined;
  const body = {
    typeId: type.id ?? null,
    customerId: customer?.id ?? null,
    amount,
    paidOn: store.stamp(),
    status: 'Pending',
    splits: [{ invoiceId: invoice.id ?? null, amount }],
  };
  return attempt(tenant, 'accounting.payments.create', { body });
}
