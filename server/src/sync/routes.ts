import { z } from 'zod';
import { principalOf, record } from '../accounts/index.ts';
import { findConnection, serviceTitanProblem, setSince } from '../connections/index.ts';
import { hangUp, inWorkspace, notFound, Problem, pageOf, paging, type Routes } from '../platform/index.ts';
import { findError, listErrors } from './errors.ts';
import { estimateBackfill } from './estimate.ts';
import { enqueueLive, enqueueReconcile, startOver } from './jobs.ts';
import { nameOf, readOverview } from './overview.ts';
import type { SyncRoom } from './pull/room.ts';
import { type Retried, rereadRecord } from './reread.ts';
import { type ResourceKey, resourceKeys } from './resources.ts';
import { hurryCursors } from './store/cursors.ts';
import { findRun, listRuns, type Run, runKinds, runStatuses } from './store/runs.ts';
import { readStory } from './timeline.ts';

const tags = ['sync'];
const one = z.object({ id: z.uuid() });
const instant = z.iso.datetime();
const when = instant.nullable();
const resourceName = z.enum(resourceKeys as [ResourceKey, ...ResourceKey[]]);
const change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() });

const overview = z.object({
  connectionId: z.string(),
  status: z.enum(['off', 'backfill', 'live', 'delayed', 'paused']),
  since: when,
  backfill: z
    .object({
      percent: z.number(),
      done: z.number(),
      expected: z.number(),
      startedAt: instant,
      secondsLeft: z.number().nullable(),
    })
    .nullable(),
  lagSeconds: z.number().nullable(),
  lastSuccessAt: when,
  nextAt: when,
  pending: z.number(),
  errors: z.number(),
  resources: z.array(
    z.object({
      resource: resourceName,
      name: z.string(),
      state: z.enum(['waiting', 'backfill', 'live', 'unscoped', 'failed']),
      done: z.number(),
      expected: z.number().nullable(),
      records: z.number(),
      lastSuccessAt: when,
      lastChangeAt: when,
      nextAt: when,
      error: z.string().nullable(),
      scope: z.string().nullable(),
    }),
  ),
});

const counts = {
  read: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  deleted: z.number(),
};
const run = z.object({
  id: z.string(),
  connectionId: z.string(),
  kind: z.enum(runKinds),
  status: z.enum(runStatuses),
  startedAt: instant,
  finishedAt: when,
  requests: z.number(),
  error: z.string().nullable(),
  ...counts,
  resources: z.record(z.string(), z.object({ ...counts, error: z.string().nullable() })),
});

const stored = z.object({
  id: z.string(),
  resource: resourceName,
  recordId: z.string(),
  stage: z.enum(['read', 'build']),
  message: z.string(),
  body: z.string().nullable(),
  attempts: z.number(),
  firstAt: instant,
  lastAt: instant,
});

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

function showRun(row: Run): z.infer<typeof run> {
  const total = { read: 0, new: 0, changed: 0, same: 0, deleted: 0 };
  for (const tally of Object.values(row.resources))
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += tally[name];
  return { ...row, ...total, startedAt: row.startedAt.toISOString(), finishedAt: iso(row.finishedAt) };
}

