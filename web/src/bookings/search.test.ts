import { describe, expect, it } from 'vitest';
import { filterOf, parseBookingSearch } from './search.ts';

describe('the address of the bookings screen', () => {
  it('means new bookings, latest first, when it says nothing', () => {
    expect(filterOf(parseBookingSearch({}))).toEqual({
      status: 'New',
      source: null,
      q: null,
      sort: '-submitted',
    });
  });

  it('leaves out what is the default', () => {
    expect(parseBookingSearch({ status: 'New', sort: '-submitted', q: '  ', source: '' })).toEqual({});
  });

  it('keeps a search for digits', () => {
    expect(parseBookingSearch({ q: 602 })).toEqual({ q: '602' });
  });

  it.each([[{ status: 'Lost' }], [{ sort: 'price' }], [{ source: ['a'] }], [{ status: 7 }]])(
    'ignores what makes no sense: %o',
    (raw) => {
      expect(parseBookingSearch(raw)).toEqual({});
    },
  );

  it('says everything else', () => {
    const said = { status: 'Dismissed', source: 'yelp', q: 'maria', sort: 'requested' };
    expect(parseBookingSearch(said)).toEqual(said);
  });
});
