import type { Race } from './race.ts';
import type { Row } from './rows.ts';

type Sheet = Pick<Race, 'metrics' | 'subjects' | 'ratios'>;

/** The rows as a markdown table: a line per subject, a column per metric, how Tradepost compares in the last. */
export function tableOf(race: Sheet, rows: readonly Row[]): string {
  const metrics = race.metrics.filter((metric) => rows.some((row) => row.metric === metric.name));
  const head = [
    '',
    ...metrics.map(({ name, unit }) => (unit === '' ? name : `${name}, ${unit}`)),
    'Tradepost is',
  ];
  const lines = race.subjects.flatMap((subject) => {
    if (!rows.some((row) => row.subject === subject.name)) return [];
    const values = metrics.map((metric) => {
      const row = rows.find((each) => each.subject === subject.name && each.metric === metric.name);
      return row === undefined ? '' : number(row.value);
    });
    const ratio = rows.find((row) => row.subject === `tradepost/${subject.name}`);
    return [[subject.title, ...values, ratio === undefined ? '' : `${number(ratio.value)} x`]];
  });
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  const text = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [text(head), rule, ...lines.map(text)].join('\n');
}

/** Three significant digits for small numbers, whole ones with separators for large. */
function number(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
