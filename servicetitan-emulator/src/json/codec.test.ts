import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';

describe('the codec', () => {
  it('gives every JSON text back with the same digits', () => {
    const digits = fc
      .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 1n, max: 10n ** 22n }))
      .map((parts) => parts.join(''));
    const decimal = fc
      .tuple(digits, fc.stringMatching(/^\d{1,20}$/))
      .map(([whole, part]) => `${whole}.${part}`);
    const power = fc.tuple(digits, fc.integer({ min: -30, max: 30 })).map(([whole, by]) => `${whole}e${by}`);
    const text = fc.string().map((value) => JSON.stringify(value));
    const token = fc.oneof(
      digits,
      decimal,
      power,
      text,
      fc.constantFrom('0', '-0', 'true', 'null', '12.50', '1.0'),
    );
    const array = fc.array(token, { maxLength: 6 }).map((items) => `[${items.join(',')}]`);
    fc.assert(
      fc.property(fc.array(array, { maxLength: 4 }), (items) => {
        const json = `{${items.map((item, at) => `"m${at}":${item}`).join(',')}}`;
        expect(encode(decode(json))).toBe(json);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads whole numbers as numbers while they are exact', () => {
    expect(decode('[9007199254740991,9007199254740993]')).toEqual([9007199254740991, 9007199254740993n]);
  });
});
