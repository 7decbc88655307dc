import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toId } from '../json/value.ts';
import { guidOf, idOfGuid } from './guid.ts';

const id = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(toId);

describe('a guid', () => {
  it('is another way of writing an id', () =>
    fc.assert(
      fc.property(id, (one) => {
        const guid = guidOf(one);
        expect(guid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
        expect(idOfGuid(guid)).toBe(one);
        expect(idOfGuid(guid.toUpperCase())).toBe(one);
      }),
    ));

  it('that is not ours stands for no id', () =>
    fc.assert(
      fc.property(fc.uuid({ version: 1 }), (guid) => {
        expect(idOfGuid(guid)).toBeUndefined();
      }),
    ));
});
