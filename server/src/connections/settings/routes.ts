import { z } from 'zod';
import { principalOf } from '../../accounts/index.ts';
import { invalid, inWorkspace, pageOf, paging, type Routes } from '../../platform/index.ts';
import { type ConnectionRoom, needConnection } from '../wizard.ts';
import { changeSettings, compareSettings } from './change.ts';
import { diff } from './diff.ts';
import { catalogue, models } from './models.ts';
import { settingsSchema, warningsOf } from './settings.ts';
import { listVersions, readSettings } from './store.ts';

const one = z.object({ id: z.uuid() });
const change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() });
const shownSettings = z.object({
  version: z.number().int(),
  settings: settingsSchema,
  catalogue: z.array(
    z.object({
      model: z.enum(models),
      name: z.string(),
      description: z.string(),
      resources: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          required: z.boolean(),
          preselected: z.boolean(),
          requires: z.string().nullable(),
          purpose: z.string(),
          scopes: z.array(z.string()),
          granted: z.boolean().nullable(),
        }),
      ),
    }),
  ),
  warnings: z.array(z.string()),
});
/** The file that settings travel in: no secret, no name of a tenant, so that it fits any connection (B32). */
const settingsFile = z.object({
  format: z.literal('tradepost.servicetitan', 'This is not a file of ServiceTitan settings.'),
  version: z.literal(1, 'This file was made by a newer Tradepost.'),
  settings: settingsSchema,
});

/** Settings as versions: read, change, history, and as a file (B32). */
export function settingsRoutes(app: Routes, room: ConnectionRoom): void {
  const tags = ['connections'] as const;
  const path = '/api/v1/connections/:id/settings';

  app.get(
    path,
    {
      config: { access: 'connections:read' },
      schema: { tags, params: one, response: { 200: shownSettings } },
    },
    async (request) => {
      const { id } = request.params;
      return await inWorkspace(room.db, principalOf(request).workspaceId, async (tx) => {
        const { scopes } = await needConnection(tx, id);
        const { version, settings } = await readSettings(tx, id);
        return { version, settings, catalogue: catalogue(scopes), warnings: warningsOf(settings, scopes) };
      });
    },
  );

  app.put(
    path,
    {
      config: { access: 'connections:write' },
      schema: {
        tags,
        params: one,
        body: z.object({
          version: z.number().int().min(0),
          settings: settingsSchema,
          comment: z.string().trim().max(500).optional(),
        }),
        response: { 200: shownSettings },
      },
    },
    async (request) => {
      const by = { principal: principalOf(request), requestId: request.id };
      const { version: expected, settings: wanted, comment } = request.body;
      const { version, settings, warnings, granted } = await changeSettings(
        room,
        by,
        request.params.id,
        wanted,
        {
          version: expected,
          comment: comment || null,
        },
      );
      return { version, settings, warnings: [...warnings], catalogue: catalogue(granted) };
    },
  );

  app.get(
    `${path}/history`,
    {
      config: { access: 'connections:read' },
      schema: {
        tags,
        params: one,
        querystring: z.object(paging),
        response: {
          200: pageOf(
            z.object({
              version: z.number().int(),
              at: z.string(),
              actor: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }),
              comment: z.string().nullable(),
              changes: z.array(change),
            }),
          ),
        },
      },
    },
    async (request) => {
      const { id } = request.params;
      const page = await inWorkspace(room.db, principalOf(request).workspaceId, async (tx) => {
        await needConnection(tx, id);
        return await listVersions(tx, id, request.query);
      });
      return {
        nextCursor: page.nextCursor,
        data: page.data.map(({ version, at, actor, comment, settings, before }) => ({
          version,
          at: at.toISOString(),
          actor: { ...actor },
          comment,
          changes: before ? diff(before, settings) : [],
        })),
      };
    },
  );

  app.get(
    `${path}/export`,
    {
      config: { access: 'connections:read' },
      schema: { tags, params: one, response: { 200: settingsFile } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { settings } = await inWorkspace(room.db, principalOf(request).workspaceId, async (tx) => {
        await needConnection(tx, id);
        return await readSettings(tx, id);
      });
      reply.header('content-disposition', 'attachment; filename="servicetitan-settings.json"');
      return { format: 'tradepost.servicetitan' as const, version: 1 as const, settings };
    },
  );

  app.post(
    `${path}/import`,
    {
      config: { access: 'connections:write' },
      schema: {
        tags,
        params: one,
        body: z.object({ file: z.record(z.string(), z.unknown()), apply: z.boolean() }),
        response: {
          200: z.object({
            changes: z.array(change),
            warnings: z.array(z.string()),
            applied: z.boolean(),
            version: z.number().int(),
          }),
        },
      },
    },
    async (request) => {
      const by = { principal: principalOf(request), requestId: request.id };
      const { file, apply } = request.body;
      const wanted = readFile(file);
      const { id } = request.params;
      const { changes, warnings, version } = apply
        ? await changeSettings(room, by, id, wanted, { version: null, comment: 'Imported from a file' })
        : await compareSettings(room, by.principal.workspaceId, id, wanted);
      return { changes: [...changes], warnings: [...warnings], applied: apply, version };
    },
  );
}

/** @throws Problem 422 with the file's own paths. */
function readFile(file: unknown): z.infer<typeof settingsSchema> {
  const read = settingsFile.safeParse(file);
  if (read.success) return read.data.settings;
  const errors: Record<string, string[]> = {};
  for (const { path, message } of read.error.issues) (errors[`file.${path.join('.')}`] ??= []).push(message);
  throw invalid(errors);
}
