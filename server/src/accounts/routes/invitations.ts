import { z } from 'zod';
import { type Database, invalid, notFound, Problem, type Routes } from '../../platform/index.ts';
import { record } from '../audit.ts';
import type { Auth } from '../auth.ts';
import { principalOf } from '../guard.ts';
import { mayGrant, roles } from '../roles.ts';
import {
  addMember,
  closeInvitation,
  createInvitation,
  ensureUser,
  findInvitation,
  type Invitation,
  listInvitations,
  listMembers,
} from '../store.ts';

const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  expiresAt: z.string(),
  url: z.string(),
});
const one = z.object({ id: z.uuid() });

export function invitationRoutes(app: Routes, db: Database, auth: Auth, url: () => string): void {
  const shown = (row: Invitation) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expiresAt,
    url: `${url()}/accept-invitation/${row.id}`,
  });

  app.get(
    '/api/v1/invitations',
    {
      config: { access: 'members:write' },
      schema: { tags: ['accounts'], response: { 200: z.object({ data: z.array(invitation) }) } },
    },
    async (request) => ({
      data: (await listInvitations(db, principalOf(request).workspaceId)).map(shown),
    }),
  );

  app.post(
    '/api/v1/invitations',
    {
      config: { access: 'members:write' },
      schema: {
        tags: ['accounts'],
        body: z.object({ email: z.email('Enter a full e-mail address.').toLowerCase(), role: z.enum(roles) }),
        response: { 200: invitation },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { email, role } = request.body;
      if (!principal.user)
        throw new Problem(403, 'forbidden', 'People are invited by a person, not by an API key.');
      if (!mayGrant(principal.role, role))
        throw new Problem(403, 'forbidden', 'Only an owner may invite an owner.');
      if ((await listMembers(db, principal.workspaceId)).some((row) => row.email === email))
        throw invalid({ email: ['This person is a member already.'] });
      const id = await createInvitation(db, {
        workspaceId: principal.workspaceId,
        email,
        role,
        inviterId: principal.user.id,
      });
      await record(
        db.system,
        principal.workspaceId,
        principal.actor,
        'member.invited',
        { type: 'invitation', id },
        { email, role },
        request.id,
      );
      const made = await findInvitation(db.system, id);
      if (!made) throw notFound('The invitation');
      return shown(made);
    },
  );

  app.delete(
    '/api/v1/invitations/:id',
    { config: { access: 'members:write' }, schema: { tags: ['accounts'], params: one } },
    async (request, reply) => {
      const principal = principalOf(request);
      await db.system.transaction().execute(async (tx) => {
        if (!(await closeInvitation(tx, principal.workspaceId, request.params.id, 'canceled')))
          throw notFound('The invitation');
        await record(
          tx,
          principal.workspaceId,
          principal.actor,
          'invitation.canceled',
          { type: 'invitation', id: request.params.id },
          {},
          request.id,
        );
      });
      return await reply.code(204).send();
    },
  );

  // The unguessable id in the link is the proof; whoever holds it was sent it.
  app.get(
    '/api/v1/invitations/:id',
    {
      config: { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['accounts'],
        params: one,
        response: {
          200: z.object({
            email: z.string(),
            role: z.enum(roles),
            workspaceName: z.string(),
            expiresAt: z.string(),
          }),
        },
      },
    },
    async (request) => await open(request.params.id),
  );

  app.post(
    '/api/v1/invitations/:id/accept',
    {
      config: { access: 'public', rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        tags: ['accounts'],
        params: one,
        body: z.object({
          name: z.string().trim().min(1, 'Enter your name.').max(100),
          password: z.string().min(10, 'Use at least 10 characters.').max(200),
        }),
        response: { 200: z.object({ email: z.string(), workspaceId: z.string() }) },
      },
    },
    async (request) => {
      const found = await open(request.params.id);
      const user = await ensureUser(auth, {
        name: request.body.name,
        email: found.email,
        password: request.body.password,
      });
      if (!user.created) await provePassword(auth, found.email, request.body.password);
      await db.system.transaction().execute(async (tx) => {
        if (!(await closeInvitation(tx, found.workspaceId, found.id, 'accepted')))
          throw notFound('The invitation');
        await addMember(tx, found.workspaceId, user.id, found.role);
        await record(
          tx,
          found.workspaceId,
          { type: 'user', id: user.id, name: request.body.name },
          'member.joined',
          { type: 'user', id: user.id },
          { email: found.email, role: found.role },
          request.id,
        );
      });
      return { email: found.email, workspaceId: found.workspaceId };
    },
  );

  async function open(id: string): Promise<Invitation> {
    const found = await findInvitation(db.system, id);
    if (!found)
      throw new Problem(
        404,
        'invitation_closed',
        'This invitation has expired or was used. Ask for a new one.',
      );
    return found;
  }
}

/** Somebody who has an account joins with the password of that account. */
async function provePassword(auth: Auth, email: string, password: string): Promise<void> {
  try {
    await auth.api.signInEmail({ body: { email, password } });
  } catch (cause) {
    throw new Problem(422, 'validation', 'You have an account already: enter the password of that account.', {
      cause,
      errors: { password: ['This is not the password of your account.'] },
    });
  }
}
