/** OpenAPI schemas to the one-line type notation of the tables (src/contract/notation.ts reads it back). */
import type { SchemaRow } from '../src/contract/table.ts';
import { type JsonSchema, refName } from './openapi.ts';

const isNull = (schema: JsonSchema): boolean => schema.type === 'null';

function nullable(schema: JsonSchema): boolean {
  return (
    schema.nullable === true ||
    (Array.isArray(schema.type) && schema.type.includes('null')) ||
    (schema.oneOf ?? schema.anyOf ?? []).some(isNull)
  );
}

function bounds(low: number | undefined, high: number | undefined): string {
  return low === undefined && high === undefined ? '' : `(${low ?? ''}..${high ?? ''})`;
}

function base(schema: JsonSchema): string {
  if (schema.$ref) return `#${refName(schema.$ref)}`;
  const choices = (schema.oneOf ?? schema.anyOf ?? schema.allOf ?? []).filter((choice) => !isNull(choice));
  const [only] = choices;
  if (only && choices.length === 1) return base(only);
  if (choices.length > 1 && !schema.allOf) return `<${choices.map(notation).join('|')}>`;
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type;
  switch (type) {
    case 'array':
      return `${notation(schema.items ?? {})}[]${bounds(undefined, schema.maxItems)}`;
    case 'object':
      if (schema.properties) throw new Error('An inline object needs a name of its own in the tables.');
      return typeof schema.additionalProperties === 'object'
        ? `${notation(schema.additionalProperties)}{}${bounds(undefined, schema.maxProperties)}`
        : 'any{}';
    case 'integer':
    case 'number':
      return `${schema.format ?? type}${bounds(schema.minimum, schema.maximum)}`;
    case 'string':
      return `${schema.format ?? type}${bounds(schema.minLength, schema.maxLength)}`;
    case 'boolean':
      return 'boolean';
    case 'null': // the documents' way of writing "any value" (a report parameter)
    case undefined:
      return 'any';
    default:
      throw new Error(`Unknown JSON type ${type}`);
  }
}

/** `int64`, `string(..255)?`, `#Crm.V2.Address[]?`, `string{}`, `<#A|#B>[]`. */
export const notation = (schema: JsonSchema): string => base(schema) + (nullable(schema) ? '?' : '');

/** Own and inherited properties of an object schema, as one flat list. */
function flatten(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const parts = (schema.allOf ?? []).map((part) => {
    const target = part.$ref ? schemas[refName(part.$ref)] : part;
    if (!target) throw new Error(`Unresolved ${part.$ref}`);
    return flatten(target, schemas);
  });
  return {
    properties: Object.assign({}, ...parts.map((part) => part.properties), schema.properties),
    required: [...parts.flatMap((part) => part.required ?? []), ...(schema.required ?? [])],
  };
}

export function schemaRow(schema: JsonSchema, schemas: Record<string, JsonSchema>): SchemaRow {
  if (schema.enum?.every((member) => typeof member === 'string')) {
    return schema['x-enumFlags'] ? { enum: schema.enum, flags: true } : { enum: schema.enum };
  }
  if (schema.enum) return { enum: schema.enum, names: schema['x-enumNames'] };
  const { properties = {}, required = [] } = flatten(schema, schemas);
  const fields = Object.entries(properties).map(([name, property]) => [
    required.includes(name) ? `${name}*` : name,
    notation(property),
  ]);
  return { fields: Object.fromEntries(fields) };
}
