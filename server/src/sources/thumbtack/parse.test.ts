import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Delivery, Lead } from '../source.ts';
import { parse } from './parse.ts';

const fixture = (name: string): Delivery =>
  parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url)));
const parsed = (body: unknown): Delivery => parse(Buffer.from(JSON.stringify(body)));

function lead(delivery: Delivery): Lead {
  if (delivery.kind !== 'lead') throw new Error(`expected a lead, got ${JSON.stringify(delivery)}`);
  return delivery.lead;
}

describe('a full delivery (L1, L2, L55)', () => {
  const full = lead(fixture('full'));

  test('fills every field of the lead', () => {
    expect(full).toEqual({
      sourceLeadId: '700000000000000101',
      sourceRequestId: '700000000000000303',
      businessRef: '500100200300400500',
      submittedAt: '2026-03-02T15:04:03Z',
      customer: { name: 'Ana T.', firstName: 'Ana', lastName: 'T.', phone: '3035550101', email: null },
      address: { street: '1200 S Pearl St', unit: 'Unit 4', city: 'Denver', state: 'CO', zip: '80210' },
      category: { id: '700000000000000404', name: 'Drain Repair' },
      description: 'Kitchen sink drains slowly.\nThe disposer hums.',
      details: [
        { label: 'What is the problem?', value: 'Slow drain' },
        { label: 'Which fixtures?', value: 'Kitchen sink' },
        { label: 'Travel', value: 'You go to the customer' },
        { label: 'Estimate', value: 'Hourly rate, $95.00 per hour, for 2 hour, total $190.00' },
        { label: 'Lead charge', value: 'Charged', internal: true },
      ],
      requestedTimes: [
        { start: '2026-03-03T16:00:00Z', end: '2026-03-03T18:00:00Z' },
        { start: '2026-03-04T16:00:00Z', end: '2026-03-04T18:00:00Z' },
      ],
      attachments: [{ name: 'sink.jpg', url: 'https://files.example.com/sink.jpg', mimeType: 'image/jpeg' }],
      price: '$31.00',
      state: 'open',
    });
  });
});

describe('what varies between deliveries', () => {
  const cases: [name: string, expected: Partial<Lead>][] = [
    ['minimal', { sourceLeadId: '700000000000000102', requestedTimes: [], address: null, state: 'open' }],
    ['no-phone', { address: { street: null, unit: null, city: 'Lakewood', state: 'CO', zip: '80226' } }],
    ['no-date', { requestedTimes: [], submittedAt: '2026-03-02T16:00:00Z', price: '$22.50' }],
    [
      'booking',
      { requestedTimes: [{ start: '2026-03-05T17:30:00Z', end: '2026-03-05T19:00:00Z' }], state: 'open' },
    ],
    ['unknown-category', { category: { id: '999000999000999', name: 'Aquarium Chiller Plumbing' } }],
    ['emoji', { description: 'Toilet 🚽 runs all night 😭 — ¡ayuda! 水が漏れています 👨‍👩‍👧' }],
    ['cancelled', { sourceLeadId: '700000000000000101', state: 'cancelled' }],
    [
      'api-spelling',
      {
        submittedAt: '2026-03-02T19:00:00Z',
        category: { id: '700000000000000404', name: 'Drain Repair' },
        address: { street: null, unit: null, city: 'Golden', state: 'CO', zip: '80401' },
        details: [{ label: 'What is the problem?', value: 'Clogged shower' }],
        state: 'open',
      },
    ],
  ];

  test.each(cases)('%s', (name, expected) => {
    expect(lead(fixture(name))).toMatchObject(expected);
  });

  test('a lead without a phone keeps its customer', () => {
    expect(lead(fixture('no-phone')).customer).toMatchObject({ name: 'Marcus O.', phone: null });
  });

  test('a lead without any name is still shown as somebody', () => {
    expect(lead(fixture('minimal')).customer.name).toBe('Thumbtack customer');
    expect(lead(fixture('api-spelling')).customer.name).toBe('Omar B.');
  });

  test('ids sent as JSON numbers keep every digit; nulls everywhere are harmless', () => {
    expect(lead(fixture('numeric-ids'))).toMatchObject({
      sourceLeadId: '9007199254740993',
      sourceRequestId: '9007199254740995',
      businessRef: '9223372036854775806',
      category: { id: '9007199254740997', name: null },
      customer: { name: 'Noor', phone: '3035550131' },
      address: { zip: '02134' },
      price: '18.5',
      requestedTimes: [],
    });
  });

  test('a description of a megabyte arrives whole', () => {
    const description = 'Leak under the sink. '.repeat(50_000);
    expect(lead(parsed({ data: { negotiationID: '1', request: { description } } })).description).toBe(
      description,
    );
  });

  test('times without an offset are shown to a person, never guessed (L8)', () => {
    const proposedTimes = [
      { start: '2026-03-03T16:00:00', end: '2026-03-03T18:00:00' },
      { start: '2026-03-03T16:00:00Z', end: '2026-03-03T15:00:00Z' },
      { start: '+002026-03-03T16:00:00Z', end: 'soon' },
      { start: '-000001-03-03T16:00:00Z' },
    ];
    const { requestedTimes, details } = lead(
      parsed({ data: { negotiationID: '1', request: { proposedTimes } } }),
    );
    expect(requestedTimes).toEqual([{ start: '2026-03-03T16:00:00Z', end: null }]);
    expect(details.map((detail) => detail.value)).toEqual([
      '2026-03-03T16:00:00 to 2026-03-03T18:00:00',
      '-000001-03-03T16:00:00Z',
    ]);
  });

  test.each(['Canceled', 'Cancelled', 'canceled', 'customer_cancel', 'lost', 'expired', 'declined'])(
    'status %s is a cancelled lead (GL-10)',
    (status) => {
      expect(lead(parsed({ data: { negotiationID: '1', status } })).state).toBe('cancelled');
    },
  );

  test('text that no database can hold is mended', () => {
    const body = '{"data":{"negotiationID":"1","request":{"description":"a\\u0000b\\ud83d"}}}';
    expect(lead(parse(Buffer.from(body))).description).toBe('ab\uFFFD');
  });

  test('links that a browser would run are left in the raw body', () => {
    const attachments = [
      { url: 'javascript:alert(1)' },
      { url: 'files/1.jpg' },
      { url: 'https://files.example.com/a' },
    ];
    expect(lead(parsed({ data: { negotiationID: '1', request: { attachments } } })).attachments).toEqual([
      { name: 'Attachment', url: 'https://files.example.com/a', mimeType: null },
    ]);
  });
});

