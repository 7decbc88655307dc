import type pg from 'pg';
import type { RequestEvent } from 'servicetitan';
import type { Clock, Logger } from '../../platform/index.ts';

interface Count {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly minute: string;
  readonly priority: 'live' | 'background';
  requests: number;
  throttled: number;
  failed: number;
}

export interface Meter {
  count(workspaceId: string, connectionId: string, event: RequestEvent): void;
  /** Writes what was counted since the last time; what cannot be written is kept for the next. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Counts requests by minute and lane (B31), and writes them down now and then: a request must not wait for its count. */
export function createMeter(room: { pool: pg.Pool; clock: Clock; log: Logger }, everyMs = 10_000): Meter {
  let counts = new Map<string, Count>();
  const timer = setInterval(() => void flush(), everyMs).unref();

  async function flush(): Promise<void> {
    if (counts.size === 0) return;
    const taken = [...counts.values()];
    counts = new Map();
    const column = (of: (count: Count) => unknown) => taken.map(of);
    try {
      await room.pool.query(
        `insert into api_usage as u (workspace_id, connection_id, minute, priority, requests, throttled, failed)
         select n.workspace_id, n.connection_id, n.minute, n.priority, n.requests, n.throttled, n.failed
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::int[], $6::int[], $7::int[])
           as n(workspace_id, connection_id, minute, priority, requests, throttled, failed)
         join connections c on c.workspace_id = n.workspace_id and c.id = n.connection_id
         on conflict (workspace_id, connection_id, minute, priority) do update
           set requests = u.requests + excluded.requests, throttled = u.throttled + excluded.throttled, failed = u.failed + excluded.failed`,
        [
          column((c) => c.workspaceId),
          column((c) => c.connectionId),
          column((c) => c.minute),
          column((c) => c.priority),
          column((c) => c.requests),
          column((c) => c.throttled),
          column((c) => c.failed),
        ],
      );
    } catch (err) {
      room.log.debug({ err: (err as Error).message }, 'requests could not be written down yet');
      for (const count of taken) add(count);
    }
  }

  function add(more: Count): void {
    const key = `${more.connectionId} ${more.minute} ${more.priority}`;
    const count = counts.get(key);
    if (!count) {
      counts.set(key, { ...more });
      return;
    }
    count.requests += more.requests;
    count.throttled += more.throttled;
    count.failed += more.failed;
  }

  return {
    count(workspaceId, connectionId, { status, error, priority }) {
      const minute = room.clock.now().round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString();
      const throttled = status === 429 ? 1 : 0;
      const failed = error && !throttled ? 1 : 0;
      add({ workspaceId, connectionId, minute, priority, requests: 1, throttled, failed });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
