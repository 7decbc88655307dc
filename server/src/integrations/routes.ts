import { z } from 'zod';
import { principalOf, record } from '../accounts/index.ts';
import { standardJobType } from '../job-types/index.ts';
import { announce, invalid, inWorkspace, notFound, Problem, type Routes } from '../platform/index.ts';
import { SourceError, sources } from '../sources/index.ts';
import { connectorOf, finishAuthorization, hookUrl, type Room, startAuthorization } from './connect.ts';
import { resultPage } from './result-page.ts';
import {
  findIntegration,
  type Integration,
  listAccounts,
  listCategories,
  listIntegrations,
  saveCategories,
  setEnabled,
} from './store.ts';
import { grantTroubles } from './tokens.ts';

const account = z.object({
  id: z.string(),
  name: z.string(),
  businessRef: z.string(),
  hookUrl: z.string(),
  signedIn: z.boolean(),
});
const integration = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  trouble: z.string().nullable(),
  accounts: z.array(account),
});
const category = z.object({
  categoryId: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  standardJobTypeId: z.string(),
});
const one = z.object({ id: z.uuid() });

export function integrationRoutes(app: Routes, room: Room): void {
  const { db } = room;
  const shown = async (workspaceId: string): Promise<z.infer<typeof integration>[]> => {
    const troubles = await grantTroubles(db, workspaceId);
    return await inWorkspace(db, workspaceId, async (tx) => {
      const accounts = await listAccounts(tx);
      return (await listIntegrations(tx)).map((row) => ({
        id: row.id,
        source: row.source,
        name: connectorOf(row).name,
        description: connectorOf(row).description,
        enabled: row.enabled,
        trouble: troubles.find((trouble) => trouble.integrationId === row.id)?.trouble ?? null,
        accounts: accounts
          .filter((item) => item.integrationId === row.id)
          .map((item) => ({
            id: item.id,
            name: item.name,
            businessRef: item.businessRef,
            hookUrl: hookUrl(room, item),
            signedIn: item.grantId !== null,
          })),
      }));
    });
  };
  const find = async (workspaceId: string, id: string): Promise<Integration> => {
    const found = await inWorkspace(db, workspaceId, async (tx) => await findIntegration(tx, id));
    if (!found) throw notFound('The integration');
    return found;
  };

  app.get(
    '/api/v1/sources',
    {
      config: { access: 'integrations:read' },
      schema: {
        tags: ['integrations'],
        response: {
          200: z.object({
            data: z.array(z.object({ id: z.string(), name: z.string(), description: z.string() })),
            nextCursor: z.null(),
          }),
        },
      },
    },
    async () => ({
      data: sources.map(({ id, name, description }) => ({ id, name, description })),
      nextCursor: null,
    }),
  );

  app.get(
    '/api/v1/integrations',
    {
      config: { access: 'integrations:read' },
      schema: {
        tags: ['integrations'],
        response: { 200: z.object({ data: z.array(integration), nextCursor: z.null() }) },
      },
    },
    async (request) => ({
      data: await shown(principalOf(request).workspaceId),
      nextCursor: null,
    }),
  );

  app.patch(
    '/api/v1/integrations/:id',
    {
      config: { access: 'integrations:write' },
      schema: {
        tags: ['integrations'],
        params: one,
        body: z.object({ enabled: z.boolean() }),
        response: { 200: integration },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const found = await find(principal.workspaceId, request.params.id);
      await inWorkspace(db, principal.workspaceId, async (tx) => {
        await setEnabled(tx, found.id, request.body.enabled);
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          request.body.enabled ? 'integration.enabled' : 'integration.disabled',
          { type: 'integration', id: found.id },
          { source: found.source },
          request.id,
        );
        await announce(tx, {
          workspaceId: principal.workspaceId,
          type: 'integration.changed',
          ids: [found.id],
        });
      });
      const row = (await shown(principal.workspaceId)).find((item) => item.id === found.id);
      if (!row) throw notFound('The integration');
      return row;
    },
  );

  app.get(
    '/api/v1/integrations/:id/categories',
    {
      config: { access: 'integrations:read' },
      schema: {
        tags: ['integrations'],
        params: one,
        response: { 200: z.object({ data: z.array(category), nextCursor: z.null() }) },
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const found = await find(workspaceId, request.params.id);
      return {
        data: await inWorkspace(db, workspaceId, async (tx) => await listCategories(tx, found.id)),
        nextCursor: null,
      };
    },
  );

  app.put(
    '/api/v1/integrations/:id/categories',
    {
      config: { access: 'mapping:write' },
      schema: {
        tags: ['integrations'],
        description: 'Replaces the list: which standard job type each category of the source means.',
        params: one,
        body: z.object({ data: z.array(category).max(1000) }),
        response: { 200: z.object({ data: z.array(category), nextCursor: z.null() }) },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const found = await find(principal.workspaceId, request.params.id);
      const rows = request.body.data;
      rows.forEach((row, index) => {
        if (!standardJobType(row.standardJobTypeId))
          throw invalid({
            [`data.${index}.standardJobTypeId`]: [
              `There is no standard job type "${row.standardJobTypeId}".`,
            ],
          });
        if (rows.findIndex((other) => other.categoryId === row.categoryId) !== index)
          throw invalid({ [`data.${index}.categoryId`]: [`The category ${row.categoryId} appears twice.`] });
      });
      const data = await inWorkspace(db, principal.workspaceId, async (tx) => {
        await saveCategories(tx, principal.workspaceId, found, rows);
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          'integration.categories_changed',
          { type: 'integration', id: found.id },
          { rows },
          request.id,
        );
        return await listCategories(tx, found.id);
      });
      return { data, nextCursor: null };
    },
  );

  app.post(
    '/api/v1/integrations/:id/authorize',
    {
      config: { access: 'integrations:write' },
      schema: { tags: ['integrations'], params: one, response: { 200: z.object({ url: z.string() }) } },
    },
    async (request) => {
      const principal = principalOf(request);
      if (!principal.user)
        throw new Problem(403, 'forbidden', 'Signing in at a source is done by a person in the browser.');
      return {
        url: await startAuthorization(room, principal.workspaceId, request.params.id, principal.user),
      };
    },
  );

  app.get('/integrations/callback/:source', { schema: { hide: true } }, async (request, reply) => {
    reply.type('text/html; charset=utf-8');
    const send = async (status: number, title: string, text: string) =>
      await reply
        .code(status)
        .serializer((page: unknown) => String(page))
        .send(resultPage({ title, text }));
    try {
      const { accounts } = await finishAuthorization(room, new URL(request.url, room.url()));
      const names = accounts.map(({ name }) => name).join(', ');
      return await send(200, 'Connected', `Leads of ${names} now arrive in Bookings.`);
    } catch (error) {
      const message = error instanceof Problem || error instanceof SourceError ? error.publicMessage : null;
      if (message === null) throw error;
      return await send(400, 'Not connected', message);
    }
  });
}
