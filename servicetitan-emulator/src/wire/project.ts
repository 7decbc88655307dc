/** Shapes a record to a type of the contract: what the type does not name is left out, what is missing is null. */
import { schema, type Type } from 'servicetitan/contract';
import { type Doc, isDoc, isId, type Json } from '../json/value.ts';
import { guidOf } from './guid.ts';

export function project(value: Json, type: Type): Json {
  if (value === null) return null;
  if (type.kind === 'list')
    return Array.isArray(value) ? value.map((item) => project(item, type.items)) : value;
  if (type.kind === 'scalar' && type.format === 'guid' && isId(value)) return guidOf(value);
  if (type.kind !== 'ref' || !isDoc(value)) return value;
  const named = schema(type.name);
  if (named?.kind !== 'object') return value;
  const shaped: Doc = {};
  for (const field of named.fields) {
    const member = value[field.name];
    if (member !== undefined) shaped[field.name] = project(member, field.type);
    else if (field.required || field.type.nullable) shaped[field.name] = empty(field.type);
  }
  return shaped;
}

/** What stands for a missing member: lists are never null. */
const empty = (type: Type): Json => (type.kind === 'list' && !type.nullable ? [] : null);
