import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from './errors.ts';

/**
 * One `tradepost up` per data folder. The lock is an exclusive SQLite transaction, so the operating system drops it
 * when the process dies in whatever way: a lock file left behind by `kill -9` locks nothing.
 */
export async function lockData(data: string, waitMs = 8_000): Promise<() => void> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const note = join(data, 'tradepost.pid');
  const database = new DatabaseSync(join(data, 'tradepost.lock'));
  // A server that was just told to stop still holds the lock for a moment while it stops PostgreSQL.
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      database.exec('PRAGMA busy_timeout = 250; BEGIN EXCLUSIVE');
      break;
    } catch (error) {
      if (!/locked|busy/i.test((error as Error).message)) throw error;
      if (performance.now() > deadline) {
        database.close();
        throw new StartupError(
          `Tradepost is already running on ${data} (process ${holder(note)}). Stop that one first, or give this one its own TRADEPOST_DATA.`,
        );
      }
      // Lets signals through; the busy timeout above does the waiting.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  writeFileSync(note, `${process.pid}\n`);
  return () => database.close();
}

function holder(note: string): string {
  try {
    return readFileSync(note, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
