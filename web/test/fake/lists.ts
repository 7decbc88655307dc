import type { Booking } from '../../src/api/entities.ts';
import type { FakeWorld } from './world.ts';

/** A page of the bookings that a query asks for. */
export function listBookings(
  world: FakeWorld,
  query: URLSearchParams,
): { data: Booking[]; nextCursor: string | null } {
  const status = query.get('status');
  const source = query.get('source');
  const words = query.get('q')?.toLowerCase();
  const sort = query.get('sort') ?? '-submitted';
  const descending = sort.startsWith('-');
  const rank = (booking: Booking): string =>
    (sort.endsWith('requested') ? booking.requestedStart : booking.submittedAt) ?? '';
  const rows = [...world.bookings.values()]
    .filter((row) => status === null || row.status === status)
    .filter((row) => source === null || row.source === source)
    .filter(
      (row) => !words || `${row.customer.name} ${row.customer.phoneDisplay}`.toLowerCase().includes(words),
    )
    .toSorted((a, b) => rank(a).localeCompare(rank(b)) * (descending ? -1 : 1));
  return page(rows, query);
}

/** One page of rows, with the position of the next as its cursor. */
export function page<Row>(rows: Row[], query: URLSearchParams): { data: Row[]; nextCursor: string | null } {
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const until = from + limit;
  return { data: rows.slice(from, until), nextCursor: until < rows.length ? String(until) : null };
}

/** How many bookings stand in each state. */
export function countBookings(world: FakeWorld): Record<string, number> {
  const counts: Record<string, number> = { New: 0, Accepted: 0, Converted: 0, Dismissed: 0 };
  for (const { status } of world.bookings.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
