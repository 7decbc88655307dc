/**
 * JSON values as the emulator holds them. ServiceTitan's ids are int64 and its money is decimal: a number whose digits a
 * JavaScript number would not give back unchanged is kept as a `bigint` (whole) or as a `Numeral` (anything else).
 */
export type Json = null | boolean | number | bigint | string | Numeral | Json[] | Doc;

/** A JSON object. */
export interface Doc {
  [name: string]: Json;
}

/** An int64: a `number` when that is exact, else a `bigint`. Equal ids are therefore equal by `===`. */
export type Id = number | bigint;

/** Digits of a number that is neither safe nor whole, for example `12.50` or `1e400`. */
export class Numeral {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Read by `JSON.stringify`: the digits go out as they came in. */
  toJSON(): unknown {
    return rawJson(this.text);
  }
}

/** `JSON.rawJSON` (Node 21 and later), not yet known to every TypeScript library. */
export const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

export const isDoc = (value: Json | undefined): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Numeral);

export const isId = (value: Json | undefined): value is Id =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** Reads an int64 from decimal digits; undefined when the text is not one. */
export function parseId(text: string): Id | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const wide = BigInt(text);
  return wide < INT64_MIN || wide > INT64_MAX ? undefined : toId(wide);
}

/** The one representation of an int64. */
export function toId(wide: bigint | number): Id {
  const narrow = Number(wide);
  return Number.isSafeInteger(narrow) ? narrow : BigInt(wide);
}

/** The member as an id; undefined when it is absent, null or something else. */
export function idAt(doc: Doc, name: string): Id | undefined {
  const value = doc[name];
  return isId(value) ? value : undefined;
}

/** The member as ids; members of the list that are not ids are left out. */
export function idsAt(doc: Doc, name: string): Id[] {
  const value = doc[name];
  return Array.isArray(value) ? value.filter(isId) : [];
}

/** The member as text; undefined when it is absent, null or something else. */
export function textAt(doc: Doc, name: string): string | undefined {
  const value = doc[name];
  return typeof value === 'string' ? value : undefined;
}

/** The member as an object; undefined when it is absent, null or something else. */
export function docAt(doc: Doc, name: string): Doc | undefined {
  const value = doc[name];
  return isDoc(value) ? value : undefined;
}

/** The objects in a list member. */
export function docsAt(doc: Doc, name: string): Doc[] {
  const value = doc[name];
  return Array.isArray(value) ? value.filter(isDoc) : [];
}
