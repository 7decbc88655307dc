import { describe, expect, it } from 'vitest';
import { makeBooking, moved } from '../../test/fake/bookings.ts';
import { addressLine, sameAddress } from './address.ts';
import { historyOf } from './history.ts';
import { usdAmount } from './price.ts';

describe('an address', () => {
  const address = { street: '118 E Camelback Rd', unit: '4', city: 'Phoenix', state: 'AZ', zip: '85012' };

  it('is written on one line without what is missing', () => {
    expect(addressLine(address)).toBe('118 E Camelback Rd, 4, Phoenix, AZ 85012');
    expect(addressLine({ ...address, street: '', unit: null, city: '' })).toBe('AZ 85012');
    expect(addressLine(null)).toBe('');
  });

  it('is the same in other capitals and commas, another when the unit differs, and never nothing', () => {
    expect(sameAddress('118 e camelback rd 4 phoenix az 85012', address)).toBe(true);
    expect(sameAddress('118 E Camelback Rd, 5, Phoenix, AZ 85012', address)).toBe(false);
    expect(sameAddress('', null)).toBe(false);
  });
});

describe('the history of a booking', () => {
  it('tells every delivery, and marks the ones that came again', () => {
    const at = '2026-03-05T16:00:00Z';
    const twice = makeBooking(0, {
      deliveries: [
        { source: 'Thumbtack', receivedAt: at },
        { source: 'Yelp', receivedAt: at },
      ],
    });
    expect(historyOf(twice).map((event) => event.kind)).toEqual(['submitted', 'received', 'repeated']);
  });

  it('ends with what became of it', () => {
    const booked = moved(makeBooking(0), 'Converted', { acceptedBy: 'Dana Whitfield' });
    expect(historyOf(booked).at(-1)).toMatchObject({ kind: 'booked', by: 'Dana Whitfield' });
    expect(historyOf(moved(makeBooking(0), 'Dismissed')).at(-1)).toMatchObject({ kind: 'dismissed' });
  });
});

describe('a lead price', () => {
  it.each([
    ['34.5', '$34.50'],
    ['12345678901234567.89', '$12,345,678,901,234,567.89'],
    ['unknown', 'unknown'],
  ])('%s is written %s, without a float in between', (amount, written) => {
    expect(usdAmount(amount, 'en-US')).toBe(written);
  });
});
