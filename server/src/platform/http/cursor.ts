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

/** Reads a cursor back; `parts` says what each part must look like, since anybody can make one up. */
export function decodeCursor<T extends readonly [z.ZodType<string>, ...z.ZodType<string>[]]>(
  cursor: string,
  parts: T,
): { [K in keyof T]: string } {
  try {
    const read = z
      .tuple(parts as unknown as [z.ZodType<string>, ...z.ZodType<string>[]])
      .safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (read.success) return read.data as { [K in keyof T]: string };
  } catch {
    // falls through to the refusal
  }
  throw new Problem(
    400,
    'invalid_cursor',
    'The cursor is not one that this list gave out. Start again without it.',
  );
}
