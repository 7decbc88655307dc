import { normalizePhone } from './phone.ts';

/** What a person types to find somebody. */
export interface PersonSearch {
  readonly text: string;
  /** First and last name, if it may be both: written in either order, with or without a comma. */
  readonly names: readonly (readonly [first: string, last: string])[];
  /** E.164; null when it is no phone. */
  readonly phone: string | null;
}

/** Null when nothing is looked for. */
export function readSearch(search: string | undefined): PersonSearch | null {
  const text = search?.trim().toLowerCase();
  if (!text) return null;
  const [one = '', ...others] = text.split(/[\s,]+/).filter(Boolean);
  const other = others.join(' ');
  return {
    text,
    names: other
      ? [
          [one, other],
          [other, one],
        ]
      : [],
    phone: /\d{7}/.test(text.replaceAll(/\D/g, '')) ? normalizePhone(text) : null,
  };
}