describe('other deliveries', () => {
  test('a message of the customer, with its files', () => {
    expect(fixture('message')).toEqual({
      kind: 'message',
      eventType: 'MessageCreatedV4',
      message: {
        sourceMessageId: '800000000000000101',
        sourceLeadId: '700000000000000101',
        from: 'customer',
        text: 'Could you come before noon?\ntrap.jpg: https://files.example.com/trap.jpg',
        sentAt: '2026-03-02T15:20:00Z',
      },
    });
  });

  test('a message the business typed in the app', () => {
    expect(fixture('message-business')).toMatchObject({ kind: 'message', message: { from: 'business' } });
  });

  test('a test delivery is told from a real lead', () => {
    expect(fixture('test-delivery')).toEqual({ kind: 'test', eventType: 'NegotiationCreatedV4' });
    const customer = { firstName: 'Test', lastName: 'Customer' };
    expect(
      parsed({ data: { negotiationID: '1', customer: { ...customer, phone: '123-456-7890' } } }).kind,
    ).toBe('test');
    expect(
      parsed({ data: { negotiationID: '1', customer: { ...customer, phone: '3035550101' } } }).kind,
    ).toBe('lead');
    const message = {
      messageID: '1',
      negotiationID: '2',
      business: { displayName: 'Test Business for Webhooks' },
    };
    expect(parsed({ data: message }).kind).toBe('test');
  });

  test.each([
    ['a review', () => fixture('review')],
    ['promotions', () => parsed({ event: { eventType: 'IncentiveUsedV4' }, data: { negotiationID: '1' } })],
    [
      'an unknown event',
      () => parsed({ event: { eventType: 'SomethingNewV9' }, data: { negotiationID: '1' } }),
    ],
    [
      'a preset job report',
      () => parsed({ event: { eventType: 'PresetJobStatusChangedV4' }, data: { status: 'won' } }),
    ],
  ])('%s is acknowledged and kept', (_name, delivery) => {
    expect(delivery().kind).toBe('ignored');
  });

  test('a preset job that carries its lead is a lead, and its cancellation cancels it', () => {
    const data = { negotiationID: '1', request: {} };
    expect(lead(parsed({ event: { eventType: 'PresetJobMatchedV4' }, data })).state).toBe('open');
    expect(lead(parsed({ event: { eventType: 'PresetJobCancelledV4' }, data })).state).toBe('cancelled');
  });

  test.each([
    ['', 'empty'],
    ['lead=1', 'not JSON'],
    ['[]', 'not an object'],
    ['null', 'not an object'],
    ['{}', 'event.eventType'],
    ['{"event":{"eventType":"NegotiationCreatedV4"},"data":{}}', 'negotiationID'],
    ['{"event":{"eventType":"NegotiationCreatedV4"},"data":{"negotiationID":{}}}', 'negotiationID'],
    ['{"event":{"eventType":"MessageCreatedV4"},"data":{"messageID":"1"}}', 'negotiationID'],
    ['{"event":{"eventType":"MessageCreatedV4"},"data":{"negotiationID":"1"}}', 'messageID'],
  ])('%s is unreadable and says why', (body, why) => {
    const delivery = parse(Buffer.from(body));
    expect(delivery).toEqual({ kind: 'unreadable', problem: expect.stringContaining(why) });
    expect(delivery).toEqual({ kind: 'unreadable', problem: expect.stringContaining('expected') });
  });

  test('nesting without end is unreadable, not a crash', () => {
    const deep = `{"id":1234567890123456789,"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(parse(Buffer.from(deep)).kind).toBe('unreadable');
  });
});
