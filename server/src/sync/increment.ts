import { pullResource } from './backfill.ts';
import { inPull, type SyncRoom } from './pull/room.ts';
import { changesSilently, pullSilent } from './pull/silent.ts';
import { SIDE_BY_SIDE, together } from './pull/together.ts';
import { pullWanted } from './pull/wanted.ts';
import type { ResourceKey } from './resources.ts';
import { type RunOutcome, runSync } from './run.ts';
import { type Cursor, readCursors } from './store/cursors.ts';
import { unfollowed } from './store/runs.ts';

/** A run that always finds something due again gives way to the next one after so many rounds. */
const ROUNDS = 20;

/**
 * Reads what changed of everything that is due (H3, H24 to H26), until nothing is: a hint that comes while it reads is
 * not left for later. Changes that ServiceTitan has not settled yet are taken along; coming again they change nothing.
 */
export async function increment(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
  kind: 'increment' | 'webhook',
  signal: AbortSignal,
): Promise<RunOutcome | 'busy'> {
  return await runSync(room, where, kind, signal, async (pull, fail) => {
    const failed = new Set<ResourceKey>();
    const { since, behind } = await inPull(pull, async (tx) => await unfollowed(tx, pull.connectionId));
    // What an earlier run left is made up for first of all: once this one has gone well, nobody looks back.
    let silent = behind;
    for (let round = 0; round < ROUNDS; round += 1) {
      // A dry run of other settings may have left cursors of what these do not want.
      const due = (await dueCursors(room, where)).filter(
        ({ resource }) => pull.plan.has(resource) && !failed.has(resource),
      );
      if (due.length === 0) break;
      silent ||= due.some(({ resource }) => changesSilently(resource));
      await together(due, SIDE_BY_SIDE, async (cursor) => {
        try {
          await pullResource(pull, cursor, true);
        } catch (error) {
          failed.add(cursor.resource);
          await fail(cursor.resource, error);
        }
      });
    }
    try {
      if (silent) await pullSilent(pull, since);
      await pullWanted(pull);
    } catch (error) {
      await fail('customers', error);
    }
  });
}

async function dueCursors(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
): Promise<Cursor[]> {
  const now = room.clock.now().epochMilliseconds;
  const cursors = await readCursors(room.db, where);
  return cursors.filter(
    ({ state, nextAt }) =>
      state !== 'waiting' && state !== 'backfill' && nextAt !== null && nextAt.getTime() <= now,
  );
}
