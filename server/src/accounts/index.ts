/**
 * Workspaces, members, invitations, roles, API keys, sessions and the audit log. Every other room asks here who is
 * calling and whether they may. Imports platform only.
 */
import type { FastifyInstance } from 'fastify';
import { type Database, zodRoutes } from '../platform/index.ts';
import type { Auth } from './auth.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { authRoutes } from './routes/auth.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { meRoutes, type Surroundings } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';

export { record } from './audit.ts';
export { type Auth, createAuth } from './auth.ts';
export { guard, principalOf } from './guard.ts';
export { type Actor, createAuthenticate, type Principal } from './principal.ts';
export type { Role } from './roles.ts';
export { createApiKey } from './routes/api-keys.ts';
export { addMember, createWorkspace, ensureUser } from './store.ts';

export function accountRoutes(
  app: FastifyInstance,
  room: { db: Database; auth: Auth; url: () => string; surroundings: Surroundings },
): void {
  const routes = zodRoutes(app);
  authRoutes(app, room.auth);
  meRoutes(routes, room.db, room.surroundings);
  memberRoutes(routes, room.db);
  invitationRoutes(routes, room.db, room.auth, room.url);
  apiKeyRoutes(routes, room.db, room.auth);
}
