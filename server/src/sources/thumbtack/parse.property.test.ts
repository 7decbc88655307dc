import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from './parse.ts';

const full: unknown = JSON.parse(readFileSync(new URL('fixtures/full.json', import.meta.url), 'utf8'));
const anyJson = fc.jsonValue({ maxDepth: 3 });

type Path = readonly (string | number)[];

/** Every place in a delivery that a value can stand at. */
function places(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    places(member, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return at.length === 0 ? inner : [at, ...inner];
}

/** A copy with another value at one place; `undefined` leaves the member out. */
function replaced(value: unknown, at: Path, by: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...Object(value) };
  const slot = copy as Record<string | number, unknown>;
  slot[key] = replaced(slot[key], rest, by);
  return copy;
}

const optional = places(full).filter(
  (path) => path.join('.') !== 'data' && path.join('.') !== 'data.negotiationID',
);

function namesAnEvent(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'eventType' in value);
}

test('any JSON value, or nothing, in any optional members never loses the lead', () => {
  const oddity = fc.record({
    path: fc.constantFrom(...optional),
    value: fc.oneof(anyJson, fc.constant(undefined)),
  });
  fc.assert(
    fc.property(fc.array(oddity, { minLength: 1, maxLength: 6 }), (oddities) => {
      // The event's name is no optional member: another name makes it another event.
      const fair = oddities.filter(({ path, value }) => path[0] !== 'event' || !namesAnEvent(value));
      const body = fair.reduce<unknown>((value, odd) => replaced(value, odd.path, odd.value), full);
      const delivery = parse(Buffer.from(JSON.stringify(body)));
      expect(delivery).toMatchObject({ kind: 'lead', lead: { sourceLeadId: '700000000000000101' } });
    }),
    { numRuns: 2_000 },
  );
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        expect(['lead', 'message', 'test', 'ignored', 'unreadable']).toContain(parse(bytes).kind);
      },
    ),
    { numRuns: 2_000 },
  );
});

const id = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() === text && text !== '' && !text.includes('\0'));
const moment = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const payload = fc.record({
  negotiationID: id,
  createdAt: moment,
  leadPrice: fc.nat(500).map((dollars) => `$${dollars}.00`),
  customer: fc.record({ customerID: id, firstName: words, lastName: words, phone: words }),
  business: fc.record({ businessID: id, name: words }),
  request: fc.record({
    requestID: id,
    category: fc.record({ categoryID: id, name: words }),
    description: words,
    proposedTimes: fc.array(fc.record({ start: moment }), { maxLength: 4 }),
    location: fc.record({ address1: words, address2: words, city: words, state: words, zipCode: words }),
    details: fc.array(fc.record({ question: words, answer: words }), { maxLength: 6 }),
  }),
});

test('every field of a valid payload appears in the lead, ids to the last digit', () => {
  fc.assert(
    fc.property(payload, fc.boolean(), (data, idsAsNumbers) => {
      const json = JSON.stringify({ event: { eventType: 'NegotiationCreatedV4' }, data });
      const sent = idsAsNumbers ? json.replaceAll(/("\w+ID"):"(\d+)"/g, '$1:$2') : json;
      const delivery = parse(Buffer.from(sent));
      if (delivery.kind !== 'lead') throw new Error(JSON.stringify(delivery));
      const { lead } = delivery;
      const { request, customer } = data;
      expect(lead.sourceLeadId).toBe(data.negotiationID);
      expect(lead.sourceRequestId).toBe(request.requestID);
      expect(lead.businessRef).toBe(data.business.businessID);
      expect(lead.category).toEqual({ id: request.category.categoryID, name: request.category.name });
      expect(Date.parse(lead.submittedAt ?? '')).toBe(Date.parse(data.createdAt));
      expect(lead.customer).toMatchObject({
        name: `${customer.firstName} ${customer.lastName}`,
        phone: customer.phone,
      });
      expect(lead.address).toMatchObject({ street: request.location.address1, city: request.location.city });
      expect(lead.description).toBe(request.description);
      expect(lead.price).toBe(data.leadPrice);
      const distinct = [...new Set(request.proposedTimes.map((time) => Date.parse(time.start)))];
      expect(lead.requestedTimes.map((time) => Date.parse(time.start))).toEqual(distinct);
      expect(lead.details).toEqual(
        request.details.map(({ question, answer }) => ({ label: question, value: answer })),
      );
    }),
    { numRuns: 1_000 },
  );
});
