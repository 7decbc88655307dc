import type { InfiniteData } from '@tanstack/react-query';
import type { Booking } from '../api/entities.ts';
import type { Page } from '../api/schema.ts';
import type { BookingFilter } from './search.ts';

export type BookingPages = InfiniteData<Page<Booking>, string | null>;

/** The loaded list, or that only the server can tell where the booking belongs. */
type Placement = { outcome: 'placed'; pages: BookingPages } | { outcome: 'ask_server' };

/**
 * Puts the latest version of a booking into a loaded list without asking for the list again, so that a list of
 * thousands stays where the reader is: replaced where it stands, taken out when it left the filter, put on top when
 * it is new to a list sorted by latest first. An older version than the one shown changes nothing.
 */
export function placeBooking(loaded: BookingPages, filter: BookingFilter, booking: Booking): Placement {
  const shown = loaded.pages.flatMap((page) => page.data).find((row) => row.id === booking.id);
  if (shown && shown.version > booking.version) return { outcome: 'placed', pages: loaded };

  const belongs =
    booking.status === filter.status && (filter.source === null || booking.source === filter.source);
  if (!belongs) return { outcome: 'placed', pages: shown ? without(loaded, booking.id) : loaded };

  // The server's search looks at more than the screen knows, and only it can tell other sort positions.
  const settled = filter.q === null && filter.sort === '-submitted';
  if (shown) {
    const sameRank =
      shown.submittedAt === booking.submittedAt && shown.requestedStart === booking.requestedStart;
    return filter.q === null && sameRank
      ? { outcome: 'placed', pages: replaced(loaded, booking) }
      : { outcome: 'ask_server' };
  }
  return settled ? insertedByAge(loaded, booking) : { outcome: 'ask_server' };
}

function without(loaded: BookingPages, id: string): BookingPages {
  return {
    ...loaded,
    pages: loaded.pages.map((page) => ({ ...page, data: page.data.filter((row) => row.id !== id) })),
  };
}

function replaced(loaded: BookingPages, booking: Booking): BookingPages {
  return {
    ...loaded,
    pages: loaded.pages.map((page) => ({
      ...page,
      data: page.data.map((row) => (row.id === booking.id ? booking : row)),
    })),
  };
}

function insertedByAge(loaded: BookingPages, booking: Booking): Placement {
  const submitted = Date.parse(booking.submittedAt);
  for (const [pageAt, page] of loaded.pages.entries()) {
    const at = page.data.findIndex((row) => Date.parse(row.submittedAt) <= submitted);
    const last = pageAt === loaded.pages.length - 1 && page.nextCursor === null;
    if (at === -1 && !last) continue;
    const data = [...page.data];
    data.splice(at === -1 ? data.length : at, 0, booking);
    const pages = loaded.pages.map((each, index) => (index === pageAt ? { ...each, data } : each));
    return { outcome: 'placed', pages: { ...loaded, pages } };
  }
  // Older than all that is loaded: it comes with a later page.
  return { outcome: 'placed', pages: loaded };
}
