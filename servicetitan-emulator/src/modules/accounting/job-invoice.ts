/** A completed job makes its invoice, under the id that the job has carried since it was booked. */
import { type Doc, docAt, docsAt, idAt } from '../../json/value.ts';
import { INTEGRATION_USER } from '../../operations/call.ts';
import type { Reaction } from '../../operations/reaction.ts';
import type { Store } from '../../store/store.ts';
import { customers, locations } from '../crm/collections.ts';
import { jobs, jobTypes } from '../jpm/collections.ts';
import { estimateItems, estimates } from '../sales/collections.ts';
import { statusOf } from '../sales/estimates.ts';
import { businessUnits } from '../settings/collections.ts';
import { INVOICE, invoices, taxZones } from './collections.ts';
import { writeLine } from './invoice-lines.ts';
import { settle } from './invoice-totals.ts';
import { salesTaxOf } from './tax.ts';
import { billVisits } from './visit-items.ts';

const ADDRESS = ['street', 'unit', 'city', 'state', 'zip', 'country'];

/** The address of a customer or a location, without its place on the map. */
export const addressOf = (doc: Doc | undefined): Doc | null => {
  const address = docAt(doc ?? {}, 'address');
  return address ? Object.fromEntries(ADDRESS.map((name) => [name, address[name] ?? null])) : null;
};

/** A record as invoices show it. */
export const named = (doc: Doc | undefined): Doc | null =>
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
  const invoice = store.insert(invoices, {
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
  for (const estimate of store.find(estimates, 'jobId', idAt(job, 'id') ?? 0)) {
    if (statusOf(estimate) === 'Sold') billEstimate(store, invoice, estimate);
  }
  billVisits(store, invoice, job);
  settle(store, invoice, {}, 'amend');
}

/** What was sold on the job is on its invoice; each item of the estimate then knows its line. */
function billEstimate(store: Store, invoice: Doc, estimate: Doc): void {
  for (const item of docsAt(estimate, 'items')) {
    const sku = docAt(item, 'sku') ?? {};
    const line = writeLine(
      store,
      invoice,
      {
        skuId: sku.id ?? null,
        skuName: sku.name ?? null,
        description: item.description ?? '',
        quantity: item.qty ?? 1,
        unitPrice: item.unitRate ?? 0,
        cost: item.unitCost ?? 0,
        estimateItemId: item.id ?? null,
        isChargeable: item.chargeable !== false,
      },
      undefined,
    );
    const record = store.get(estimateItems, idAt(item, 'id'));
    if (record) store.amend(estimateItems, record, { invoiceItemId: line.id ?? null });
  }
  const items = docsAt(estimate, 'items').map((item) => ({
    ...item,
    invoiceItemId: store.get(estimateItems, idAt(item, 'id'))?.invoiceItemId ?? null,
  }));
  store.amend(estimates, estimate, { items });
}

export const invoicing: Reaction = {
  on: jobs,
  react(store, { before, after }) {
    if (after.jobStatus === 'Completed' && before?.jobStatus !== 'Completed') makeInvoice(store, after);
  },
};
