import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Race, Run } from './race.ts';
import { flawsOf, median, rowsOf } from './rows.ts';
import { tableOf } from './table.ts';

const race: Pick<Race, 'name' | 'metrics' | 'subjects' | 'ratios'> = {
  name: 'demo',
  metrics: [
    { name: 'speed', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 'p99', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'errors', unit: '', better: 'lower', over: 'sum', mustBeZero: true },
  ],
  subjects: [
    { name: 'tradepost', title: 'Tradepost' },
    { name: 'peer', title: 'A peer' },
    { name: 'limit', title: 'The limit' },
  ],
  ratios: [
    { against: 'peer', metric: 'speed' },
    { against: 'limit', metric: 'p99' },
  ],
};

const run = (subject: string, round: number, values: Record<string, number>): Run => ({
  subject,
  round,
  values,
});

const runs: readonly Run[] = [
  run('tradepost', 1, { speed: 9_000, p99: 8, errors: 0 }),
  run('peer', 1, { speed: 2_000, p99: 50, errors: 1 }),
  run('limit', 1, { p99: 2, errors: 0 }),
  run('tradepost', 2, { speed: 11_000, p99: 6, errors: 0 }),
  run('peer', 2, { speed: 3_000, p99: 40, errors: 0 }),
  run('limit', 2, { p99: 4, errors: 0 }),
  run('tradepost', 3, { speed: 10_000, p99: 30, errors: 0 }),
  run('peer', 3, { speed: 2_500, p99: 45, errors: 2 }),
  run('limit', 3, { p99: 3, errors: 0 }),
];

describe('rows of a race', () => {
  const rows = rowsOf(race, runs);

  it('takes the median of the rounds and adds up what must not happen', () => {
    expect(rows).toContainEqual({
      race: 'demo',
      subject: 'tradepost',
      metric: 'speed',
      value: 10_000,
      unit: 'rows/s',
    });
    expect(rows).toContainEqual({ race: 'demo', subject: 'tradepost', metric: 'p99', value: 8, unit: 'ms' });
    expect(rows).toContainEqual({ race: 'demo', subject: 'peer', metric: 'errors', value: 3, unit: '' });
  });

  it('has no row for what a subject does not do', () => {
    expect(rows.filter((row) => row.subject === 'limit' && row.metric === 'speed')).toEqual([]);
  });

  it('gives ratios above 1 when Tradepost is faster, whichever way the metric points', () => {
    expect(rows).toContainEqual({ race: 'demo', subject: 'tradepost/peer', metric: 'ratio', value: 4 });
    expect(rows).toContainEqual({ race: 'demo', subject: 'tradepost/limit', metric: 'ratio', value: 3 / 8 });
  });

  it('has no ratio to a subject that did not run', () => {
    const alone = rowsOf(
      race,
      runs.filter((each) => each.subject === 'tradepost'),
    );
    expect(alone.filter((row) => row.metric === 'ratio')).toEqual([]);
  });

  it('calls a race void when something happened that must not', () => {
    expect(flawsOf(race, rows).map((row) => row.subject)).toEqual(['peer']);
  });
});

describe('median', () => {
  it.each([
    [[5], 5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('does not depend on the order and lies between the extremes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (values) => {
        const middle = median(values);
        // Equal as numbers: sorting may bring either of 0 and -0 to the middle.
        expect(median(values.toReversed()) === middle).toBe(true);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('the markdown table', () => {
  it('has a line per subject, a column per metric, and the ratio last', () => {
    expect(tableOf(race, rowsOf(race, runs)).split('\n')).toEqual([
      '|           | speed, rows/s | p99, ms | errors | Tradepost is |',
      '| --------- | ------------: | ------: | -----: | -----------: |',
      '| Tradepost |        10,000 |       8 |      0 |              |',
      '| A peer    |         2,500 |      45 |      3 |          4 x |',
      '| The limit |               |       3 |      0 |      0.375 x |',
    ]);
  });

  it('leaves out subjects and metrics that were not measured', () => {
    const partly = rowsOf(race, [run('peer', 1, { p99: 12.345 })]);
    expect(tableOf(race, partly).split('\n')).toEqual([
      '|        | p99, ms | Tradepost is |',
      '| ------ | ------: | -----------: |',
      '| A peer |    12.3 |              |',
    ]);
  });
});