/** The sync page (issue, "To see and trust"): what is read, how far, what went wrong, and what to do about it. */
export function syncRoutes(
  app: Routes,
  room: SyncRoom & {
    /** Builds again what could not be built; the room that builds stands above this one. */
    retryBuild(
      where: { workspaceId: string; connectionId: string },
      failed: { resource: ResourceKey; recordKey: string },
    ): Promise<Retried>;
  },
): void {
  const { db } = room;
  const show = async (workspaceId: string, id: string): Promise<z.infer<typeof overview>> => {
    const now = new Date(room.clock.now().epochMilliseconds);
    const found = await inWorkspace(db, workspaceId, async (tx) => await readOverview(tx, id, now));
    if (!found) throw notFound('The connection');
    return {
      ...found,
      since: iso(found.since),
      backfill: found.backfill && {
        ...found.backfill,
        startedAt: found.backfill.startedAt.toISOString(),
      },
      lastSuccessAt: iso(found.lastSuccessAt),
      nextAt: iso(found.nextAt),
      resources: found.resources.map((row) => ({
        ...row,
        lastSuccessAt: iso(row.lastSuccessAt),
        lastChangeAt: iso(row.lastChangeAt),
        nextAt: iso(row.nextAt),
      })),
    };
  };

  app.get(
    '/api/v1/connections/:id/sync',
    { config: { access: 'sync:read' }, schema: { tags, params: one, response: { 200: overview } } },
    async (request) => await show(principalOf(request).workspaceId, request.params.id),
  );

  app.post(
    '/api/v1/connections/:id/sync',
    {
      config: { access: 'sync:write' },
      schema: {
        tags,
        description:
          'Reads now: what changed (`increment`), everything once more to compare it (`reconcile`), or the range from its start (`backfill`).',
        params: one,
        body: z.object({
          kind: z.enum(['increment', 'reconcile', 'backfill']),
          /** Of a back-fill: from so many days ago, instead of the range it had. */
          days: z.number().int().min(1).max(1_095).optional(),
        }),
        response: { 202: overview },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const where = { workspaceId: principal.workspaceId, connectionId: request.params.id };
      const { kind, days } = request.body;
      const before = await show(where.workspaceId, where.connectionId);
      if (before.status === 'paused' || before.status === 'off')
        throw new Problem(
          409,
          'connection_not_active',
          before.status === 'paused'
            ? 'The connection is paused. Resume it first.'
            : 'The connection is not finished yet. Finish its set-up first.',
        );
      const now = new Date(room.clock.now().epochMilliseconds);
      await inWorkspace(db, where.workspaceId, async (tx) => {
        if (kind === 'backfill') {
          if (days !== undefined)
            await setSince(tx, where.connectionId, new Date(now.getTime() - days * 86_400_000));
          await startOver(room, tx, where);
        }
        if (kind === 'reconcile') await enqueueReconcile(tx, where);
        if (kind === 'increment') {
          await hurryCursors(tx, where.connectionId, null, now);
          await enqueueLive(tx, where, 'increment');
        }
        const target = { type: 'connection', id: where.connectionId };
        await record(
          tx,
          where.workspaceId,
          principal.actor,
          `sync.${kind}`,
          target,
          days ? { days } : {},
          request.id,
        );
      });
      return await reply.code(202).send(await show(where.workspaceId, where.connectionId));
    },
  );

  app.post(
    '/api/v1/connections/:id/sync/estimate',
    {
      config: { access: 'sync:read' },
      schema: {
        tags,
        description: 'What a back-fill of so many days will take: one counting request for each resource.',
        params: one,
        body: z.object({ days: z.number().int().min(1).max(1_095) }),
        response: {
          200: z.object({
            days: z.number(),
            since: instant,
            requests: z.number(),
            seconds: z.number(),
            resources: z.array(z.object({ resource: resourceName, name: z.string(), rows: z.number() })),
          }),
        },
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const { days } = request.body;
      const [opened, chosen] = await Promise.all([
        room.openDraft(workspaceId, request.params.id),
        room.selected(workspaceId, request.params.id),
      ]);
      if (!chosen) throw notFound('The connection');
      if (!opened)
        throw new Problem(
          409,
          'connection_incomplete',
          'Enter and check the credentials of the connection first.',
        );
      const since = new Date(room.clock.now().epochMilliseconds - days * 86_400_000);
      try {
        const estimate = await estimateBackfill(opened.client, chosen.selection, since, hangUp(reply));
        return {
          ...estimate,
          days,
          since: since.toISOString(),
          resources: estimate.resources.map((row) => ({ ...row, name: nameOf(row.resource) })),
        };
      } catch (error) {
        throw serviceTitanProblem(error);
      }
    },
  );

  app.get(
    '/api/v1/sync-runs',
    {
      config: { access: 'sync:read' },
      schema: {
        tags,
        querystring: z.object({
          ...paging,
          connectionId: z.uuid().optional(),
          kind: z.enum(runKinds).optional(),
          status: z.enum(runStatuses).optional(),
        }),
        response: { 200: pageOf(run) },
      },
    },
    async (request) => {
      const page = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await listRuns(tx, request.query),
      );
      return { data: page.data.map(showRun), nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/api/v1/sync-runs/:id',
    { config: { access: 'sync:read' }, schema: { tags, params: one, response: { 200: run } } },
    async (request) => {
      const found = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await findRun(tx, request.params.id),
      );
      if (!found) throw notFound('The run');
      return showRun(found);
    },
  );

  app.get(
    '/api/v1/connections/:id/sync-errors',
    {
      config: { access: 'sync:read' },
      schema: { tags, params: one, querystring: z.object(paging), response: { 200: pageOf(stored) } },
    },
    async (request) => {
      const page = await inWorkspace(db, principalOf(request).workspaceId, async (tx) => {
        if (!(await findConnection(tx, request.params.id))) throw notFound('The connection');
        return await listErrors(tx, request.params.id, request.query);
      });
      const data = page.data.map(({ recordKey, ...row }) => ({
        ...row,
        recordId: recordKey,
        firstAt: row.firstAt.toISOString(),
        lastAt: row.lastAt.toISOString(),
      }));
      return { data, nextCursor: page.nextCursor };
    },
  );

  app.post(
    '/api/v1/connections/:id/sync-errors/:errorId/retry',
    {
      config: { access: 'sync:write' },
      schema: {
        tags,
        description: 'Tries the record again: reads it, or builds what is made of it.',
        params: one.extend({ errorId: z.uuid() }),
        response: {
          200: z.object({ outcome: z.enum(['solved', 'failed']), message: z.string().nullable() }),
        },
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const where = { workspaceId, connectionId: request.params.id };
      const { errorId } = request.params;
      const error = await inWorkspace(
        db,
        workspaceId,
        async (tx) => await findError(tx, where.connectionId, errorId),
      );
      if (!error) throw notFound('The error');
      if (error.stage === 'build') return await room.retryBuild(where, error);
      const retried = await rereadRecord(room, where, errorId, hangUp(reply));
      if (!retried) throw notFound('The error');
      return retried;
    },
  );

  app.get(
    '/api/v1/connections/:id/records/:resource/:recordId',
    {
      config: { access: 'sync:read' },
      schema: {
        tags,
        description: 'A record of ServiceTitan as it is mirrored, and how it came to be so.',
        params: one.extend({ resource: resourceName, recordId: z.string().regex(/^\d{1,19}$/) }),
        response: {
          200: z.object({
            resource: resourceName,
            id: z.string(),
            body: z.unknown(),
            active: z.boolean(),
            modifiedOn: when,
            fetchedAt: instant,
            changedAt: instant,
            deletedAt: when,
            timeline: z.array(
              z.object({
                at: instant,
                kind: z.enum(['created', 'changed', 'deleted']),
                changes: z.array(change),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { id, resource, recordId } = request.params;
      const story = await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await readStory(tx, id, resource, recordId),
      );
      if (!story) throw notFound('The record');
      return {
        ...story,
        modifiedOn: iso(story.modifiedOn),
        deletedAt: iso(story.deletedAt),
        fetchedAt: story.fetchedAt.toISOString(),
        changedAt: story.changedAt.toISOString(),
        timeline: story.timeline.map((entry) => ({
          ...entry,
          at: entry.at.toISOString(),
          changes: [...entry.changes],
        })),
      };
    },
  );
}
