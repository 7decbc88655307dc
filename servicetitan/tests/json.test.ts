import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../src/client/decode.ts';
import { encode, int64Text, Unencodable } from '../src/client/encode.ts';
import { parseExact, plainDecimal } from '../src/client/json.ts';
import { operation, type Type } from '../src/contract/index.ts';

const responseOf = (id: string): Type | null => operation(id)?.responses[0]?.type ?? null;
const bodyOf = (id: string): Type | null => operation(id)?.body ?? null;
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const ids: Type = {
  kind: 'list',
  items: { kind: 'scalar', format: 'int64', nullable: false },
  nullable: false,
};
const decimal: Type = { kind: 'scalar', format: 'decimal', nullable: false };

describe('int64', () => {
  test('encode and decode keep every digit of every int64', () => {
    fc.assert(
      fc.property(fc.array(int64), (values) => {
        const text = encode(values, ids);
        expect(text).toBe(`[${values.join(',')}]`);
        expect(decode(text, ids)).toEqual(values);
      }),
    );
  });

  test('ids past 2^53 arrive exactly, nested, in lists and in maps', () => {
    const text = '{"id":9007199254740993,"customerId":9223372036854775807,"tagTypeIds":[9007199254740995,7]}';
    expect(decode(text, responseOf('jpm.jobs.get'))).toEqual({
      id: '9007199254740993',
      customerId: '9223372036854775807',
      tagTypeIds: ['9007199254740995', '7'],
    });
  });

  test('bodies carry int64 text as JSON numbers, in lists and nested objects', () => {
    const text = encode(
      { name: 'Ada', tagTypeIds: ['9007199254740993'], paymentTermId: 5, address: { zip: '00501' } },
      bodyOf('crm.customers.create'),
    );
    expect(text).toBe(
      '{"name":"Ada","tagTypeIds":[9007199254740993],"paymentTermId":5,"address":{"zip":"00501"}}',
    );
  });

  test.each([2 ** 53, 1.5, 'abc', '', '9223372036854775808', '1e3', '007', {}])('%j is refused', (value) => {
    expect(() => int64Text(value, 'id')).toThrow(Unencodable);
  });

  test('a bigint is accepted, in members the documents do not name too', () => {
    expect(encode({ paymentTermId: 2n ** 62n, later: 2n ** 62n }, bodyOf('crm.customers.create'))).toBe(
      '{"paymentTermId":4611686018427387904,"later":4611686018427387904}',
    );
  });
});

describe('decimals', () => {
  test('are text in answers and numbers on the wire', () => {
    expect(
      decode('[12.5,0,-3.10,"4.20",null,1.5e-7]', { kind: 'list', items: decimal, nullable: false }),
    ).toEqual(['12.5', '0', '-3.1', '4.20', null, '0.00000015']);
    expect(encode({ creditLimit: '100.10' }, bodyOf('crm.customers.create'))).toBe('{"creditLimit":100.10}');
    expect(() => encode({ creditLimit: '1,5' }, bodyOf('crm.customers.create'))).toThrow('creditLimit');
  });

  test('a number without its exponent has the same value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainDecimal(String(value));
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

const long = (value: unknown): value is number =>
  typeof value === 'number' && /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value);

describe('what departs from the documents survives', () => {
  test('unknown members, unknown enumeration members, nulls in required members', () => {
    const text = '{"id":1,"jobStatus":"Teleported","customerId":null,"newMember":{"deep":[1,"2"]}}';
    expect(decode(text, responseOf('jpm.jobs.get'))).toStrictEqual({
      id: '1',
      jobStatus: 'Teleported',
      customerId: null,
      newMember: { deep: [1, '2'] },
    });
  });

  test('a long number in an unknown member keeps its digits as text', () => {
    expect(parseExact('{"a":12345678901234567890,"b":5,"c":0.30000000000000004}')).toEqual({
      a: '12345678901234567890',
      b: 5,
      c: 0.30000000000000004,
    });
  });

  test('a double with more digits than it can hold is still a number', () => {
    const double: Type = { kind: 'scalar', format: 'double', nullable: false };
    expect(decode('41.878113600000000000001', double)).toBe(41.8781136);
  });

  test('only integers past 2^53 are read otherwise than by JSON.parse', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const text = JSON.stringify(JSON.parse(json));
        const expected: unknown = JSON.parse(text, (_, value) => (long(value) ? String(value) : value));
        expect(parseExact(text)).toEqual(expected);
      }),
    );
  });

  test('a value of a union stays as it came', () => {
    const text = '{"id":1,"units":[{"id":"a","value":5},{"id":"b","value":"5"}]}';
    expect(decode(text, { kind: 'ref', name: 'Forms.V2.FormSubmissionResponse', nullable: false })).toEqual({
      id: '1',
      units: [
        { id: 'a', value: 5 },
        { id: 'b', value: '5' },
      ],
    });
  });
});
