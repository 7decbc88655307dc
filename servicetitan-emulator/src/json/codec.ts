/** Reads and writes JSON without losing a digit (see value.ts). */
import { type Doc, type Json, Numeral, rawJson } from './value.ts';

/** Text that may hold a number which a JavaScript number would not give back: only then the slow way is taken. */
const SUSPECT = /\d{16}|\d\.\d*0(?![\d\w])|\d[eE]|-0(?![.\d])/;

/**
 * Parses JSON text.
 * @throws SyntaxError when the text is not JSON.
 */
export function decode(text: string): Json {
  return (SUSPECT.test(text) ? JSON.parse(text, keepDigits as never) : JSON.parse(text)) as Json;
}

/** Parses JSON text that is known to hold an object, such as a stored row. */
export const decodeDoc = (text: string): Doc => decode(text) as Doc;

function keepDigits(_name: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = context.source ?? String(value);
  if (String(value) === source) return value;
  return /^-?[1-9]\d*$/.test(source) ? BigInt(source) : new Numeral(source);
}

/** Writes JSON text. */
export function encode(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Only a bigint makes it throw; it is rare enough not to pay for a replacer on every write.
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_name, member: unknown) =>
      typeof member === 'bigint' ? rawJson(String(member)) : member,
    );
  }
}
