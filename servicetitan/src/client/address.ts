/** Where a call goes: the path with its parameters, and the query (reference: "Paging, sorting, filters"). */
import type { Field, Operation, Type } from '../contract/index.ts';
import { int64Text, Unencodable } from './encode.ts';

function scalarText(value: unknown, type: Type | undefined, path: string): string {
  if (type?.kind === 'scalar' && type.format === 'int64') return int64Text(value, path);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Unencodable(path, 'a number is expected');
  return value instanceof Date ? value.toISOString() : String(value);
}

/** An object in the query: `owners[0].type=Job`, `customField.Fields.Colour=red`. */
function* members(name: string, value: object): Generator<[string, string]> {
  for (const [key, member] of Object.entries(value)) {
    if (member !== null && member !== undefined)
      yield [`${name}.${key}`, scalarText(member, undefined, name)];
  }
}

function* parameter(name: string, value: unknown, type: Type | undefined): Generator<[string, string]> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value) && type?.kind === 'list') {
    for (const [index, item] of value.entries()) {
      if (typeof item === 'object' && item !== null) yield* members(`${name}[${index}]`, item);
      else yield [name, scalarText(item, type.items, name)];
    }
  } else if (Array.isArray(value)) {
    yield [name, value.map((item) => scalarText(item, undefined, name)).join(',')];
  } else if (typeof value === 'object' && !(value instanceof Date)) {
    yield* members(name, value);
  } else {
    yield [name, scalarText(value, type?.kind === 'list' ? type.items : type, name)];
  }
}

/** The query as a search string. Parameters that the documents do not name are sent too. */
function queryString(query: Readonly<Record<string, unknown>>, fields: readonly Field[]): string {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const [key, text] of parameter(name, value, types.get(name))) search.append(key, text);
  }
  return search.size > 0 ? `?${search}` : '';
}

/**
 * Path and query of a call, from the host on. `args` holds the path parameters by name, and `query`.
 * Throws Unencodable for a missing path parameter or a value that is not what the documents say.
 */
export function address(
  operation: Operation,
  tenantId: string,
  args: Readonly<Record<string, unknown>>,
): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'tenant') return encodeURIComponent(tenantId);
    const value = args[name];
    if (value === undefined || value === null || value === '')
      throw new Unencodable(name, 'a value is required');
    const type = operation.params.find((field) => field.name === name)?.type;
    return encodeURIComponent(scalarText(value, type, name));
  });
  const query = (args.query ?? {}) as Readonly<Record<string, unknown>>;
  return path + queryString(query, operation.query);
}
