import { sql } from 'kysely';
import { z } from 'zod';
import { enqueue, inWorkspace, type Sql, type Task } from '../platform/index.ts';
import { backfill } from './backfill.ts';
import { increment } from './increment.ts';
import { wantOfAll, wantReasons } from './mirror/wants.ts';
import { hintedBy, planOf } from './plan.ts';
import type { SyncRoom } from './pull/room.ts';
import { reconcile } from './reconcile.ts';
import { resources } from './resources.ts';
import { RETRY_MIN_MS } from './run.ts';
import { hurryCursors, keepCursors, listCursors, restartCursors } from './store/cursors.ts';

const one = z.object({ workspaceId: z.uuid(), connectionId: z.uuid() });
type Where = z.infer<typeof one>;
const hint = one.extend({ event: z.string().nullish() });

/** Every minute: what is due, and what a process left unfinished when it ended. */
export const syncCrontab = '* * * * * sync:tick ?max=1\n20 9 * * * sync:prune ?max=1';

const BUSY_MS = 1_000;

/** How long what is only looked at afterwards is kept, in days. */
const KEPT: readonly (readonly [table: string, column: string, days: number])[] = [
  ['webhook_deliveries', 'received_at', 30],
  ['webhook_refusals', 'hour', 90],
  ['api_usage', 'minute', 90],
  ['sync_runs', 'started_at', 90],
  ['dry_runs', 'started_at', 30],
  ['mirror_history', 'changed_at', 365],
  ['opportunity_history', 'at', 365],
];

/** How a live run came to be. */
const liveRun = one.extend({ kind: z.enum(['increment', 'webhook']).default('increment') });

/** Wakes the back-fill of a connection. One waiting job is enough: it reads all that is open. */
async function enqueueBackfill(tx: Sql, where: Where, runAt?: Date): Promise<void> {
  await enqueue(tx, 'sync:backfill', where, {
    key: `sync:backfill:${where.connectionId}`,
    ...(runAt && { runAt }),
  });
}

/** Wakes the increments of a connection. */
export async function enqueueLive(
  tx: Sql,
  where: Where,
  kind: 'increment' | 'webhook',
  runAt?: Date,
): Promise<void> {
  await enqueue(
    tx,
    'sync:live',
    { ...where, kind },
    { key: `sync:live:${where.connectionId}`, ...(runAt && { runAt }) },
  );
}

export async function enqueueReconcile(tx: Sql, where: Where): Promise<void> {
  await enqueue(tx, 'sync:reconcile', where, { key: `sync:reconcile:${where.connectionId}` });
}

export function syncTasks(room: SyncRoom): Record<string, Task> {
  const soon = (): Date => new Date(room.clock.now().epochMilliseconds + RETRY_MIN_MS);
  return {
    /** A connection was finished or goes on after a pause (H12, H13). */
    'sync:start': async (payload) => {
      await applySettings(room, one.parse(payload));
    },
    /** Its settings changed: what is selected now is read, what is here already is not read again. */
    'sync:settings': async (payload) => {
      const where = one.parse(payload);
      await applySettings(room, where);
      await enqueue(room.db.system, 'opportunities:rebuild', where, { key: `rebuild:${where.connectionId}` });
    },
    /** A webhook came (H26). */
    'sync:hint': async (payload) => {
      const { event, ...where } = hint.parse(payload);
      const now = new Date(room.clock.now().epochMilliseconds);
      await inWorkspace(room.db, where.workspaceId, async (tx) => {
        await hurryCursors(tx, where.connectionId, hintedBy(event ?? null), now);
        await enqueueLive(tx, where, 'webhook');
        await sql`
          update webhook_deliveries set handled_at = ${now}
          where workspace_id = ${where.workspaceId} and connection_id = ${where.connectionId} and handled_at is null`.execute(
          tx,
        );
      });
    },
    'sync:backfill': async (payload, { signal }) => {
      const where = one.parse(payload);
      const outcome = await backfill(room, where, signal);
      if (outcome === 'later' && !signal.aborted) await enqueueBackfill(room.db.system, where, soon());
    },
    'sync:live': async (payload, { signal }) => {
      const { kind, ...where } = liveRun.parse(payload);
      const outcome = await increment(room, where, kind, signal);
      // Whoever is at it may have looked for the last time already: what was hurried must not wait for the next tick.
      if (outcome === 'busy') {
        const shortly = new Date(room.clock.now().epochMilliseconds + BUSY_MS);
        await enqueueLive(room.db.system, where, kind, shortly);
      }
    },
    'sync:reconcile': async (payload, { signal }) => {
      await reconcile(room, one.parse(payload), signal);
    },
    'sync:tick': async () => await tick(room),
    'sync:prune': async () => await prune(room),
  };
}

