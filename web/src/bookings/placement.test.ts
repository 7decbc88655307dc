import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBooking, moved } from '../../test/fake/bookings.ts';
import type { Booking } from '../api/entities.ts';
import { type BookingPages, placeBooking } from './placement.ts';
import type { BookingFilter } from './search.ts';

const newest: BookingFilter = { status: 'New', source: null, q: null, sort: '-submitted' };

function pagesOf(rows: Booking[], size: number, complete: boolean): BookingPages {
  const pages = [];
  for (let from = 0; from < rows.length || from === 0; from += size) {
    const last = from + size >= rows.length;
    pages.push({
      data: rows.slice(from, from + size),
      nextCursor: last && complete ? null : String(from + size),
    });
  }
  return { pages, pageParams: pages.map((_, index) => (index === 0 ? null : String(index * size))) };
}

const idsOf = (pages: BookingPages): string[] =>
  pages.pages.flatMap((page) => page.data.map((row) => row.id));
const rows = Array.from({ length: 12 }, (_, nth) => makeBooking(nth + 1));

describe('a changed booking in a loaded list', () => {
  it('is put on top when it is new and the list shows the latest first', () => {
    const placed = placeBooking(pagesOf(rows, 5, true), newest, makeBooking(0));
    expect(placed.outcome === 'placed' && idsOf(placed.pages)[0]).toBe('b000000');
  });

  it('goes where its age belongs, so that a late delivery does not jump the queue', () => {
    const late = makeBooking(99, { submittedAt: rows[6]?.submittedAt ?? '' });
    const placed = placeBooking(pagesOf(rows, 5, true), newest, late);
    expect(placed.outcome === 'placed' && idsOf(placed.pages).indexOf('b000099')).toBe(6);
  });

  it('waits for its page when it is older than all that is loaded', () => {
    const loaded = pagesOf(rows, 5, false);
    expect(placeBooking(loaded, newest, makeBooking(500))).toEqual({ outcome: 'placed', pages: loaded });
  });

  it('leaves when its status is no longer the one listed', () => {
    const [first] = rows;
    if (!first) throw new Error('no rows');
    const placed = placeBooking(pagesOf(rows, 5, true), newest, moved(first, 'Dismissed'));
    expect(placed.outcome === 'placed' && idsOf(placed.pages)).not.toContain(first.id);
  });

  it('never steps back to an older version, in whatever order events come', () => {
    const [first] = rows;
    if (!first) throw new Error('no rows');
    const shown = [moved(first, 'New', { summary: 'newer' }), ...rows.slice(1)];
    const placed = placeBooking(pagesOf(shown, 5, true), newest, first);
    expect(placed.outcome === 'placed' && placed.pages.pages[0]?.data[0]?.summary).toBe('newer');
  });

  it.each([
    { ...newest, q: 'maria' },
    { ...newest, sort: 'requested' as const },
    { ...newest, sort: 'submitted' as const },
  ])('is left to the server when only it knows the place: $q $sort', (filter) => {
    expect(placeBooking(pagesOf(rows, 5, true), filter, makeBooking(0)).outcome).toBe('ask_server');
  });

  it('keeps any list free of doubles, complete, and in order of age', () => {
    const change = fc.record({
      nth: fc.integer({ min: 0, max: 30 }),
      status: fc.constantFrom('New' as const, 'Dismissed' as const),
      version: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (changes, size) => {
        let pages = pagesOf([], size, true);
        const latest = new Map<string, Booking>();
        for (const { nth, status, version } of changes) {
          const booking = makeBooking(nth, { status, version });
          const known = latest.get(booking.id);
          // The server gives every change a higher version; events of one version are the same change.
          if (known && known.version >= version) continue;
          latest.set(booking.id, booking);
          const placed = placeBooking(pages, newest, booking);
          if (placed.outcome === 'placed') pages = placed.pages;
        }
        const expected = [...latest.values()]
          .filter((row) => row.status === 'New')
          .toSorted((a, b) => b.submittedAt.localeCompare(a.submittedAt));
        expect(idsOf(pages)).toEqual(expected.map((row) => row.id));
      }),
    );
  });
});
