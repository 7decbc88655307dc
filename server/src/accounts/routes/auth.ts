import type { FastifyInstance } from 'fastify';
import { Problem } from '../../platform/index.ts';
import { type Auth, exposedAuthPaths } from '../auth.ts';

/** Hands sign-in and session requests to better-auth, whose handler speaks the Fetch API. */
export function authRoutes(app: FastifyInstance, auth: Auth): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request, reply) => {
      const url = new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`);
      if (!exposedAuthPaths.some((path) => path.test(url.pathname)))
        throw new Problem(404, 'not_found', `There is nothing at ${request.method} ${url.pathname}.`);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined && name !== 'content-length')
          headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      }
      const hasBody = request.method === 'POST' && request.body !== undefined;
      const answer = await auth.handler(
        new Request(url, {
          method: request.method,
          headers,
          ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
        }),
      );
      reply.code(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      return await reply.serializer((body: unknown) => body as string).send(await answer.text());
    },
  });
}
