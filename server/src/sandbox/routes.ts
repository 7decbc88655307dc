import { z } from 'zod';
import { principalOf, record } from '../accounts/index.ts';
import { type Database, hangUp, Problem, type Routes } from '../platform/index.ts';
import { thumbtackCategories } from './categories.ts';
import type { WorldAddresses } from './world.ts';

export interface Demo {
  readonly email: string;
  readonly password: string;
}

const kinds = [
  'random',
  'no_date',
  'no_phone',
  'unknown_category',
  'emoji',
  'long',
  'booked',
  'cancelled',
  'test',
] as const;

/** The panel that plays the outside world. There without the sandbox too, to say that it is off. */
export function sandboxRoutes(
  app: Routes,
  room: { db: Database; running: () => { addresses: WorldAddresses; demo: Demo } | null },
): void {
  const need = (): WorldAddresses => {
    const running = room.running();
    if (!running)
      throw new Problem(
        404,
        'sandbox_off',
        'The sandbox is off. Start Tradepost with TRADEPOST_SANDBOX=on to use it.',
      );
    return running.addresses;
  };

  app.get(
    '/api/v1/public',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sandbox'],
        response: {
          200: z.object({
            sandbox: z.boolean(),
            demo: z.object({ email: z.string(), password: z.string() }).nullable(),
          }),
        },
      },
    },
    async (request) => {
      const running = room.running();
      // The demo login is offered only to somebody at this very machine.
      const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
      return { sandbox: running !== null, demo: running && local ? running.demo : null };
    },
  );

  const panel = z.object({
    simulators: z.object({ thumbtack: z.object({ url: z.string() }) }),
    emulator: z.object({ url: z.string(), controlUrl: z.string() }),
    categories: z.array(z.object({ id: z.string(), name: z.string() })),
  });
  app.get(
    '/api/v1/sandbox',
    { config: { access: 'sandbox:use' }, schema: { tags: ['sandbox'], response: { 200: panel } } },
    async () => {
      const { emulator, thumbtack } = need();
      return {
        simulators: { thumbtack: { url: thumbtack.url } },
        emulator: { url: emulator.url, controlUrl: `${emulator.url}/_emulator/` },
        categories: thumbtackCategories.map(({ categoryId, name }) => ({ id: categoryId, name })),
      };
    },
  );

  app.post(
    '/api/v1/sandbox/leads',
    {
      config: { access: 'sandbox:use' },
      schema: {
        tags: ['sandbox'],
        body: z.object({
          source: z.literal('thumbtack').default('thumbtack'),
          kind: z.enum(kinds).default('random'),
          count: z.number().int().min(1).max(1000).default(1),
          categoryId: z.string().max(100).optional(),
          name: z.string().max(200).optional(),
          phone: z.string().max(50).optional(),
          description: z.string().max(10_000).optional(),
        }),
        response: { 200: z.object({ sent: z.number().int() }) },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { thumbtack } = need();
      const { source, ...order } = request.body;
      const answer = await fetch(`${thumbtack.url}/_simulate/lead`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(order),
        signal: hangUp(reply),
      });
      if (!answer.ok)
        throw new Problem(502, 'simulator_failed', `The simulator answered ${answer.status}.`, {
          detail: await answer.text(),
        });
      await record(
        room.db.system,
        principal.workspaceId,
        principal.actor,
        'sandbox.lead_sent',
        { type: 'source', id: source },
        order,
        request.id,
      );
      return { sent: request.body.count };
    },
  );
}
