/**
 * Answers from the wire to what callers see: int64 and decimal members become text, everything else stays as it came.
 * Unknown members, unknown enumeration members and nulls in required members pass through.
 */
import { schema, type Type } from '../contract/index.ts';
import { parseExact, plainDecimal } from './json.ts';

type Convert = (value: unknown) => unknown;

/** Numbers past 2^53 are text already, see parseExact. */
const toInt64: Convert = (value) =>
  typeof value === 'number' && Number.isInteger(value) ? String(value) : value;
const toDecimal: Convert = (value) =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?e/i.test(value))
    ? plainDecimal(String(value))
    : value;
/** parseExact leaves a double with many digits as text; as a double it was meant. */
const toDouble: Convert = (value) =>
  typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : value;

const SCALAR_CONVERTERS: Readonly<Record<string, Convert>> = {
  int64: toInt64,
  decimal: toDecimal,
  double: toDouble,
  float: toDouble,
  int32: toDouble,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Converters by schema name; null where nothing inside needs converting. */
const compiled = new Map<string, Convert | null>();

function compileSchema(name: string): Convert | null {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const found = schema(name);
  // A schema that contains itself meets this entry while it is being compiled.
  compiled.set(name, (value) => compiled.get(name)?.(value) ?? value);
  const convert = found?.kind === 'object' ? compileFields(found.fields) : null;
  compiled.set(name, convert);
  return convert;
}

function compileFields(fields: readonly { name: string; type: Type }[]): Convert | null {
  const converters = fields.flatMap(({ name, type }): [string, Convert][] => {
    const convert = compile(type);
    return convert ? [[name, convert]] : [];
  });
  if (converters.length === 0) return null;
  return (value) => {
    if (isObject(value)) {
      for (const [name, convert] of converters) {
        if (value[name] != null) value[name] = convert(value[name]);
      }
    }
    return value;
  };
}

function compile(type: Type): Convert | null {
  switch (type.kind) {
    case 'scalar':
      return SCALAR_CONVERTERS[type.format] ?? null;
    case 'ref':
      return compileSchema(type.name);
    case 'list': {
      const item = compile(type.items);
      return item && ((value) => (Array.isArray(value) ? value.map(item) : value));
    }
    case 'map': {
      const entry = compile(type.values);
      if (!entry) return null;
      return (value) =>
        isObject(value)
          ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, entry(member)]))
          : value;
    }
    // Which of its types a value of a union has cannot be told from the value: it stays as it came.
    case 'union':
      return null;
  }
}

/** Parses an answer of this type. Throws a SyntaxError when the text is not JSON. */
export function decode(text: string, type: Type | null): unknown {
  const value = parseExact(text);
  const convert = type && compile(type);
  return convert && value != null ? convert(value) : value;
}
