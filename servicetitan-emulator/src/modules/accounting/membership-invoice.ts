/** Selling a membership makes its invoice, under the number that the sale answers. */
import { cents, money } from '../../json/money.ts';
import { type Doc, idAt } from '../../json/value.ts';
import type { Reaction } from '../../operations/reaction.ts';
import type { Store } from '../../store/store.ts';
import { customers, locations } from '../crm/collections.ts';
import { memberships, membershipTypes } from '../memberships/collections.ts';
import { businessUnits } from '../settings/collections.ts';
import { INVOICE, INVOICE_ITEM, invoiceItems, invoices } from './collections.ts';
import { settle } from './invoice-totals.ts';
import { addressOf, named } from './job-invoice.ts';

function makeInvoice(store: Store, membership: Doc): void {
  const id = idAt(membership, 'saleInvoiceId');
  if (id === undefined || store.get(invoices, id)) return;
  const customer = store.get(customers, idAt(membership, 'customerId'));
  const location = store.get(locations, idAt(membership, 'locationId'));
  const type = store.get(membershipTypes, idAt(membership, 'membershipTypeId'));
  const name = typeof type?.name === 'string' ? type.name : 'Membership';
  const businessUnit = named(store.get(businessUnits, idAt(membership, 'businessUnitId')));
  const invoiceDate = membership.createdOn ?? store.stamp();
  const price = money(cents(membership.salePrice));
  const invoice = store.insert(invoices, {
    ...INVOICE,
    id,
    referenceNumber: String(id),
    invoiceConfiguration: 'MembershipInvoice',
    membershipId: membership.id ?? null,
    customer: named(customer),
    customerAddress: addressOf(customer),
    location: named(location),
    locationAddress: addressOf(location),
    businessUnit,
    invoiceDate,
    dueDate: invoiceDate,
    summary: name,
    createdBy: 'Public API',
  });
  store.insert(invoiceItems, {
    ...INVOICE_ITEM,
    price,
    total: price,
    skuName: name,
    displayName: name,
    description: name,
    membershipTypeId: type?.id ?? 0,
    serviceDate: invoiceDate,
    businessUnit,
    invoiceId: id,
  });
  settle(store, invoice, {}, 'amend');
}

export const membershipInvoicing: Reaction = {
  on: memberships,
  react(store, { before, after }) {
    if (before === undefined) makeInvoice(store, after);
  },
};
