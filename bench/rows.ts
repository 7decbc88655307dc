import type { Race, Run } from './race.ts';

/** What `npm run bench -- <race> --json` prints, one object a line (DESIGN.md, Contract). */
export interface Row {
  readonly race: string;
  readonly subject: string;
  readonly metric: string;
  readonly value: number;
  readonly unit?: string;
}

type Sheet = Pick<Race, 'name' | 'metrics' | 'subjects' | 'ratios'>;

/** One row per subject and metric over all rounds, then the ratios; above 1 means Tradepost is faster. */
export function rowsOf(race: Sheet, runs: readonly Run[]): Row[] {
  const rows: Row[] = [];
  for (const subject of race.subjects) {
    for (const metric of race.metrics) {
      const values = runs
        .filter((run) => run.subject === subject.name)
        .flatMap((run) => run.values[metric.name] ?? []);
      if (values.length === 0) continue;
      const value = metric.over === 'sum' ? values.reduce((sum, each) => sum + each, 0) : median(values);
      rows.push({ race: race.name, subject: subject.name, metric: metric.name, value, unit: metric.unit });
    }
  }
  return [...rows, ...ratiosOf(race, rows)];
}

function ratiosOf(race: Sheet, rows: readonly Row[]): Row[] {
  const find = (subject: string, metric: string): number | undefined =>
    rows.find((row) => row.subject === subject && row.metric === metric)?.value;
  return race.ratios.flatMap(({ against, metric }) => {
    const ours = find('tradepost', metric);
    const theirs = find(against, metric);
    if (!ours || !theirs) return [];
    const better = race.metrics.find((each) => each.name === metric)?.better;
    const value = better === 'lower' ? theirs / ours : ours / theirs;
    return [{ race: race.name, subject: `tradepost/${against}`, metric: 'ratio', value }];
  });
}

/** Of an empty list: NaN. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Rows that void the race: a server error, a booking that got lost. */
export function flawsOf(race: Sheet, rows: readonly Row[]): Row[] {
  const zero = new Set(race.metrics.filter((metric) => metric.mustBeZero).map((metric) => metric.name));
  return rows.filter((row) => zero.has(row.metric) && row.value !== 0);
}
