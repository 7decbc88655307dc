/** Merging customers: one takes over everything of another, which stays as a pointer (reference: "Customers", `mergedToId`). */

import { amountOf, cents } from '../../json/money.ts';
import { type Doc, type Id, toId as idOf, isDoc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import type { SqlValue } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { invoices, payments } from '../accounting/collections.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { projects } from '../jpm/project-collections.ts';
import { memberships } from '../memberships/collections.ts';
import { estimates } from '../sales/collections.ts';
import { serviceAgreements } from '../service-agreements/collections.ts';
import { tasks } from '../taskmanagement/collections.ts';
import { calls } from '../telecom/collections.ts';
import { customerContacts, customerNotes, customers, locations } from './collections.ts';
import { leads, relationships } from './lead-collections.ts';

/** What has a column `customerId`, whatever the member is called. */
const BELONGINGS: readonly Collection[] = [
  locations,
  customerContacts,
  customerNotes,
  leads,
  jobs,
  appointments,
  projects,
  invoices,
  payments,
  memberships,
  serviceAgreements,
  tasks,
];

/** Records that meet a condition, inactive ones as well; what deletion hides stays as it was. */
function* where(store: Store, collection: Collection, sql: string, ...params: SqlValue[]): Generator<Doc> {
  const rows = store.database.all<{ id: bigint }>(
    `SELECT id FROM "${collection.name}" WHERE ${sql} ORDER BY id`,
    ...params,
  );
  for (const { id } of rows) {
    const record = store.get(collection, idOf(id));
    if (record) yield record;
  }
}

/** Members that name a customer, by id or by id and name, as they are for another one. */
function named(record: Doc, { id = null, name = null }: Doc): Doc {
  return {
    ...('customerId' in record && { customerId: id }),
    ...('customerName' in record && { customerName: name }),
    ...(isDoc(record.customer) && { customer: { id, name } }),
  };
}

/**
 * Estimates have no index of their customer but one of their job and place, which are the customer's too. Calls have none
 * at all: nothing looks them up by customer, and a merge is rare enough to read them through (40 ms for 15,000).
 */
function* belongings(store: Store, from: Id): Generator<readonly [Collection, Doc]> {
  const own = (collection: Collection): string =>
    `SELECT id FROM "${collection.name}" WHERE "customerId" = ?`;
  const offers = `"jobId" IN (${own(jobs)}) OR "locationId" IN (${own(locations)})`;
  for (const estimate of where(store, estimates, offers, from, from))
    if (estimate.customerId === from) yield [estimates, estimate];
  for (const collection of BELONGINGS)
    for (const record of where(store, collection, '"customerId" = ?', from)) yield [collection, record];
  const caller = `json_extract(json || '}', '$.customer.id') = ?`;
  for (const call of where(store, calls, caller, from)) yield [calls, call];
}

/** People who are related to one customer are related to the other, once. */
function moveRelations(store: Store, from: Id, to: Id): number {
  const ofCustomer = (id: Id): Doc[] =>
    store.find(relationships, 'relatedEntityId', id).filter(({ typeSlug }) => typeSlug === 'customer');
  const known = new Set(ofCustomer(to).map(({ contactId }) => contactId));
  const moving = ofCustomer(from);
  for (const relation of moving) {
    const change: Doc = known.has(relation.contactId) ? { active: false } : { relatedEntityId: to };
    store.update(relationships, relation, change);
  }
  return moving.length;
}

/**
 * Moves everything of `from` to `to`, with what it owes, and makes `from` inactive with `mergedToId`; answers how many
 * records moved. What was written down once keeps the customer it was written about: journal entries, reviews, forms.
 */
export function mergeCustomers(store: Store, from: Doc, to: Doc): number {
  const [fromId, toId] = [from.id as Id, to.id as Id];
  let moved = 0;
  for (const [collection, record] of belongings(store, fromId)) {
    store.update(collection, record, named(record, to));
    moved += 1;
  }
  moved += moveRelations(store, fromId, toId);
  const [loser, heir] = [store.get(customers, fromId) ?? from, store.get(customers, toId) ?? to];
  // What a customer owes follows from its invoices: that it changes is no change of the customer itself.
  store.amend(customers, heir, { balance: amountOf(cents(heir.balance) + cents(loser.balance)) });
  store.update(customers, loser, { active: false, mergedToId: toId, balance: 0 });
  return moved;
}

/** Two active customers that no one has merged: the last one and the one before it. */
export const twoCustomers = (store: Store): Doc[] =>
  [
    ...where(
      store,
      customers,
      `id IN (SELECT id FROM "${customers.name}" WHERE active = 1 ORDER BY id DESC LIMIT 2)`,
    ),
  ].toReversed();
