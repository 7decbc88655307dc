import type { Lead, LeadAddress } from '../source.ts';
import { partnerDetails } from './details.ts';
import { requestedTimes, utcInstant } from './times.ts';
import type { Negotiation } from './wire.ts';

/** Shown where Thumbtack sends no name at all, so that the booking is never a blank line. */
const NAMELESS = 'Thumbtack customer';

function customerOf(customer: Negotiation['customer']): Lead['customer'] {
  const firstName = customer?.firstName?.trim() ?? null;
  const lastName = customer?.lastName?.trim() ?? null;
  const full = [firstName, lastName].filter(Boolean).join(' ');
  return {
    name: full || customer?.displayName?.trim() || NAMELESS,
    firstName,
    lastName,
    phone: customer?.phone ?? null,
    email: customer?.email ?? null,
  };
}

function addressOf(location: Negotiation['location']): LeadAddress | null {
  if (!location) return null;
  const { address1, address2, city, state, zipCode } = location;
  if (!address1 && !address2 && !city && !state && !zipCode) return null;
  return {
    street: address1,
    unit: address2,
    city,
    state,
    // A zip code that travelled as a number has lost the zeros of New England.
    zip: zipCode !== null && /^\d{3,4}$/.test(zipCode) ? zipCode.padStart(5, '0') : zipCode,
  };
}

/** Links a screen may open; anything but http(s) is left in the raw body. */
function webUrl(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

/** Attachments of a request or message that can be opened. */
export function openableAttachments(
  attachments: NonNullable<Negotiation['request']>['attachments'],
): Lead['attachments'] {
  return attachments.flatMap(({ fileName, description, mimeType, url }) => {
    const href = webUrl(url);
    return href === null ? [] : [{ name: fileName ?? description ?? 'Attachment', url: href, mimeType }];
  });
}

/**
 * The statuses that end a lead: `Canceled` in deliveries, other spellings in the API, and what an on-demand job
 * becomes when it goes elsewhere (reference 3.3, GL-10).
 */
const ENDED = /cancel|^(lost|expired|declined)$/i;

/** A Thumbtack negotiation in the shape bookings understand. `id` is its negotiationID; pure. */
export function leadOf(id: string, negotiation: Negotiation, eventType: string): Lead {
  const { request, business } = negotiation;
  const { times, unreadable } = requestedTimes(request);
  const category = request?.category ?? negotiation.category;
  return {
    sourceLeadId: id,
    sourceRequestId: request?.requestID?.trim() ?? null,
    businessRef: business?.businessID?.trim() ?? null,
    submittedAt: utcInstant(negotiation.createdAt) ?? utcInstant(negotiation.createTime),
    customer: customerOf(negotiation.customer),
    address:
      addressOf(request?.location) ??
      addressOf(negotiation.location) ??
      addressOf(negotiation.customer?.location),
    category: { id: category?.categoryID?.trim() ?? null, name: category?.name ?? null },
    description: request?.description ?? negotiation.description,
    details: partnerDetails(negotiation, unreadable),
    requestedTimes: times,
    attachments: openableAttachments(request?.attachments ?? []),
    price: negotiation.leadPrice,
    state: ENDED.test(negotiation.status ?? '') || /cancel/i.test(eventType) ? 'cancelled' : 'open',
  };
}
