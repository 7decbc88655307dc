import type { FastifyInstance } from 'fastify';
import { principalOf } from '../accounts/index.ts';
import type { Live } from '../platform/index.ts';

/** Proxies and browsers drop a silent connection; a ping well below their usual minute keeps it. */
const pingMs = 20_000;

/**
 * `GET /api/v1/events`: server-sent events of the workspace, `{type, id}` per changed record. They say that something
 * changed, not what: the screen reads it again, so nothing is shown that the caller may not see.
 */
export function eventRoutes(app: FastifyInstance, live: Live): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  app.get(
    '/api/v1/events',
    {
      config: { access: 'bookings:read' },
      schema: { tags: ['live'], description: 'Server-sent events: one message per changed record.' },
    },
    (request, reply) => {
      const { workspaceId } = principalOf(request);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        connection: 'keep-alive',
        'x-accel-buffering': 'no',
      });
      const send = (event: unknown): void => {
        raw.write(`data: ${JSON.stringify(event)}\n\n`);
      };
      send({ type: 'ready' });
      const unsubscribe = live.subscribe(workspaceId, (change) => {
        if (change.type === 'resync') send({ type: 'resync' });
        for (const id of change.ids) send({ type: change.type, id });
      });
      const ping = setInterval(() => send({ type: 'ping' }), pingMs);
      const end = (): void => {
        clearInterval(ping);
        unsubscribe();
        open.delete(end);
        raw.end();
      };
      open.add(end);
      raw.on('close', end);
    },
  );
}
