import type { Address } from '../api/entities.ts';

/** An address on one line, without the parts that are missing. */
export function addressLine(address: Address | string | null): string {
  if (address === null) return '';
  if (typeof address === 'string') return address;
  const street = [address.street, address.unit].filter(Boolean).join(', ');
  const region = [address.state, address.zip].filter(Boolean).join(' ');
  return [street, address.city, region].filter((part) => part !== '' && part !== null).join(', ');
}

/** Whether two addresses are written alike, commas and capitals aside. */
export function sameAddress(left: Address | string | null, right: Address | string | null): boolean {
  const plain = plainAddress(left);
  return plain !== '' && plain === plainAddress(right);
}

function plainAddress(address: Address | string | null): string {
  return addressLine(address)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
