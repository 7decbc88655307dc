import { enqueue, inWorkspace, refreshStatistics } from '../platform/index.ts';
import { wantMissing } from './mirror/wants.ts';
import { planOf, type Selection, stages } from './plan.ts';
import { pullFeed } from './pull/feed.ts';
import { pullList } from './pull/list.ts';
import { inPull, type Pull, type SyncRoom } from './pull/room.ts';
import { SIDE_BY_SIDE, together } from './pull/together.ts';
import { pullWanted } from './pull/wanted.ts';
import { countRows, countsChanges } from './read/answers.ts';
import { type ResourceKey, resources } from './resources.ts';
import { type RunOutcome, runSync } from './run.ts';
import {
  addCursors,
  beginCursor,
  type Cursor,
  finishCursor,
  keepCursors,
  readCursors,
} from './store/cursors.ts';

const INTERVAL_MS = 15 * 60_000;
const URGENT_MS = 60_000;

/**
 * Reads what changed since the chosen day (H13, B25), resource by resource, each from where it was left. What is read
 * goes over to increments by itself.
 */
export async function backfill(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
  signal: AbortSignal,
): Promise<RunOutcome | 'busy'> {
  return await runSync(room, where, 'backfill', signal, async (pull, fail) => {
    const begun = await openCursors(room, where);
    await together([...begun.values()], SIDE_BY_SIDE, async (cursor) => {
      await attempt(cursor.resource, fail, async () => await begin(pull, cursor));
    });
    const open = await openCursors(room, where);
    for (const stage of stages([...open.keys()])) {
      await together(stage, SIDE_BY_SIDE, async (key) => {
        const cursor = open.get(key);
        if (cursor) await attempt(key, fail, async () => await fill(pull, cursor, open));
      });
    }
    // What is read with its owners has nothing of its own to read.
    const now = new Date(room.clock.now().epochMilliseconds);
    for (const key of open.keys()) if (resources[key].by === 'owners') await finish(pull, key, now);
    await attempt('customers', fail, async () => await pullWanted(pull));
    await inWorkspace(room.db, where.workspaceId, async (tx) => {
      await enqueue(tx, 'opportunities:build', where, { key: `opportunities:${where.connectionId}` });
    });
  });
}

/** Resources whose back-fill has not ended. */
async function openCursors(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
): Promise<ReadonlyMap<ResourceKey, Cursor>> {
  const cursors = await readCursors(room.db, where);
  const open = cursors.filter(({ state }) => state === 'waiting' || state === 'backfill');
  return new Map(open.map((cursor) => [cursor.resource, cursor]));
}

/**
 * Reads what a selection needs into the mirror, also of a connection that is not switched on: for a look before that is
 * (B20). What is here already is not read again. A draft keeps what was read until it is switched on; a connection that
 * works stops following what only this selection wants.
 */
export async function fillMirror(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
  selection: Selection,
  signal: AbortSignal,
): Promise<RunOutcome | 'busy'> {
  const { workspaceId, connectionId } = where;
  await inWorkspace(room.db, workspaceId, async (tx) => {
    await addCursors(tx, workspaceId, connectionId, planOf(selection));
  });
  if ((await openCursors(room, where)).size === 0) return 'done';
  const open = room.openDraft;
  const selected: SyncRoom['selected'] = async () => {
    const chosen = await room.selected(workspaceId, connectionId);
    return chosen && { ...chosen, selection };
  };
  try {
    return await backfill({ ...room, open, selected }, where, signal);
  } finally {
    const [works, chosen] = await Promise.all([
      room.open(workspaceId, connectionId),
      room.selected(workspaceId, connectionId),
    ]);
    if (works && chosen)
      await inWorkspace(room.db, workspaceId, async (tx) => {
        await keepCursors(tx, workspaceId, connectionId, planOf(chosen.selection));
      });
  }
}

async function attempt(
  key: ResourceKey,
  fail: (key: ResourceKey, error: unknown) => Promise<void>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    await fail(key, error);
  }
}

/** Writes down how much is to be expected, for the progress bar: one request for each resource. */
async function begin(pull: Pull, cursor: Cursor): Promise<void> {
  if (cursor.state === 'backfill') return;
  const expected = await expectedRows(pull, cursor.resource);
  await inPull(pull, async (tx) => {
    await beginCursor(tx, pull.connectionId, cursor.resource, null, expected);
  });
}

/** How many rows the back-fill of a resource will read; null when ServiceTitan does not count them. */
export async function expectedRows(
  pull: Pick<Pull, 'asking' | 'since'>,
  key: ResourceKey,
): Promise<number | null> {
  const { by, whole } = resources[key];
  if (by === 'owners') return null;
  const isWhole = by === 'list' || whole;
  if (!isWhole && !countsChanges(key)) return null;
  return await countRows(pull.asking, key, isWhole ? {} : { modifiedOnOrAfter: pull.since.toISOString() });
}

/**
 * Reads one resource and asks for what it needs and no feed brings, before it counts as read. What belongs to a base
 * that is yet to come is looked at with that one.
 */
async function fill(pull: Pull, cursor: Cursor, open: ReadonlyMap<ResourceKey, Cursor>): Promise<void> {
  const key = cursor.resource;
  const owner = resources[key].owner?.resource;
  const children = [...pull.plan].filter(
    (other) => resources[other].owner?.resource === key && resources[other].feed,
  );
  await pullResource({ ...pull, wanting: false }, cursor, false, async () => {
    if (owner && open.has(owner)) return;
    await refreshStatistics(pull.room.db, ['mirror', 'mirror_wants']);
    await inPull(pull, async (tx) => {
      await wantMissing(tx, pull.workspaceId, pull.connectionId, key, children, pull.since);
    });
  });
}

/** Reads one resource up to its present end, and says when it is due again; `before` that, something else is done. */
export async function pullResource(
  pull: Pull,
  cursor: Cursor,
  recent: boolean,
  before?: () => Promise<void>,
): Promise<void> {
  const key = cursor.resource;
  const began = new Date(pull.room.clock.now().epochMilliseconds);
  if (resources[key].by === 'feed') await pullFeed(pull, cursor, recent);
  if (resources[key].by === 'list') await pullList(pull, key, cursor.state === 'backfill');
  await before?.();
  await finish(pull, key, began);
}

async function finish(pull: Pull, key: ResourceKey, began: Date): Promise<void> {
  const interval = resources[key].urgent ? URGENT_MS : INTERVAL_MS;
  await inPull(pull, async (tx) => {
    await finishCursor(tx, pull.connectionId, key, began, new Date(began.getTime() + interval));
  });
}
