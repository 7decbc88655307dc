/** Reference: "Paging, sorting, filters". Random rows and filters are held against a naive way of answering them. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESS, type Body, type Caller, NOW, newCustomer, rowsOf, start } from './caller.ts';

const NAMES = ['Ada', 'Élodie', 'adam', 'Zoe', 'O’Neil'];
const CITIES = ['Denver', 'Aurora', 'Golden'];
const COUNT = 60;

let caller: Caller;
let now = NOW;
/** Every customer, in order of id. */
const rows: Body[] = [];

beforeAll(async () => {
  caller = await start({ clock: { now: () => now } });
  for (let at = 0; at < COUNT; at += 1) {
    now += 1000;
    const address = { ...ADDRESS, city: CITIES[at % CITIES.length], zip: `8020${at % 7}` };
    const customer = newCustomer({ name: `${NAMES[at % NAMES.length]} ${at % 4}`, address });
    const { json } = await caller.send('POST', 'crm/customers', customer);
    if (at % 5 === 0) await caller.send('PATCH', `crm/customers/${json.id}`, { active: at % 10 === 0 });
    rows.push((await caller.get(`crm/customers/${json.id}`)).json);
  }
});
afterAll(() => caller.emulator.close());

interface Filters {
  name?: string;
  city?: string;
  zip?: string;
  active?: string;
  modifiedOnOrAfter?: string;
  createdBefore?: string;
  ids?: string;
  sort?: string;
  page?: number;
  pageSize?: number;
}

/** The instant of a wire time with all seven digits, so that text compares as time does. */
const instant = (value: unknown): string => {
  const [whole = '', fraction = ''] = String(value).replace('Z', '').split('.');
  return `${whole}.${fraction.padEnd(7, '0')}`;
};

function naive(filters: Filters): { ids: unknown[]; total: number; hasMore: boolean } {
  const {
    name,
    city,
    zip,
    active = 'True',
    modifiedOnOrAfter: from,
    createdBefore: until,
    ids,
    sort,
  } = filters;
  const kept = rows.filter((row) => {
    const address = row.address as Body;
    return (
      (active === 'Any' || row.active === (active === 'True')) &&
      (name === undefined || String(row.name).toLowerCase().includes(name.toLowerCase())) &&
      (city === undefined || String(address.city).toLowerCase().includes(city.toLowerCase())) &&
      (zip === undefined || String(address.zip).includes(zip)) &&
      (from === undefined || instant(row.modifiedOn) >= instant(from)) &&
      (until === undefined || instant(row.createdOn) < instant(until)) &&
      (ids === undefined || ids.split(',').includes(String(row.id)))
    );
  });
  const [sign = '+', field = 'Id'] = sort
    ? [sort.startsWith('-') ? '-' : '+', sort.replace(/^[+-]/, '')]
    : [];
  const key = (row: Body): string | number => {
    if (field === 'Id') return Number(row.id);
    return instant(row[field === 'ModifiedOn' ? 'modifiedOn' : 'createdOn']);
  };
  const sorted = kept.toSorted((a, b) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : Number(a.id) - Number(b.id),
  );
  if (sign === '-') sorted.reverse();
  const { page = 1, pageSize = 50 } = filters;
  const end = page * pageSize;
  const shown = sorted.slice(end - pageSize, end);
  return { ids: shown.map((row) => row.id), total: kept.length, hasMore: kept.length > end };
}

const moment = fc.integer({ min: -5, max: COUNT + 5 }).map((at) => new Date(NOW + at * 1000).toISOString());
const anyFilters: fc.Arbitrary<Filters> = fc.record(
  {
    name: fc.constantFrom('a', 'AD', 'éLO', 'Zoe', '3', 'neil', 'nobody'),
    city: fc.constantFrom('denver', 'Golden', 'r'),
    zip: fc.constantFrom('80203', '8020', '9'),
    active: fc.constantFrom('True', 'False', 'Any'),
    modifiedOnOrAfter: moment,
    createdBefore: moment,
    ids: fc.array(fc.integer({ min: 0, max: COUNT }), { minLength: 1, maxLength: 12 }).map((picked) => {
      return picked.map((at) => String(rows[at]?.id ?? 999)).join(',');
    }),
    sort: fc.constantFrom('+Id', '-Id', 'Id', '+ModifiedOn', '-ModifiedOn', '+CreatedOn', '-CreatedOn'),
    page: fc.integer({ min: 1, max: 5 }),
    pageSize: fc.integer({ min: 1, max: 25 }),
  },
  { requiredKeys: [] },
);

describe('a list', () => {
  it('answers any filters as a naive search over all rows would', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilters, async (filters) => {
        const query = new URLSearchParams({ includeTotal: 'true' });
        for (const [name, value] of Object.entries(filters)) query.set(name, String(value));
        const answer = await caller.get(`crm/customers?${query}`);
        const { ids, total, hasMore } = naive(filters);
        expect(rowsOf(answer).map((row) => row.id)).toEqual(ids);
        expect(answer.json).toMatchObject({ totalCount: total, hasMore, page: filters.page ?? 1 });
      }),
      { numRuns: 300 },
    );
  });

  it('counts only when asked to', async () => {
    expect((await caller.get('crm/customers')).json).toMatchObject({
      page: 1,
      pageSize: 50,
      totalCount: null,
    });
    expect((await caller.get('crm/customers?includeTotal=true&active=Any')).json.totalCount).toBe(COUNT);
  });

  it('ignores parameters that it does not know', async () => {
    const plain = await caller.get('crm/customers');
    const misspelt = await caller.get('crm/customers?nmae=Ada&modifiedSince=yesterday');
    expect(misspelt.text).toBe(plain.text);
  });

  it.each([
    ['page', 'page=first'],
    ['page', 'page=0'],
    ['pageSize', 'pageSize=5001'],
    ['pageSize', 'pageSize=-1'],
    ['includeTotal', 'includeTotal=maybe'],
    ['active', 'active=Sometimes'],
    ['createdBefore', 'createdBefore=yesterday'],
    ['createdBefore', 'createdBefore=2026-02-30'],
    ['ids', 'ids=1,x'],
    ['ids', `ids=${Array.from({ length: 51 }, (_unused, at) => at + 1).join(',')}`],
    ['ids', 'ids=99999999999999999999'],
    ['sort', 'sort=%2BName'],
    ['externalDataApplicationGuid', 'externalDataApplicationGuid=12'],
    ['latitude', 'latitude=north'],
  ])('refuses a malformed %s by name', async (name, query) => {
    const answer = await caller.get(`crm/customers?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toHaveProperty(name);
  });

  it('takes a plus that was not encoded', async () => {
    const encoded = await caller.get('crm/customers?sort=%2BModifiedOn');
    expect((await caller.get('crm/customers?sort=+ModifiedOn')).text).toBe(encoded.text);
  });

  it('refuses a malformed id in the path by name', async () => {
    const answer = await caller.get('crm/customers/abc');
    expect([answer.status, answer.json.errors]).toMatchObject([400, { id: expect.any(Array) }]);
  });
});
