import { type Connections, findConnection, pauseConnection, readSettings } from '../connections/index.ts';
import { type Clock, type Database, inWorkspace, type Logger, type Mutex } from '../platform/index.ts';
import type { SyncRoom } from './pull/room.ts';

const DAY_MS = 86_400_000;

/** What the sync room needs of the rooms below, put together. */
export function createSyncRoom(parts: {
  readonly db: Database;
  readonly log: Logger;
  readonly mutex: Mutex;
  readonly clock: Clock;
  readonly connections: Connections;
}): SyncRoom {
  const { db, connections, clock } = parts;
  return {
    ...parts,
    open: connections.open,
    openDraft: connections.openDraft,
    selected: async (workspaceId, connectionId) =>
      await inWorkspace(db, workspaceId, async (tx) => {
        const connection = await findConnection(tx, connectionId);
        if (!connection) return null;
        const { settings } = await readSettings(tx, connectionId);
        // A draft has not begun: it looks as far back as it would if it began now.
        const since =
          connection.since ?? new Date(clock.now().epochMilliseconds - settings.backfillDays * DAY_MS);
        return { selection: settings, since };
      }),
    pause: async (workspaceId, connectionId) =>
      await inWorkspace(db, workspaceId, async (tx) => {
        await pauseConnection(tx, workspaceId, connectionId, 'credentials');
      }),
  };
}
