import { z } from 'zod';
import { type Database, notFound, Problem, type Routes } from '../../platform/index.ts';
import { record } from '../audit.ts';
import type { Auth } from '../auth.ts';
import { principalOf } from '../guard.ts';
import { mayGrant, type Role, roles } from '../roles.ts';
import { deleteApiKey, listApiKeys } from '../store.ts';

const key = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(roles),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
const grantable = z.enum(roles).exclude(['owner'], 'A key cannot be an owner.');

export function apiKeyRoutes(app: Routes, db: Database, auth: Auth): void {
  app.get(
    '/api/v1/api-keys',
    {
      config: { access: 'api_keys:read' },
      schema: { tags: ['accounts'], response: { 200: z.object({ data: z.array(key) }) } },
    },
    async (request) => ({
      data: await listApiKeys(db, principalOf(request).workspaceId),
    }),
  );

  app.post(
    '/api/v1/api-keys',
    {
      config: { access: 'api_keys:write' },
      schema: {
        tags: ['accounts'],
        body: z.object({
          name: z.string().trim().min(1, 'Give the key a name.').max(60),
          role: grantable,
          expiresInDays: z.number().int().min(1).max(365).optional(),
        }),
        response: { 200: key.extend({ key: z.string() }) },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { name, role, expiresInDays } = request.body;
      if (!principal.user)
        throw new Problem(403, 'forbidden', 'An API key cannot make API keys. Sign in to make one.');
      if (!mayGrant(principal.role, role))
        throw new Problem(403, 'forbidden', 'A key cannot hold more rights than you have.');
      const made = await createApiKey(auth, {
        workspaceId: principal.workspaceId,
        userId: principal.user.id,
        name,
        role,
        expiresInDays: expiresInDays ?? null,
      });
      await record(
        db.system,
        principal.workspaceId,
        principal.actor,
        'api_key.created',
        { type: 'api_key', id: made.id },
        { name, role },
        request.id,
      );
      return made;
    },
  );

  app.delete(
    '/api/v1/api-keys/:id',
    {
      config: { access: 'api_keys:write' },
      schema: { tags: ['accounts'], params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await db.system.transaction().execute(async (tx) => {
        if (!(await deleteApiKey(tx, principal.workspaceId, request.params.id)))
          throw notFound('The API key');
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          'api_key.revoked',
          { type: 'api_key', id: request.params.id },
          {},
          request.id,
        );
      });
      return await reply.code(204).send();
    },
  );
}

/** Makes a key of the workspace; `key` is shown this once, only its hash is kept. */
export async function createApiKey(
  auth: Auth,
  wanted: { workspaceId: string; userId: string; name: string; role: Role; expiresInDays: number | null },
) {
  const made = await auth.api.createApiKey({
    body: {
      organizationId: wanted.workspaceId,
      userId: wanted.userId,
      name: wanted.name,
      metadata: { role: wanted.role },
      ...(wanted.expiresInDays ? { expiresIn: wanted.expiresInDays * 86_400 } : {}),
    },
  });
  return {
    id: made.id,
    name: wanted.name,
    prefix: made.start ?? '',
    role: wanted.role,
    createdAt: new Date(made.createdAt).toISOString(),
    lastUsedAt: null,
    expiresAt: made.expiresAt ? new Date(made.expiresAt).toISOString() : null,
    key: made.key,
  };
}
