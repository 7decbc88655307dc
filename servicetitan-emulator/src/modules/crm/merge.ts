/** Merging customers: one takes over everything of another, which stays as a pointer (reference: "Customers", `mergedToId`). */
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { memberships } from '../memberships/collections.ts';
import { customerContacts, customerNotes, customers, locations } from './collections.ts';
import { leads } from './lead-collections.ts';

/** What belongs to a customer and moves along. */
const BELONGINGS: readonly Collection[] = [
  locations,
  customerContacts,
  customerNotes,
  jobs,
  appointments,
  memberships,
  leads,
];

/** Moves everything of `from` to `to` and makes `from` inactive with `mergedToId`; answers how many records moved. */
export function mergeCustomers(store: Store, from: Doc, to: Doc): number {
  const customerId = to.id as Id;
  let moved = 0;
  for (const collection of BELONGINGS) {
    for (const record of store.find(collection, 'customerId', from.id as Id)) {
      store.update(collection, record, { customerId });
      moved += 1;
    }
  }
  store.update(customers, from, { active: false, mergedToId: customerId });
  return moved;
}

/** Two active customers that no one has merged: the last one and the one before it. */
export function twoCustomers(store: Store): Doc[] {
  const rows = store.database.all<{ id: bigint }>(
    `SELECT id FROM "${customers.name}" WHERE active = 1 ORDER BY id DESC LIMIT 2`,
  );
  return rows.map(({ id }) => store.get(customers, Number(id))).filter((customer) => customer !== undefined);
}
