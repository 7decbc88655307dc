import pg from 'pg';
import type { Logger } from './log.ts';

/** Lets one runner at a time, in any process, work on a thing. */
export interface Mutex {
  /** Runs `work` while holding `key`; answers `busy` when somebody else holds it. Nobody waits. */
  run<T>(key: string, work: () => Promise<T>): Promise<T | 'busy'>;
  close(): Promise<void>;
}

/**
 * Advisory locks on one connection of their own: a process that dies, in whatever way, holds nothing any more, and long
 * calls to the outside do not keep connections of the pools. Should the connection break while `work` runs, another
 * process could start the same work; callers must bear that (bookings do, by marking each step before its call).
 */
export function createMutex(url: string, log: Logger): Mutex {
  const held = new Set<string>();
  let connecting: Promise<pg.Client> | null = null;

  const connection = async (): Promise<pg.Client> => {
    connecting ??= (async () => {
      const client = new pg.Client({ connectionString: url });
      const drop = (error?: Error): void => {
        if (error) log.warn({ err: error.message }, 'the connection that holds locks was lost');
        connecting = null;
      };
      client.on('error', drop);
      client.on('end', () => drop());
      await client.connect();
      return client;
    })();
    try {
      return await connecting;
    } catch (error) {
      connecting = null;
      throw error;
    }
  };

  return {
    async run(key, work) {
      if (held.has(key)) return 'busy';
      held.add(key);
      try {
        const client = await connection();
        const { rows } = await client.query<{ locked: boolean }>(
          'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
          [key],
        );
        if (!rows[0]?.locked) return 'busy';
        try {
          return await work();
        } finally {
          // A lock on a connection that is gone is gone with it.
          await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => {});
        }
      } finally {
        held.delete(key);
      }
    },
    async close() {
      const client = await connecting?.catch(() => null);
      await client?.end();
    },
  };
}
