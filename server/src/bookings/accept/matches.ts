import { certainMatch, matchReason, type MatchReason, type Person } from '../../contacts/index.ts';
import type { KnownCustomer } from './lookup.ts';

/** Customers that may be the person, the certain one first, then by name. */
export function compareMatches(person: Person, customers: readonly KnownCustomer[]): { customer: KnownCustomer; reason: MatchReason }[] {
  const certain = certainMatch(person, customers)?.id;
  return customers
    .flatMap((customer) => {
      const reason = matchReason(person, customer);
      return reason ? [{ customer, reason }] : [];
    })
    .toSorted((one, other) => Number(other.customer.id === certain) - Number(one.customer.id === certain) || one.customer.name.localeCompare(other.customer.name, 'en'));
}
