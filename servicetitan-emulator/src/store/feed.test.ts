/** Export feeds give out every record once, also where many were changed in one moment. */
import { describe, expect, it } from 'vitest';
import { customers } from '../modules/crm/collections.ts';
import { wireTime } from '../wire/time.ts';
import { selectFeed, selectFeedJoined } from './select.ts';
import { Store } from './store.ts';

const NOW = Date.parse('2026-03-04T17:00:00Z');

/** Of a company's past, 1,000 places of the feed for a millisecond: 3,500 records of one share them. */
function crowded(): Store {
  const store = new Store({
    file: ':memory:',
    collections: [customers],
    stamp: () => wireTime(NOW),
    firstId: 1,
  });
  store.fill(() => {
    for (let id = 1; id <= 3_500; id += 1)
      store.insertPast(customers, { id, name: `Customer ${id}`, createdOn: wireTime(NOW) });
  });
  store.index();
  return store;
}

const everybody = Array.from({ length: 3_500 }, (_unused, at) => at + 1);

describe('a feed', () => {
  it.each([1, 7, 64, 100, 1_000])('in answers of %i or more, rows apart', (limit) => {
    const store = crowded();
    const ids: number[] = [];
    for (let after = 0, more = true; more; ) {
      const found = selectFeed(store, customers, { after, where: [], limit }, 'json');
      ids.push(...found.rows.map(({ id }) => Number(id)));
      ({ last: after, more } = found);
    }
    expect(ids.toSorted((a, b) => a - b)).toEqual(everybody);
  });

  it.each([1, 7, 64, 100, 1_000])('in answers of %i or more, as one text', (limit) => {
    const store = crowded();
    const ids: number[] = [];
    for (let after = 0, more = true; more; ) {
      const found = selectFeedJoined(store, customers, { after, where: [], limit }, 'json');
      const rows = JSON.parse(`[${found.text.join('')}]`) as { id: number }[];
      expect(rows.length).toBeGreaterThanOrEqual(Math.min(limit, 1));
      ids.push(...rows.map(({ id }) => id));
      ({ last: after, more } = found);
    }
    expect(ids.toSorted((a, b) => a - b)).toEqual(everybody);
  });
});
