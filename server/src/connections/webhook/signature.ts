import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** How ServiceTitan signs what it sends; none of it is documented for certain (reference, Webhooks V2). */
export const signatureSchema = z.object({
  header: z
    .string()
    .trim()
    .toLowerCase()
    .max(100)
    .regex(/^[\w-]+$/, 'Write the name of a header, as in x-servicetitan-signature.'),
  digest: z.enum(['sha256', 'sha1', 'sha512']),
  encoding: z.enum(['hex', 'base64']),
  /** Stands before the signature in the header, such as `sha256=`. */
  prefix: z.string().max(50),
});
export type Signature = z.infer<typeof signatureSchema>;

/**
 * Whether the header holds the signature of this very body: compared in constant time, over the raw bytes. Hex and base64
 * are both understood whatever was set, and upper-case hex too; a prefix that was set may be missing, no other may stand
 * there.
 */
export function isSigned(
  body: Uint8Array,
  given: string | undefined,
  secret: string,
  { digest, prefix }: Pick<Signature, 'digest' | 'prefix'>,
): boolean {
  if (given === undefined) return false;
  const expected = createHmac(digest, secret).update(body).digest();
  const text = (prefix !== '' && given.startsWith(prefix) ? given.slice(prefix.length) : given).trim();
  const hex = new RegExp(`^[0-9a-f]{${expected.length * 2}}$`, 'i').test(text);
  const actual = Buffer.from(text, hex ? 'hex' : 'base64');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
