/**
 * A visit that was done puts the items of its service's invoice template on the invoice of the job, and takes them off
 * again when that is undone (reference: "Recurring service events").
 */
import { type Doc, docsAt, type Id, idAt, textAt } from '../../json/value.ts';
import type { Reaction } from '../../operations/reaction.ts';
import type { Store } from '../../store/store.ts';
import { msOf } from '../../wire/time.ts';
import { jobs } from '../jpm/collections.ts';
import { invoiceTemplates, recurringEvents, recurringServices } from '../memberships/collections.ts';
import { addMonths } from '../memberships/recurrence.ts';
import { invoiceItems, invoices } from './collections.ts';
import { requireCovered, writeLine } from './invoice-lines.ts';
import { settle } from './invoice-totals.ts';

/** The template of a visit: after the first year that of the following years, where the service has one. */
function templateOf(store: Store, event: Doc): Doc | undefined {
  const service = store.get(recurringServices, idAt(event, 'locationRecurringServiceId')) ?? {};
  const [from, date] = [textAt(service, 'from'), textAt(event, 'date')];
  const following = from !== undefined && date !== undefined && msOf(date) >= addMonths(msOf(from), 12);
  const first = idAt(service, 'invoiceTemplateId');
  return store.get(
    invoiceTemplates,
    following ? (idAt(service, 'invoiceTemplateForFollowingYearsId') ?? first) : first,
  );
}

const linesOf = (store: Store, invoice: Doc, event: Doc): Doc[] =>
  store
    .find(invoiceItems, 'invoiceId', invoice.id as Id)
    .filter(({ recurringServiceEventId }) => recurringServiceEventId === event.id);

/** What is in the books stays as it is, whatever visits a job is linked with later. */
const isOpen = (invoice: Doc): boolean => invoice.active !== false && invoice.syncStatus === 'Pending';

/** Whether lines were added. Each line knows its visit. */
function bill(store: Store, invoice: Doc, event: Doc): boolean {
  if (linesOf(store, invoice, event).length > 0) return false;
  const items = docsAt(templateOf(store, event) ?? {}, 'items');
  for (const item of items) {
    const line = writeLine(
      store,
      invoice,
      {
        skuId: item.skuId ?? null,
        skuName: item.description ?? event.locationRecurringServiceName ?? null,
        description: item.description ?? '',
        quantity: item.quantity ?? 1,
        unitPrice: item.unitPrice ?? 0,
        cost: item.cost ?? 0,
        isAddOn: item.isAddOn === true,
      },
      undefined,
    );
    store.amend(invoiceItems, line, { recurringServiceEventId: event.id ?? null });
  }
  return items.length > 0;
}

/** Bills the visits that a job was linked with before it had an invoice; the caller settles the invoice. */
export function billVisits(store: Store, invoice: Doc, job: Doc): void {
  for (const event of store.find(recurringEvents, 'jobId', job.id as Id)) bill(store, invoice, event);
}

/** The open invoice of a job; undefined while it has none, or once it is in the books. */
function openInvoice(store: Store, jobId: Id | undefined): Doc | undefined {
  const invoice = store.get(invoices, idAt(store.get(jobs, jobId) ?? {}, 'invoiceId'));
  return invoice && isOpen(invoice) ? invoice : undefined;
}

function unbill(store: Store, invoice: Doc, event: Doc): void {
  const lines = linesOf(store, invoice, event);
  if (lines.length === 0) return;
  for (const line of lines) store.update(invoiceItems, line, { active: false });
  requireCovered(store, invoice);
  settle(store, invoice, {}, 'update');
}

export const visitBilling: Reaction = {
  on: recurringEvents,
  react(store, { before, after }) {
    const [was, is] = [idAt(before ?? {}, 'jobId'), idAt(after, 'jobId')];
    if (was === is) return;
    const old = openInvoice(store, was);
    if (old) unbill(store, old, after);
    const invoice = openInvoice(store, is);
    if (invoice && bill(store, invoice, after)) settle(store, invoice, {}, 'update');
  },
};
