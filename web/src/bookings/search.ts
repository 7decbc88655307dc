import { addressText } from '../api/address.ts';
import type { BookingStatus } from '../api/entities.ts';
import { BOOKING_STATUSES } from '../api/entities.ts';
import type { BookingSort } from '../api/schema.ts';

/** What the address of the bookings screen holds: which list one sees. Defaults are left out of the address. */
export interface BookingSearch {
  status?: BookingStatus | undefined;
  source?: string | undefined;
  q?: string | undefined;
  sort?: BookingSort | undefined;
}

export const BOOKING_SORTS = ['-submitted', 'submitted', 'requested', '-requested'] as const;

/** Which list is meant: every field settled. */
export interface BookingFilter {
  status: BookingStatus;
  source: string | null;
  q: string | null;
  sort: BookingSort;
}

/**
 * Reads the address; whatever makes no sense there is ignored. Every field is named in the result: the router keeps
 * what a check does not mention.
 */
export function parseBookingSearch(raw: Record<string, unknown>): BookingSearch {
  const status = BOOKING_STATUSES.find((known) => known === raw.status);
  const sort = BOOKING_SORTS.find((known) => known === raw.sort);
  return {
    status: status === 'New' ? undefined : status,
    source: addressText(raw.source),
    q: addressText(raw.q),
    sort: sort === '-submitted' ? undefined : sort,
  };
}

/** The list that an address means: new ones, latest first, unless it says otherwise. */
export function filterOf(search: BookingSearch): BookingFilter {
  return {
    status: search.status ?? 'New',
    source: search.source ?? null,
    q: search.q ?? null,
    sort: search.sort ?? '-submitted',
  };
}
