/** How the name of a customer is read (H50, H51, H53). */
export interface NameParts {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Which rule read it, for the preview (B21). */
  readonly rule: string;
}

const part = (text: string): string | null => text.trim() || null;

/**
 * Without a comma the first word is the first name and the rest the last name; with one, the last name stands before the
 * first comma and everything after it is the first name (H50, H51, GH-20). Parts are trimmed, empty ones are null (GH-19).
 */
export function readName(name: string | null): NameParts {
  const text = (name ?? '').trim();
  if (text === '') return { firstName: null, lastName: null, rule: 'customer:name is empty' };
  const comma = text.indexOf(',');
  if (comma >= 0)
    return {
      firstName: part(text.slice(comma + 1)),
      lastName: part(text.slice(0, comma)),
      rule: 'customer:name has a comma: last name before it, first name after it',
    };
  const space = text.search(/\s/);
  return space < 0
    ? { firstName: text, lastName: null, rule: 'customer:name is one word' }
    : {
        firstName: text.slice(0, space),
        lastName: part(text.slice(space)),
        rule: 'customer:name has no comma: first word, and the rest',
      };
}
