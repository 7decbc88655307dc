/** What the emulator remembers beside the companies: its secret and its clock. Kept in a file when there is a folder. */
import { randomBytes } from 'node:crypto';
import type { ClockState } from './clock.ts';
import { Database } from './store/database.ts';

interface State {
  /** Key of the signatures under tokens. */
  secret: string;
  clock(): ClockState | undefined;
  saveClock(state: ClockState): void;
  close(): void;
}

/** `file` is a path or `:memory:`. */
export function openState(file: string): State {
  const database = new Database(file);
  database.exec('CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
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
    close: () => database.close(),
  };
}
