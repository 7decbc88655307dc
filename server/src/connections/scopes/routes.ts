import { z } from 'zod';
import { principalOf } from '../../accounts/index.ts';
import { inWorkspace, Problem, type Routes } from '../../platform/index.ts';
import { readSettings } from '../settings/store.ts';
import { type ConnectionRoom, checkConnection, needConnection } from '../wizard.ts';
import { scopeReport } from './report.ts';

const report = z.object({
  granted: z.array(z.string()).readonly(),
  checkedAt: z.string().nullable(),
  missing: z.number().int(),
  features: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.enum(['ok', 'limited', 'off', 'unused']),
        scopes: z
          .array(
            z.object({
              scope: z.string(),
              granted: z.boolean(),
              needed: z.enum(['required', 'optional']),
              stops: z.string(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  howToFix: z.string(),
});
const one = z.object({ id: z.uuid() });

/** The scope doctor (B30). */
export function scopeRoutes(app: Routes, room: ConnectionRoom): void {
  const tags = ['connections'] as const;
  const read = async (workspaceId: string, id: string) =>
    await inWorkspace(room.db, workspaceId, async (tx) => {
      const { scopes, scopesAt } = await needConnection(tx, id);
      return scopeReport(scopes, scopesAt, (await readSettings(tx, id)).settings);
    });

  app.get(
    '/api/v1/connections/:id/scopes',
    { config: { access: 'connections:read' }, schema: { tags, params: one, response: { 200: report } } },
    async (request) => await read(principalOf(request).workspaceId, request.params.id),
  );

  app.post(
    '/api/v1/connections/:id/scopes/check',
    { config: { access: 'connections:write' }, schema: { tags, params: one, response: { 200: report } } },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { id } = request.params;
      const { checks, asked } = await checkConnection(room, workspaceId, id);
      if (asked.finding.kind !== 'admitted') {
        const wrong =
          checks.find(({ field, state }) => state === 'failed' && field !== 'scopes') ?? checks[0];
        throw new Problem(
          409,
          'servicetitan_credentials',
          `The scopes cannot be read: ${wrong?.message ?? ''} ${wrong?.fix ?? ''}`.trim(),
        );
      }
      return await read(workspaceId, id);
    },
  );
}
