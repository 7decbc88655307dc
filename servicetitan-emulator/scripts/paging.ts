/**
 * Prints how long the emulator takes for a page of 500 of so many customers (100,000 when not said), at several depths,
 * the first time and from then on, without HTTP:
 *
 *     node servicetitan-emulator/scripts/paging.ts 500000
 */
import { loadHousehold } from '../src/company/households.ts';
import { COLLECTIONS, handlerOf, knownOperations } from '../src/modules/index.ts';
import type { Tenant } from '../src/operations/call.ts';
import { Random } from '../src/random.ts';
import { Store } from '../src/store/store.ts';
import { checkQuery } from '../src/wire/query.ts';
import { wireTime } from '../src/wire/time.ts';

const COUNT = Number(process.argv[2] ?? 100_000);
const ROUNDS = 15;

const store = new Store({
  file: ':memory:',
  collections: COLLECTIONS,
  stamp: () => wireTime(Date.now()),
  firstId: 1,
});
store.write(() => {
  const town = { store, random: new Random('paging'), zoneOf: new Map<string, number>(), tagIds: [1] };
  for (let at = 0; at < COUNT; at += 1) loadHousehold(town, wireTime(1_700_000_000_000 + at * 1000, 7));
});
store.index();

const operation = knownOperations().find(({ id }) => id === 'crm.customers.getList');
const handler = operation && handlerOf(operation);
if (!operation || !handler) throw new Error('The contract has no list of customers.');
const tenant: Tenant = { id: 1, store, secret: 'paging', now: () => Date.now(), timeZone: 'UTC' };

for (const search of ['', 'includeTotal=true', 'active=Any', 'sort=-Id', 'sort=-ModifiedOn', 'city=golden']) {
  for (const page of [1, Math.round(COUNT / 1000), Math.round(COUNT / 520)]) {
    const query = checkQuery(new URLSearchParams(`${search}&page=${page}&pageSize=500`), operation.query);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      handler({ operation, tenant, store, params: {}, query, body: null });
      times.push(performance.now() - started);
    }
    const median = times.toSorted((one, two) => one - two)[ROUNDS >> 1] ?? 0;
    console.log(
      `page ${String(page).padStart(3)}  ${(times[0] ?? 0).toFixed(2).padStart(8)} ms, then ${median.toFixed(2).padStart(5)} ms  ${search || 'no filter'}`,
    );
  }
}
store.close();
