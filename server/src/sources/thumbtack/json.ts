/** JSON as Thumbtack sends it: every id is an int64, so none may pass through a JavaScript number that loses digits. */

/** Sixteen digits in a row outside a fraction may exceed 2^53; anything shorter cannot, and needs no slow path. */
const MAY_HOLD_BIG_NUMBER = /[:[,]\s*-?\d{16}/;

/**
 * Like `JSON.parse`, but a whole number beyond ±(2^53 − 1) comes back as the text it was written with.
 * Throws `SyntaxError` as `JSON.parse` does.
 */
export function readJson(text: string): unknown {
  if (!MAY_HOLD_BIG_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    const written = context?.source;
    return written !== undefined && /^-?\d+$/.test(written) ? written : value;
  });
}

/** Half-pairs and NUL are legal in JSON but no database text can hold them. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A scalar as text, otherwise untouched; null for blank text, null, objects and lists. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') {
    const text = storable(value);
    return text.trim() === '' ? null : text;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}
