import type { Address } from '../api/entities.ts';

/** An address on one line, without the parts that are missing. */
export function addressLine(address: Address | null): string {
  if (address === null) return '';
  const street = [address.street, address.unit].filter(Boolean).join(', ');
  const region = [address.state, address.zip].filter(Boolean).join(' ');
  return [street, address.city, region].filter((part) => part !== '' && part !== null).join(', ');
}

/** Whether a line of ServiceTitan's is an address, commas and capitals aside. */
export function sameAddress(line: string, address: Address | null): boolean {
  const plain = plainLine(line);
  return plain !== '' && plain === plainLine(addressLine(address));
}

function plainLine(line: string): string {
  return line
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
