import { sql } from 'kysely';
import { pullResource } from './backfill.ts';
import type { SyncRoom } from './pull/room.ts';
import { SIDE_BY_SIDE, together } from './pull/together.ts';
import { pullUnsettled } from './pull/unsettled.ts';
import { pullWanted } from './pull/wanted.ts';
import { type ResourceKey, resources } from './resources.ts';
import { type RunOutcome, runSync } from './run.ts';
import { type Cursor, readCursors } from './store/cursors.ts';

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
    const began = await databaseNow(room);
    let settles = false;
    for (let round = 0; round < ROUNDS; round += 1) {
      // A dry run of other settings may have left cursors of what these do not want.
      const due = (await dueCursors(room, where)).filter(
        ({ resource }) => pull.plan.has(resource) && !failed.has(resource),
      );
      if (due.length === 0) break;
      settles ||= due.some(({ resource }) => resources[resource].unsettled !== undefined);
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
      if (settles) await pullUnsettled(pull, began);
      await pullWanted(pull);
    } catch (error) {
      await fail('customers', error);
    }
  });
}

/** Changes carry the database's time. */
async function databaseNow(room: SyncRoom): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(room.db.system);
  return rows[0]?.now ?? new Date();
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
