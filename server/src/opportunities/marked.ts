import { sql } from 'kysely';
import type { Settings } from '../connections/index.ts';
import { inWorkspace, refreshStatistics } from '../platform/index.ts';
import type { Catalogues, Model } from './build/details.ts';
import { takeDirt } from './dirt.ts';
import { prepare, store } from './rebuild.ts';
import type { OpportunityRoom } from './room.ts';

/** Base records that are built in one transaction. */
const BATCH = 500;
/** Tables that a first build fills. */
const GROWING = [
  'opportunities',
  'opportunity_dirt',
  'contacts',
  'contact_links',
  'contact_points',
  'contact_conflicts',
];

/**
 * Builds the marked records of one model, each batch in a transaction of its own: while one is written, the next is read
 * and built. They are written in the order in which they were taken, so that people are matched as if one batch began
 * after the other; when one fails, the one behind it is taken back with it. Answers how many there were.
 */
export async function buildMarked(
  room: OpportunityRoom,
  where: { readonly workspaceId: string; readonly connectionId: string },
  model: Model,
  settings: Settings,
  catalogues: Catalogues,
  signal?: AbortSignal,
): Promise<number> {
  const { workspaceId, connectionId } = where;
  const batch = async (before: Promise<unknown>, prepared: (taken: number) => void): Promise<number> =>
    await inWorkspace(room.db, workspaceId, async (tx) => {
      await sql`select set_config('synchronous_commit', 'off', true)`.execute(tx);
      const ids = await takeDirt(tx, connectionId, model, BATCH);
      const built = ids.length > 0 ? await prepare(tx, connectionId, model, ids, settings, catalogues) : null;
      prepared(ids.length);
      await before;
      if (built) await store(tx, where, built);
      return ids.length;
    });
  let done = 0;
  let writing: Promise<number> = Promise.resolve(0);
  for (let more = true; more && !signal?.aborted; ) {
    const before = writing;
    const { promise: prepared, resolve } = Promise.withResolvers<number>();
    writing = batch(before, resolve);
    try {
      more = (await Promise.race([prepared, writing])) === BATCH;
      done += await before;
    } catch (error) {
      await Promise.allSettled([before, writing]);
      throw error;
    }
    await refreshStatistics(room.db, GROWING);
  }
  return done + (await writing);
}
