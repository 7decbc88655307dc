import { sql } from 'kysely';
import { enqueue, inWorkspace, type Tx } from '../../platform/index.ts';
import { reportErrors } from '../errors.ts';
import { type Written, writeRows } from '../mirror/write.ts';
import type { Answer } from '../read/answers.ts';
import type { ResourceKey } from '../resources.ts';
import { moveCursor } from '../store/cursors.ts';
import { LostPlace, type Pull, tallyOf } from './room.ts';

/**
 * A transaction whose commit does not wait for the disk. Rows and the cursor behind them are lost or kept together, and
 * what is lost is read again, so nothing hangs on the last moments before a crash.
 */
async function inRelaxedWorkspace<T>(pull: Pull, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inWorkspace(pull.room.db, pull.workspaceId, async (tx) => {
    await sql`select set_config('synchronous_commit', 'off', true)`.execute(tx);
    return await work(tx);
  });
}

/**
 * Keeps the rows of an answer, tells of those that cannot be kept, moves the feed's cursor behind them and wakes who
 * builds on them: all or nothing.
 * @throws LostPlace when another reader moved the cursor.
 */
export async function keepAnswer(
  pull: Pull,
  resource: ResourceKey,
  answer: Pick<Answer, 'rows' | 'unreadable' | 'fetchedAt'>,
  move: { from: string | null; to: string | null } | null,
  also?: (tx: Tx) => Promise<void>,
): Promise<Written> {
  const { workspaceId, connectionId } = pull;
  const written = await unlocked(() =>
    inRelaxedWorkspace(pull, async (tx) => {
      const counted = await writeRows(tx, workspaceId, {
        connectionId,
        resource,
        rows: answer.rows,
        fetchedAt: answer.fetchedAt,
        since: pull.since,
        wanting: pull.wanting,
      });
      const changed = counted.new + counted.changed > 0;
      await reportErrors(
        tx,
        workspaceId,
        connectionId,
        answer.unreadable.map(({ key, message, body }) => ({
          resource,
          recordKey: key,
          stage: 'read' as const,
          message,
          body,
        })),
      );
      if (move) {
        const read = answer.rows.length + answer.unreadable.length;
        if (!(await moveCursor(tx, connectionId, resource, { ...move, read, changed })))
          throw new LostPlace(resource);
      }
      await also?.(tx);
      if (changed || also) await wake(tx, workspaceId, connectionId);
      return counted;
    }),
  );
  const tally = tallyOf(pull, resource);
  tally.read += answer.rows.length + answer.unreadable.length;
  tally.new += written.new;
  tally.changed += written.changed;
  tally.same += written.same;
  pull.progressed();
  return written;
}

/** Wakes who builds on the mirror; one waiting job for each connection is enough. */
export async function wake(tx: Tx, workspaceId: string, connectionId: string): Promise<void> {
  await enqueue(
    tx,
    'opportunities:build',
    { workspaceId, connectionId },
    { key: `opportunities:${connectionId}` },
  );
}

const DEADLOCK = '40P01';

/** Two writers may meet in a circle over records that both refer to; PostgreSQL ends one, which begins again. */
async function unlocked<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === 5) throw error;
    }
  }
}
