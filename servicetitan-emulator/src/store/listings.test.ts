/** Kept listings answer what the tables say, whatever is written between two pages. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerContacts, customers } from '../modules/crm/collections.ts';
import { wireTime } from '../wire/time.ts';
import { countAll, type Selection, selectJoined, selectPage } from './select.ts';
import { Store } from './store.ts';

const NOW = Date.parse('2026-03-04T17:00:00Z');

function open(): Store {
  let now = NOW;
  const collections = [customers, customerContacts];
  return new Store({ file: ':memory:', collections, stamp: () => wireTime((now += 1)), firstId: 1 });
}

const SELECTIONS: readonly Omit<Selection, 'offset' | 'limit'>[] = [
  { where: [], active: true, sort: 'id', descending: false },
  { where: [], active: undefined, sort: 'id', descending: true },
  { where: [], active: false, sort: 'modifiedOn', descending: true },
  { where: [], active: true, sort: 'city', descending: false },
  {
    where: [{ sql: 'instr("city", ?) > 0', params: ['o'] }],
    active: true,
    sort: 'id',
    descending: false,
  },
  {
    where: [{ sql: '"modifiedOn" >= ?', params: [wireTime(NOW + 20)], stretch: true }],
    active: undefined,
    sort: 'latitude',
    descending: true,
  },
  {
    where: [{ sql: `id IN (SELECT customerId FROM "customerContacts" WHERE active = 1)`, params: [] }],
    active: true,
    sort: 'id',
    descending: false,
  },
];

/** What the page is by one statement over the whole table. */
function directly(store: Store, { where, active, sort, descending, offset, limit }: Selection): bigint[] {
  const filters = [...where.map(({ sql }) => sql), active === undefined ? '1' : `active = ${Number(active)}`];
  const direction = descending ? 'DESC' : 'ASC';
  return store.database.integers(
    `SELECT id FROM customers WHERE ${filters.join(' AND ')} ORDER BY "${sort}" ${direction}, id ${direction}
      LIMIT ${limit + 1} OFFSET ${offset}`,
    ...where.flatMap(({ params }) => params),
  );
}

type Step = readonly ['add' | 'move' | 'hide' | 'reach' | 'undo' | 'read', number];

const cities = ['Golden', 'Denver', 'Aurora', null, 'Zoé 😀', 'Zoé ﬃ'];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('add', 'add', 'move', 'hide', 'reach', 'undo', 'read', 'read'),
  fc.nat(1000),
);

function take(store: Store, [kind, number]: Step): void {
  const address = { city: cities[number % cities.length] ?? null, latitude: number % 7 ? number % 5 : null };
  if (kind === 'add') {
    store.insert(customers, { name: `Customer ${number}`, address, active: number % 4 !== 0 });
    return;
  }
  const [id] = store.database.integers('SELECT id FROM customers ORDER BY id LIMIT 1 OFFSET ?', number % 40);
  const customer = store.get(customers, id);
  if (!customer) return;
  if (kind === 'move') store.update(customers, customer, { address });
  if (kind === 'hide') store.amend(customers, customer, { active: customer.active !== true });
  if (kind === 'reach') store.insert(customerContacts, { customerId: customer.id ?? null, type: 'Email' });
}

describe('pages of kept listings', () => {
  it('are those of the tables, after any writes, also undone ones', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 120 }), fc.nat(12), (steps, offset) => {
        const store = open();
        const check = (): void => {
          for (const selection of SELECTIONS) {
            const page = { ...selection, offset, limit: 5 };
            const ids = selectPage(store, customers, page, 'json').map(({ id }) => id);
            expect(ids).toEqual(directly(store, page));
            const { text, more } = selectJoined(store, customers, page, 'json');
            const records = JSON.parse(`[${text}]`) as { id: number }[];
            expect(records.map(({ id }) => BigInt(id))).toEqual(ids.slice(0, 5));
            expect(more).toBe(ids.length > 5);
            const all = directly(store, { ...selection, offset: 0, limit: 100_000 });
            expect(countAll(store, customers, page)).toBe(all.length);
          }
        };
        for (const one of steps) {
          if (one[0] === 'read') check();
          else if (one[0] !== 'undo') store.write(() => take(store, one));
          else {
            const undone = (): void =>
              store.write(() => {
                take(store, ['add', one[1]]);
                check();
                throw new RangeError('undone');
              });
            expect(undone).toThrow('undone');
          }
        }
        check();
        store.close();
      }),
      { numRuns: 25 },
    );
  });

  it('are made anew when more was written than is followed', () => {
    const store = open();
    const page: Selection = { where: [], active: true, sort: 'city', descending: false, offset: 3, limit: 5 };
    const ids = (): bigint[] => selectPage(store, customers, page, 'json').map(({ id }) => id);
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 1500; at += 1) take(store, ['add', at]);
      expect(ids()).toEqual(directly(store, page));
    }
    store.close();
  });
});
