import { spawn } from 'node:child_process';

/** How long a program may take before its first answer: it may have to make half a million jobs first. */
const patience = 30 * 60_000;

export interface Program<T> {
  /** What it said first. */
  readonly facts: T;
  /** Sends a message and waits for the next answer. */
  ask<A>(message: string): Promise<A>;
  /** Lets it end, and waits until it has. */
  stop(): Promise<void>;
}

/** Starts a program in a process of its own, which speaks over the channel and ends when that closes. */
export async function startProgram<T>(
  file: string,
  input: unknown,
  flags: readonly string[] = [],
): Promise<Program<T>> {
  const child = spawn(process.execPath, [...flags, file], {
    env: { ...process.env, NODE_ENV: 'production', BENCH_INPUT: JSON.stringify(input) },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(String(signal ?? code))),
  );
  const answer = async <A>(): Promise<A> => {
    const { promise, resolve, reject } = Promise.withResolvers<A>();
    const timer = setTimeout(() => reject(new Error(`${file} does not answer`)), patience);
    const end = (how: string): void => reject(new Error(`${file} ended (${how})`));
    const hear = (message: unknown): void => resolve(message as A);
    void ended.then(end);
    child.once('error', reject).once('message', hear);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      child.off('error', reject).off('message', hear);
    }
  };
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await ended;
  };
  try {
    return {
      facts: await answer<T>(),
      ask<A>(message: string): Promise<A> {
        child.send(message);
        return answer<A>();
      },
      stop,
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
