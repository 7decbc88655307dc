import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Gate, Refusal } from './access.ts';
import type { Events } from './events.ts';
import { LEAD_KINDS } from './lead.ts';
import type { Sender } from './sender.ts';
import { hookUrl, register, registration, webhookAnswer } from './webhooks.ts';
import type { World } from './world.ts';

const leadOrder = z.object({
  kind: z.enum(LEAD_KINDS).optional(),
  businessId: z.string().optional(),
  categoryId: z.string().optional(),
  categoryName: z.string().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  description: z.string().optional(),
  proposedTimes: z.array(z.object({ start: z.string(), end: z.string().optional() })).optional(),
  count: z.number().int().min(1).max(10_000).optional(),
  duplicate: z.number().int().min(1).max(100).optional(),
  payload: z.unknown().optional(),
});

const messageOrder = z.object({
  negotiationID: z.string(),
  text: z.string(),
  from: z.enum(['Business', 'Customer']).optional(),
});

const hookOrder = registration.extend({
  businessId: z.string(),
  eventTypes: registration.shape.eventTypes.default(['NegotiationCreatedV4', 'MessageCreatedV4']),
});

const clientOrder = z.object({
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(1).optional(),
  // The rule for a webhook's address holds for the way back from the sign-in as well.
  redirectUris: z.array(hookUrl).min(1),
});

/** Under `/_simulate`: what people and the world outside do, for tests and the sandbox's panel. */
export function controlRoutes(
  app: FastifyInstance,
  world: World,
  gate: Gate,
  events: Events,
  sender: Sender,
  changed: () => void,
): void {
  app.post('/lead', async (request) => ({ data: events.lead(leadOrder.parse(request.body ?? {})) }));

  app.post('/message', async (request) => {
    const message = events.message(messageOrder.parse(request.body));
    if (!message) throw new Refusal(404, 'No such negotiation.');
    return message;
  });

  app.get('/deliveries', async () => ({ data: sender.deliveries() }));
  app.get('/messages', async () => ({ data: world.messages }));
  app.get('/statuses', async () => ({ data: world.statuses }));
  app.get('/webhooks', async () => ({ data: [...world.webhooks.values()].map(webhookAnswer) }));

  // What the webhook maker in the pro's own account does, without OAuth (reference 3.3, self-serve).
  app.post('/webhooks', async (request, reply) => {
    const { businessId, ...wanted } = hookOrder.parse(request.body);
    if (!world.businesses.some(({ businessID }) => businessID === businessId)) {
      throw new Refusal(404, 'No such business.');
    }
    const same = [...world.webhooks.values()].find(
      (hook) => hook.businessID === businessId && hook.webhookURL === wanted.webhookURL,
    );
    const webhook = register(world, businessId, same?.webhookID ?? world.nextId(), wanted);
    changed();
    return reply.code(same ? 200 : 201).send(webhookAnswer(webhook));
  });

  app.post('/clients', async (request) => {
    const { clientId, clientSecret, redirectUris } = clientOrder.parse(request.body);
    const known = clientId ? world.clients.get(clientId) : [...world.clients.values()][0];
    const id = clientId ?? known?.clientId;
    const secret = clientSecret ?? known?.clientSecret;
    if (!id || !secret) throw new Refusal(422, 'A new client needs clientId and clientSecret.');
    const uris = [...new Set([...(known?.redirectUris ?? []), ...redirectUris])];
    world.clients.set(id, { clientId: id, clientSecret: secret, redirectUris: uris });
    changed();
    return { clientId: id, redirectUris: uris };
  });

  app.post<{ Params: { deliveryID: string } }>(
    '/deliveries/:deliveryID/redeliver',
    async (request, reply) => {
      const delivery = sender.redeliver(request.params.deliveryID);
      if (!delivery) throw new Refusal(404, 'No such delivery, or its webhook is gone.');
      return reply.code(202).send(delivery);
    },
  );

  app.post('/limits', async (request) => {
    const limits = z.object({ requestsPerMinute: z.number().int().min(0) }).parse(request.body);
    gate.limit(limits.requestsPerMinute);
    return limits;
  });
}
