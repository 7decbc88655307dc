/** What the emulator remembers beside the companies: its secret and its clock. Kept in a file when there is a folder. */
import { randomBytes } from 'node:crypto';
import type { ClockState } from './clock.ts';
import type { LiveState } from './live/live.ts';
import { Database } from './store/database.ts';
import type { Subscription } from './webhooks/subscription.ts';
import type { Delivery, Shelf } from './webhooks/webhooks.ts';

interface State {
  /** Key of the signatures under tokens. */
  secret: string;
  clock(): ClockState | undefined;
  saveClock(state: ClockState): void;
  /** Live mode as it was left: until when the company has lived. */
  live(): LiveState | undefined;
  saveLive(state: LiveState): void;
  webhooks: Shelf;
  close(): void;
}

/** `file` is a path or `:memory:`. */
export function openState(file: string): State {
  const database = new Database(file);
  database.exec('CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
  database.exec(
    'CREATE TABLE IF NOT EXISTS webhooks (kind TEXT, id TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, id))',
  );
  const read = (name: string): string | undefined =>
    database.one<{ value: string }>('SELECT value FROM facts WHERE name = ?', name)?.value;
  const save = (name: string, value: string): void =>
    database.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', name, value);
  const secret = read('secret') ?? randomBytes(32).toString('base64url');
  save('secret', secret);
  return {
    secret,
    clock() {
      const text = read('clock');
      return text === undefined ? undefined : (JSON.parse(text) as ClockState);
    },
    saveClock: (state) => save('clock', JSON.stringify(state)),
    live() {
      const text = read('live');
      return text === undefined ? undefined : (JSON.parse(text) as LiveState);
    },
    saveLive: (state) => save('live', JSON.stringify(state)),
    webhooks: shelfOf(database),
    close: () => database.close(),
  };
}

/** Keeps webhooks beside the rest, each as one text. */
function shelfOf(database: Database): Shelf {
  const all = <T>(kind: string): T[] =>
    database
      .all<{ value: string }>('SELECT value FROM webhooks WHERE kind = ? ORDER BY rowid', kind)
      .map(({ value }) => JSON.parse(value) as T);
  return {
    load: () => ({
      subscriptions: all<Subscription>('subscription'),
      deliveries: all<Delivery>('delivery'),
    }),
    save: (kind, value) =>
      database.run(
        'INSERT INTO webhooks VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value',
        kind,
        value.id,
        JSON.stringify(value),
      ),
    drop: (kind, id) => database.run('DELETE FROM webhooks WHERE kind = ? AND id = ?', kind, id),
  };
}
