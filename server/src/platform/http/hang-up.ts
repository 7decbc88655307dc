import type { FastifyReply } from 'fastify';

/**
 * Aborts when the caller goes away before the answer: work for nobody is not worth doing. (The framework's own signal
 * of a request fires as soon as its body was read.)
 */
export function hangUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort();
  });
  return gone.signal;
}
