import { createHash, timingSafeEqual } from 'node:crypto';
import type { DeliverySecret } from '../source.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function digest(value: Uint8Array | string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** Hashed first, so that neither the length nor the first different byte shows in the time taken. */
function sameSecret(given: Uint8Array | string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** A header sent twice proves nothing: one of the two is not from whom we think. */
function single(headers: Headers, name: string): string {
  const value = headers[name.toLowerCase()];
  if (typeof value === 'string') return value;
  return value?.length === 1 ? (value[0] ?? '') : '';
}

/**
 * Whether a delivery carries the pair or header that was registered with its webhook (reference 3.3: there is no
 * signature). Header names in `headers` are lower-case. An empty registered secret never matches.
 */
export function verify(secret: DeliverySecret, headers: Headers): boolean {
  if (secret.kind === 'header') {
    return sameSecret(single(headers, secret.header), secret.value) && secret.value !== '';
  }
  const [, encoded = ''] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(single(headers, 'authorization')) ?? [];
  const expected = `${secret.username}:${secret.password}`;
  return sameSecret(Buffer.from(encoded, 'base64'), expected) && expected !== ':';
}
