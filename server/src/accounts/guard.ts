import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { Problem } from '../platform/index.ts';
import type { Authenticate, Principal } from './principal.ts';
import { may, type Permission } from './roles.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller's role must hold; `signed-in` asks for no more than an identity, `public` for none. */
    access?: Permission | 'signed-in' | 'public';
  }
  interface FastifyRequest {
    principalOrNull: Principal | null;
  }
}

/**
 * Puts every route of `/api/v1` behind its declared access. A route that declares none does not start: forgetting is
 * found when the server is built, not when somebody reads another's data.
 */
export const guard = fastifyPlugin(async (app: FastifyInstance, options: { authenticate: Authenticate }) => {
  app.decorateRequest('principalOrNull', null);
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/v1') && route.config?.access === undefined)
      throw new Error(`${String(route.method)} ${route.url} declares no access`);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === 'public') return;
    const principal = await options.authenticate(request);
    if (access !== 'signed-in' && !may(principal.role, access)) {
      throw new Problem(
        403,
        'forbidden',
        `Your role (${principal.role.replaceAll('_', ' ')}) does not allow this. Ask an owner or admin of the workspace.`,
        { detail: `lacks ${access}` },
      );
    }
    request.principalOrNull = principal;
  });
});

/** The caller of a guarded route. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principalOrNull) throw new Error('the route is not guarded');
  return request.principalOrNull;
}
