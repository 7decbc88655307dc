import { z } from 'zod';
import { principalOf } from '../accounts/index.ts';
import { inWorkspace, type Routes } from '../platform/index.ts';
import { formSchema } from './form.ts';
import { allConnections, type Connection, environments, steps } from './store.ts';
import {
  type ConnectionRoom,
  changeConnection,
  checkConnection,
  createDraft,
  finishConnection,
  needConnection,
  pause,
  remove,
  resume,
} from './wizard.ts';

const shownConnection = z.object({
  id: z.string(),
  name: z.string(),
  environment: z.enum(environments),
  status: z.enum(['draft', 'active', 'paused']),
  step: z.enum(steps),
  tenantId: z.string().nullable(),
  clientId: z.string().nullable(),
  hasClientSecret: z.boolean(),
  hasAppKey: z.boolean(),
  apiUrl: z.string(),
  authUrl: z.string(),
  pausedReason: z.enum(['credentials', 'person']).nullable(),
  pausedAt: z.string().nullable(),
  activatedAt: z.string().nullable(),
  since: z.string().nullable(),
  createdAt: z.string(),
  settingsVersion: z.number().int(),
});
const shownCheck = z.object({
  field: z.enum(['environment', 'tenantId', 'clientId', 'clientSecret', 'appKey', 'scopes']),
  state: z.enum(['ok', 'failed', 'unknown']),
  message: z.string(),
  fix: z.string().nullable(),
});
const one = z.object({ id: z.uuid() });

/** A connection as callers see it: that a secret is there, never the secret. */
function show(connection: Connection): z.infer<typeof shownConnection> {
  const { clientSecret, appKey, pausedAt, activatedAt, since, createdAt, ...rest } = connection;
  return {
    ...rest,
    hasClientSecret: clientSecret !== null,
    hasAppKey: appKey !== null,
    pausedAt: pausedAt?.toISOString() ?? null,
    activatedAt: activatedAt?.toISOString() ?? null,
    since: since?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** The wizard and the life of a connection after it (H7 to H13). */
export function wizardRoutes(app: Routes, room: ConnectionRoom): void {
  const tags = ['connections'] as const;

  app.get(
    '/api/v1/connections',
    {
      config: { access: 'connections:read' },
      schema: { tags, response: { 200: z.object({ data: z.array(shownConnection), nextCursor: z.null() }) } },
    },
    async (request) => {
      const rows = await inWorkspace(room.db, principalOf(request).workspaceId, allConnections);
      return { data: rows.map(show), nextCursor: null };
    },
  );

  app.get(
    '/api/v1/connections/:id',
    {
      config: { access: 'connections:read' },
      schema: { tags, params: one, response: { 200: shownConnection } },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { id } = request.params;
      return show(await inWorkspace(room.db, workspaceId, async (tx) => await needConnection(tx, id)));
    },
  );

  app.post(
    '/api/v1/connections',
    {
      config: { access: 'connections:write' },
      schema: { tags, body: formSchema, response: { 201: shownConnection } },
    },
    async (request, reply) => {
      const by = { principal: principalOf(request), requestId: request.id };
      return await reply.code(201).send(show(await createDraft(room, by, request.body)));
    },
  );

  app.patch(
    '/api/v1/connections/:id',
    {
      config: { access: 'connections:write' },
      schema: { tags, params: one, body: formSchema, response: { 200: shownConnection } },
    },
    async (request) => {
      const by = { principal: principalOf(request), requestId: request.id };
      return show(await changeConnection(room, by, request.params.id, request.body));
    },
  );

  app.post(
    '/api/v1/connections/:id/check',
    {
      config: { access: 'connections:write' },
      schema: {
        tags,
        params: one,
        response: { 200: z.object({ ok: z.boolean(), checks: z.array(shownCheck) }) },
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { ok, checks } = await checkConnection(room, workspaceId, request.params.id);
      return { ok, checks };
    },
  );

  const moves = { finish: finishConnection, pause, resume } as const;
  for (const [name, move] of Object.entries(moves)) {
    app.post(
      `/api/v1/connections/:id/${name}`,
      {
        config: { access: 'connections:write' },
        schema: { tags, params: one, response: { 200: shownConnection } },
      },
      async (request) => {
        const by = { principal: principalOf(request), requestId: request.id };
        return show(await move(room, by, request.params.id));
      },
    );
  }

  app.delete(
    '/api/v1/connections/:id',
    {
      config: { access: 'connections:write' },
      schema: { tags, params: one, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const by = { principal: principalOf(request), requestId: request.id };
      await remove(room, by, request.params.id);
      return await reply.code(204).send(null);
    },
  );
}
