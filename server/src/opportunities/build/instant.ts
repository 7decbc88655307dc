/**
 * A time of ServiceTitan as text that sorts: to the seventh digit behind the second, which a Date would lose. Null for
 * what is no time, and for year 1, by which the API says "unset" (reference, "Where live data departs").
 */
export function sortable(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/.exec(value);
  if (!match || match[1]?.startsWith('0001-')) return null;
  const [, seconds = '', fraction = '', zone = 'Z'] = match;
  const digits = fraction.padEnd(7, '0').slice(0, 7);
  const shifted = new Date(`${seconds}${zone}`);
  if (zone === 'Z') return Number.isNaN(shifted.getTime()) ? null : `${seconds}.${digits}Z`;
  return Number.isNaN(shifted.getTime()) ? null : `${shifted.toISOString().slice(0, 19)}.${digits}Z`;
}
