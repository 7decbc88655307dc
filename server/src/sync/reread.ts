import { inWorkspace } from '../platform/index.ts';
import { clearErrors, findError } from './errors.ts';
import { keepAnswer } from './pull/keep.ts';
import type { Pull, SyncRoom } from './pull/room.ts';
import { listAnswers } from './read/answers.ts';
import { resources } from './resources.ts';
import { messageOf } from './run.ts';

export type Retried = { readonly outcome: 'solved' | 'failed'; readonly message: string | null };

/** Tries a record again that could not be read (H28 for records): asks for it by its id. Null when there is no such error. */
export async function rereadRecord(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
  errorId: string,
  signal: AbortSignal,
): Promise<Retried | null> {
  const { workspaceId, connectionId } = where;
  const error = await inWorkspace(
    room.db,
    workspaceId,
    async (tx) => await findError(tx, connectionId, errorId),
  );
  if (!error) return null;
  const { resource, recordKey } = error;
  if (!/^\d+$/.test(recordKey) || !resources[resource].list)
    return {
      outcome: 'failed',
      message: 'The record says no id, so it cannot be asked for. It is looked for again each night.',
    };
  const [opened, chosen] = await Promise.all([
    room.open(workspaceId, connectionId),
    room.selected(workspaceId, connectionId),
  ]);
  if (!opened || !chosen) return { outcome: 'failed', message: 'The connection is paused.' };
  const pull: Pull = {
    room,
    workspaceId,
    connectionId,
    asking: { client: opened.client, signal, priority: 'live', asked: () => {}, answered: () => {} },
    since: chosen.since,
    wanting: true,
    plan: new Set([resource]),
    tallies: new Map(),
    progressed: () => {},
  };
  try {
    for await (const answer of listAnswers(pull.asking, resource, { ids: recordKey })) {
      const found = answer.rows.some(({ id }) => id === recordKey);
      await keepAnswer(pull, resource, answer, null, async (tx) => {
        if (found) await clearErrors(tx, connectionId, resource, 'read', [recordKey]);
      });
      if (found) return { outcome: 'solved', message: null };
    }
    return { outcome: 'failed', message: 'ServiceTitan does not give this record out any more.' };
  } catch (fault) {
    return { outcome: 'failed', message: messageOf(fault) };
  }
}
