/**
 * The one-line type notation of the generated tables and its parser.
 *
 *     type    = base { "[]" [range] | "{}" [range] | "?" }
 *     base    = scalar [range] | "#" schema name | "<" type { "|" type } ">"
 *     range   = "(" [low] ".." [high] ")"
 *
 * `int64`, `string(..255)?`, `#Crm.V2.AddressResponse?`, `string[]{}` (a map from string to lists of strings).
 */

/** Format of a scalar to its JSON type on the wire. */
export const SCALARS = {
  string: 'string',
  html: 'string',
  multiline: 'string',
  phone: 'string',
  email: 'string',
  password: 'string',
  guid: 'string',
  date: 'string',
  'date-time': 'string',
  /** .NET TimeSpan text, `[d.]hh:mm:ss[.fffffff]`. */
  duration: 'string',
  /** Values separated by commas in one query parameter. */
  csv: 'string',
  /** A file: the whole body of an answer, or a part of a multipart form. */
  binary: 'string',
  int32: 'integer',
  int64: 'integer',
  decimal: 'number',
  double: 'number',
  float: 'number',
  boolean: 'boolean',
  any: 'any',
} as const;

export type ScalarFormat = keyof typeof SCALARS;

/** A type as data. `min` and `max` bound a text's length, a number's value, or the count of a list's or map's members. */
export type Type =
  | { kind: 'scalar'; format: ScalarFormat; nullable: boolean; min?: number; max?: number }
  | { kind: 'ref'; name: string; nullable: boolean }
  | { kind: 'list'; items: Type; nullable: boolean; min?: number; max?: number }
  | { kind: 'map'; values: Type; nullable: boolean; min?: number; max?: number }
  | { kind: 'union'; of: Type[]; nullable: boolean };

export interface Field {
  name: string;
  required: boolean;
  type: Type;
}

const TOKENS = /[a-z][a-z0-9-]*|#[\w.]+|\[\]|\{\}|\(\d*\.\.\d*\)|[<>|?]/gy;

const parsed = new Map<string, Type>();

/** Reads one type; throws a SyntaxError for text that is not in the notation. Equal texts give the same object. */
export function parseType(text: string): Type {
  let type = parsed.get(text);
  if (!type) {
    type = parse(text);
    parsed.set(text, type);
  }
  return type;
}

function parse(text: string): Type {
  const tokens = text.match(TOKENS) ?? [];
  if (tokens.join('') !== text) throw new SyntaxError(`Not a type: ${text}`);
  let at = 0;

  function range(): { min?: number; max?: number } {
    const match = /^\((\d*)\.\.(\d*)\)$/.exec(tokens[at] ?? '');
    if (!match) return {};
    at += 1;
    return { ...(match[1] && { min: Number(match[1]) }), ...(match[2] && { max: Number(match[2]) }) };
  }

  function union(): Type {
    const of: Type[] = [];
    do of.push(type());
    while (tokens[at++] === '|');
    return { kind: 'union', of, nullable: false };
  }

  function base(): Type {
    const token = tokens[at++] ?? '';
    if (token === '<') return union();
    if (token.startsWith('#')) return { kind: 'ref', name: token.slice(1), nullable: false };
    if (!isScalar(token)) throw new SyntaxError(`Not a type: ${text}`);
    return { kind: 'scalar', format: token, nullable: false, ...range() };
  }

  function type(): Type {
    let result = base();
    for (;;) {
      const token = tokens[at];
      if (token === '?') result = { ...result, nullable: true };
      else if (token !== '[]' && token !== '{}') return result;
      at += 1;
      if (token === '[]') result = { kind: 'list', items: result, nullable: false, ...range() };
      if (token === '{}') result = { kind: 'map', values: result, nullable: false, ...range() };
    }
  }

  const result = type();
  if (at !== tokens.length) throw new SyntaxError(`Not a type: ${text}`);
  return result;
}

const isScalar = (token: string): token is ScalarFormat => Object.hasOwn(SCALARS, token);

/** Name (with `*` when required) to type, as fields. */
export function parseFields(rows: Record<string, string>): Field[] {
  return Object.entries(rows).map(([name, type]) => ({
    name: name.replace(/\*$/, ''),
    required: name.endsWith('*'),
    type: parseType(type),
  }));
}

/** The names alone. */
export const fieldNamesOf = (rows: Record<string, string>): string[] =>
  Object.keys(rows).map((name) => name.replace(/\*$/, ''));
