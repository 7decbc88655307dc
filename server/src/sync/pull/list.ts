import { sql } from 'kysely';
import { idsWhere } from '../mirror/read.ts';
import { markDeleted } from '../mirror/write.ts';
import { ahead } from '../read/ahead.ts';
import { listAnswers } from '../read/answers.ts';
import { type ResourceKey, resources } from '../resources.ts';
import { keepAnswer, wake } from './keep.ts';
import { inPull, type Pull, tallyOf } from './room.ts';

const DAY_MS = 86_400_000;

/**
 * Reads a list as a whole: what is new or changed is kept, what is not in it any more is marked as deleted. Rows move from
 * page to page while a list is read, so what was missed is looked for once more before it counts as deleted. A row that
 * cannot be read may be any of those, so then none does. `counting`: the back-fill shows how far it is.
 */
export async function pullList(pull: Pull, key: ResourceKey, counting = false): Promise<void> {
  const first = await readWhole(pull, key, counting);
  const missed = await notAmong(pull, key, first.ids);
  if (missed.length === 0) return;
  const second = await readWhole(pull, key, false);
  if (second.unreadable) return;
  const gone = missed.filter((id) => !second.ids.has(id));
  const deleted = await inPull(pull, async (tx) => {
    const marked = await markDeleted(tx, pull.workspaceId, pull.connectionId, key, gone);
    if (marked > 0) await wake(tx, pull.workspaceId, pull.connectionId);
    return marked;
  });
  tallyOf(pull, key).deleted += deleted;
}

function beginningOf(pull: Pull, key: ResourceKey): Date | null {
  const { from } = resources[key];
  return from ? new Date(pull.room.clock.now().epochMilliseconds - from.days * DAY_MS) : null;
}

async function readWhole(
  pull: Pull,
  key: ResourceKey,
  counting: boolean,
): Promise<{ readonly ids: ReadonlySet<string>; readonly unreadable: boolean }> {
  const { from } = resources[key];
  const beginning = beginningOf(pull, key);
  const filter = from && beginning ? { [from.parameter]: beginning.toISOString() } : {};
  const ids = new Set<string>();
  let unreadable = false;
  for await (const answer of ahead(listAnswers(pull.asking, key, filter), 2)) {
    for (const { id } of answer.rows) ids.add(id);
    unreadable ||= answer.unreadable.length > 0;
    await keepAnswer(pull, key, answer, counting ? { from: null, to: null } : null);
  }
  return { ids, unreadable };
}

/** Mirrored records that an answer of everything lacks. */
async function notAmong(pull: Pull, key: ResourceKey, seen: ReadonlySet<string>): Promise<string[]> {
  const { from } = resources[key];
  const beginning = beginningOf(pull, key);
  const within =
    from && beginning
      ? sql`and (body ->> ${from.member})::timestamptz >= ${new Date(beginning.getTime() + DAY_MS)}`
      : sql``;
  const ours = await inPull(
    pull,
    async (tx) => await idsWhere(tx, pull.connectionId, key, sql`deleted_at is null ${within}`),
  );
  return ours.filter((id) => !seen.has(id));
}
