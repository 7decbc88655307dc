/** What a run has found, as text for people and as one document for programs. */
import type { ApiOperation } from './documents/document.ts';
import type { EmulatorFinding, Finding } from './finding.ts';
import type { Settled } from './settle.ts';

export interface ModuleRow {
  module: string;
  /** Operations in the documents. */
  operations: number;
  served: number;
  tried: number;
  passed: number;
  empty: number;
  /** Operations whose request by the client is as documented. */
  client: number;
}

export interface Report extends Settled {
  modules: readonly ModuleRow[];
  /** Lists and feeds without a row in the demo company. */
  empty: readonly string[];
  /** Operations that took only a body without its optional members, and what they said to the full one. */
  reduced: readonly { operation: string; refusal: string }[];
  /** Operations of the emulator and of the client, and stale rows of the table. */
  passed: number;
  failed: number;
}

export function reportOf(
  operations: readonly ApiOperation[],
  emulator: readonly EmulatorFinding[],
  client: readonly Finding[],
  settled: Settled,
): Report {
  const bad = new Set(settled.unexplained.map(({ side, operation }) => `${side} ${operation}`));
  const served = emulator.filter((finding) => finding.served);
  const good = served.filter(({ operation }) => !bad.has(`emulator ${operation}`));
  const goodCalls = client.filter(({ operation }) => !bad.has(`client ${operation}`));
  const modules = [...new Set(operations.map(({ module }) => module))].toSorted().map((module) => {
    const count = (list: readonly { module: string }[]): number =>
      list.filter((one) => one.module === module).length;
    return {
      module,
      operations: count(operations),
      served: count(served),
      tried: count(served.filter(({ tried }) => tried)),
      passed: count(good),
      empty: count(served.filter(({ empty }) => empty)),
      client: count(goodCalls),
    };
  });
  const passed = good.length + goodCalls.length;
  return {
    ...settled,
    modules,
    empty: served.filter(({ empty }) => empty).map(({ operation }) => operation),
    reduced: served.flatMap(({ operation, reduced }) =>
      reduced === null ? [] : [{ operation, refusal: reduced }],
    ),
    passed,
    failed: served.length + client.length - passed + settled.stale.length,
  };
}

const COLUMNS = ['module', 'operations', 'served', 'tried', 'passed', 'empty', 'client'] as const;

function tableOf(rows: readonly ModuleRow[]): string[] {
  const sum = (column: Exclude<(typeof COLUMNS)[number], 'module'>): number =>
    rows.reduce((total, row) => total + row[column], 0);
  const total = {
    module: 'all',
    operations: sum('operations'),
    served: sum('served'),
    tried: sum('tried'),
    passed: sum('passed'),
    empty: sum('empty'),
    client: sum('client'),
  };
  const lines = [COLUMNS, ...[...rows, total].map((row) => COLUMNS.map((column) => String(row[column])))];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  return lines.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];
}

export function textOf(report: Report): string {
  return [
    ...tableOf(report.modules),
    ...section('Empty lists', report.empty),
    ...section(
      'Taken only without optional members',
      report.reduced.map(({ operation, refusal }) => `${operation}\n    ${refusal}`),
    ),
    ...section(
      'Deliberate deviations',
      report.deliberate.map(({ operation, where, reason }) => `${operation}: ${where}\n    ${reason}`),
    ),
    ...section(
      'Unexplained deviations',
      report.unexplained.map(
        ({ side, operation, where, detail }) => `${side}: ${operation}: ${where}\n    ${detail}`,
      ),
    ),
    ...section(
      'Stale rows of the table of deliberate deviations',
      report.stale.map(({ operation, where }) => `${operation}: ${where}`),
    ),
    '',
    `${report.passed} passed, ${report.failed} failed`,
    '',
  ].join('\n');
}
