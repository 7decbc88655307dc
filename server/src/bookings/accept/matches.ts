import {
  certainMatch,
  compatibleNames,
  type MatchReason,
  matchReason,
  type Person,
} from '../../contacts/index.ts';
import type { KnownCustomer } from './lookup.ts';

/** A phone that more customers share than this is an office's, a landlord's or a placeholder: alone it says nothing. */
const mostSharing = 3;

/** Customers that may be the person, the certain one first, then by name. */
export function compareMatches(
  person: Person,
  customers: readonly KnownCustomer[],
): { customer: KnownCustomer; reason: MatchReason }[] {
  const certain = certainMatch(person, customers)?.id;
  const likely =
    customers.length > mostSharing
      ? customers.filter((customer) => compatibleNames(person.name, customer.name))
      : customers;
  return likely
    .flatMap((customer) => {
      const reason = matchReason(person, customer);
      return reason ? [{ customer, reason }] : [];
    })
    .toSorted(
      (one, other) =>
        Number(other.customer.id === certain) - Number(one.customer.id === certain) ||
        one.customer.name.localeCompare(other.customer.name, 'en'),
    );
}
