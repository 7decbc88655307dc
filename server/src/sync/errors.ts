import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor, type Tx } from '../platform/index.ts';
import type { ResourceKey } from './resources.ts';

/** A record that could not be taken in (`read`) or made into an opportunity (`build`), and what is wrong with it. */
export interface RecordError {
  readonly resource: ResourceKey;
  /** The record's id, or what stands for it when it has none. */
  readonly recordKey: string;
  readonly stage: 'read' | 'build';
  readonly message: string;
  readonly body: string | null;
}

/** Keeps offending records for people to see, once each however often they fail. */
export async function reportErrors(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  errors: readonly RecordError[],
): Promise<void> {
  if (errors.length === 0) return;
  const column = (of: (error: RecordError) => string | null) => errors.map(of);
  await sql`
    insert into sync_errors (workspace_id, connection_id, resource, record_key, stage, message, body)
    select distinct on (r.resource, r.record_key) ${workspaceId}, ${connectionId}, r.resource, r.record_key, r.stage, r.message, r.body
    from unnest(${column((e) => e.resource)}::text[], ${column((e) => e.recordKey)}::text[], ${column((e) => e.stage)}::text[],
      ${column((e) => e.message)}::text[], ${column((e) => e.body)}::text[]) as r(resource, record_key, stage, message, body)
    on conflict (workspace_id, connection_id, resource, record_key) do update
      set stage = excluded.stage, message = excluded.message, body = excluded.body, attempts = sync_errors.attempts + 1, last_at = now()`.execute(
    tx,
  );
}

/** Forgets the errors of records that were dealt with since. */
export async function clearErrors(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  stage: 'read' | 'build',
  recordKeys: readonly string[],
): Promise<void> {
  if (recordKeys.length === 0) return;
  await sql`
    delete from sync_errors
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and stage = ${stage}
      and record_key = any(${recordKeys}::text[])`.execute(tx);
}

/** Forgets what could not be read before `since`: everything of the resource was read again, and did not fail any more. */
export async function clearOldErrors(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  since: Date,
): Promise<void> {
  await sql`
    delete from sync_errors
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and stage = 'read' and last_at < ${since}`.execute(
    tx,
  );
}

export interface StoredError extends RecordError {
  readonly id: string;
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const columns = sql`id, resource, record_key as "recordKey", stage, message, body, attempts, first_at as "firstAt", last_at as "lastAt"`;

export async function findError(tx: Tx, connectionId: string, id: string): Promise<StoredError | null> {
  const { rows } = await sql<StoredError>`
    select ${columns} from sync_errors
    where workspace_id = current_workspace() and connection_id = ${connectionId} and id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Newest first. */
export async function listErrors(
  tx: Tx,
  connectionId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ data: StoredError[]; nextCursor: string | null }> {
  const before = page.cursor ? decodeCursor(page.cursor, [z.uuid()])[0] : null;
  const { rows } = await sql<StoredError>`
    select ${columns} from sync_errors
    where workspace_id = current_workspace() and connection_id = ${connectionId} and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${page.limit + 1}`.execute(tx);
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > page.limit && last ? encodeCursor([last.id]) : null };
}
