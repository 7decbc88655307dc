import { z } from 'zod';
import { asText } from './json.ts';

/**
 * The members of a Thumbtack v4 delivery that are of use here (reference 3.3). Thumbtack adds members and changes
 * spellings without notice, so nothing but an object at the top is insisted on: what has the wrong type reads as absent.
 * The whole body is stored beside the parsed lead, so nothing is lost by leaving it out here.
 */

const text = z.unknown().transform(asText).prefault(null);

/** An answer may be one choice or several. */
const answer = z
  .unknown()
  .transform((value) => {
    if (!Array.isArray(value)) return asText(value);
    const choices = value.map(asText).filter((choice) => choice !== null);
    return choices.length > 0 ? choices.join(', ') : null;
  })
  .prefault(null);

/** Only text names an event; with anything else the ids in the body decide what it is. */
const eventType = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? asText(value) : null))
  .prefault(null);

function member<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish().catch(null);
}

/** A list whose unusable entries are left out rather than spoiling the rest. */
function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item.nullable().catch(null))
    .nullish()
    .catch(null)
    .transform((items): NonNullable<z.output<Item>>[] => (items ?? []).filter((entry) => entry != null));
}

const location = member({ address1: text, address2: text, city: text, state: text, zipCode: text });
const category = member({ categoryID: text, name: text });
const details = list(z.object({ question: text, answer }));
const attachments = list(z.object({ fileName: text, mimeType: text, url: text, description: text }));
const times = list(z.object({ start: text, end: text }));

export const negotiationSchema = z.object({
  negotiationID: text,
  createdAt: text,
  createTime: text,
  status: text,
  leadPrice: text,
  chargeState: text,
  customer: member({
    firstName: text,
    lastName: text,
    displayName: text,
    phone: text,
    email: text,
    location,
  }),
  business: member({ businessID: text, name: text, displayName: text }),
  request: member({
    requestID: text,
    category,
    description: text,
    proposedTimes: times,
    booking: member({ start: text, duration: text }),
    location,
    travelPreferences: list(text),
    details,
    attachments,
  }),
  estimate: member({ type: text, pricePerUnit: text, unitQuantity: text, unitName: text, total: text }),
  // GET negotiations/{id} lays these flat, where a delivery nests them under `request`.
  category,
  description: text,
  location,
  details,
});

export const messageSchema = z.object({
  messageID: text,
  negotiationID: text,
  from: text,
  text,
  sentAt: text,
  business: member({ name: text, displayName: text }),
  customer: member({ displayName: text }),
  attachments,
});

export const envelopeSchema = z.object({
  event: member({ eventType }),
  data: z.looseObject({}).nullish().catch(null),
});

/** The ids alone, to tell what a body without an event type is. */
export const identitySchema = z.object({ negotiationID: text, messageID: text, reviewID: text });

export type Negotiation = z.output<typeof negotiationSchema>;
export type Message = z.output<typeof messageSchema>;
