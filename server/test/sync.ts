import type { Emulator } from 'servicetitan-emulator';
import { createLog, createMutex, inWorkspace, type Mutex } from '../src/platform/index.ts';
import { backfill } from '../src/sync/backfill.ts';
import { increment } from '../src/sync/increment.ts';
import { planOf, type Selection } from '../src/sync/plan.ts';
import type { SyncRoom } from '../src/sync/pull/room.ts';
import { reconcile } from '../src/sync/reconcile.ts';
import { hurryCursors, keepCursors } from '../src/sync/store/cursors.ts';
import type { TestApp } from './app.ts';
import { connectCompany } from './company.ts';
import { mirrorDifferences } from './truth.ts';

export const everything: Selection = {
  models: ['job', 'membership', 'call'],
  resources: {
    job: ['estimates', 'appointments', 'appointmentAssignments', 'cancelReasons', 'invoices'],
    membership: ['recurringServices'],
  },
};

export const DAY_MS = 86_400_000;

/** A connection whose sync a test runs by hand, step by step. */
export interface Mirroring {
  readonly where: { readonly workspaceId: string; readonly connectionId: string };
  readonly room: SyncRoom;
  /** An admin's API key of the workspace. */
  readonly key: string;
  /** How often credentials were found to be refused. */
  readonly paused: () => number;
  backfill(signal?: AbortSignal): ReturnType<typeof backfill>;
  /** Reads what changed of everything, due or not. */
  catchUp(): ReturnType<typeof increment>;
  reconcile(): ReturnType<typeof reconcile>;
  select(selection: Selection): Promise<void>;
  /** What is wrong with the mirror, against the emulator's own lists. */
  differences(kinds?: readonly string[]): Promise<string[]>;
  rows<Row>(text: string): Promise<Row[]>;
}

/** Connects a new workspace to the emulator. `days` is how far back it reads, by the emulator's clock. */
export async function mirror(
  house: TestApp,
  emulator: Emulator,
  options: { days: number; selection?: Selection; mutex?: Mutex },
): Promise<Mirroring> {
  const { workspaceId, key } = await house.workspace('Mirrored');
  await connectCompany(house, workspaceId, emulator);
  const { db } = house.parts;
  const [{ id: connectionId }] = (
    await db.systemPool.query('select id from connections where workspace_id = $1', [workspaceId])
  ).rows;
  const where = { workspaceId, connectionId };
  const since = new Date(emulator.clock.now() - options.days * DAY_MS);
  let selection = options.selection ?? everything;
  let paused = 0;
  const room: SyncRoom = {
    db,
    log: createLog('silent'),
    mutex: options.mutex ?? createMutex(house.parts.db.url, createLog('silent')),
    clock: { now: () => Temporal.Now.instant() },
    openDraft: async () => await house.rooms.connections.need(workspaceId),
    open: async () => await house.rooms.connections.need(workspaceId),
    selected: async () => ({ selection, since }),
    pause: async () => {
      paused += 1;
    },
  };
  const none = new AbortController().signal;
  const select = async (chosen: Selection): Promise<void> => {
    selection = chosen;
    await inWorkspace(db, workspaceId, async (tx) => {
      await keepCursors(tx, workspaceId, connectionId, planOf(chosen));
    });
  };
  await select(selection);
  return {
    where,
    room,
    key,
    paused: () => paused,
    backfill: async (signal = none) => await backfill(room, where, signal),
    async catchUp() {
      await inWorkspace(db, workspaceId, async (tx) => {
        await hurryCursors(tx, connectionId, null, new Date());
      });
      return await increment(room, where, 'increment', none);
    },
    reconcile: async () => await reconcile(room, where, none),
    select,
    differences: async (kinds) => await mirrorDifferences(db, emulator, where, since, kinds),
    rows: async (text) =>
      (
        await db.systemPool.query(
          text.replaceAll('$where', `workspace_id = '${workspaceId}' and connection_id = '${connectionId}'`),
        )
      ).rows,
  };
}
