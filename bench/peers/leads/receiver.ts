import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';

/** The fields of a negotiation that the peers make a booking of. */
export interface Negotiation {
  readonly data: { readonly negotiationID: string };
}

const digest = (value: Uint8Array | string): Buffer => createHash('sha256').update(value).digest();

/**
 * The receiving side that all peers share, as lean as Fastify gets: no log, no plugins, its guards against poisoned
 * prototypes off (then it parses with JSON.parse and nothing else), the answer serialised by schema. `keep` ends when the
 * delivery may be acknowledged. `stop` ends what the peer has running.
 */
export async function receive(
  keep: (negotiation: Negotiation) => Promise<unknown>,
  stop: () => Promise<void>,
): Promise<void> {
  const pair = `bench:${randomBytes(24).toString('base64url')}`;
  const isPair = (header: string | undefined): boolean => {
    const [, encoded = ''] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '') ?? [];
    return timingSafeEqual(digest(Buffer.from(encoded, 'base64')), digest(pair));
  };
  const app = Fastify({
    logger: false,
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
  });
  const schema = { response: { 200: { type: 'object', properties: { received: { type: 'string' } } } } };
  app.post<{ Body: Negotiation }>('/hooks/thumbtack/:accountKey', { schema }, async (request, reply) => {
    if (!isPair(request.headers.authorization)) return await reply.code(401).send();
    await keep(request.body);
    return { received: 'lead' };
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  process.send?.({
    port: Number(new URL(address).port),
    path: '/hooks/thumbtack/0123456789abcdefghijklmn',
    authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
  });
  process.once('disconnect', async () => {
    await app.close();
    await stop();
  });
}
