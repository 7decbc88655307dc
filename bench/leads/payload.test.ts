import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thumbtack } from '../../server/src/sources/thumbtack/index.ts';
import { business, createTemplate, leadOf, nextRange } from './payload.ts';

/** The JSON of a lead, as the client makes it. */
function bodyOf(lead: number): Buffer {
  const template = createTemplate();
  const body = Buffer.from(template.body);
  template.stamp(body, 0, lead);
  return body;
}

describe('deliveries of the race', () => {
  it('carry distinct leads, but for one in 20 that repeats the lead of ten before', () => {
    const numbers = Array.from({ length: 10_000 }, (_, delivery) => leadOf(delivery));
    expect(new Set(numbers).size).toBe(9_500);
    numbers.forEach((lead, delivery) => expect(lead).toBe(delivery % 20 === 19 ? delivery - 10 : delivery));
  });

  it('of the next range share no lead with those before', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(500), (count, more) => {
        const from = nextRange(count);
        const before = new Set(Array.from({ length: count }, (_, delivery) => leadOf(delivery)));
        for (let delivery = from; delivery < from + more; delivery += 1)
          expect(before.has(leadOf(delivery))).toBe(false);
      }),
    );
  });
});

describe('the body of a delivery', () => {
  it('has some 2 KB, the same for every lead', () => {
    expect(bodyOf(0).length).toBeGreaterThan(1_900);
    expect(bodyOf(0).length).toBeLessThan(2_200);
    expect(bodyOf(123_456_789).length).toBe(bodyOf(0).length);
  });

  it('is the same, byte for byte, when a lead is delivered again', () => {
    expect(bodyOf(leadOf(19))).toEqual(bodyOf(9));
  });

  it('is a lead to Tradepost, with an id of its own and a phone number kept for fiction', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (number) => {
        const delivery = thumbtack.parse(bodyOf(number));
        if (delivery.kind !== 'lead') throw new Error(`read as ${delivery.kind}`);
        expect(delivery.lead.sourceLeadId).toBe(`1${String(number).padStart(17, '0')}`);
        expect(delivery.lead.customer.phone).toBe(`30355501${String(number % 100).padStart(2, '0')}`);
        expect(delivery.lead.businessRef).toBe(business.businessRef);
        expect(delivery.lead.requestedTimes).toHaveLength(2);
      }),
    );
  });
});
