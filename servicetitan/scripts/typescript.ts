/** Rows of the tables to TypeScript: one line per schema, one line per operation. */
import { type Field, parseFields, parseType, SCALARS, type Type } from '../src/contract/notation.ts';
import type { OperationRow, SchemaRow } from '../src/contract/table.ts';
import { refs, type SchemaRows, type Usage } from './usage.ts';

type Direction = 'sent' | 'received';

export interface Names {
  short: ReadonlyMap<string, string>;
  schemas: SchemaRows;
  usage: Usage;
}

const PAGE = 'data,hasMore,page,pageSize,totalCount';
const EXPORT = 'continueFrom,data,hasMore';

/** The generic envelope that a schema is, with the type of its rows. */
function envelope(row: SchemaRow | undefined): { generic: 'Page' | 'ExportPage'; rows: Type } | undefined {
  if (!row || !('fields' in row)) return undefined;
  const fields = parseFields(row.fields);
  const data = fields.find(({ name }) => name === 'data')?.type;
  if (data?.kind !== 'list') return undefined;
  const shape = fields
    .map(({ name }) => name)
    .toSorted()
    .join(',');
  if (shape === PAGE) return { generic: 'Page', rows: data.items };
  return shape === EXPORT ? { generic: 'ExportPage', rows: data.items } : undefined;
}

export const isEnvelope = (row: SchemaRow): boolean => envelope(row) !== undefined;

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** A schema that is both sent and received has a second type, for sending. */
function typeName(name: string, direction: Direction, { short, schemas, usage }: Names): string {
  const row = schemas.get(name);
  const both = row && 'fields' in row && usage.sent.has(name) && usage.received.has(name);
  return `${short.get(name) ?? name}${both && direction === 'sent' ? 'Input' : ''}`;
}

function scalar(type: Type & { kind: 'scalar' }, direction: Direction): string {
  const sent = direction === 'sent';
  if (type.format === 'int64') return sent ? 'Int64Input' : 'Int64';
  if (type.format === 'decimal') return sent ? 'DecimalInput' : 'Decimal';
  if (type.format === 'binary') return sent ? 'Blob' : 'Uint8Array';
  if (type.format === 'csv') return 'readonly (string | number | bigint)[] | string';
  const json = SCALARS[type.format];
  return json === 'any' ? 'unknown' : json === 'integer' ? 'number' : json;
}

function bare(type: Type, direction: Direction, names: Names): string {
  switch (type.kind) {
    case 'scalar':
      return scalar(type, direction);
    case 'ref': {
      const wrapped = envelope(names.schemas.get(type.name));
      if (!wrapped) return typeName(type.name, direction, names);
      return `${wrapped.generic}<${typeText(wrapped.rows, direction, names)}>`;
    }
    case 'list': {
      const items = typeText(type.items, direction, names);
      const list = /[|&]/.test(items) ? `(${items})[]` : `${items}[]`;
      return direction === 'sent' ? `readonly ${list}` : list;
    }
    case 'map':
      return `Record<string, ${typeText(type.values, direction, names)}>`;
    case 'union':
      return type.of.map((choice) => typeText(choice, direction, names)).join(' | ');
  }
}

function typeText(type: Type, direction: Direction, names: Names): string {
  return bare(type, direction, names) + (type.nullable ? ' | null' : '');
}

const isId = ({ name, required, type }: Field): boolean =>
  required &&
  !type.nullable &&
  type.kind === 'scalar' &&
  (name === 'id' || (name.endsWith('Id') && (type.format === 'int64' || type.format === 'guid')));

/** Live answers carry null in members that the documents call required; only ids are trusted. */
function member(field: Field, direction: Direction, names: Names): string {
  const text = bare(field.type, direction, names);
  const nullable = field.type.nullable || (direction === 'received' && !isId(field) && text !== 'unknown');
  return `${key(field.name)}${field.required ? '' : '?'}: ${text}${nullable ? ' | null' : ''}`;
}

const object = (fields: readonly Field[], direction: Direction, names: Names): string =>
  fields.length === 0 ? '{}' : `{ ${fields.map((field) => member(field, direction, names)).join('; ')} }`;

/** The declarations of one schema; none for the envelopes, which are generic. */
export function declarations(name: string, row: SchemaRow, names: Names): string[] {
  if (isEnvelope(row)) return [];
  if ('enum' in row) {
    const members = row.enum.map((one) => (typeof one === 'string' ? `'${one}'` : String(one)));
    return [`export type ${names.short.get(name)} = Open<${members.join(' | ')}>;`];
  }
  const fields = parseFields(row.fields);
  const directions = (['received', 'sent'] as const).filter((direction) => names.usage[direction].has(name));
  return directions.map(
    (direction) => `export interface ${typeName(name, direction, names)} ${object(fields, direction, names)}`,
  );
}

function response(row: OperationRow, names: Names): string {
  const texts = Object.entries(row.responses).map(([status, type]) => {
    if (Number(status) >= 300) return 'Redirect';
    return type === 'void' ? 'undefined' : typeText(parseType(type), 'received', names);
  });
  // A few operations document no successful answer at all.
  return [...new Set(texts)].join(' | ') || 'unknown';
}

/** `'crm.customers.get': Signature<params, query, body, response>;` with `never` for a part that is not there. */
export function signature(row: OperationRow, names: Names): string {
  const params = parseFields(row.params ?? {}).map((field) => ({ ...field, required: true }));
  const query = parseFields(row.query ?? {});
  const body = row.multipart ? 'Upload' : row.body ? typeText(parseType(row.body), 'sent', names) : 'never';
  const parts = [
    params.length > 0 ? object(params, 'sent', names) : '{}',
    query.length > 0 ? object(query, 'sent', names) : 'never',
    body,
    response(row, names),
  ];
  return `'${row.id}': Signature<${parts.join(', ')}>;`;
}

/** Schemas that the declarations of a module mention, envelopes opened. */
export function mentions(type: Type, schemas: SchemaRows): string[] {
  return refs(type).flatMap((name) => {
    const wrapped = envelope(schemas.get(name));
    return wrapped ? mentions(wrapped.rows, schemas) : [name];
  });
}
