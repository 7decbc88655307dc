import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Gate } from './access.ts';
import type { Events } from './events.ts';
import { forgetOldest, type World } from './world.ts';

interface Path {
  Params: { negotiationID: string };
}

/** Reference 3.2: 1 to 20 messages a page, 10 unless told. */
const messagePage = z.object({
  limit: z.coerce.number().int().min(1).max(20).default(10),
  sentBefore: z.iso.datetime({ offset: true }).optional(),
  sentAfter: z.iso.datetime({ offset: true }).optional(),
});

const outgoing = z.object({
  text: z
    .string()
    .max(16_384)
    .refine((text) => text.trim() !== '', { error: 'must not be empty' }),
});

const progress = z.object({
  status: z.enum([
    'not_scheduled',
    'appt_scheduled',
    'job_complete',
    'invoice_paid',
    'customer_cancel',
    'pro_cancel',
  ]),
});

export function negotiationRoutes(
  app: FastifyInstance,
  world: World,
  gate: Gate,
  events: Events,
  changed: () => void,
): void {
  app.get<Path>('/negotiations/:negotiationID', async (request) => {
    const user = await gate.enter(request, 'supply::negotiations.read');
    return gate.negotiation(user, request.params.negotiationID).data;
  });

  app.get<Path>('/negotiations/:negotiationID/messages', async (request) => {
    const user = await gate.enter(request, 'supply::messages.read');
    const { negotiationID } = gate.negotiation(user, request.params.negotiationID);
    const { limit, sentBefore, sentAfter } = messagePage.parse(request.query);
    const found = world.messages.filter((message) => {
      const sent = Date.parse(message.sentAt);
      return (
        message.negotiationID === negotiationID &&
        (sentBefore === undefined || sent < Date.parse(sentBefore)) &&
        (sentAfter === undefined || sent > Date.parse(sentAfter))
      );
    });
    return { data: found.toReversed().slice(0, limit), pagination: { limit } };
  });

  app.post<Path>('/negotiations/:negotiationID/messages', async (request, reply) => {
    const user = await gate.enter(request, 'supply::messages.write');
    const { negotiationID } = gate.negotiation(user, request.params.negotiationID);
    const { text } = outgoing.parse(request.body);
    return reply.code(201).send(events.message({ negotiationID, text, from: 'Business' }));
  });

  app.post<Path>('/negotiations/:negotiationID/job-status', async (request, reply) => {
    const user = await gate.enter(request, 'supply::negotiations.write');
    const { negotiationID } = gate.negotiation(user, request.params.negotiationID);
    const { status } = progress.parse(request.body);
    world.statuses.push({ negotiationID, status, at: world.now() });
    forgetOldest(world.statuses);
    changed();
    return reply.code(204).send();
  });
}
