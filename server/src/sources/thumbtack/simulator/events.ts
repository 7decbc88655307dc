import { type LeadKind, type LeadWishes, makeNegotiation } from './lead.ts';
import type { Random } from './random.ts';
import type { Sender } from './sender.ts';
import { type Business, forgetOldest, type Message, type Webhook, type World } from './world.ts';

/** What the world outside may do: customers ask and write, and every webhook that listens is told. */
export interface Events {
  lead(options: LeadOptions): readonly { readonly negotiationID: string | null }[];
  message(options: MessageOptions): Message | null;
}

export interface LeadOptions extends Omit<LeadWishes, 'kind'> {
  readonly kind?: LeadKind | undefined;
  /** Default: the first business whose webhook listens to leads, else the first. */
  readonly businessId?: string | undefined;
  /** So many different leads. Default 1. */
  readonly count?: number | undefined;
  /** Each lead is sent so many times at the same moment. Default 1. */
  readonly duplicate?: number | undefined;
  /** A whole body of the sender's own; text is sent byte for byte, anything else as JSON. */
  readonly payload?: unknown;
}

export interface MessageOptions {
  readonly negotiationID: string;
  readonly text: string;
  readonly from?: 'Business' | 'Customer' | undefined;
}

/** A random lead is any of the ordinary kinds: most say when they are free. */
const ORDINARY: readonly LeadKind[] = ['random', 'random', 'random', 'no_date', 'booked'];

function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  return typeof found === 'string' ? found : null;
}

function jsonOf(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}

export function createEvents(world: World, sender: Sender, random: Random, changed: () => void): Events {
  function listening(businessID: string, eventType: string): Webhook[] {
    return [...world.webhooks.values()].filter(
      (hook) => hook.enabled && hook.businessID === businessID && hook.eventTypes.includes(eventType),
    );
  }

  function envelope(webhook: Webhook, eventType: string, data: unknown): string {
    const event = { eventType, description: '', webhookID: webhook.webhookID, triggeredAt: world.now() };
    return JSON.stringify({ event, data });
  }

  function businessFor(businessId: string | undefined): Business {
    const connected = [...world.webhooks.values()].find((hook) => hook.enabled)?.businessID;
    const wanted = businessId ?? connected;
    const business = world.businesses.find(({ businessID }) => businessID === wanted) ?? world.businesses[0];
    if (!business) throw new RangeError('The simulator has no business to send leads for.');
    return business;
  }

  function remember(data: Record<string, unknown>, business: Business): string {
    const negotiationID = String(data['negotiationID']);
    world.negotiations.set(negotiationID, { negotiationID, businessID: business.businessID, data });
    forgetOldest(world.negotiations);
    return negotiationID;
  }

  function sendPayload(payload: unknown, business: Business, copies: number): string | null {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const parsed = jsonOf(payload);
    const data = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'data') : null;
    const negotiationID = textAt(data, 'negotiationID');
    if (negotiationID !== null) remember(Object(data), business);
    const eventType = textAt(parsed, 'event', 'eventType') ?? 'NegotiationCreatedV4';
    for (const webhook of listening(business.businessID, eventType)) {
      for (let copy = 0; copy < copies; copy += 1) sender.send(webhook, eventType, negotiationID, body);
    }
    return negotiationID;
  }

  function sendMade(wishes: LeadWishes, business: Business, copies: number): string {
    const now = world.clock.now();
    const data = makeNegotiation(wishes, { random, now, nextId: world.nextId, business });
    const negotiationID = remember(data, business);
    for (const webhook of listening(business.businessID, 'NegotiationCreatedV4')) {
      const body = envelope(webhook, 'NegotiationCreatedV4', data);
      for (let copy = 0; copy < copies; copy += 1) {
        sender.send(webhook, 'NegotiationCreatedV4', negotiationID, body);
      }
    }
    return negotiationID;
  }

  return {
    lead({ businessId, count = 1, duplicate = 1, payload, kind, ...wishes }) {
      const business = businessFor(businessId);
      const sent = Array.from({ length: count }, () => {
        if (payload !== undefined) return { negotiationID: sendPayload(payload, business, duplicate) };
        const chosen = kind ?? (wishes.proposedTimes ? 'random' : random.pick(ORDINARY));
        return { negotiationID: sendMade({ ...wishes, kind: chosen }, business, duplicate) };
      });
      changed();
      return sent;
    },

    message({ negotiationID, text, from = 'Customer' }) {
      const negotiation = world.negotiations.get(negotiationID);
      if (!negotiation) return null;
      const business = businessFor(negotiation.businessID);
      const name = [
        textAt(negotiation.data, 'customer', 'firstName'),
        textAt(negotiation.data, 'customer', 'lastName'),
      ];
      const message: Message = {
        messageID: world.nextId(),
        negotiationID,
        from,
        customer: {
          customerID: textAt(negotiation.data, 'customer', 'customerID') ?? '',
          displayName: name.filter(Boolean).join(' '),
        },
        business: { businessID: business.businessID, displayName: business.name },
        text,
        attachments: [],
        sentAt: world.now(),
      };
      world.messages.push(message);
      forgetOldest(world.messages);
      // Both sides: what the business sends over the API comes back as an event too (reference 3.3).
      for (const webhook of listening(business.businessID, 'MessageCreatedV4')) {
        sender.send(
          webhook,
          'MessageCreatedV4',
          negotiationID,
          envelope(webhook, 'MessageCreatedV4', message),
        );
      }
      changed();
      return message;
    },
  };
}
