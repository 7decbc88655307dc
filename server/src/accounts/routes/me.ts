import { z } from 'zod';
import { type Database, inWorkspace, type Routes } from '../../platform/index.ts';
import { listAudit } from '../audit.ts';
import { principalOf } from '../guard.ts';
import { permissionsOf, roles } from '../roles.ts';
import { listWorkspaces, readWorkspace } from '../store.ts';

const me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  workspace: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
  role: z.enum(roles),
  permissions: z.array(z.string()),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })),
  sandbox: z.boolean(),
  serviceTitan: z.object({ connected: z.boolean(), jobUrl: z.string().nullable() }),
});

/** What the rooms above know and the first screen needs. */
export interface Surroundings {
  sandbox(): boolean;
  serviceTitan(workspaceId: string): Promise<{ connected: boolean; jobUrl: string | null }>;
}

export function meRoutes(app: Routes, db: Database, surroundings: Surroundings): void {
  app.get(
    '/api/v1/me',
    { config: { access: 'signed-in' }, schema: { tags: ['accounts'], response: { 200: me } } },
    async (request) => {
      const principal = principalOf(request);
      const [workspace, workspaces, serviceTitan] = await Promise.all([
        readWorkspace(db, principal.workspaceId),
        principal.user ? listWorkspaces(db, principal.user.id) : [],
        surroundings.serviceTitan(principal.workspaceId),
      ]);
      return {
        user: principal.user,
        workspace,
        role: principal.role,
        permissions: permissionsOf(principal.role),
        workspaces,
        sandbox: surroundings.sandbox(),
        serviceTitan,
      };
    },
  );

  const entry = z.object({
    id: z.string(),
    at: z.string(),
    actor: z.object({
      type: z.enum(['user', 'api_key', 'system']),
      id: z.string().nullable(),
      name: z.string(),
    }),
    action: z.string(),
    target: z.object({ type: z.string(), id: z.string().nullable() }),
    detail: z.record(z.string(), z.unknown()),
  });
  app.get(
    '/api/v1/audit',
    {
      config: { access: 'audit:read' },
      schema: {
        tags: ['accounts'],
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.string().max(500).optional(),
          actor: z.string().max(100).optional(),
          action: z.string().max(100).optional(),
        }),
        response: { 200: z.object({ data: z.array(entry), nextCursor: z.string().nullable() }) },
      },
    },
    async (request) =>
      await inWorkspace(
        db,
        principalOf(request).workspaceId,
        async (tx) => await listAudit(tx, request.query),
      ),
  );
}
