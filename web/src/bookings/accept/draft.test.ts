import { describe, expect, it } from 'vitest';
import { makeBooking, makeForm } from '../../../test/fake/bookings.ts';
import type { BookingForm, CustomerMatch } from '../../api/entities.ts';
import { CREATE, endAfter, lengthOf, locationFor, openingDraft } from './draft.ts';

const zone = 'America/Phoenix';
const booking = makeBooking(0);
const opened = (changes: Partial<BookingForm> = {}) =>
  openingDraft(booking, makeForm(booking, changes), zone);
const there = '100 E Camelback Rd, Phoenix, AZ 85012';
const customer = (id: string, reason: CustomerMatch['reason'], addresses: string[] = []): CustomerMatch => ({
  id,
  name: 'Maria Delgado',
  phone: null,
  email: null,
  address: '',
  reason,
  locations: addresses.map((address, index) => ({ id: `${id}-${index}`, name: address, address })),
});

describe('the booking form as it opens', () => {
  it('L9: takes job type and business unit only when the server pre-fills them', () => {
    expect(opened()).toMatchObject({ jobTypeId: '9007199254740995', businessUnitId: '801' });
    expect(opened({ jobTypeId: null, businessUnitId: null })).toMatchObject({
      jobTypeId: null,
      businessUnitId: null,
    });
  });

  it('L57: leaves the campaign to be chosen, also when one is suggested', () => {
    expect(opened().campaignId).toBeNull();
    expect(opened({ suggestedCampaignId: '602' }).campaignId).toBeNull();
  });

  it('L8: has no time when none was requested', () => {
    expect(opened({ start: null, end: null })).toMatchObject({ date: null, start: '', end: '' });
  });

  it('takes the requested window on the clocks of the workspace', () => {
    expect(opened()).toMatchObject({ date: '2026-03-06', start: '09:00', end: '12:00' });
  });

  it('takes the length of the job type when the window is no appointment', () => {
    expect(opened({ end: null })).toMatchObject({ start: '09:00', end: '11:00' });
    expect(opened({ end: '2026-03-12T16:00:00Z' })).toMatchObject({ start: '09:00', end: '11:00' });
    expect(opened({ end: null, jobTypeId: null })).toMatchObject({ start: '09:00', end: '' });
  });

  it.each([
    ['nobody is known', [], CREATE],
    ['one has the phone number', [customer('1', 'phone')], '1'],
    ['another only looks alike', [customer('1', 'phone'), customer('2', 'name_address')], '1'],
    ['two have the phone number', [customer('1', 'phone'), customer('2', 'phone')], ''],
    ['only the email is the same', [customer('1', 'email')], ''],
  ])('chooses a customer when %s', (_, customers, chosen) => {
    expect(opened({ customers }).customerId).toBe(chosen);
  });

  it.each([
    ['the one at the requested address', [there, '9 Elm St'], '1-0'],
    ['a new one when the requested address is not known', ['9 Elm St'], CREATE],
    ['a new one when there is none', [], CREATE],
  ])('chooses a location: %s', (_, addresses, chosen) => {
    expect(locationFor(booking, '1', [customer('1', 'phone', addresses)])).toBe(chosen);
  });

  it('chooses the only location when no address was given', () => {
    const nowhere = { ...booking, address: null };
    expect(locationFor(nowhere, '1', [customer('1', 'phone', ['9 Elm St'])])).toBe('1-0');
    expect(locationFor(nowhere, '1', [customer('1', 'phone', ['9 Elm St', '8 Elm St'])])).toBe('');
  });
});

describe('the length of an appointment', () => {
  it.each([
    ['09:00', '12:00', 180],
    ['22:30', '01:00', 150],
  ])('from %s to %s is %i minutes', (start, end, minutes) => {
    expect(lengthOf(start, end)).toBe(minutes);
    expect(endAfter(start, minutes)).toBe(end);
  });
});
