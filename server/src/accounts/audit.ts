import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor, type Sql, type Tx } from '../platform/index.ts';
import type { Actor } from './principal.ts';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string | null };
  readonly detail: Record<string, unknown>;
}

/** Writes what was done into the append-only log, in the transaction that does it. */
export async function record(
  tx: Sql,
  workspaceId: string,
  actor: Actor,
  action: string,
  target: { type: string; id: string | null },
  detail: Record<string, unknown> = {},
  requestId: string | null = null,
): Promise<void> {
  await sql`
    insert into audit_log (workspace_id, actor_type, actor_id, actor_name, action, target_type, target_id, detail, request_id)
    values (${workspaceId}, ${actor.type}, ${actor.id}, ${actor.name}, ${action}, ${target.type}, ${target.id}, ${JSON.stringify(detail)}::jsonb, ${requestId})`.execute(
    tx,
  );
}

/** Newest first. */
export async function listAudit(
  tx: Tx,
  filter: {
    limit: number;
    cursor?: string | undefined;
    actor?: string | undefined;
    action?: string | undefined;
  },
): Promise<{ data: AuditEntry[]; nextCursor: string | null }> {
  const before = filter.cursor ? decodeCursor(filter.cursor, [z.uuid()])[0] : null;
  const { rows } = await sql<{
    id: string;
    at: Date;
    actor_type: Actor['type'];
    actor_id: string | null;
    actor_name: string;
    action: string;
    target_type: string;
    target_id: string | null;
    detail: Record<string, unknown>;
  }>`
    select id, at, actor_type, actor_id, actor_name, action, target_type, target_id, detail
    from audit_log
    where (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      and (${filter.actor ?? null}::text is null or actor_id = ${filter.actor ?? null} or actor_name ilike '%' || ${filter.actor ?? null} || '%')
      and (${filter.action ?? null}::text is null or action = ${filter.action ?? null} or starts_with(action, ${filter.action ?? null} || '.'))
    order by id desc
    limit ${filter.limit + 1}`.execute(tx);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
      action: row.action,
      target: { type: row.target_type, id: row.target_id },
      detail: row.detail,
    })),
    nextCursor: rows.length > filter.limit && last ? encodeCursor([last.id]) : null,
  };
}
