/** How members of a record become values of columns. */
import { type Doc, type Json, Numeral } from '../json/value.ts';
import { instantOf } from '../wire/time.ts';
import type { Column } from './collection.ts';
import type { SqlValue } from './database.ts';

export const SQL_TYPE: Readonly<Record<Column['kind'], string>> = {
  id: 'INTEGER',
  number: 'REAL',
  flag: 'INTEGER',
  text: 'TEXT',
  search: 'TEXT',
  time: 'TEXT',
  list: 'TEXT',
};

/** A function that reads a column's value from a record. */
export function readerOf(name: string, column: Column): (doc: Doc) => SqlValue {
  const convert = CONVERT[column.kind];
  const path = (column.path ?? name).split('.');
  const [first = name] = path;
  if (path.length === 1) return (doc) => orNull(doc[first], convert);
  return (doc) => orNull(valueAt(doc, path), convert);
}

type Convert = (value: Exclude<Json, null>) => SqlValue;

const orNull = (value: Json | undefined, convert: Convert): SqlValue =>
  value === null || value === undefined ? null : convert(value);

function valueAt(doc: Doc, path: readonly string[]): Json {
  let value: Json = doc;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Numeral)
      return null;
    value = value[name] ?? null;
  }
  return value;
}

const numberOf: Convert = (value) => {
  if (value instanceof Numeral) return Number(value.text);
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
};

const CONVERT: Readonly<Record<Column['kind'], Convert>> = {
  id: numberOf,
  number: numberOf,
  flag: (value) => (value === true ? 1 : 0),
  text: String,
  search: (value) => String(value).toLowerCase(),
  time: (value) => (typeof value === 'string' ? instantOf(value) : null),
  list: (value) => (Array.isArray(value) ? `,${value.join(',')},` : null),
};
