/**
 * Filters of lists. What a query parameter means follows from its name and from the columns of the collection; a row of
 * the table names only the exceptions.
 */
import type { Field } from 'servicetitan/contract';
import type { Collection, Column } from '../store/collection.ts';
import type { Condition, SqlValue } from '../store/database.ts';
import type { Query, QueryValue } from '../wire/query.ts';

/** Makes a condition from a parameter's value; null sets no condition. */
export type Filter = (value: QueryValue, query: Query) => Condition | null;

/** Parameters that are about the page, not about which records. */
const NOT_FILTERS = new Set([
  'page',
  'pageSize',
  'includeTotal',
  'sort',
  'orderBy',
  'orderByDirection',
  'active',
  'externalDataApplicationGuid',
  'externalDataKey',
  'externalDataValues',
]);

const scalar = (value: QueryValue): SqlValue =>
  typeof value === 'boolean' ? Number(value) : (value as SqlValue);

export const equals =
  (column: string): Filter =>
  (value) => ({ sql: `"${column}" = ?`, params: [scalar(value)] });

/** The text appears in a column of kind `search`, whatever its case. */
const contains =
  (column: string): Filter =>
  (value) => ({ sql: `instr("${column}", ?) > 0`, params: [String(value).toLowerCase()] });

/** The column is one of the values. */
export const among =
  (column: string): Filter =>
  (value) => {
    const values = Array.isArray(value) ? value : [value];
    return { sql: `"${column}" IN (${values.map(() => '?').join(', ')})`, params: values.map(scalar) };
  };

/** A column of kind `list` has at least one of the values. */
export const includes =
  (column: string): Filter =>
  (value) => {
    const values = Array.isArray(value) ? value : String(value).split(',');
    const sql = values.map(() => `instr("${column}", ?) > 0`).join(' OR ');
    return { sql: `(${sql || '0'})`, params: values.map((item) => `,${item},`) };
  };

/** The record's id is the owner of an active record in another collection that has the value. */
export const linked =
  (other: Collection, owner: string, condition: Filter): Filter =>
  (value, query) => {
    const inner = condition(value, query);
    if (!inner) return null;
    return {
      sql: `id IN (SELECT "${owner}" FROM "${other.name}" WHERE ${inner.sql} AND active = 1)`,
      params: inner.params,
    };
  };

const OPERATORS: readonly [RegExp, string][] = [
  [/OnOrAfter$/, '>='],
  [/OnOrBefore$/, '<='],
  [/After$/, '>'],
  [/Before$/, '<'],
];

/**
 * The filters of a list by parameter.
 * @throws TypeError for a parameter that neither follows a rule nor is an exception: the table is incomplete.
 */
export function filtersFor(
  collection: Collection,
  fields: readonly Field[],
  exceptions: Readonly<Record<string, Filter>>,
): Map<string, Filter> {
  const columns: Readonly<Record<string, Column>> = {
    ...collection.columns,
    id: { kind: 'id' },
    createdOn: { kind: 'time', index: true },
    modifiedOn: { kind: 'time', index: true },
  };
  const filters = new Map<string, Filter>();
  for (const field of fields) {
    if (NOT_FILTERS.has(field.name)) continue;
    const filter = exceptions[field.name] ?? standard(field.name, columns);
    if (!filter) throw new TypeError(`${collection.name} has no filter for the parameter ${field.name}.`);
    filters.set(field.name, filter);
  }
  return filters;
}

function standard(name: string, columns: Readonly<Record<string, Column>>): Filter | undefined {
  const column = columns[name];
  if (column?.kind === 'list') return includes(name);
  if (column?.kind === 'search') return contains(name);
  if (column) return equals(name);
  const singular = name.replace(/s$/, '');
  if (name !== singular && columns[singular]) return among(singular);
  for (const [ending, operator] of OPERATORS) {
    const stem = name.replace(ending, '');
    const time = [`${stem}On`, stem, stem.replace(/s$/, '')].find((key) => columns[key]?.kind === 'time');
    if (stem === name || !time) continue;
    const stretch = columns[time]?.index ?? false;
    return (value) => ({ sql: `"${time}" ${operator} ?`, params: [scalar(value)], stretch });
  }
  return undefined;
}

/** A parameter that is known and changes nothing here. */
export const noEffect: Filter = () => null;
