import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedIds } from './sorted-ids.ts';

describe('sorted ids', () => {
  it('stay what a sorted set would be, through any additions and removals', () => {
    const ids = fc.bigInt({ min: 0n, max: 6000n });
    const steps = fc.array(fc.tuple(fc.boolean(), ids), { maxLength: 400 });
    fc.assert(
      fc.property(fc.uniqueArray(ids, { maxLength: 5000, size: 'max' }), steps, (initial, changes) => {
        const sorted = initial.toSorted((one, two) => Number(one - two));
        const [order, model] = [new SortedIds(BigInt64Array.from(sorted)), new Set(sorted)];
        for (const [adds, id] of changes) {
          if (adds) {
            order.add(id);
            model.add(id);
          } else {
            order.remove(id);
            model.delete(id);
          }
        }
        const expected = [...model].toSorted((one, two) => Number(one - two));
        expect(order.size).toBe(expected.length);
        expect(expected.map((_id, at) => order.at(at))).toEqual(expected);
        expect(order.at(expected.length)).toBe(undefined);
      }),
      { numRuns: 40 },
    );
  });
});
