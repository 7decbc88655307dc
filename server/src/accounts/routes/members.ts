import { z } from 'zod';
import { type Database, notFound, Problem, type Routes, type Tx } from '../../platform/index.ts';
import { record } from '../audit.ts';
import { principalOf } from '../guard.ts';
import { mayGrant, roles } from '../roles.ts';
import { countOwners, listMembers, type Member, removeMember, setRole } from '../store.ts';

const member = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  createdAt: z.string(),
});
const one = z.object({ id: z.uuid() });

export function memberRoutes(app: Routes, db: Database): void {
  const find = async (workspaceId: string, id: string): Promise<Member> => {
    const found = (await listMembers(db, workspaceId)).find((row) => row.id === id);
    if (!found) throw notFound('The member');
    return found;
  };

  app.get(
    '/api/v1/members',
    {
      config: { access: 'members:read' },
      schema: { tags: ['accounts'], response: { 200: z.object({ data: z.array(member) }) } },
    },
    async (request) => ({
      data: await listMembers(db, principalOf(request).workspaceId),
    }),
  );

  app.patch(
    '/api/v1/members/:id',
    {
      config: { access: 'members:write' },
      schema: {
        tags: ['accounts'],
        params: one,
        body: z.object({ role: z.enum(roles) }),
        response: { 200: member },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const found = await find(principal.workspaceId, request.params.id);
      const { role } = request.body;
      if (!mayGrant(principal.role, role) || !mayGrant(principal.role, found.role))
        throw new Problem(403, 'forbidden', 'Only an owner may change who is an owner.');
      await db.system.transaction().execute(async (tx) => {
        if (found.role === 'owner' && role !== 'owner') await keepOneOwner(tx, principal.workspaceId);
        await setRole(tx, principal.workspaceId, found.id, role);
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          'member.role_changed',
          { type: 'member', id: found.id },
          { email: found.email, from: found.role, to: role },
          request.id,
        );
      });
      return { ...found, role };
    },
  );

  app.delete(
    '/api/v1/members/:id',
    { config: { access: 'members:write' }, schema: { tags: ['accounts'], params: one } },
    async (request, reply) => {
      const principal = principalOf(request);
      const found = await find(principal.workspaceId, request.params.id);
      if (!mayGrant(principal.role, found.role))
        throw new Problem(403, 'forbidden', 'Only an owner may remove an owner.');
      await db.system.transaction().execute(async (tx) => {
        if (found.role === 'owner') await keepOneOwner(tx, principal.workspaceId);
        await removeMember(tx, principal.workspaceId, found.id);
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          'member.removed',
          { type: 'member', id: found.id },
          { email: found.email, role: found.role },
          request.id,
        );
      });
      return await reply.code(204).send();
    },
  );
}

async function keepOneOwner(tx: Tx, workspaceId: string): Promise<void> {
  if ((await countOwners(tx, workspaceId)) < 2)
    throw new Problem(409, 'last_owner', 'A workspace needs an owner. Make somebody else an owner first.');
}
