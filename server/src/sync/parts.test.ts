import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from './estimate.ts';
import { progressOf } from './overview.ts';
import { hintedBy, planOf, stages } from './plan.ts';
import { ahead } from './read/ahead.ts';
import { type Asking, listAnswers } from './read/answers.ts';
import { isReadable, readRow } from './read/row.ts';
import { splitRows } from './read/split.ts';
import { resources } from './resources.ts';
import { fieldChanges } from './timeline.ts';

describe('rows of an answer', () => {
  it('are cut out as the text they came as, whatever JSON they are', () => {
    const envelope = fc.constantFrom<(data: string) => string>(
      (data) => `{"hasMore":true,"continueFrom":"a\\"b","data":[${data}]}`,
      (data) => `{ "data" : [ ${data} ] , "page": 1, "hasMore": false }`,
      (data) => `{"x":{"data":[{"no":1}]},"y":[{"data":[2]}],"data":[${data}]}`,
    );
    const row = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(
        envelope,
        fc.array(row, { maxLength: 8 }),
        fc.constantFrom(',', ' ,\n '),
        (wrap, rows, comma) => {
          const texts = rows.map((one) => JSON.stringify(one));
          expect(splitRows(wrap(texts.join(comma)))).toEqual(texts);
        },
      ),
    );
  });

  it.each(['{"data":[{"id":1},{"id"', '{"data":[{"id":1}', '{"data":[{"name":"x'])(
    'of one that was cut off are refused: %s',
    (text) => {
      expect(() => splitRows(text)).toThrow(SyntaxError);
    },
  );

  it.each(['{"data":[]}', ' { "page" : 1, "data" : [ ] } '])('are none of %j', (text) => {
    expect(splitRows(text)).toEqual([]);
  });

  it.each(['{"data":null}', '{"page":1}', '<html>Sign in to the network</html>', ''])(
    'of what is no list are a fault, not none: %j',
    async (text) => {
      const client = { raw: async () => ({ text }) } as unknown as Asking['client'];
      const { signal } = new AbortController();
      const asking = { client, signal, priority: 'live' as const, asked: () => {}, answered: () => {} };
      await expect(listAnswers(asking, 'technicians', {}).next()).rejects.toMatchObject({
        kind: 'invalid_response',
      });
    },
  );

  it('are read as far as the mirror needs them: null, 0 and year 1 are nothing, digits stay', () => {
    const text =
      '{"id":9007199254740993,"customerId":9007199254740995,"locationId":0,"createdOn":"0001-01-01T00:00:00Z","modifiedOn":"2026-01-01T00:00:00.1234567Z","active":null}';
    expect(readRow(resources.jobs, text)).toMatchObject({
      id: '9007199254740993',
      customerId: '9007199254740995',
      locationId: null,
      createdOn: null,
      modifiedOn: Date.UTC(2026, 0) * 1000 + 123_457,
      active: true,
      body: text,
    });
  });

  it.each([
    ['2026-01-01T00:00:00Z', Date.UTC(2026, 0)],
    ['2026-01-01T00:00:00', Date.UTC(2026, 0)],
    ['2026-01-01T00:00:00.5+02:00', Date.UTC(2026, 0) + 500 - 7_200_000],
    ['1969-12-31T23:59:59.25Z', -750],
    ['2026-02-30T00:00:00Z', Date.UTC(2026, 2, 2)],
    ['2026-13-01T00:00:00Z', null],
    ['2026-01-01', null],
    ['yesterday', null],
    [1_767_225_600, null],
  ])('take %j for the instant it is, in UTC where no zone stands', (createdOn, ms) => {
    const row = readRow(resources.jobs, JSON.stringify({ id: 1, createdOn }));
    expect(row).toMatchObject({ createdOn: ms === null ? null : ms * 1000 });
  });

  it.each([
    '{"id":null}',
    '{"id":"x"}',
    '{"id":0}',
    '{"id":1e30}',
    '{"id":-3}',
    '{"id":99999999999999999999}',
    '{}',
    'nothing',
  ])('without an identity are told of: %s', (text) => {
    expect(isReadable(readRow(resources.jobs, text))).toBe(false);
  });

  it('are the same from the list as from the feed, which says "active" as well', () => {
    const [list, feed] = [
      readRow(resources.jobs, '{"id":1,"x":2}'),
      readRow(resources.jobs, '{"id":1,"x":2,"active":true}'),
    ];
    expect(list).toEqual(feed);
  });
});

