import type { QueryClient } from '@tanstack/react-query';
import type { ChangeType } from './event.ts';

/** Changes gathered before what shows them is read again, in milliseconds: a back-fill makes many a second. */
const GATHER = 1_000;

const KEYS: Record<ChangeType, (id: string) => readonly string[]> = {
  'sync.progress': (id) => ['connections', 'of', id, 'sync'],
  'connection.changed': () => ['connections'],
  'contact.changed': () => ['contacts'],
  'opportunity.changed': () => ['opportunities'],
};

/** Reads again what changed, at most once a second, and only what a screen shows. */
export function changeReader(client: QueryClient) {
  const noted = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = (): void => {
    timer = undefined;
    for (const queryKey of noted.values()) void client.invalidateQueries({ queryKey });
    noted.clear();
  };
  const note = (type: ChangeType, id: string): void => {
    const key = KEYS[type](id);
    noted.set(key.join(' '), key);
    timer ??= setTimeout(read, GATHER);
  };
  return {
    note,
    readAll: (): void => {
      for (const key of ['connections', 'contacts', 'opportunities'])
        void client.invalidateQueries({ queryKey: [key] });
    },
    stop: () => clearTimeout(timer),
  };
}
