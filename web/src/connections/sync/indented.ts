/** `context.source` and `rawJSON` are newer than the types of JSON, and than some browsers. */
const exact = JSON as unknown as { rawJSON?: (text: string) => unknown };

/**
 * JSON text, a member to a line, with every digit of its numbers: ids may be longer than a number holds. What is no
 * JSON, and what an older browser could not keep whole, stays as it came.
 */
export function indented(text: string): string {
  const { rawJSON } = exact;
  if (!rawJSON) return text;
  const keep = (_: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value;
  try {
    return JSON.stringify(JSON.parse(text, keep), null, 2);
  } catch {
    return text;
  }
}
