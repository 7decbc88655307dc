/** Operations and schemas of the API as plain data, read from the generated tables on first use. */
import { type Field, fieldNamesOf, parseFields, parseType, type Type } from './notation.ts';
import type { OperationRow, SchemaRow } from './table.ts';
import { loadTable, MODULES, type Module, moduleKey, moduleOf } from './tables.ts';

export type Method = OperationRow['method'];

export interface Operation {
  /** `crm.customers.getList`: module, group, verb. */
  id: string;
  module: Module;
  method: Method;
  /** From the host on: `/crm/v2/tenant/{tenant}/customers/{id}`. */
  path: string;
  /** Any of these lets a token through; empty where the documents name none. */
  scopes: readonly string[];
  /** Path parameters other than `tenant`; all are required. */
  params: readonly Field[];
  query: readonly Field[];
  /** Fields that the documents allow in `sort`; empty where they do not say. */
  sort: readonly string[];
  body: Type | null;
  /** Parts of a multipart form, for the uploads. */
  multipart: readonly Field[] | null;
  /** Answers below 400; `type` null is an empty body, `binary` a file. */
  responses: readonly { status: number; type: Type | null }[];
  /** Documented statuses from 400 on. Every operation can also answer 401, 403, 429 and 5xx. */
  errors: readonly number[];
  /** Envelope of the answer: `{page, pageSize, hasMore, totalCount, data}` or `{hasMore, continueFrom, data}`. */
  list: 'page' | 'export' | null;
  /** Number of the first page, where pages have numbers. */
  firstPage: 0 | 1;
  deprecated: boolean;
  /** The vendor opens these per tenant. */
  featureGated: boolean;
  /** Edition of the documents when the newest one lacks the operation: it may need enablement by the vendor. */
  onlyIn: string | null;
}

export type Schema =
  | { kind: 'object'; name: string; fields: readonly Field[]; onlyIn: string | null }
  | {
      kind: 'enum';
      name: string;
      members: readonly (string | number)[];
      /** What integer members mean, where documented. */
      names: readonly string[] | null;
      /** Members may be combined, separated by commas. */
      flags: boolean;
      onlyIn: string | null;
    };

/** The one list whose pages are documented to begin at 0. */
const COUNTS_FROM_ZERO = 'settings.intacctBusinessUnitMappings.get';

function toOperation(module: Module, row: OperationRow): Operation {
  return {
    id: row.id,
    module,
    method: row.method,
    path: row.path,
    scopes: row.scopes ?? [],
    params: parseFields(row.params ?? {}).map((field) => ({ ...field, required: true })),
    query: parseFields(row.query ?? {}),
    sort: row.sort ?? [],
    body: row.body === undefined ? null : parseType(row.body),
    multipart: row.multipart ? parseFields(row.multipart) : null,
    responses: Object.entries(row.responses).map(([status, type]) => ({
      status: Number(status),
      type: type === 'void' ? null : parseType(type),
    })),
    errors: row.errors ?? [],
    list: row.list ?? null,
    firstPage: row.id === COUNTS_FROM_ZERO ? 0 : 1,
    deprecated: row.deprecated ?? false,
    featureGated: row.featureGated ?? false,
    onlyIn: row.onlyIn ?? null,
  };
}

function toSchema(name: string, row: SchemaRow): Schema {
  const onlyIn = row.onlyIn ?? null;
  if ('fields' in row) return { kind: 'object', name, fields: parseFields(row.fields), onlyIn };
  return {
    kind: 'enum',
    name,
    members: row.enum,
    names: row.names ?? null,
    flags: row.flags ?? false,
    onlyIn,
  };
}

const operationCache = new Map<string, Operation | undefined>();
const schemaCache = new Map<string, Schema | undefined>();

function remember<T>(cache: Map<string, T>, key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

/** The operation with this id; undefined when there is none. Reads only the table of its module. */
export function operation(id: string): Operation | undefined {
  return remember(operationCache, id, () => {
    const module = moduleOf(id);
    const row = module && loadTable(module).operations.find((candidate) => candidate.id === id);
    return row && toOperation(module, row);
  });
}

/** Every operation, or those of one module, in order of id. */
export function operations(module?: Module): readonly Operation[] {
  const modules = module ? [module] : MODULES;
  const ids = modules.flatMap((name) => loadTable(name).operations.map(({ id }) => id));
  return ids.map((id) => operation(id)).filter((found) => found !== undefined);
}

/** The schema with this full name (`Crm.V2.CustomerResponse`); undefined when there is none. */
export function schema(name: string): Schema | undefined {
  return remember(schemaCache, name, () => {
    const row = schemaRow(name);
    return row && toSchema(name, row);
  });
}

/** Names of the fields of an object schema, without reading their types; undefined when there is none of this name. */
export function fieldNames(name: string): readonly string[] | undefined {
  const row = schemaRow(name);
  return row && 'fields' in row ? fieldNamesOf(row.fields) : undefined;
}

function schemaRow(name: string): SchemaRow | undefined {
  for (const table of [...namesakes(name), 'cross-module', ...MODULES] as const) {
    const row = loadTable(table).schemas[name];
    if (row) return row;
  }
  return undefined;
}

/** Modules that a schema's name speaks of: it is likely to be in their tables, so that the others need not be read. */
function namesakes(schemaName: string): Module[] {
  const name = schemaName.toLowerCase();
  return MODULES.filter((module) => name.includes(moduleKey(module).toLowerCase()));
}

/** Names of all schemas, or of those of one module; the ones several modules use belong to `cross-module`. */
export function schemaNames(module?: Module | 'cross-module'): readonly string[] {
  const tables = module ? [module] : (['cross-module', ...MODULES] as const);
  return tables.flatMap((name) => Object.keys(loadTable(name).schemas));
}
