import { toJsonb } from './rows.ts';

/** Columns of a set-based insert with their types, in the order of the table's insert list. */
export type Columns = Readonly<Record<string, 'uuid' | 'text' | 'timestamptz' | 'jsonb' | 'boolean' | 'int'>>;

/** `unnest($1::uuid[], $2::text[], …) as r(a, b, …)`; documents travel as text and are cast in the select list. */
export function unnestSql(columns: Columns, first: number): string {
  const arrays = Object.values(columns).map(
    (type, index) => `$${first + index}::${type === 'jsonb' ? 'text' : type}[]`,
  );
  return `unnest(${arrays.join(', ')}) as r(${Object.keys(columns).join(', ')})`;
}

/** The select list that goes with it. */
export function selectSql(columns: Columns): string {
  return Object.entries(columns)
    .map(([name, type]) => (type === 'jsonb' ? `r.${name}::jsonb` : `r.${name}`))
    .join(', ');
}

/**
 * One array per column. One JSON document and `jsonb_to_recordset` parses the whole text and then each of its fields
 * again: storing 64 leads took 7.0 ms that way and 5.5 ms this way (PostgreSQL 18, medians vary with the machine).
 */
export function unnestValues(columns: Columns, rows: readonly object[]): unknown[] {
  return Object.entries(columns).map(([name, type]) =>
    rows.map((row) => {
      const value = (row as Record<string, unknown>)[name] ?? null;
      if (value === null) return null;
      if (type === 'jsonb') return toJsonb(value);
      return typeof value === 'string' && type === 'text' ? clean(value) : value;
    }),
  );
}

/** Text columns cannot hold U+0000; halves of surrogate pairs would be replaced on the wire anyway. */
function clean(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\u{FFFD}') : text;
}
