import type { Delivery, LeadMessage } from '../source.ts';
import { readJson } from './json.ts';
import { leadOf, openableAttachments } from './lead.ts';
import { utcInstant } from './times.ts';
import {
  envelopeSchema,
  identitySchema,
  type Message,
  messageSchema,
  type Negotiation,
  negotiationSchema,
} from './wire.ts';

const TEST_BUSINESS = 'Test Business for Webhooks';
const TEST_CUSTOMER = 'Test Customer';
const TEST_PHONE = '1234567890';

/**
 * Test deliveries carry no flag (reference 3.3). The business's name alone is proof; the customer only together with the
 * impossible phone number, since losing a real lead is worse than a test booking.
 */
function isTestLead({ business, customer }: Negotiation): boolean {
  if (business?.name?.trim() === TEST_BUSINESS) return true;
  const name = [customer?.firstName?.trim(), customer?.lastName?.trim()].filter(Boolean).join(' ');
  const digits = customer?.phone?.replace(/\D/g, '');
  return (name || customer?.displayName?.trim()) === TEST_CUSTOMER && digits === TEST_PHONE;
}

function isTestMessage({ business }: Message): boolean {
  return [business?.name, business?.displayName].some((name) => name?.trim() === TEST_BUSINESS);
}

type Body = Readonly<Record<string, unknown>>;

function leadDelivery(eventType: string, data: Body): Delivery {
  const negotiation = negotiationSchema.parse(data);
  const id = negotiation.negotiationID?.trim();
  if (!id) {
    return {
      kind: 'unreadable',
      problem: `${eventType} without data.negotiationID; expected the lead's id as text or a whole number.`,
    };
  }
  if (isTestLead(negotiation)) return { kind: 'test', eventType };
  return { kind: 'lead', eventType, lead: leadOf(id, negotiation, eventType) };
}

function messageText(message: Message): string {
  const files = openableAttachments(message.attachments).map(({ name, url }) => `${name}: ${url}`);
  return [message.text, ...files].filter((part) => part !== null).join('\n');
}

function messageDelivery(eventType: string, data: Body): Delivery {
  const message = messageSchema.parse(data);
  if (isTestMessage(message)) return { kind: 'test', eventType };
  const sourceMessageId = message.messageID?.trim();
  const sourceLeadId = message.negotiationID?.trim();
  if (!sourceMessageId || !sourceLeadId) {
    const missing = sourceMessageId ? 'data.negotiationID' : 'data.messageID';
    return {
      kind: 'unreadable',
      problem: `${eventType} without ${missing}; expected the ids of the message and of its lead.`,
    };
  }
  const parsed: LeadMessage = {
    sourceMessageId,
    sourceLeadId,
    from: message.from?.trim().toLowerCase() === 'business' ? 'business' : 'customer',
    text: messageText(message),
    sentAt: utcInstant(message.sentAt),
  };
  return { kind: 'message', eventType, message: parsed };
}

/** Without an event type the ids tell what a body is; the most specific wins, since a message names its lead too. */
function typeByShape(data: Body): string | null {
  const ids = identitySchema.parse(data);
  if (ids.reviewID) return 'ReviewCreatedV4';
  if (ids.messageID) return 'MessageCreatedV4';
  return ids.negotiationID ? 'NegotiationCreatedV4' : null;
}

function deliveryOf(body: Body): Delivery {
  const { event, data: enclosed } = envelopeSchema.parse(body);
  const data = enclosed ?? body;
  const eventType = event?.eventType?.trim() ?? typeByShape(data);
  if (eventType === null) {
    return {
      kind: 'unreadable',
      problem:
        'JSON without event.eventType and without data.negotiationID; expected {"event": {"eventType": …}, "data": {…}}.',
    };
  }
  if (/^message/i.test(eventType)) return messageDelivery(eventType, data);
  if (/^negotiation/i.test(eventType)) return leadDelivery(eventType, data);
  // On-demand jobs are leads when they carry one; otherwise they only report on a job that is known already.
  if (/^presetjob/i.test(eventType) && typeByShape(data) === 'NegotiationCreatedV4' && 'request' in data) {
    return leadDelivery(eventType, data);
  }
  return { kind: 'ignored', eventType };
}

function flaw(raw: Uint8Array, cause: unknown): string {
  if (raw.length === 0) return 'empty';
  return cause instanceof SyntaxError ? 'not JSON' : 'nested too deeply';
}

/**
 * Reads one Thumbtack v4 delivery (reference 3.3): `{event, data}`, or a bare negotiation as GET answers it. Pure and
 * total: whatever the bytes, the answer is a `Delivery`; bytes that are not UTF-8 are replaced, not refused.
 */
export function parse(raw: Uint8Array): Delivery {
  let body: unknown;
  try {
    body = readJson(new TextDecoder().decode(raw));
  } catch (cause) {
    return {
      kind: 'unreadable',
      problem: `The body is ${flaw(raw, cause)}; expected a JSON object with event and data.`,
    };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return {
      kind: 'unreadable',
      problem: 'The body is JSON but not an object; expected one with event and data.',
    };
  }
  return deliveryOf({ ...body });
}
