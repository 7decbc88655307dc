import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../../../test/database.ts';
import { boolArray, int8Array, textArray, timestamptzArray, uuidArray } from './arrays.ts';

/** Arrays in PostgreSQL's binary form: what goes in as bytes comes out as PostgreSQL's own text of it. */

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function readBack(type: string, bytes: Buffer): Promise<(string | null)[]> {
  const { rows } = await database.db.systemPool.query(
    `select array(select v::text from unnest($1::${type}[]) with ordinality as u(v, n) order by n) as back`,
    [bytes],
  );
  return rows[0].back;
}

const INT64 = 2n ** 63n;

it.each([
  [
    'bigint',
    fc.option(fc.bigInt({ min: -INT64, max: INT64 - 1n }).map(String)),
    int8Array,
    (value: unknown) => value,
  ],
  ['boolean', fc.boolean(), boolArray, String],
  [
    'uuid',
    fc.uuid().map((uuid) => uuid.replaceAll('-', '')),
    uuidArray,
    (value: string) => value.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
  ],
  ['text', fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')), textArray, String],
])(
  '%s: every value comes back, null among them, and none for an empty array',
  async (type, value, array, text) => {
    await fc.assert(
      fc.asyncProperty(fc.array(value as fc.Arbitrary<never>), async (values) => {
        expect(await readBack(type, (array as (values: readonly never[]) => Buffer)(values))).toEqual(
          values.map((one) => (one === null ? null : (text as (one: never) => string)(one))),
        );
      }),
      { numRuns: 50 },
    );
  },
);

it('timestamptz: microseconds since 1970 are the instant that PostgreSQL reads from text, before 2000 and 1970 too', async () => {
  const year = 366 * 86_400_000_000;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.integer({ min: -100 * year, max: 250 * year }))),
      async (values) => {
        const { rows } = await database.db.systemPool.query(
          `select array(select (extract(epoch from v) * 1000000)::bigint::text from unnest($1::timestamptz[]) with ordinality as u(v, n) order by n) as back`,
          [timestamptzArray(values)],
        );
        expect(rows[0].back).toEqual(values.map((value) => (value === null ? null : String(value))));
      },
    ),
    { numRuns: 50 },
  );
});