/** Enqueues what is due of all connections that work; three statements however many there are. */
export async function tick(room: SyncRoom): Promise<void> {
  const now = new Date(room.clock.now().epochMilliseconds);
  const { rows } = await sql<Where & { open: boolean; due: boolean; nightly: boolean }>`
    select c.workspace_id as "workspaceId", c.id as "connectionId",
      coalesce(bool_or(s.state in ('waiting', 'backfill') and (s.next_at is null or s.next_at <= ${now})), false) as open,
      coalesce(bool_or(s.state not in ('waiting', 'backfill') and s.next_at <= ${now}), false)
        or exists (select from mirror_wants w where w.workspace_id = c.workspace_id and w.connection_id = c.id) as due,
      coalesce(bool_and(s.state not in ('waiting', 'backfill')), false) and extract(hour from ${now}::timestamptz at time zone o.time_zone) = 2
        and not exists (select from sync_runs r where r.workspace_id = c.workspace_id and r.connection_id = c.id and r.kind = 'reconcile'
          and r.started_at > ${now}::timestamptz - interval '20 hours') as nightly
    from connections c join workspaces o on o.workspace_id = c.workspace_id join sync_cursors s on s.workspace_id = c.workspace_id and s.connection_id = c.id
    where c.status = 'active' group by c.workspace_id, c.id, o.time_zone`.execute(room.db.system);
  for (const { open, due, nightly, ...where } of rows) {
    if (open) await enqueueBackfill(room.db.system, where);
    if (due) await enqueueLive(room.db.system, where, 'increment');
    if (nightly) await enqueueReconcile(room.db.system, where);
  }
}

/** Forgets what is too old to be looked at; records, contacts and opportunities stay. */
async function prune(room: SyncRoom): Promise<void> {
  for (const [table, column, days] of KEPT)
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} < now() - ${days}::int * interval '1 day'`.execute(
      room.db.system,
    );
}

/** Brings the cursors in line with the settings and reads what is new among them. */
async function applySettings(room: SyncRoom, where: Where): Promise<void> {
  const { workspaceId, connectionId } = where;
  const chosen = await room.selected(workspaceId, connectionId);
  if (!chosen) return;
  const plan = planOf(chosen.selection);
  await inWorkspace(room.db, workspaceId, async (tx) => {
    const before = new Set((await listCursors(tx, connectionId)).map(({ resource }) => resource));
    await keepCursors(tx, workspaceId, connectionId, plan);
    for (const key of plan.filter((added) => !before.has(added) && resources[added].owner)) {
      await wantOfAll(tx, workspaceId, connectionId, key);
      if (resources[key].by === 'owners') await wantReasons(tx, workspaceId, connectionId, key, true);
    }
    await enqueueBackfill(tx, where);
  });
}

/** Reads everything again from a day on; what is mirrored stays and is compared (B25). */
export async function startOver(
  room: SyncRoom,
  tx: Parameters<typeof restartCursors>[0],
  where: Where,
): Promise<void> {
  const chosen = await room.selected(where.workspaceId, where.connectionId);
  if (!chosen) return;
  await restartCursors(tx, where.connectionId, planOf(chosen.selection));
  await enqueueBackfill(tx, where);
}
