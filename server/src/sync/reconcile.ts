import { sql } from 'kysely';
import { expectedRows } from './backfill.ts';
import { clearOldErrors } from './errors.ts';
import { idsWhere } from './mirror/read.ts';
import { wantOfAll, wantReasons } from './mirror/wants.ts';
import { markAbsent } from './mirror/write.ts';
import { keepAnswer } from './pull/keep.ts';
import { pullList } from './pull/list.ts';
import { inPull, type Pull, type SyncRoom, tallyOf } from './pull/room.ts';
import { portionsOf, SIDE_BY_SIDE, together } from './pull/together.ts';
import { pullWanted } from './pull/wanted.ts';
import { ahead } from './read/ahead.ts';
import { feedAnswers, IDS_AT_ONCE, listAnswers } from './read/answers.ts';
import { type ResourceKey, resources } from './resources.ts';
import { type RunOutcome, runSync } from './run.ts';
import { readCursors } from './store/cursors.ts';

/**
 * Compares everything with ServiceTitan, resource by resource: counts, and what every record says (B26). A feed that
 * silently left something out, or said something else for a while, is found within a day. Reading all again is cheap: a
 * thousand records are one request, and what is the same is not written.
 */
export async function reconcile(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
  signal: AbortSignal,
): Promise<RunOutcome | 'busy'> {
  return await runSync(room, where, 'reconcile', signal, async (pull, fail) => {
    const cursors = await readCursors(room.db, where);
    const live = cursors.filter(({ state }) => state === 'live').map(({ resource }) => resource);
    await together(live, SIDE_BY_SIDE, async (key) => {
      try {
        if (resources[key].by === 'list') await pullList(pull, key);
        if (resources[key].by === 'feed') {
          await reconcileFeed(pull, key);
          await reconcileOld(pull, key);
        }
        if (resources[key].by === 'owners') await reconcileReasons(pull, key);
      } catch (error) {
        await fail(key, error);
      }
    });
    try {
      await pullWanted(pull);
    } catch (error) {
      await fail('customers', error);
    }
  });
}

/** Reasons are asked for again with everything that has one. */
async function reconcileReasons(pull: Pull, key: ResourceKey): Promise<void> {
  const began = new Date();
  await inPull(pull, async (tx) => {
    await wantReasons(tx, pull.workspaceId, pull.connectionId, key, true);
    await clearOldErrors(tx, pull.connectionId, key, began);
  });
}

async function reconcileFeed(pull: Pull, key: ResourceKey): Promise<void> {
  const [theirs, ours] = [await expectedRows(pull, key), await countMirrored(pull, key)];
  const tally = tallyOf(pull, key);
  // What changes while both are being counted makes them differ, too.
  if (theirs !== null && theirs !== ours)
    pull.room.log.warn({ resource: key, theirs, ours }, 'the mirror counts otherwise than ServiceTitan');
  const began = Date.now();
  const runId = crypto.randomUUID();
  const beginning = resources[key].whole ? undefined : pull.since.toISOString();
  try {
    for await (const answer of ahead(feedAnswers(pull.asking, key, beginning, true), 2)) {
      const seen = answer.rows.map(({ id }) => id);
      await keepAnswer(pull, key, answer, null, async (tx) => {
        await sql`
          insert into mirror_seen (workspace_id, run_id, id)
          select ${pull.workspaceId}, ${runId}, unnest(${seen}::bigint[]) on conflict do nothing`.execute(tx);
      });
    }
    tally.deleted += await deleteUnseen(pull, key, runId);
    await inPull(pull, async (tx) => {
      await clearOldErrors(tx, pull.connectionId, key, new Date(began));
    });
  } finally {
    await inPull(pull, async (tx) => {
      await sql`delete from mirror_seen where workspace_id = ${pull.workspaceId} and run_id = ${runId}`.execute(
        tx,
      );
    });
  }
}

/** What is older than the feed was read from: by its own ids, or, where that is not possible, with its owner. */
async function reconcileOld(pull: Pull, key: ResourceKey): Promise<void> {
  const { list, whole, byOwner } = resources[key];
  if (whole || !list) return;
  if (byOwner?.many) {
    await inPull(pull, async (tx) => {
      await wantOfAll(tx, pull.workspaceId, pull.connectionId, key);
    });
    return;
  }
  let after: string | null = '-1';
  while (after !== null) {
    const ids = await oldIds(pull, key, after);
    if (ids.length > 0) await readAgain(pull, key, ids);
    after = ids.at(-1) ?? null;
  }
}

async function oldIds(pull: Pull, key: ResourceKey, after: string): Promise<string[]> {
  const isOld = sql`deleted_at is null and (modified_on < ${pull.since} or modified_on is null) and id > ${after}::bigint`;
  return await inPull(pull, async (tx) => await idsWhere(tx, pull.connectionId, key, isOld, IDS_AT_ONCE));
}

/**
 * Reads records by id; those that are not given any more are marked as deleted, unless a row could not be read, which may
 * be any of them. Answers how many.
 */
async function readAgain(pull: Pull, key: ResourceKey, ids: readonly string[]): Promise<number> {
  let deleted = 0;
  for await (const answer of listAnswers(pull.asking, key, { ids: ids.join(',') })) {
    const found = new Set(answer.rows.map(({ id }) => id));
    const gone = answer.unreadable.length > 0 ? [] : ids.filter((id) => !found.has(id));
    await keepAnswer(pull, key, answer, null, async (tx) => {
      await markAbsent(tx, pull.workspaceId, pull.connectionId, key, gone, false);
    });
    deleted += gone.length;
  }
  return deleted;
}

/** Mirrored rows that the count of ServiceTitan would include. */
async function countMirrored(pull: Pull, key: ResourceKey): Promise<number> {
  const { whole, listLacksActive } = resources[key];
  const { rows } = await inPull(
    pull,
    async (tx) =>
      await sql<{ count: number }>`
        select count(*)::int as count from mirror
        where workspace_id = ${pull.workspaceId} and connection_id = ${pull.connectionId} and resource = ${key} and deleted_at is null
          and (${whole === true} or modified_on >= ${pull.since}) and (active or ${!listLacksActive})`.execute(
        tx,
      ),
  );
  return rows[0]?.count ?? 0;
}

/** What the feed did not give is asked for by id before it counts as deleted: it may have changed a moment ago. */
async function deleteUnseen(pull: Pull, key: ResourceKey, runId: string): Promise<number> {
  if (!resources[key].list) return 0;
  const isUnseen = sql`deleted_at is null and (${resources[key].whole === true} or modified_on >= ${pull.since})
    and not exists (select from mirror_seen s where s.workspace_id = m.workspace_id and s.run_id = ${runId} and s.id = m.id)`;
  const unseen = await inPull(pull, async (tx) => await idsWhere(tx, pull.connectionId, key, isUnseen));
  let deleted = 0;
  for (const ids of portionsOf(unseen, IDS_AT_ONCE)) deleted += await readAgain(pull, key, ids);
  return deleted;
}
