import { ServiceTitanError } from 'servicetitan';
import { ahead } from '../read/ahead.ts';
import { feedAnswers } from '../read/answers.ts';
import { type ResourceKey, resources } from '../resources.ts';
import { type Cursor, moveCursor, readCursors } from '../store/cursors.ts';
import { keepAnswer } from './keep.ts';
import { inPull, LostPlace, type Pull } from './room.ts';

/** Answers that may wait to be written while the next is being asked for: enough to keep all hands busy, few in memory. */
export const ANSWERS_AHEAD = 2;
/** How far back a feed begins again when its position is refused. What comes twice is not written twice. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * Reads a feed from its cursor to its present end. Each answer is committed with the position behind it, so a reader that
 * dies anywhere goes on where it was (B25). `recent` takes changes that have not settled yet, which may come again.
 */
export async function pullFeed(pull: Pull, cursor: Cursor, recent: boolean): Promise<void> {
  try {
    await follow(pull, cursor.resource, cursor.position, recent);
  } catch (error) {
    const position = await refusedPosition(error, pull, cursor.resource);
    if (position === null) throw error;
    const from = new Date((cursor.lastSuccessAt ?? pull.since).getTime() - OVERLAP_MS).toISOString();
    pull.room.log.warn(
      { resource: cursor.resource, from },
      'the position of a feed was refused; it is read again from a time',
    );
    await inPull(pull, async (tx) => {
      const moved = await moveCursor(tx, pull.connectionId, cursor.resource, {
        from: position,
        to: from,
        read: 0,
        changed: false,
      });
      if (!moved) throw new LostPlace(cursor.resource);
    });
    await follow(pull, cursor.resource, from, recent);
  }
}

async function follow(pull: Pull, key: ResourceKey, start: string | null, recent: boolean): Promise<void> {
  const beginning = resources[key].whole ? undefined : pull.since.toISOString();
  let position = start;
  for await (const answer of ahead(
    feedAnswers(pull.asking, key, start ?? beginning, recent),
    ANSWERS_AHEAD,
  )) {
    await keepAnswer(pull, key, answer, { from: position, to: answer.position });
    position = answer.position;
  }
}

/** The position that ServiceTitan does not know any more; null when the fault is another one. */
async function refusedPosition(error: unknown, pull: Pull, key: ResourceKey): Promise<string | null> {
  if (!(error instanceof ServiceTitanError) || error.kind !== 'validation') return null;
  const cursors = await readCursors(pull.room.db, pull);
  const position = cursors.find(({ resource }) => resource === key)?.position ?? null;
  return position === null || /^\d{4}-/.test(position) ? null : position;
}
