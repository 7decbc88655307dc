import { z } from 'zod';
import { Problem } from '../errors.ts';

/** Query part that every list takes (DESIGN.md: `limit` to 200, `cursor`). */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** Answer envelope of every list. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ data: z.array(row), nextCursor: z.string().nullable() });
}

/** Keyset cursors: opaque to the caller, the sort key and id of the last row to us. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    // falls through to the refusal
  }
  throw new Problem(400, 'invalid_cursor', 'The cursor is not one that this list gave out. Start again without it.');
}
