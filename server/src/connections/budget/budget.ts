import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type Budget, DEFAULT_RATE } from 'servicetitan';
import type { Logger } from '../../platform/index.ts';

type Lane = 'live' | 'background';

interface Waiter {
  go(): void;
  fail(reason: unknown): void;
}

/** The longest that an answer of the database is expected to be under way; later ones are repeated by the client (429). */
const mostLateMs = 250;
/** After the database was away its memory of the last second may be gone: wait until that second has passed. */
const blindMs = DEFAULT_RATE.windowMs + 50;

/** A budget with what a meter shows of it. */
export interface SharedBudget extends Budget {
  /** Requests of this process that wait for a place. */
  waiting(): number;
}

export interface Budgets {
  /** The one budget of this app and tenant, whichever process asks. */
  of(apiUrl: string, appKey: string, tenantId: string): SharedBudget;
  keyOf(apiUrl: string, appKey: string, tenantId: string): string;
  close(): void;
}

/** The app key is a secret and stays out of the table: its digest tells budgets apart as well. */
const keyOf = (apiUrl: string, appKey: string, tenantId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([apiUrl, appKey, tenantId]))
    .digest('base64url');

/**
 * The API's limit of 60 requests per second for each app and tenant, kept by all processes on one database (B31).
 * `pool` may commit without waiting for the disk: what a crash forgets was a second ago.
 */
export function createBudgets(pool: pg.Pool, log: Logger): Budgets {
  const known = new Map<string, SharedBudget>();
  const closing = new AbortController();
  return {
    of(apiUrl, appKey, tenantId) {
      const key = keyOf(apiUrl, appKey, tenantId);
      let budget = known.get(key);
      if (!budget) known.set(key, (budget = createSharedBudget(key, pool, log, closing.signal)));
      return budget;
    },
    keyOf,
    close: () => closing.abort(),
  };
}

function createSharedBudget(key: string, pool: pg.Pool, log: Logger, closed: AbortSignal): SharedBudget {
  const lanes: Record<Lane, Set<Waiter>> = { live: new Set(), background: new Set() };
  let running = false;
  /** Somebody came while the database was being asked. */
  let fresh = false;
  /** Wakes the loop before its time: somebody new waits, who may have room where the others have not. */
  let wake: AbortController | null = null;
  let pausedUntil = 0;
  /** How late an answer has lately been at most; forgotten by and by. */
  let late = 20;

  const waiting = (): number => lanes.live.size + lanes.background.size;

  function admit(lane: Lane, count: number): void {
    for (const waiter of [...lanes[lane]].slice(0, count)) {
      lanes[lane].delete(waiter);
      waiter.go();
    }
  }

  /** Asks once for all who wait; answers how long to wait before asking again. */
  async function ask(): Promise<number> {
    const began = performance.now();
    const { rows } = await pool.query<{ live: number; background: number; wait: number }>({
      name: 'take_places',
      text: 'select live, background, wait from take_places($1, $2, $3, $4, $5, $6, $7)',
      values: [
        key,
        lanes.live.size,
        lanes.background.size,
        Math.ceil(late),
        DEFAULT_RATE.requests,
        DEFAULT_RATE.windowMs,
        DEFAULT_RATE.reserve,
      ],
    });
    const took = performance.now() - began;
    late = Math.min(mostLateMs, Math.max(took, late * 0.98));
    const [places] = rows;
    if (!places) return blindMs;
    admit('live', places.live);
    admit('background', places.background);
    return places.wait;
  }

  async function serve(): Promise<void> {
    running = true;
    // All who come in this turn of the event loop are asked for together.
    await Promise.resolve();
    while (waiting() > 0 && !closed.aborted) {
      const wait = Math.max(pausedUntil - Date.now(), 0);
      if (wait > 0) await nap(wait, null);
      if (closed.aborted) break;
      try {
        fresh = false;
        const next = await ask();
        if (next > 0 && waiting() > 0 && !fresh) await nap(next, (wake = new AbortController()));
      } catch (err) {
        // Waiting is safe, going through is not.
        log.debug({ err: (err as Error).message }, 'the request budget is out of reach');
        await nap(blindMs, null);
      }
      wake = null;
    }
    running = false;
    if (!closed.aborted) return;
    for (const lane of Object.values(lanes)) {
      for (const waiter of lane) waiter.fail(closed.reason);
      lane.clear();
    }
  }

  async function nap(ms: number, early: AbortController | null): Promise<void> {
    const signal = early ? AbortSignal.any([closed, early.signal]) : closed;
    await pause(ms, undefined, { signal, ref: true }).catch(() => undefined);
  }

  return {
    waiting,
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
          fail: reject,
        };
        signal?.addEventListener('abort', stop, { once: true });
        // A lane that already waits knows how long; another may have room at once.
        const first = lanes[priority].size === 0;
        lanes[priority].add(waiter);
        fresh ||= first;
        if (!running) void serve();
        else if (first) wake?.abort();
      }),
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, Date.now() + ms);
      pool
        .query(
          `insert into api_budgets (budget_key, slot, gone, paused_until) values ($1, 0, '{}', clock_timestamp() + $2 * interval '1 millisecond')
           on conflict (budget_key) do update set paused_until = greatest(api_budgets.paused_until, excluded.paused_until)`,
          [key, ms],
        )
        .catch((err: unknown) =>
          log.debug({ err: (err as Error).message }, 'a pause of requests could not be shared'),
        );
    },
  };
}
