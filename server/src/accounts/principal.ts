import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type Database, Problem } from '../platform/index.ts';
import type { Auth } from './auth.ts';
import { isRole, type Role } from './roles.ts';

/** Who acts, in the audit log and on records. */
export interface Actor {
  readonly type: 'user' | 'api_key' | 'system';
  readonly id: string | null;
  readonly name: string;
}

/** An authenticated caller in one workspace. */
export interface Principal {
  readonly workspaceId: string;
  readonly role: Role;
  readonly actor: Actor;
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null;
}

export type Authenticate = (request: FastifyRequest) => Promise<Principal>;

/** An API key as `Authorization: Bearer`, or the session cookie of a browser. Throws 401 and 403 problems. */
export function createAuthenticate(auth: Auth, db: Database): Authenticate {
  return async (request) => {
    const header = request.headers.authorization;
    if (header !== undefined) return await byKey(auth, header);
    return await bySession(auth, db, request);
  };
}

async function byKey(auth: Auth, header: string): Promise<Principal> {
  const key = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (!key) throw new Problem(401, 'unauthorized', 'Send the API key as "Authorization: Bearer <key>".');
  const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } });
  if (!valid || !found)
    throw new Problem(
      401,
      'unauthorized',
      'The API key is wrong, expired or revoked. Make a new one under Settings > API keys.',
    );
  const role = (found.metadata as { role?: string } | null)?.role ?? '';
  if (!isRole(role))
    throw new Problem(403, 'forbidden', 'The API key has no role. Make a new one under Settings > API keys.');
  return {
    workspaceId: found.referenceId,
    role,
    actor: { type: 'api_key', id: found.id, name: found.name ?? 'API key' },
    user: null,
  };
}

async function bySession(auth: Auth, db: Database, request: FastifyRequest): Promise<Principal> {
  const cookie = request.headers.cookie;
  if (!cookie)
    throw new Problem(
      401,
      'unauthorized',
      'Sign in first, or send an API key as "Authorization: Bearer <key>".',
    );
  refuseForeignOrigin(request);
  const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
  if (!session) throw new Problem(401, 'unauthorized', 'Your session has ended. Sign in again.');
  const { user } = session;
  // The membership decides at every request, so that a removed or demoted member loses access at once.
  const { rows } = await sql<{ organizationId: string; role: string }>`
    select "organizationId", "role" from auth."member"
    where "userId" = ${user.id}
    order by ("organizationId" = ${session.session.activeOrganizationId ?? ''}) desc, "createdAt"
    limit 1`.execute(db.system);
  const member = rows[0];
  if (!member || !isRole(member.role))
    throw new Problem(
      403,
      'no_workspace',
      'You do not belong to a workspace. Ask its owner for an invitation.',
    );
  return {
    workspaceId: member.organizationId,
    role: member.role,
    actor: { type: 'user', id: user.id, name: user.name },
    user: { id: user.id, name: user.name, email: user.email },
  };
}

/** The cookie is SameSite=Lax; this closes what that leaves open (a form or script of another site on the same host). */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Problem(403, 'foreign_origin', 'This request came from another site and was refused.');
}
