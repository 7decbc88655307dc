import { sql } from 'kysely';
import { type Database, inWorkspace, type Tx } from '../../platform/index.ts';
import type { ResourceKey } from '../resources.ts';

export type CursorState = 'waiting' | 'backfill' | 'live' | 'unscoped' | 'failed';

/** How far a resource of a connection was read. */
export interface Cursor {
  readonly resource: ResourceKey;
  readonly position: string | null;
  readonly state: CursorState;
  readonly done: number;
  readonly expected: number | null;
  readonly lastSuccessAt: Date | null;
  readonly lastChangeAt: Date | null;
  readonly nextAt: Date | null;
  readonly failures: number;
  readonly error: string | null;
}

/** The cursors of a connection; what its settings do not want any more has none. */
export async function listCursors(tx: Tx, connectionId: string): Promise<Cursor[]> {
  const { rows } = await sql<Cursor>`
    select resource, position, state, done::float8 as done, expected::float8 as expected, last_success_at as "lastSuccessAt",
      last_change_at as "lastChangeAt", next_at as "nextAt", failures, error
    from sync_cursors where workspace_id = current_workspace() and connection_id = ${connectionId}`.execute(
    tx,
  );
  return rows;
}

/** The same, in a transaction of its own. */
export const readCursors = async (
  db: Database,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): Promise<Cursor[]> => await inWorkspace(db, workspaceId, async (tx) => await listCursors(tx, connectionId));

/** Gives each wanted resource a cursor, if it has none. */
export async function addCursors(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  wanted: readonly ResourceKey[],
): Promise<void> {
  await sql`
    insert into sync_cursors (workspace_id, connection_id, resource)
    select ${workspaceId}, ${connectionId}, unnest(${wanted}::text[]) on conflict do nothing`.execute(tx);
}

/** Gives each wanted resource a cursor and takes it from the others, whose records stay where they are. */
export async function keepCursors(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  wanted: readonly ResourceKey[],
): Promise<void> {
  await addCursors(tx, workspaceId, connectionId, wanted);
  await sql`
    delete from sync_cursors
    where workspace_id = ${workspaceId} and connection_id = ${connectionId} and resource <> all(${wanted}::text[])`.execute(
    tx,
  );
}

/** Sends resources back to the start of the back-fill; what is mirrored stays and is compared. */
export async function restartCursors(
  tx: Tx,
  connectionId: string,
  names: readonly ResourceKey[],
): Promise<void> {
  await sql`
    update sync_cursors set state = 'waiting', position = null, done = 0, expected = null, failures = 0, error = null, next_at = null
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = any(${names}::text[])`.execute(
    tx,
  );
}

/**
 * Moves a cursor on with the rows that were read up to it, in their transaction. Answers false when somebody else has
 * moved it meanwhile: then this reader has lost its place, and its transaction must not commit.
 */
export async function moveCursor(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  move: { from: string | null; to: string | null; read: number; changed: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update sync_cursors set position = ${move.to}, done = done + ${move.read},
      last_change_at = case when ${move.changed}::boolean then now() else last_change_at end
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}
      and position is not distinct from ${move.from}`.execute(tx);
  return numAffectedRows === 1n;
}

/** The back-fill of a resource begins, with what it may expect. */
export async function beginCursor(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  position: string | null,
  expected: number | null,
): Promise<void> {
  await sql`
    update sync_cursors set state = 'backfill', position = ${position}, done = 0, expected = ${expected}
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and state <> 'backfill'`.execute(
    tx,
  );
}

/** A resource was read up to its present end. */
export async function finishCursor(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  at: Date,
  nextAt: Date,
): Promise<void> {
  // A hint that came while it was being read must not be forgotten: what is due earlier stays due.
  await sql`
    update sync_cursors set state = 'live', last_success_at = ${at}, failures = 0, error = null,
      next_at = case when next_at > ${at} then least(next_at, ${nextAt}) else ${nextAt} end
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}`.execute(
    tx,
  );
}

/** Reading failed; it is tried again after a pause that doubles from `leastMs` to `mostMs`. A null state leaves it. */
export async function failCursor(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  failure: {
    state: CursorState | null;
    error: string;
    wait: { leastMs: number; mostMs: number };
    at: Date;
  },
): Promise<void> {
  const { leastMs, mostMs } = failure.wait;
  await sql`
    update sync_cursors set state = coalesce(${failure.state}::text, state), error = ${failure.error}, failures = failures + 1,
      next_at = ${failure.at}::timestamptz + least(${mostMs}::float8, ${leastMs}::float8 * power(2, least(failures, 20))) * interval '1 millisecond'
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource}`.execute(
    tx,
  );
}

/** Makes resources due now; all that are read live when none is named. */
export async function hurryCursors(
  tx: Tx,
  connectionId: string,
  names: readonly ResourceKey[] | null,
  at: Date,
): Promise<void> {
  await sql`
    update sync_cursors set next_at = ${at}
    where workspace_id = current_workspace() and connection_id = ${connectionId} and state in ('live', 'unscoped', 'failed')
      and (${names === null} or resource = any(${names ?? []}::text[]))`.execute(tx);
}
