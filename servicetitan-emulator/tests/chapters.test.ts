/** What a module's chapter sees and adds while the past of a company is made. */
import { describe, expect, it } from 'vitest';
import type { Chapter, PastJob } from '../src/company/chapter.ts';
import { loadCompany } from '../src/company/load.ts';
import { COLLECTIONS } from '../src/modules/index.ts';
import { jobs } from '../src/modules/jpm/collections.ts';
import { categories } from '../src/modules/marketing/collections.ts';
import { Store } from '../src/store/store.ts';
import { wireTime } from '../src/wire/time.ts';
import { NOW } from './caller.ts';

function company(chapters: readonly Chapter[]): Store {
  const store = new Store({
    file: ':memory:',
    collections: COLLECTIONS,
    stamp: () => wireTime(NOW),
    firstId: 1,
  });
  loadCompany(store, chapters, { size: 'small', seed: 3, now: NOW });
  return store;
}

describe('a chapter of the demo company', () => {
  it('meets every customer before its first job, every day in order, and closes once', () => {
    const met = new Set<unknown>();
    const days: number[] = [];
    const strangers: PastJob[] = [];
    let closed = 0;
    let seen = 0;
    const store = company([
      {
        name: 'watching',
        begin: () => ({
          household: ({ locationId }) => met.add(locationId),
          day: (midnight) => days.push(midnight),
          job(job) {
            seen += 1;
            if (!met.has(job.household.locationId)) strangers.push(job);
          },
          close: () => (closed += 1),
        }),
      },
    ]);
    expect(strangers).toEqual([]);
    expect(days).toEqual(days.toSorted((one, two) => one - two));
    expect(seen).toBe(store.count(jobs));
    expect(closed).toBe(1);
    store.close();
  });

  it('draws the same numbers whatever other chapters there are', () => {
    const drawn: number[] = [];
    const drawing = (name: string): Chapter => ({
      name,
      begin({ random }) {
        if (name === 'drawing') drawn.push(random.next());
        return {};
      },
    });
    company([drawing('drawing')]).close();
    company([drawing('other'), drawing('drawing')]).close();
    expect(drawn[0]).toBe(drawn[1]);
  });

  it('adds records and members of jobs, and leaves the rest of the company as it was', () => {
    const plain = company([]);
    const store = company([
      {
        name: 'adding',
        begin({ store: open, founded, random }) {
          random.next();
          const { id = null } = open.insertPast(categories, {
            name: 'Chapter',
            createdOn: wireTime(founded),
          });
          return { job: ({ draft }) => (draft.membershipId = id) };
        },
      },
    ]);
    expect(store.count(categories)).toBe(plain.count(categories) + 1);
    const [category] = store.find(categories, 'name', 'chapter');
    const [job] = store.find(jobs, 'active', 1);
    expect(job?.membershipId).toBe(category?.id);
    const summaries = (of: Store) => of.find(jobs, 'active', 1).map(({ summary, total }) => [summary, total]);
    expect(summaries(store)).toEqual(summaries(plain));
    plain.close();
    store.close();
  });
});
