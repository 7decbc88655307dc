/** Values that fit a member or parameter by its name and schema. */
import { type Schema, typeOf } from '../documents/document.ts';
import type { Row } from './records.ts';

const DAY = 86_400_000;

const TEXTS: Readonly<Record<string, string>> = {
  street: '10 Juniper Hollow Ln',
  city: 'Denver',
  state: 'CO',
  zip: '80202',
  country: 'USA',
  priority: 'Normal',
  customerType: 'Residential',
};

/** `guid` is none. */
const isId = (name: string): boolean => /^ids?$|[a-z]Ids?$/.test(name);
const isEnd = (name: string): boolean => /(end|before|until|^to|completed|expir)/i.test(name);

/** What values are made from. */
export interface Source {
  now: number;
  serial(): number;
  /** Ids of records that belong together, by member name (`customerId`). */
  ids: ReadonlyMap<string, unknown>;
}

/** Id of a record that the member can point to; list members take the id of their singular. */
const idFor = (ids: Source['ids'], name: string): unknown =>
  ids.get(name) ?? ids.get(name.replace(/Ids$/, 'Id'));

function text(source: Source, name: string, { format, minLength, maxLength, pattern }: Schema): unknown {
  const { now } = source;
  switch (format) {
    case 'guid':
      return `00000000-0000-4000-8000-${String(source.serial()).padStart(12, '0')}`;
    case 'date':
      return new Date(now + (isEnd(name) ? 2 : 1) * DAY).toISOString().slice(0, 10);
    case 'date-time':
      return new Date(now + (isEnd(name) ? DAY + 7_200_000 : DAY)).toISOString();
    case 'duration':
      return '02:00:00';
    case 'email':
      return `ada.${source.serial()}@example.com`;
    case 'phone':
      return '3035550142';
    case 'binary':
      return undefined;
    default: {
      if (String(pattern).startsWith('^#')) return '#3366cc';
      if (/e-?mail/i.test(name)) return `ada.${source.serial()}@example.com`;
      if (/phone|fax|mobile/i.test(name)) return '3035550142';
      if (/(url|uri|link)$/i.test(name)) return 'https://example.com/';
      const value = TEXTS[name] ?? `${name || 'text'} ${source.serial()}`;
      return value.slice(0, Number(maxLength ?? 100)).padEnd(Number(minLength ?? 0), 'x');
    }
  }
}

/** For a member of a body; undefined when it has to point to a record and there is none. */
export function scalarFor(source: Source, name: string, schema: Schema): unknown {
  if (schema.enum) return schema.enum.find((member) => member !== null);
  const type = typeOf(schema);
  if (isId(name) && (schema.format === 'int64' || schema.format === 'guid')) {
    const id = idFor(source.ids, name);
    if (id !== undefined || schema.format === 'int64') return id;
  }
  if (type === 'boolean') return true;
  if (type === 'integer') return Math.max(1, Number(schema.minimum ?? 1));
  if (type === 'number') return Math.min(12.5, Number(schema.maximum ?? 12.5));
  return text(source, name, schema);
}

const FIXED: Readonly<Record<string, string>> = {
  page: '1',
  pageSize: '2',
  includeTotal: 'true',
  includeRecentChanges: 'true',
};

/** A filter's value, and whether it is what a row of the list says under the same name: then it has to find something. */
export interface Fitting {
  values: readonly string[];
  finds: boolean;
}

const one = (value: unknown, finds = false): Fitting => ({ values: [String(value)], finds });

function ofRow(name: string, schema: Schema, row: Row | undefined): Fitting | undefined {
  if (name === 'ids' && row?.id !== undefined) return one(row.id, true);
  const value = row?.[name];
  if (value === null || value === undefined || typeof value === 'object' || value === '') return undefined;
  if (schema.enum && !schema.enum.includes(value)) return undefined;
  // The instant itself is the business of the filters before and after it.
  return schema.format === 'date-time' ? undefined : one(value, true);
}

/** For a query parameter of a list; `row` is one of its rows. Undefined when nothing fits. */
export function fittingFor(
  source: Source,
  name: string,
  schema: Schema,
  items: Schema | undefined,
  row: Row | undefined,
): Fitting | undefined {
  const fixed = FIXED[name];
  if (fixed !== undefined) return one(fixed);
  if (schema.enum?.includes('Any')) return one('Any');
  const own = ofRow(name, schema, row);
  if (own) return own;
  const type = typeOf(schema);
  if (type === 'array') return items && fittingFor(source, name, items, undefined, row);
  if (type === 'object') return undefined;
  if (schema.format === 'date-time' || schema.format === 'date') {
    const moment = isEnd(name) || name.endsWith('OnBefore') ? '2100-01-01' : '2000-01-01';
    return one(schema.format === 'date' ? moment : `${moment}T00:00:00Z`);
  }
  if (name === 'from' && type === 'string') return one('2000-01-01');
  if (name === 'sort') return one('-Id');
  if (/less|max/i.test(name) && type !== 'string') return one(1_000_000);
  if (/greater|min/i.test(name) && type !== 'string') return one(0);
  const value = isId(name) && !schema.enum ? idFor(source.ids, name) : scalarFor(source, name, schema);
  return value === undefined ? undefined : one(value);
}
