/** Values that are valid by a schema. */
import { type ApiDocument, resolve, type Schema, typeOf } from './document.ts';

export interface Sampling {
  /** Which members of objects to give: only what is required, the optional scalars too, or everything. */
  members: 'required' | 'scalars' | 'all';
  /** A value of a scalar (number, text, boolean, member of an enumeration); undefined when none fits. */
  scalar(name: string, schema: Schema): unknown;
}

/** Deep enough for every body there is, and an end for schemas that hold themselves. */
const DEEPEST = 7;

const isScalar = (schema: Schema): boolean =>
  schema.enum !== undefined || ['string', 'integer', 'number', 'boolean'].includes(typeOf(schema) ?? '');

/** `name` is the member's own name; items of a list have the name of the list. */
export function sample(
  document: ApiDocument,
  schema: Schema,
  sampling: Sampling,
  name = '',
  depth = 0,
): unknown {
  const resolved = resolve(document, schema);
  if (isScalar(resolved)) return sampling.scalar(name, resolved);
  if (resolved.type === 'null') return null;
  const inside = (one: Schema, as: string): unknown => sample(document, one, sampling, as, depth + 1);
  if (typeOf(resolved) === 'array') {
    const item = resolved.items && depth < DEEPEST ? inside(resolved.items, name) : undefined;
    return item === undefined ? [] : [item];
  }
  if (resolved.anyOf?.[0]) return inside(resolved.anyOf[0], name);
  if (resolved.properties) return members(document, resolved, sampling, depth, inside);
  const { additionalProperties: rest } = resolved;
  if (typeof rest !== 'object' || sampling.members !== 'all' || depth >= DEEPEST) return {};
  const value = Object.keys(rest).length === 0 ? 'value' : inside(rest, 'value');
  return value === undefined ? {} : { key: value };
}

function members(
  document: ApiDocument,
  schema: Schema,
  sampling: Sampling,
  depth: number,
  inside: (schema: Schema, name: string) => unknown,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) ?? false;
    const wanted =
      required ||
      (depth < DEEPEST &&
        (sampling.members === 'all' ||
          (sampling.members === 'scalars' && isScalar(resolve(document, member)))));
    const value = wanted ? inside(member, name) : undefined;
    if (value !== undefined) result[name] = value;
  }
  return result;
}
