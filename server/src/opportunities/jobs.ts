import { sql } from 'kysely';
import { z } from 'zod';
import { findConnection, readSettings } from '../connections/index.ts';
import { enqueue, inWorkspace, type Task } from '../platform/index.ts';
import { takeChanges } from '../sync/index.ts';
import { MODELS, markAll, markChanged } from './dirt.ts';
import { runDryRun } from './dry-run.ts';
import { readCatalogues } from './gather.ts';
import { buildMarked } from './marked.ts';
import { rebuild } from './rebuild.ts';
import type { OpportunityRoom } from './room.ts';

const one = z.object({ workspaceId: z.uuid(), connectionId: z.uuid() });
type Where = z.infer<typeof one>;
const dry = one.extend({ dryRunId: z.uuid() });

/** Ids of changes that are looked at in one. */
const CHANGES = 5_000;
const AGAIN_MS = 1_000;
/** Every minute: what a process left when it ended. */
export const opportunityCrontab = '* * * * * opportunities:sweep ?max=1';

export function opportunityTasks(room: OpportunityRoom): Record<string, Task> {
  const build = async (where: Where, signal: AbortSignal): Promise<void> => {
    const done = await room.mutex.run(
      `opportunities:${where.connectionId}`,
      async () => await buildWaiting(room, where, signal),
    );
    // Whoever builds may have looked for the last time already: the wake is kept.
    if (done === 'busy') await wake(room, where, AGAIN_MS);
  };
  return {
    /** The mirror changed (H24 to H26). */
    'opportunities:build': async (payload, { signal }) => await build(one.parse(payload), signal),
    /** What is selected changed: all are built anew from what is here. */
    'opportunities:rebuild': async (payload, { signal }) => {
      const where = one.parse(payload);
      await inWorkspace(room.db, where.workspaceId, async (tx) => {
        const { settings } = await readSettings(tx, where.connectionId);
        await markAll(tx, where.workspaceId, where.connectionId, settings.models);
      });
      await build(where, signal);
    },
    'opportunities:dry-run': async (payload, { signal }) => {
      const { dryRunId, ...where } = dry.parse(payload);
      await runDryRun(room, where, dryRunId, signal);
    },
    'opportunities:sweep': async () => {
      const { rows } = await sql<Where>`
        select workspace_id as "workspaceId", id as "connectionId" from connections c
        where exists (select from mirror_changes m where m.workspace_id = c.workspace_id and m.connection_id = c.id)
          or exists (select from opportunity_dirt d where d.workspace_id = c.workspace_id and d.connection_id = c.id)`.execute(
        room.db.system,
      );
      for (const where of rows) await wake(room, where, 0);
    },
  };
}

async function wake(room: OpportunityRoom, where: Where, afterMs: number): Promise<void> {
  await enqueue(room.db.system, 'opportunities:build', where, {
    key: `opportunities:${where.connectionId}`,
    ...(afterMs > 0 && { runAt: new Date(room.clock.now().epochMilliseconds + afterMs) }),
  });
}

/** Builds until nothing waits: changes become marks, marks become opportunities, each batch in a transaction of its own. */
export async function buildWaiting(
  room: OpportunityRoom,
  where: Where,
  signal?: AbortSignal,
): Promise<number> {
  const { workspaceId, connectionId } = where;
  let built = 0;
  for (let idle = false; !idle && !signal?.aborted; ) {
    const found = await inWorkspace(room.db, workspaceId, async (tx) => {
      const connection = await findConnection(tx, connectionId);
      // A draft is looked at, but nothing comes of it until it is finished (H12).
      if (!connection || connection.status === 'draft') return null;
      const { settings } = await readSettings(tx, connectionId);
      const changes = await takeChanges(tx, connectionId, CHANGES);
      for (const change of changes) await markChanged(tx, workspaceId, connectionId, change, settings.models);
      const catalogues = changes.length === 0 ? await readCatalogues(tx, connectionId) : null;
      return { settings, catalogues, more: changes.length > 0 };
    });
    if (!found) return built;
    if (found.more || !found.catalogues) continue;
    const { settings, catalogues } = found;
    let marked = 0;
    for (const model of MODELS) marked += await buildMarked(room, where, model, settings, catalogues, signal);
    built += marked;
    idle = marked === 0;
  }
  return built;
}

/** Builds one record again that could not be built (sync page). */
export async function retryBuild(
  room: OpportunityRoom,
  where: Where,
  failed: { resource: string; recordKey: string },
): Promise<{ outcome: 'solved' | 'failed'; message: string | null }> {
  const model = MODELS.find((each) => failed.resource === `${each}s`);
  if (!model) return { outcome: 'failed', message: 'There is nothing to build of this record.' };
  return await inWorkspace(room.db, where.workspaceId, async (tx) => {
    const { settings } = await readSettings(tx, where.connectionId);
    const catalogues = await readCatalogues(tx, where.connectionId);
    const done = await rebuild(tx, where, model, [failed.recordKey], settings, catalogues);
    return done.failed === 0
      ? { outcome: 'solved' as const, message: null }
      : { outcome: 'failed' as const, message: 'It still cannot be built.' };
  });
}
