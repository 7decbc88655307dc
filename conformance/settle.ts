/** Tells deliberate deviations from unexplained ones, and finds rows of the table that have become stale. */
import type { DeliberateDeviation } from './deviations.ts';
import type { Deviation } from './finding.ts';

export interface Settled {
  unexplained: readonly Deviation[];
  deliberate: readonly (Deviation & { reason: string })[];
  /** Rows about operations that were judged, but that none of the deviations needs. */
  stale: readonly DeliberateDeviation[];
}

/** `*` stands for anything, everything else for itself. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** @param judged operations about which the table has to be right: the served ones of a whole run */
export function settle(
  deviations: readonly Deviation[],
  table: readonly DeliberateDeviation[],
  judged: readonly string[],
): Settled {
  const used = new Set<DeliberateDeviation>();
  const unexplained: Deviation[] = [];
  const deliberate: (Deviation & { reason: string })[] = [];
  for (const deviation of deviations) {
    const rows = table.filter(
      ({ operation, where }) => matches(operation, deviation.operation) && matches(where, deviation.where),
    );
    for (const row of rows) used.add(row);
    const [row] = rows;
    if (row) deliberate.push({ ...deviation, reason: row.reason });
    else unexplained.push(deviation);
  }
  const stale = table.filter(
    (row) => !used.has(row) && judged.some((operation) => matches(row.operation, operation)),
  );
  return { unexplained, deliberate, stale };
}
