/** A completed job makes its invoice, under the id that the job has carried since it was booked. */
import { type Doc, docAt, type Id, idAt } from '../../json/value.ts';
import { INTEGRATION_USER } from '../../operations/call.ts';
import type { Reaction } from '../../operations/reaction.ts';
import type { Store } from '../../store/store.ts';
import { customers, locations } from '../crm/collections.ts';
import { jobs, jobTypes } from '../jpm/collections.ts';
import { businessUnits } from '../settings/collections.ts';
import { INVOICE, invoices, taxZones } from './collections.ts';
import { salesTaxOf } from './tax.ts';

const ADDRESS = ['street', 'unit', 'city', 'state', 'zip', 'country'];

/** The address of a customer or a location, without its place on the map. */
const addressOf = (doc: Doc | undefined): Doc | null => {
  const address = docAt(doc ?? {}, 'address');
  return address ? Object.fromEntries(ADDRESS.map((name) => [name, address[name] ?? null])) : null;
};

const named = (doc: Doc | undefined): Doc | null =>
  doc ? { id: doc.id ?? null, name: doc.name ?? null } : null;

/** Members of an invoice that it has from its job. */
export function membersOfJob(store: Store, job: Doc): Doc {
  const customer = store.get(customers, idAt(job, 'customerId'));
  const location = store.get(locations, idAt(job, 'locationId'));
  const zone = store.get(taxZones, idAt(location ?? {}, 'taxZoneId')) ?? store.find(taxZones, 'active', 1)[0];
  const exempt = location?.taxExempt === true || customer?.taxExempt === true;
  const type = store.get(jobTypes, idAt(job, 'jobTypeId'));
  return {
    referenceNumber: job.jobNumber ?? null,
    customer: named(customer),
    customerAddress: addressOf(customer),
    location: named(location),
    locationAddress: addressOf(location),
    businessUnit: named(store.get(businessUnits, idAt(job, 'businessUnitId'))),
    job: { id: job.id ?? null, number: job.jobNumber ?? null, type: type?.name ?? null },
    projectId: job.projectId ?? null,
    membershipId: job.membershipId ?? null,
    summary: job.summary ?? '',
    ...(zone && !exempt && salesTaxOf(zone)),
  };
}

function makeInvoice(store: Store, job: Doc): void {
  const id = idAt(job, 'invoiceId');
  if (id === undefined || store.get(invoices, id)) return;
  const invoiceDate = job.completedOn ?? store.stamp();
  store.insert(invoices, {
    ...INVOICE,
    ...membersOfJob(store, job),
    id,
    invoiceDate,
    dueDate: invoiceDate,
    createdBy: 'Public API',
    createdById: INTEGRATION_USER,
  });
}

export const invoicing: Reaction = {
  on: jobs,
  react(store, { before, after }) {
    if (after.jobStatus === 'Completed' && before?.jobStatus !== 'Completed') makeInvoice(store, after);
  },
};

/** The invoices of a job that are active, its own first. */
export const invoicesOf = (store: Store, jobId: Id): Doc[] => store.find(invoices, 'jobId', jobId);
