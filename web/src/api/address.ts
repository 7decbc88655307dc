/** A text that an address holds; the router reads a search for "602" as a number. Nothing is undefined. */
export function addressText(value: unknown): string | undefined {
  const written = typeof value === 'number' ? String(value) : value;
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}
