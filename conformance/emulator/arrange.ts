/** The request of an operation's happy path: inferred from the documents and the company, then as its recipe wants it. */
import { type ApiOperation, type Parameter, resolve } from '../documents/document.ts';
import { type Sampling, sample } from '../documents/sample.ts';
import type { Arrangement, Kitchen, Recipe } from '../recipes/recipe.ts';
import type { Records, Row } from './records.ts';
import type { Request } from './target.ts';
import { type Fitting, fittingFor, type Source, scalarFor } from './values.ts';

export interface Surroundings {
  records: Records;
  kitchen: Kitchen;
  source: Source;
}

/** Path values and recipe of one run; requests are made from it. */
export interface Arranged {
  path: Readonly<Record<string, unknown>>;
  /** Path parameters that nothing in the company fits. */
  lacking: readonly string[];
  arrangement: Arrangement;
}

export async function arrange(
  around: Surroundings,
  operation: ApiOperation,
  recipe: Recipe = {},
): Promise<Arranged> {
  const prepared = (await recipe.before?.(around.kitchen)) ?? {};
  const path = await around.records.pathValues(operation, { ...recipe.path, ...prepared.path });
  for (const { name, schema } of operation.pathParameters) {
    // A parameter that is free text needs no record.
    const named = resolve(operation.document, schema);
    if (path[name] === undefined && named.enum) path[name] = named.enum[0];
  }
  const body = Array.isArray(prepared.body ?? recipe.body)
    ? (prepared.body ?? recipe.body)
    : { ...recipe.body, ...prepared.body };
  return {
    path,
    lacking: operation.pathParameters.map(({ name }) => name).filter((name) => path[name] === undefined),
    arrangement: {
      query: { ...recipe.query, ...prepared.query },
      body: body ?? {},
      bodyOnly: prepared.bodyOnly ?? recipe.bodyOnly ?? false,
    },
  };
}

/** Undefined for an operation without a body. */
export function bodyOf(
  { source }: Surroundings,
  operation: ApiOperation,
  { arrangement }: Arranged,
  members: Sampling['members'],
): unknown {
  const { body, document } = operation;
  if (!body) return undefined;
  const own = arrangement.body ?? {};
  if (Array.isArray(own) || arrangement.bodyOnly) return own;
  const sampling: Sampling = { members, scalar: (name, schema) => scalarFor(source, name, schema) };
  const inferred = sample(document, body.schema, sampling);
  if (Array.isArray(inferred)) return inferred.map((item) => ({ ...(item as Row), ...own }));
  return { ...(inferred as Row), ...own };
}

/** What one query parameter is sent with; undefined when nothing fits it. */
export function fitting(
  { source }: Surroundings,
  { document }: ApiOperation,
  { name, schema }: Parameter,
  { arrangement }: Arranged,
  row?: Row,
): Fitting | undefined {
  const own = arrangement.query;
  if (own && Object.hasOwn(own, name)) {
    const value = own[name];
    return value === undefined ? undefined : { values: [value].flat(), finds: false };
  }
  const resolved = resolve(document, schema);
  const items = resolved.items && resolve(document, resolved.items);
  return fittingFor(source, name, resolved, items, row);
}

export function requestOf(
  { records }: Surroundings,
  { method, path }: ApiOperation,
  arranged: Arranged,
  query: Request['query'] = [],
  body?: unknown,
): Request {
  return { method, path: records.address(path, arranged.path), query, body };
}

/** The parameters that the operation cannot do without. */
export function requiredQuery(
  around: Surroundings,
  operation: ApiOperation,
  arranged: Arranged,
): (readonly [string, string])[] {
  return operation.query
    .filter(({ required, name }) => required || arranged.arrangement.query?.[name] !== undefined)
    .flatMap((parameter) => {
      const { values = [] } = fitting(around, operation, parameter, arranged) ?? {};
      return values.map((value) => [parameter.name, value] as const);
    });
}
