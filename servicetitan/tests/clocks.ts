/** Clocks for tests: no test waits. */
import type { Clock } from '../src/index.ts';

export interface JumpingClock extends Clock {
  /** The waits that have passed, in milliseconds. */
  waits: number[];
  skip(ms: number): void;
}

const START = Date.UTC(2026, 4, 21, 12);
/** Waits from here on are time-outs, which end only when they are called off. */
const TIMEOUT_MS = 100_000;

/** Waits pass at once and move the clock; time-outs never come. */
export function jumpingClock(): JumpingClock {
  let now = START;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    skip: (ms) => {
      now += ms;
    },
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        if (ms >= TIMEOUT_MS) return undefined;
        waits.push(ms);
        now += ms;
        return resolve();
      }),
  };
}

export interface ManualClock extends Clock {
  /** Moves time on, waking those whose time has come, in order. */
  advance(ms: number): Promise<void>;
  /** Number of waits under way. */
  waiting(): number;
}

/** Lets everything run that can run without time passing. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function manualClock(): ManualClock {
  let now = START;
  const sleepers = new Set<{ until: number; resolve: () => void }>();
  return {
    now: () => now,
    waiting: () => sleepers.size,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { until: now + ms, resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = [...sleepers]
          .filter(({ until }) => until <= end)
          .toSorted((a, b) => a.until - b.until);
        if (!next) break;
        sleepers.delete(next);
        now = Math.max(now, next.until);
        next.resolve();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
