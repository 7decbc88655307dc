/**
 * Checks the query of a request against the contract. Parameters that the operation does not have are ignored without
 * an error; a malformed value of one that it has is refused by name (reference: "Paging, sorting, filters").
 */
import { type Field, LIMITS, type Operation, schema, type Type } from 'servicetitan/contract';
import { type Id, parseId } from '../json/value.ts';
import { idOfGuid } from './guid.ts';
import { type FieldErrors, invalid } from './problem.ts';
import { fitsText } from './scalar.ts';
import { toInstant } from './time.ts';

/** A value of a query parameter: times are instants (see time.ts), lists are lists, maps lists of names and values. */
export type QueryValue = string | Id | boolean | string[] | Id[];

export type Query = Readonly<Record<string, QueryValue | undefined>>;

type Parsed = { value: QueryValue } | { problem: string };

/**
 * The values by name; absent and empty parameters are left out.
 * @throws Refusal 400 with `errors` by parameter.
 */
export function checkQuery(search: URLSearchParams, fields: Operation['query']): Query {
  const errors: FieldErrors = {};
  const query: Record<string, QueryValue> = {};
  const sent = new Map<string, string[]>();
  for (const [name, value] of search) {
    const key = name.toLowerCase();
    if (value !== '') sent.set(key, [...(sent.get(key) ?? []), value]);
  }
  for (const field of fields) {
    if (field.type.kind === 'map') {
      const entries = entriesOf(search, field.name);
      if (entries.length > 0) query[field.name] = entries;
      continue;
    }
    if (isObjectList(field.type)) {
      const parsed = objectsOf(search, field.name, field.type);
      if ('problem' in parsed) errors[field.name] = [parsed.problem];
      else if (parsed.value.length > 0) query[field.name] = parsed.value;
      continue;
    }
    const values = sent.get(field.name.toLowerCase());
    if (!values) {
      if (field.required) errors[field.name] = [`The ${field.name} field is required.`];
      continue;
    }
    const parsed = parseField(field, values);
    if ('value' in parsed) query[field.name] = parsed.value;
    else errors[field.name] = [parsed.problem];
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return query;
}

/** The members of a map, which are parameters of their own (`customField.Fields.Colour=red`): names and values in turn. */
function entriesOf(search: URLSearchParams, name: string): string[] {
  const prefix = `${name.toLowerCase()}.`;
  return [...search].flatMap(([key, value]) =>
    key.toLowerCase().startsWith(prefix) ? [key.slice(prefix.length), value] : [],
  );
}

type ObjectList = { kind: 'list'; items: Type & { kind: 'ref' } };

const isObjectList = (type: Type): type is Type & ObjectList =>
  type.kind === 'list' && type.items.kind === 'ref' && schema(type.items.name)?.kind === 'object';

/**
 * A list of objects, whose members are parameters of their own (`owners[0].type=Job&owners[0].id=12`): each object as
 * the texts of its members in the order of the schema, joined by `:`.
 */
function objectsOf(
  search: URLSearchParams,
  name: string,
  type: ObjectList,
): { value: string[] } | { problem: string } {
  const named = schema(type.items.name);
  const fields = named?.kind === 'object' ? named.fields : [];
  const sent = new Map<string, Map<string, string>>();
  for (const [key, value] of search) {
    const match = /^(.+)\[(\d+)\]\.(\w+)$/.exec(key.toLowerCase());
    const [, list, at = '', member = ''] = match ?? [];
    if (list === name.toLowerCase()) sent.set(at, new Map([...(sent.get(at) ?? []), [member, value]]));
  }
  const value: string[] = [];
  for (const [at, members] of sent) {
    const texts: string[] = [];
    for (const field of fields) {
      const parsed = one(
        members.get(field.name.toLowerCase()) ?? '',
        field.type,
        `${name}[${at}].${field.name}`,
      );
      if ('problem' in parsed) return parsed;
      texts.push(String(parsed.value));
    }
    value.push(texts.join(':'));
  }
  return { value };
}

function parseField(field: Field, values: readonly string[]): Parsed {
  const { type, name } = field;
  const first = values[0] ?? '';
  if (type.kind === 'list') return many(values, type.items, name);
  if (type.kind === 'scalar' && type.format === 'csv') {
    const items = first.split(',').map((item) => item.trim());
    return isIdList(name) ? ids(items, name) : { value: items.filter((item) => item !== '') };
  }
  return one(first, type, name);
}

/** Lists of ids are lists of int64, whatever the documents say of the text that carries them. */
const isIdList = (name: string): boolean => /(^|[a-z])ids$/i.test(name);

function ids(items: readonly string[], name: string): Parsed {
  const parsed = items.filter((item) => item !== '').map((item) => parseId(item) ?? fromGuid(item));
  const good = parsed.filter((id) => id !== undefined);
  if (good.length < parsed.length)
    return { problem: `The value '${items.join(',')}' is not valid for ${name}.` };
  if (name === 'ids' && good.length > LIMITS.maxIds)
    return { problem: `At most ${LIMITS.maxIds} ids can be asked for at once.` };
  return { value: good };
}

/** Some records are named by guids; one that is not ours names none. */
const fromGuid = (text: string): Id | undefined =>
  fitsText(text, 'guid') ? (idOfGuid(text) ?? 0) : undefined;

function many(values: readonly string[], type: Type, name: string): Parsed {
  const parsed = values.map((value) => one(value, type, name));
  const problem = parsed.find((item) => 'problem' in item);
  if (problem) return problem;
  return { value: parsed.map((item) => ('value' in item ? item.value : '')) as string[] };
}

function one(text: string, type: Type, name: string): Parsed {
  const refused = { problem: `The value '${text.slice(0, 100)}' is not valid for ${name}.` };
  if (type.kind === 'ref') {
    const named = schema(type.name);
    if (named?.kind !== 'enum') return refused;
    const member = named.members.find((known) => String(known).toLowerCase() === text.toLowerCase());
    return member === undefined ? refused : { value: member };
  }
  if (type.kind !== 'scalar') return refused;
  switch (type.format) {
    case 'boolean':
      return /^(true|false)$/i.test(text) ? { value: text.toLowerCase() === 'true' } : refused;
    case 'int64':
    case 'int32': {
      const value = parseId(text);
      const { min = type.format === 'int32' ? -(2 ** 31) : -Infinity } = type;
      const { max = type.format === 'int32' ? 2 ** 31 - 1 : Infinity } = type;
      return value === undefined || value < min || value > max ? refused : { value };
    }
    case 'decimal':
    case 'double':
    case 'float':
      return /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : refused;
    case 'date':
    case 'date-time': {
      // A bare `+` of a zone arrives as a space.
      const instant = toInstant(text.replace(/ (\d\d:?\d\d)$/, '+$1'));
      return instant === undefined ? refused : { value: instant };
    }
    default:
      return fitsText(text, type.format) ? { value: text } : refused;
  }
}
