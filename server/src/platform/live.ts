import { sql } from 'kysely';
import pg from 'pg';
import type { Sql } from './db/index.ts';
import type { Logger } from './log.ts';

const channel = 'tradepost';
/** PostgreSQL takes up to 8,000 bytes in one notice; longer lists of ids are cut into several. */
const idsPerNotice = 100;

export interface Change {
  readonly workspaceId: string;
  /** `booking.created`, `booking.updated`, … */
  readonly type: string;
  readonly ids: readonly string[];
}

export interface Live {
  /** Calls `listener` for every committed change of the workspace, from any process. Returns the way to stop. */
  subscribe(workspaceId: string, listener: (change: Change) => void): () => void;
  /** Calls `listener` for every change of any workspace: for caches of this process. */
  subscribeAll(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

/** Announces a change; it goes out when the transaction commits, and not at all when it does not. */
export async function announce(tx: Sql, change: Change): Promise<void> {
  for (let at = 0; at < change.ids.length; at += idsPerNotice) {
    const notice = JSON.stringify({ ...change, ids: change.ids.slice(at, at + idsPerNotice) });
    await sql`select pg_notify(${channel}, ${notice})`.execute(tx);
  }
}

/** Listens on a connection of its own, which is opened anew when it breaks; listeners then hear `resync`. */
export async function startLive(url: string, log: Logger): Promise<Live> {
  const byWorkspace = new Map<string, Set<(change: Change) => void>>();
  const everyone = new Set<(change: Change) => void>();
  let client: pg.Client | null = null;
  let closed = false;

  const tell = (change: Change): void => {
    for (const listener of everyone) listener(change);
    for (const listener of byWorkspace.get(change.workspaceId) ?? []) listener(change);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    let lost = false;
    const again = (): void => {
      if (lost || closed) return;
      lost = true;
      client = null;
      setTimeout(() => void reconnect(), 250).unref();
    };
    next.on('error', again);
    next.on('end', again);
    next.on('notification', (notice) => {
      if (notice.payload) tell(JSON.parse(notice.payload) as Change);
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    if (closed) return;
    try {
      await connect();
      // What happened meanwhile was not heard: everyone reads again.
      for (const workspaceId of byWorkspace.keys()) tell({ workspaceId, type: 'resync', ids: [] });
      for (const listener of everyone) listener({ workspaceId: '', type: 'resync', ids: [] });
    } catch (err) {
      log.debug({ err }, 'live updates: database is away');
      setTimeout(() => void reconnect(), 500).unref();
    }
  };

  await connect();
  return {
    subscribe(workspaceId, listener) {
      const listeners = byWorkspace.get(workspaceId) ?? new Set();
      byWorkspace.set(workspaceId, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) byWorkspace.delete(workspaceId);
      };
    },
    subscribeAll(listener) {
      everyone.add(listener);
      return () => everyone.delete(listener);
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
