/**
 * Checks a request body against its schema in the contract and gives it back with its times in UTC. Messages are worded
 * like those of the live system's model binding, by property path; a body that lacks a required member also gets the
 * key `request` (reference: "Errors", 400).
 */
import { schema, type Type } from 'servicetitan/contract';
import { type Doc, isDoc, type Json, Numeral } from '../json/value.ts';
import { type FieldErrors, invalid } from './problem.ts';
import { misfit } from './scalar.ts';
import { toInstant, toWire } from './time.ts';

/**
 * The body as the operation wants it: unknown members dropped, times normalised.
 * @throws Refusal 400 with `errors` by property.
 */
export function checkBody(body: Json | undefined, type: Type): Json {
  if (body === undefined) throw invalid({ '': ['A non-empty request body is required.'], ...REQUEST });
  const errors: FieldErrors = {};
  const checked = check(body, type, '', errors);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return checked;
}

const REQUEST = { request: ['The request field is required.'] };

function complain(errors: FieldErrors, path: string, message: string): null {
  errors[path] = [...(errors[path] ?? []), message];
  return null;
}

function check(value: Json, type: Type, path: string, errors: FieldErrors): Json {
  if (value === null) {
    if (type.nullable) return null;
    return complain(
      errors,
      path,
      `A null value was found where ${wanted(type)} is required. Path '${path}'.`,
    );
  }
  if (type.kind === 'scalar') return checkScalar(value, type, path, errors);
  if (type.kind === 'list') {
    if (!Array.isArray(value))
      return complain(errors, path, `Cannot deserialize ${wanted(type)}. Path '${path}'.`);
    return value.map((item, at) => check(item, type.items, `${path}[${at}]`, errors));
  }
  if (type.kind === 'union') {
    const fits = type.of.find((option) => tryCheck(value, option));
    return fits
      ? check(value, fits, path, errors)
      : complain(errors, path, `The value fits none of its types. Path '${path}'.`);
  }
  if (type.kind === 'map') {
    if (!isDoc(value)) return complain(errors, path, `Cannot deserialize ${wanted(type)}. Path '${path}'.`);
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, check(item, type.values, join(path, key), errors)]),
    );
  }
  return checkNamed(value, type.name, path, errors);
}

function tryCheck(value: Json, type: Type): boolean {
  const errors: FieldErrors = {};
  check(value, type, '', errors);
  return Object.keys(errors).length === 0;
}

function checkScalar(value: Json, type: Type & { kind: 'scalar' }, path: string, errors: FieldErrors): Json {
  const problem = misfit(value, type.format);
  if (problem) return complain(errors, path, `${problem}. Path '${path}'.`);
  if (type.format === 'date-time') return toWire(toInstant(String(value)) ?? String(value));
  const { min = -Infinity, max = Infinity } = type;
  const size =
    typeof value === 'string' ? value.length : Number(value instanceof Numeral ? value.text : value);
  if (size < min || size > max) {
    const what = typeof value === 'string' ? 'length' : 'value';
    return complain(errors, path, `The ${what} must be between ${min} and ${max}. Path '${path}'.`);
  }
  return value;
}

function checkNamed(value: Json, name: string, path: string, errors: FieldErrors): Json {
  const named = schema(name);
  if (!named) throw new TypeError(`The contract has no schema ${name}.`);
  if (named.kind === 'enum') {
    const known = named.members.some((member) => member === value);
    if (known) return value;
    const shown = typeof value === 'string' ? `"${value.slice(0, 100)}"` : 'value';
    return complain(
      errors,
      path,
      `Error converting value ${shown} to type '${shortName(name)}'. Path '${path}'.`,
    );
  }
  if (!isDoc(value))
    return complain(errors, path, `Cannot deserialize '${shortName(name)}'. Path '${path}'.`);
  const checked: Doc = {};
  for (const field of named.fields) {
    const member = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    const at = join(path, field.name);
    if (member !== undefined) checked[field.name] = check(member, field.type, at, errors);
    else if (field.required && !field.type.nullable) {
      complain(errors, at, `Required property '${field.name}' not found in JSON. Path '${path}'.`);
      Object.assign(errors, REQUEST);
    }
  }
  return checked;
}

const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);

const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function wanted(type: Type): string {
  if (type.kind === 'scalar') return type.format;
  return type.kind === 'ref' ? `'${shortName(type.name)}'` : 'an array';
}
