/** What is read side by side: enough to keep ServiceTitan, this process and the database busy at the same time. */
export const SIDE_BY_SIDE = 3;

/**
 * Runs `work` for all values, `most` at a time; ends with the first fault, but not before those under way have ended:
 * whoever lets go of a lock then must not leave a reader behind.
 */
export async function together<Value>(
  values: readonly Value[],
  most: number,
  work: (value: Value) => Promise<void>,
): Promise<void> {
  let next = 0;
  let fault: { readonly cause: unknown } | null = null;
  const lane = async (): Promise<void> => {
    for (let at = next; at < values.length && !fault; at = next) {
      next += 1;
      try {
        await work(values[at] as Value);
      } catch (cause) {
        fault ??= { cause };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, values.length) }, lane));
  if (fault) throw (fault as { readonly cause: unknown }).cause;
}

/** Values in portions of `size`, the last one with what is left. */
export const portionsOf = <Value>(values: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, at) =>
    values.slice(at * size, (at + 1) * size),
  );
