/** What follows from a write: reactions in its transaction, notice after it, and amendments that are no write of their own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callReasons } from '../src/modules/jbce/collections.ts';
import { categories } from '../src/modules/marketing/collections.ts';
import { type Reaction, reactTo } from '../src/operations/reaction.ts';
import { selectFeed } from '../src/store/select.ts';
import { Store, type Write } from '../src/store/store.ts';

/** A category that becomes inactive leaves a reason behind; one called `Bad` cannot. */
const leavesReason: Reaction = {
  on: categories,
  react(store, { before, after }) {
    if (!before || before.active === after.active) return;
    if (after.name === 'Bad') throw new Error('refused');
    store.insert(callReasons, { name: `was ${String(after.name)}`, isLead: false });
  },
};

let store: Store;
let told: Write[];
let minute: number;

beforeEach(() => {
  told = [];
  minute = 0;
  store = new Store({
    file: ':memory:',
    collections: [categories, callReasons],
    stamp: () => `2026-03-04T17:${String(minute++).padStart(2, '0')}:00Z`,
    firstId: 1,
    react: reactTo([leavesReason]),
    committed: (writes) => told.push(...writes),
  });
});
afterEach(() => store.close());

const add = (name: string) => store.write(() => store.insert(categories, { name, type: 'Regular' }));
const feedOf = (after = 0) => selectFeed(store, categories, { after, where: [], limit: 100 }, 'json');

describe('a write (checklist 6)', () => {
  it('brings about what reacts to it, and tells both once they are safe', () => {
    const category = add('Radio');
    expect(store.count(callReasons)).toBe(0);
    store.write(() => {
      store.update(categories, category, { active: false });
      expect(told).toHaveLength(1);
    });
    expect(store.find(callReasons, 'name', 'was radio')).toMatchObject([{ name: 'was Radio' }]);
    expect(
      told.map(({ collection, before, after }) => [collection.name, before?.active, after.active]),
    ).toEqual([
      ['campaignCategories', undefined, true],
      ['campaignCategories', true, false],
      ['callReasons', undefined, true],
    ]);
  });

  it('that is an attempt inside another is taken back alone: records, ids and what would be told', () => {
    const attempt = () =>
      store.attempt(() => {
        store.insert(categories, { name: 'Never', type: 'Regular' });
        throw new Error('refused');
      });
    const ids = store.write(() => {
      const first = store.insert(categories, { name: 'First', type: 'Regular' });
      expect(attempt).toThrow('refused');
      return [
        first.id,
        store.attempt(() => store.insert(categories, { name: 'Second', type: 'Regular' })).id,
      ];
    });
    expect(ids).toEqual([1, 2]);
    expect(feedOf().rows).toHaveLength(2);
    expect(told.map(({ after }) => after.name)).toEqual(['First', 'Second']);
  });

  it('inside another is safe, and told, with the outer one', () => {
    const failing = () =>
      store.write(() => {
        add('Radio');
        expect(told).toEqual([]);
        throw new Error('the outer one failed');
      });
    expect(failing).toThrow('the outer one failed');
    expect([store.count(categories), told.length]).toEqual([0, 0]);
    store.write(() => add('Radio'));
    expect(told.map(({ after }) => after.name)).toEqual(['Radio']);
  });

  it('is undone with its reaction, and nobody is told', () => {
    const category = add('Bad');
    told.length = 0;
    expect(() => store.write(() => store.update(categories, category, { active: false }))).toThrow('refused');
    expect(store.get(categories, 1)).toMatchObject({ active: true });
    add('Radio');
    expect(told.map(({ after }) => after.name)).toEqual(['Radio']);
  });
});

describe('an amendment (checklist 6: modifiedOn is bumped by writes on the entity itself only)', () => {
  it('changes what the record shows and neither its modifiedOn nor its place in the feed', () => {
    const [first] = [add('Radio'), add('Television')];
    const { last } = feedOf();
    told.length = 0;
    const amended = store.write(() => store.amend(categories, first, { name: 'Wireless' }));
    expect(amended.modifiedOn).toBe(first.modifiedOn);
    expect(store.get(categories, 1)).toEqual(amended);
    expect(feedOf().rows.map(({ id }) => Number(id))).toEqual([1, 2]);
    expect(feedOf(last).rows).toEqual([]);
    expect(told).toEqual([]);
  });

  it('that is undone leaves what is read as it was, also of what was read meanwhile', () => {
    const category = add('Radio');
    const nameOf = () => store.get(categories, category.id as number)?.name;
    expect(nameOf()).toBe('Radio');
    const renamed = (): never => {
      store.update(categories, category, { name: 'TV' });
      expect(nameOf()).toBe('TV');
      throw new Error('undo');
    };
    expect(() => store.write(renamed)).toThrow('undo');
    expect(nameOf()).toBe('Radio');
    store.write(() => expect(() => store.attempt(renamed)).toThrow('undo'));
    expect(nameOf()).toBe('Radio');
    store.write(() => store.amend(categories, category, { name: 'Web' }));
    expect(nameOf()).toBe('Web');
    store.clear();
    expect(nameOf()).toBeUndefined();
  });
});
