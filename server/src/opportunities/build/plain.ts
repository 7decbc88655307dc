import type { Row } from './list.ts';

const ID = /(^id|Id|Ids)$/;

/**
 * A value of ServiceTitan as details show it: ids are text, so that no reader loses digits; a time that says "unset" is
 * null; everything else is as it came, unknown members included.
 */
function plain(value: unknown, name = ''): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => plain(item, name));
  if (typeof value === 'object') {
    const copy: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) copy[key] = plain(member, key);
    return copy;
  }
  if (typeof value === 'number' && ID.test(name)) return String(value);
  if (typeof value === 'string' && value.startsWith('0001-01-01T')) return null;
  return value;
}

/** The same for a record. */
export const plainRow = (row: Row): Record<string, unknown> => plain(row) as Record<string, unknown>;

/** Some members of a record, under their own names; null when there is no record. */
export function pick(row: Row | null | undefined, names: readonly string[]): Record<string, unknown> | null {
  if (!row) return null;
  return Object.fromEntries(names.map((name) => [name, plain(row[name], name)]));
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Accounting sends money and quantities as text (reference, "Where live data departs"): numbers in details, so that they compare. */
export function moneyAsNumbers<Value extends Record<string, unknown>>(
  row: Value,
  names: readonly string[],
): Value {
  const copy: Record<string, unknown> = { ...row };
  for (const name of names) {
    const value = copy[name];
    if (typeof value === 'string' && DECIMAL.test(value)) copy[name] = Number(value);
  }
  return copy as Value;
}
