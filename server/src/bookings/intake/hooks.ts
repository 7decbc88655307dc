import type { FastifyInstance } from 'fastify';
import type { HookAccount } from '../../integrations/index.ts';
import { Problem } from '../../platform/index.ts';
import type { Intake } from './intake.ts';

/** A lead with long texts stays far below; photos come as links. */
const largestBody = 4 * 1024 * 1024;

/** Kept with the raw body as evidence. Never those that carry the secret. */
const keptHeaders = ['content-type', 'user-agent', 'date', 'x-request-id', 'x-forwarded-for'];

/**
 * `POST /hooks/<source>/<accountKey>`: where sources deliver. Answers only after the commit: 200 when understood (also a
 * second time, and for test or unknown events), 400 when the body is not what the source documents (kept all the same),
 * 401 wrong secret, 403 switched off, 404 unknown address, 413 too large, 503 not stored.
 */
export async function hookRoutes(
  app: FastifyInstance,
  room: { intake: Intake; find: (source: string, accountKey: string) => Promise<HookAccount | null> },
): Promise<void> {
  await app.register(async (scope) => {
    // The signature covers the raw bytes, and a body that is not JSON must still be kept: so nothing parses it here.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: { source: string; accountKey: string } }>(
      '/hooks/:source/:accountKey',
      // No browser reads these answers; the security headers would be made for each delivery.
      { schema: { hide: true }, bodyLimit: largestBody, helmet: false },
      async (request, reply) => {
        const account = await room.find(request.params.source, request.params.accountKey);
        if (!account)
          throw new Problem(
            404,
            'unknown_hook',
            'Nothing is delivered to this address. Copy it again from the integration.',
          );
        if (!account.source.verify(account.secret, request.headers)) {
          reply.header('www-authenticate', 'Basic realm="Tradepost"');
          throw new Problem(
            401,
            'wrong_secret',
            'The user name and password (or secret header) of this delivery are wrong.',
          );
        }
        if (!account.enabled)
          throw new Problem(403, 'integration_disabled', 'This integration is switched off in Tradepost.');
        const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
        const delivery = await room.intake.receive(account, keep(request.headers), body);
        if (delivery.kind === 'unreadable') throw new Problem(400, 'unreadable_delivery', delivery.problem);
        return { received: delivery.kind };
      },
    );
  });
}

function keep(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}
