import { describe, expect, it } from 'vitest';
import { makeBooking, makeForm } from '../../../test/fake/bookings.ts';
import { checkDraft, placeServerErrors } from './check.ts';
import { type AcceptDraft, openingDraft } from './draft.ts';
import { acceptRequest } from './request.ts';

const zone = 'America/Phoenix';
const booking = makeBooking(0);
const complete: AcceptDraft = { ...openingDraft(booking, makeForm(booking), zone), campaignId: '601' };

describe('what must be entered before booking', () => {
  it('is nothing more when all of it is there', () => {
    expect(checkDraft(complete)).toEqual({});
  });

  it.each([
    ['campaignId', null, 'campaignRequired'],
    ['jobTypeId', null, 'jobTypeRequired'],
    ['businessUnitId', null, 'businessUnitRequired'],
    ['customerId', '', 'customerRequired'],
    ['name', '  ', 'nameRequired'],
    ['email', 'maria@', 'emailInvalid'],
    ['locationId', '', 'locationRequired'],
    ['zip', '', 'required'],
    ['date', null, 'dateRequired'],
    ['start', '', 'startRequired'],
    ['end', '', 'endRequired'],
    ['end', '09:00', 'sameTime'],
  ] as const)('%s %s is %s', (field, value, error) => {
    expect(checkDraft({ ...complete, [field]: value })).toEqual({ [field]: error });
  });

  it('is no name and no address for a customer and location that ServiceTitan has', () => {
    expect(
      checkDraft({ ...complete, customerId: '5', locationId: '6', name: '', street: '', zip: '' }),
    ).toEqual({});
  });
});

describe('the request to book', () => {
  it('keeps int64 ids as they are and turns the workspace’s clock into instants', () => {
    expect(acceptRequest(complete, 3, zone)).toMatchObject({
      jobTypeId: '9007199254740995',
      start: '2026-03-06T16:00:00.000Z',
      end: '2026-03-06T19:00:00.000Z',
      version: 3,
    });
  });

  it('ends on the next day when the end is earlier on the clock', () => {
    const { start, end } = acceptRequest({ ...complete, start: '22:00', end: '01:00' }, 1, zone);
    expect([start, end]).toEqual(['2026-03-07T05:00:00.000Z', '2026-03-07T08:00:00.000Z']);
  });

  it('carries a new customer and address only when they are to be created', () => {
    const created = acceptRequest({ ...complete, email: ' ' }, 1, zone);
    expect(created).toMatchObject({
      customerId: null,
      locationId: null,
      newCustomer: { name: 'Maria Delgado', email: null },
      address: { street: '100 E Camelback Rd', unit: null, zip: '85012' },
    });
    const known = acceptRequest({ ...complete, customerId: '5', locationId: '6' }, 1, zone);
    expect(known).toMatchObject({ customerId: '5', locationId: '6' });
    expect(known).not.toHaveProperty('newCustomer');
    expect(known).not.toHaveProperty('address');
  });
});

describe('the server’s messages', () => {
  it('stand at their fields, in whatever way the path is written; what has no field is kept', () => {
    expect(
      placeServerErrors({
        campaignId: ['Unknown campaign.'],
        'newCustomer.phone': ['Not a phone number.', 'Too short.'],
        '/address/zip': ['Unknown ZIP code.'],
        'body.start': ['In the past.'],
        tenant: ['Switched off.'],
      }),
    ).toEqual({
      fields: {
        campaignId: 'Unknown campaign.',
        phone: 'Not a phone number. Too short.',
        zip: 'Unknown ZIP code.',
        start: 'In the past.',
      },
      others: ['tenant: Switched off.'],
    });
  });
});
