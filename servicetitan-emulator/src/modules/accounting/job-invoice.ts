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

interface Whose {
  customer: Doc | undefined;
  location: Doc | undefined;
  /** Name of the job's type. */
  type: Doc[string];
}

/** Members of an invoice that it has from its job, without its business unit and its taxes. */
export function membersOfJob(job: Doc, { customer, location, type }: Whose): Doc {
  return {
    referenceNumber: job.jobNumber ?? null,
    customer: named(customer),
    customerAddress: addressOf(customer),
    location: named(location),
    locationAddress: addressOf(location),
    job: { id: job.id ?? null, number: job.jobNumber ?? null, type },
    projectId: job.projectId ?? null,
    membershipId: job.membershipId ?? null,
    summary: job.summary ?? '',
  };
}

/** The zone of the location, else the company's first; none for who is exempt. */
function taxOf(store: Store, { customer, location }: Whose): Doc {
  if (location?.taxExempt === true || customer?.taxExempt === true) return {};
  const zone = store.get(taxZones, idAt(location ?? {}, 'taxZoneId')) ?? store.find(taxZones, 'active', 1)[0];
  return zone ? salesTaxOf(zone) : {};
}

function makeInvoice(store: Store, job: Doc): void {
  const id = idAt(job, 'invoiceId');
  if (id === undefined || store.get(invoices, id)) return;
  const invoiceDate = job.completedOn ?? store.stamp();
  const whose: Whose = {
    customer: store.get(customers, idAt(job, 'customerId')),
    location: store.get(locations, idAt(job, 'locationId')),
    type: store.get(jobTypes, idAt(job, 'jobTypeId'))?.name ?? null,
  };
  store.insert(invoices, {
    ...INVOICE,
    ...membersOfJob(job, whose),
    ...taxOf(store, whose),
    businessUnit: named(store.get(businessUnits, idAt(job, 'businessUnitId'))),
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