describe('what is read', () => {
  it('H40, H41, H42: follows from the selection, and nothing else is', () => {
    expect(planOf({ models: ['job'], resources: {} })).not.toContain('estimates');
    expect(planOf({ models: ['job'], resources: { job: ['cancelReasons'] } })).toEqual(
      expect.arrayContaining(['jobs', 'customers', 'cancelReasons', 'holdReasons', 'jobTypes']),
    );
    expect(planOf({ models: ['membership'], resources: {} })).not.toContain('jobs');
    expect(planOf({ models: ['call'], resources: {} })).toEqual(
      expect.arrayContaining(['calls', 'customers']),
    );
  });

  it('goes in stages: catalogues, what belongs to others, what opportunities are made of', () => {
    const [first, second, third] = stages(
      planOf({ models: ['job', 'call'], resources: { job: ['estimates', 'cancelReasons'] } }),
    );
    expect(first).toContain('jobTypes');
    expect(second).toEqual(expect.arrayContaining(['customers', 'estimates']));
    expect(third).toEqual(['jobs', 'calls']);
  });

  it.each([
    ['call.completed', 'calls'],
    ['CallCompleted', 'calls'],
    ['JobScheduled', 'jobs'],
    ['appointment.rescheduled', 'appointments'],
    ['customer.updated', 'customerContacts'],
  ])('H26: a webhook of %s hurries %s', (event, resource) => {
    expect(hintedBy(event)).toContain(resource);
  });

  it('an unknown event hurries everything', () => expect(hintedBy('something.new')).toBeNull());
});

describe('the account of a back-fill (B25)', () => {
  it('never says done before it is, and never more than all', () => {
    const state = fc.constantFrom('waiting' as const, 'backfill' as const, 'live' as const);
    const cursor = fc.record({ state, done: fc.nat(5_000), expected: fc.option(fc.nat(5_000)) });
    fc.assert(
      fc.property(fc.array(cursor), (cursors) => {
        const { percent, done, expected } = progressOf(cursors, new Date(0), new Date(60_000));
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(99);
        expect(done).toBeLessThanOrEqual(expected);
      }),
    );
  });

  it('reckons with full answers, and with fifties for what is older', () => {
    expect(costOf([{ resource: 'appointments', rows: 2_500 }])).toMatchObject({ requests: 1 + 2 * 3 });
    // A thousand jobs: two answers, and customers, contacts, locations and their contacts for half of them.
    expect(costOf([{ resource: 'jobs', rows: 1_000 }])).toMatchObject({ requests: 1 + 2 + 40 });
  });
});

describe('a timeline (B24)', () => {
  it('says what became different, member by member', () => {
    expect(fieldChanges({ a: 1, b: { c: [1, 2] }, d: null }, { a: 1, b: { c: [1, 3, 4] }, e: 'x' })).toEqual([
      { path: 'b:c:1', before: 2, after: 3 },
      { path: 'b:c:2', before: null, after: 4 },
      { path: 'e', before: null, after: 'x' },
    ]);
  });
});

describe('reading ahead', () => {
  async function* numbers(upTo: number, made: number[]) {
    for (let at = 1; at <= upTo; at += 1) {
      made.push(at);
      yield at;
    }
  }

  it('gives all in order, and never makes many more than were taken', async () => {
    const made: number[] = [];
    const taken: number[] = [];
    for await (const value of ahead(numbers(20, made), 2)) {
      taken.push(value);
      expect(made.length - taken.length).toBeLessThanOrEqual(3);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(taken).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  it('hands on a fault in its turn, and stops with its consumer', async () => {
    async function* failing() {
      yield 1;
      throw new Error('broken');
    }
    const seen: number[] = [];
    await expect(async () => {
      for await (const value of ahead(failing(), 2)) seen.push(value);
    }).rejects.toThrow('broken');
    expect(seen).toEqual([1]);
    const made: number[] = [];
    for await (const value of ahead(numbers(1_000, made), 2)) if (value === 3) break;
    expect(made.length).toBeLessThan(10);
  });
});
