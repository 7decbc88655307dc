/** Request bodies to JSON text: int64 and decimal text is written as JSON numbers, digit for digit. */
import { type Field, schema, type Type } from '../contract/index.ts';
import { rawNumber } from './json.ts';

/** A value that cannot be put on the wire as what the documents say it is; `path` names it, as in `items[2].skuId`. */
export class Unencodable extends Error {
  override readonly name = 'Unencodable';
  readonly path: string;

  constructor(path: string, message: string) {
    super(`${path || 'body'}: ${message}`);
    this.path = path || 'body';
  }
}

const INT64 = /^-?(0|[1-9]\d{0,18})$/;
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const MAX_INT64 = 2n ** 63n;

/** Decimal text of an int64, for bodies and addresses alike. Refuses what has lost digits or never had them. */
export function int64Text(value: unknown, path: string): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Unencodable(path, 'a number past 2^53 may have lost digits; pass an id as text');
  }
  const text = String(value);
  if (!INT64.test(text)) throw new Unencodable(path, 'an int64 is expected');
  const number = BigInt(text);
  if (number >= MAX_INT64 || number < -MAX_INT64) throw new Unencodable(path, 'an int64 is expected');
  return text;
}

function decimal(value: unknown, path: string): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && DECIMAL.test(value)) return rawNumber(value);
  throw new Unencodable(path, 'a decimal is expected');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members that the schema does not name are sent as they are; a bigint among them as a number. */
function encodeFields(value: Record<string, unknown>, fields: readonly Field[], path: string): unknown {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const members = Object.entries(value).map(([name, member]) => [
    name,
    encodeValue(member, types.get(name) ?? null, path ? `${path}.${name}` : name),
  ]);
  return Object.fromEntries(members);
}

function encodeValue(value: unknown, type: Type | null, path: string): unknown {
  if (value === null || value === undefined) return value;
  if (type?.kind === 'scalar' && type.format === 'int64') return rawNumber(int64Text(value, path));
  if (type?.kind === 'scalar' && type.format === 'decimal') return decimal(value, path);
  if (typeof value === 'bigint') return rawNumber(value.toString());
  if (type?.kind === 'list' && Array.isArray(value)) {
    return value.map((item, index) => encodeValue(item, type.items, `${path}[${index}]`));
  }
  if (type?.kind === 'map' && isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [
      name,
      encodeValue(member, type.values, path ? `${path}.${name}` : name),
    ]);
    return Object.fromEntries(members);
  }
  if (type?.kind === 'ref' && isObject(value)) {
    const found = schema(type.name);
    return encodeFields(value, found?.kind === 'object' ? found.fields : [], path);
  }
  return value;
}

/** JSON text of a body of this type. Throws Unencodable. */
export const encode = (value: unknown, type: Type | null): string =>
  JSON.stringify(encodeValue(value, type, ''));
