/**
 * Runs a producer up to `most` values ahead of its consumer: the next answer is asked for and read while the last one is
 * being written. A fault of the producer reaches the consumer in its turn; a consumer that leaves stops the producer.
 */
export async function* ahead<Value>(
  source: AsyncIterable<Value>,
  most: number,
): AsyncGenerator<Value, void, undefined> {
  const waiting: Value[] = [];
  let fault: { readonly cause: unknown } | null = null;
  let ended = false;
  let stopped = false;
  let wake: () => void = () => {};
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  let changed = turn();
  const tell = (): void => {
    const told = wake;
    changed = turn();
    told();
  };
  const produce = async (): Promise<void> => {
    try {
      for await (const value of source) {
        if (stopped) return;
        waiting.push(value);
        tell();
        while (waiting.length >= most && !stopped) await changed;
        if (stopped) return;
      }
    } catch (cause) {
      fault = { cause };
    } finally {
      ended = true;
      tell();
    }
  };
  const producing = produce();
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        tell();
        yield next;
      } else if (ended) {
        if (fault) throw (fault as { readonly cause: unknown }).cause;
        return;
      } else await changed;
    }
  } finally {
    stopped = true;
    tell();
    await producing;
  }
}
