/**
 * Guids of records that the API names by one. Records are kept under an int64, like all others, and the guid is another
 * way of writing it: multiplying by an odd number modulo 2^64 mixes the digits and can be undone.
 */
import { type Id, toId } from '../json/value.ts';

const FACTOR = 0x9e3779b97f4a7c15n;
const INVERSE = 0xf1de83e19937733dn;
const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);

/** The guid of an id, of version 4 by its form. */
export function guidOf(id: Id): string {
  const hex = wrap(BigInt(id) * FACTOR)
    .toString(16)
    .padStart(16, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4000-8000-00000000${hex.slice(12)}`;
}

/** The id that a guid stands for; undefined when it is not one of ours. */
export function idOfGuid(guid: string): Id | undefined {
  const match = /^([\da-f]{8})-([\da-f]{4})-4000-8000-00000000([\da-f]{4})$/i.exec(guid);
  if (!match) return undefined;
  return toId(BigInt.asIntN(64, wrap(BigInt(`0x${match.slice(1).join('')}`) * INVERSE)));
}
