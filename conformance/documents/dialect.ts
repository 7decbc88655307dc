/** The documents' schemas as JSON Schema 2020-12, whichever version of OpenAPI they are written in. */
import type { ApiDocument, Schema } from './document.ts';

export const addressOf = ({ name }: ApiDocument): string => `https://documents.invalid/${name}`;

/** Keywords that mean the same in both and hold no schemas. */
const PLAIN = [
  'type',
  'format',
  'enum',
  'required',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'maxProperties',
  'pattern',
];

const isNull = ({ type }: Schema): boolean => type === 'null';

/** Accepts null besides what the schema accepts, so that a departure of another value is told in the schema's words. */
function orNull(schema: Schema): Schema {
  const { type } = schema;
  if (type === undefined || schema.enum) return { if: { type: 'null' }, else: schema };
  return { ...schema, type: [...new Set([type, 'null'].flat())] };
}

/** `base` is the address of the document that the references point into. */
export function toJsonSchema(schema: Schema, base: string): Schema {
  const convert = (one: Schema): Schema => toJsonSchema(one, base);
  const choices = schema.oneOf?.filter((choice) => !isNull(choice)) ?? [];
  const nullable = schema.nullable === true || (schema.oneOf?.some(isNull) ?? false);
  const [only] = choices;
  if (only && choices.length === 1) return nullable ? orNull(convert(only)) : convert(only);
  if (schema.$ref !== undefined) {
    const reference = { $ref: `${base}${schema.$ref}` };
    return nullable ? orNull(reference) : reference;
  }
  const result: Schema = {};
  for (const keyword of PLAIN) if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
  if (schema.properties) {
    const properties = Object.entries(schema.properties);
    result.properties = Object.fromEntries(properties.map(([name, member]) => [name, convert(member)]));
  }
  if (schema.items) result.items = convert(schema.items);
  if (schema.additionalProperties !== undefined) {
    const { additionalProperties: rest } = schema;
    result.additionalProperties = typeof rest === 'boolean' ? rest : convert(rest);
  }
  if (choices.length > 1) result.oneOf = choices.map(convert);
  if (schema.anyOf) result.anyOf = schema.anyOf.map(convert);
  if (schema.allOf) result.allOf = schema.allOf.map(convert);
  return nullable ? orNull(result) : result;
}

/** A document's named schemas under its address, for references to find. */
export function schemasOf(document: ApiDocument): Schema & { $id: string } {
  const base = addressOf(document);
  const named = Object.entries(document.components?.schemas ?? {});
  return {
    $id: base,
    components: { schemas: Object.fromEntries(named.map(([name, one]) => [name, toJsonSchema(one, base)])) },
  };
}
