import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor, type Tx } from '../../platform/index.ts';
import type { ResourceKey } from '../resources.ts';

export const runKinds = ['backfill', 'increment', 'webhook', 'reconcile'] as const;
export type RunKind = (typeof runKinds)[number];
export const runStatuses = ['running', 'done', 'failed', 'paused'] as const;
export type RunStatus = (typeof runStatuses)[number];

export interface Tally {
  read: number;
  new: number;
  changed: number;
  same: number;
  deleted: number;
  error: string | null;
}

export const emptyTally = (): Tally => ({ read: 0, new: 0, changed: 0, same: 0, deleted: 0, error: null });

export interface Run {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly requests: number;
  readonly error: string | null;
  readonly resources: Readonly<Partial<Record<ResourceKey, Tally>>>;
}

/** Begins a run, or goes on with the back-fill that a process left unfinished. */
export async function beginRun(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  kind: RunKind,
  at: Date,
): Promise<Run> {
  // Runs of one kind never overlap: one that still says "running" was left by a process that ended.
  const { rows: left } = await sql<Run>`
    update sync_runs set status = ${kind === 'backfill' ? 'running' : 'failed'},
      finished_at = ${kind === 'backfill' ? null : at}::timestamptz, error = ${kind === 'backfill' ? null : 'The process ended before the run did.'}
    where workspace_id = ${workspaceId} and connection_id = ${connectionId} and kind = ${kind}
      and (status = 'running' or (${kind} = 'backfill' and status in ('paused', 'failed')
        and id = (select max(id::text)::uuid from sync_runs where workspace_id = ${workspaceId} and connection_id = ${connectionId} and kind = 'backfill')))
    returning ${columns}`.execute(tx);
  if (kind === 'backfill' && left[0]) return left[0];
  const { rows } = await sql<Run>`
    insert into sync_runs (workspace_id, connection_id, kind, status, started_at)
    values (${workspaceId}, ${connectionId}, ${kind}, 'running', ${at}) returning ${columns}`.execute(tx);
  const [run] = rows;
  if (!run) throw new Error('a run was not written');
  return run;
}

const columns = sql`id, connection_id as "connectionId", kind, status, started_at as "startedAt", finished_at as "finishedAt", requests, error, resources`;

/** Writes down how a run is going, or how it ended. */
export async function saveRun(
  tx: Tx,
  run: {
    id: string;
    status: RunStatus;
    finishedAt: Date | null;
    requests: number;
    error: string | null;
    resources: Run['resources'];
  },
): Promise<void> {
  await sql`
    update sync_runs set status = ${run.status}, finished_at = ${run.finishedAt}, requests = ${run.requests}, error = ${run.error},
      resources = ${JSON.stringify(run.resources)}::jsonb
    where workspace_id = current_workspace() and id = ${run.id}`.execute(tx);
}

/**
 * From when on changes may not have been followed by what they concern (pull/silent.ts): from now, in a run that begins, or
 * from the beginning of the first of those that have failed since one went well (`behind`). At most a day: reconciliation
 * does the rest.
 */
export async function unfollowed(tx: Tx, connectionId: string): Promise<{ since: Date; behind: boolean }> {
  const increments = sql`workspace_id = current_workspace() and connection_id = ${connectionId} and kind in ('increment', 'webhook')`;
  const { rows } = await sql<{ since: Date; behind: boolean }>`
    select least(now(), min(started_at)) as since, count(*) > 1 as behind from sync_runs
    where ${increments} and started_at > now() - interval '1 day'
      and started_at > coalesce((select max(started_at) from sync_runs where ${increments} and status = 'done'), '-infinity')`.execute(
    tx,
  );
  return rows[0] ?? { since: new Date(), behind: false };
}

/** A run in which nothing happened is not worth a line: increments every minute would bury the others. */
export async function forgetRun(tx: Tx, id: string): Promise<void> {
  await sql`delete from sync_runs where workspace_id = current_workspace() and id = ${id}`.execute(tx);
}

export async function findRun(tx: Tx, id: string): Promise<Run | null> {
  const { rows } = await sql<Run>`
    select ${columns} from sync_runs where workspace_id = current_workspace() and id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Newest first. */
export async function listRuns(
  tx: Tx,
  filter: {
    limit: number;
    cursor?: string | undefined;
    connectionId?: string | undefined;
    kind?: RunKind | undefined;
    status?: RunStatus | undefined;
  },
): Promise<{ data: Run[]; nextCursor: string | null }> {
  const before = filter.cursor ? decodeCursor(filter.cursor, [z.uuid()])[0] : null;
  const { rows } = await sql<Run>`
    select ${columns} from sync_runs
    where workspace_id = current_workspace() and (${before}::uuid is null or id < ${before}::uuid)
      and (${filter.connectionId ?? null}::uuid is null or connection_id = ${filter.connectionId ?? null}::uuid)
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.status ?? null}::text is null or status = ${filter.status ?? null})
    order by id desc limit ${filter.limit + 1}`.execute(tx);
  const data = rows.slice(0, filter.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > filter.limit && last ? encodeCursor([last.id]) : null };
}
