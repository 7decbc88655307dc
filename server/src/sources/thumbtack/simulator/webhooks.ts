import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Gate, Refusal } from './access.ts';
import type { Events } from './events.ts';
import type { Webhook, World } from './world.ts';

/** Reference 3.3. */
const EVENT_TYPES = [
  'NegotiationCreatedV4',
  'MessageCreatedV4',
  'ReviewCreatedV4',
  'PresetJobMatchedV4',
  'PresetJobStatusChangedV4',
  'PresetJobCancelledV4',
  'PresetJobUpdatedV4',
  'PresetJobCompletedV4',
  'IncentiveUsedV4',
] as const;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Thumbtack takes https only; on this machine plain http stands in for it. */
export const hookUrl = z.string().refine(
  (text) => {
    const url = URL.parse(text);
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  },
  { error: 'must be an https address, or http on this machine' },
);

export const registration = z.object({
  webhookURL: hookUrl,
  eventTypes: z.array(z.enum(EVENT_TYPES)).min(1),
  enabled: z.boolean().default(true),
  auth: z
    .union([
      z.object({ username: z.string().min(1), password: z.string() }),
      z.object({ header: z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), value: z.string() }),
    ])
    .nullish()
    .transform((auth) => auth ?? null),
});

/** A webhook as the API answers it: how it proves itself, never with what. */
export function webhookAnswer({ auth, ...webhook }: Webhook) {
  return { ...webhook, authType: auth === null ? 'None' : 'header' in auth ? 'CustomHeader' : 'Basic' };
}

export function register(
  world: World,
  businessID: string,
  webhookID: string,
  wanted: z.output<typeof registration>,
): Webhook {
  const { webhookURL, eventTypes, enabled, auth } = wanted;
  const webhook: Webhook = { webhookID, businessID, webhookURL, eventTypes, enabled, auth };
  world.webhooks.set(webhookID, webhook);
  return webhook;
}

interface Path {
  Params: { businessID: string; webhookID: string };
}

export function webhookRoutes(
  app: FastifyInstance,
  world: World,
  gate: Gate,
  events: Events,
  changed: () => void,
): void {
  const base = '/businesses/:businessID/webhooks';

  function own(businessID: string, webhookID: string): Webhook {
    const webhook = world.webhooks.get(webhookID);
    if (webhook?.businessID !== businessID) throw new Refusal(404, 'No such webhook.');
    return webhook;
  }

  app.get<Path>(base, async (request) => {
    const user = await gate.enter(request, 'supply::webhooks.read');
    const { businessID } = gate.business(user, request.params.businessID);
    const hooks = [...world.webhooks.values()].filter((hook) => hook.businessID === businessID);
    return { data: hooks.map(webhookAnswer) };
  });

  app.get<Path>(`${base}/:webhookID`, async (request) => {
    const user = await gate.enter(request, 'supply::webhooks.read');
    const { businessID } = gate.business(user, request.params.businessID);
    return webhookAnswer(own(businessID, request.params.webhookID));
  });

  app.post<Path>(base, async (request, reply) => {
    const user = await gate.enter(request, 'supply::webhooks.write');
    const { businessID } = gate.business(user, request.params.businessID);
    const webhook = register(world, businessID, world.nextId(), registration.parse(request.body));
    changed();
    return reply.code(201).send(webhookAnswer(webhook));
  });

  app.put<Path>(`${base}/:webhookID`, async (request) => {
    const user = await gate.enter(request, 'supply::webhooks.write');
    const { businessID } = gate.business(user, request.params.businessID);
    const { webhookID } = own(businessID, request.params.webhookID);
    const webhook = register(world, businessID, webhookID, registration.parse(request.body));
    changed();
    return webhookAnswer(webhook);
  });

  app.delete<Path>(`${base}/:webhookID`, async (request, reply) => {
    const user = await gate.enter(request, 'supply::webhooks.write');
    const { businessID } = gate.business(user, request.params.businessID);
    world.webhooks.delete(own(businessID, request.params.webhookID).webhookID);
    changed();
    return reply.code(204).send();
  });

  app.post<Path>(`${base}/test-negotiation`, async (request, reply) => {
    const user = await gate.enter(request, 'supply::webhooks.write');
    const { businessID } = gate.business(user, request.params.businessID);
    return reply.code(201).send(events.lead({ kind: 'test', businessId: businessID })[0]);
  });
}
