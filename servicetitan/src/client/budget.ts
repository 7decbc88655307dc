/**
 * The API's limit of requests per second for each pair of app and tenant, kept by all clients of a process together.
 *
 * A sliding window: a request may go when fewer than `requests` went within the last `windowMs`. Two lanes share it. A
 * person's request (`live`) overtakes background work, which may use all but a reserve of the window; in turn every
 * fourth place goes to background work when both wait, so that neither starves.
 */
import { LIMITS } from '../contract/index.ts';
import type { Priority } from './call.ts';
import type { Clock } from './clock.ts';

/** A place to keep a limit across processes plugs in here. */
export interface Budget {
  /** Resolves when one request may go; rejects with the signal's reason when it aborts. */
  take(priority: Priority, signal?: AbortSignal): Promise<void>;
  /** The API said "too many": nothing goes for this long. */
  pause(ms: number): void;
}

export interface Rate {
  requests: number;
  windowMs: number;
  /** Places of each window that background work leaves to live requests. */
  reserve: number;
}

/**
 * The window is a little longer than the second of the limit: requests are counted where they arrive, and what left
 * within 1,001 ms may arrive within 999.
 */
export const DEFAULT_RATE: Rate = { requests: LIMITS.requestsPerSecond, windowMs: 1_050, reserve: 6 };

const BACKGROUND_TURN = 4;

interface Waiter {
  go: () => void;
}

export function createBudget(clock: Clock, rate: Rate = DEFAULT_RATE): Budget {
  /** When the requests of the current window went, oldest first. */
  const gone: number[] = [];
  const lanes: Record<Priority, Set<Waiter>> = { live: new Set(), background: new Set() };
  let pausedUntil = 0;
  let liveInARow = 0;
  let waking = false;

  function free(now: number): number {
    while (gone[0] !== undefined && gone[0] <= now - rate.windowMs) gone.shift();
    return now < pausedUntil ? 0 : rate.requests - gone.length;
  }

  /** The lane whose turn it is; null when no one may go. */
  function turn(places: number): Priority | null {
    const background = lanes.background.size > 0 && places > rate.reserve;
    if (lanes.live.size > 0 && places > 0) {
      return background && liveInARow >= BACKGROUND_TURN - 1 ? 'background' : 'live';
    }
    return background ? 'background' : null;
  }

  function serve(): void {
    const now = clock.now();
    for (let lane = turn(free(now)); lane; lane = turn(free(now))) {
      const [waiter] = lanes[lane];
      if (!waiter) return;
      lanes[lane].delete(waiter);
      liveInARow = lane === 'live' ? liveInARow + 1 : 0;
      gone.push(now);
      waiter.go();
    }
    if (!waking && lanes.live.size + lanes.background.size > 0) void wake(now);
  }

  /** One timer for all who wait: to the end of the pause, or until the oldest request leaves the window. */
  async function wake(now: number): Promise<void> {
    waking = true;
    await clock.wait(now < pausedUntil ? pausedUntil - now : (gone[0] ?? now) + rate.windowMs - now);
    waking = false;
    serve();
  }

  return {
    take: (priority, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = (): void => {
          lanes[priority].delete(waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          go: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        lanes[priority].add(waiter);
        serve();
      }),
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
}

const budgets = new WeakMap<Clock, Map<string, Budget>>();

/** The budget that all clients of this process with the same host, app key and tenant share. */
export function sharedBudget(clock: Clock, key: readonly string[]): Budget {
  let byKey = budgets.get(clock);
  if (!byKey) budgets.set(clock, (byKey = new Map()));
  const name = JSON.stringify(key);
  let budget = byKey.get(name);
  if (!budget) byKey.set(name, (budget = createBudget(clock)));
  return budget;
}
