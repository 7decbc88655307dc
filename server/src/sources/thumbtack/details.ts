import type { Lead } from '../source.ts';
import type { Negotiation } from './wire.ts';

type Detail = Lead['details'][number];

const TRAVEL: Readonly<Record<string, string>> = {
  CustomerTravelToProvider: 'Customer comes to you',
  ProviderTravelToCustomer: 'You go to the customer',
  Remote: 'By phone or video',
};

const ESTIMATE: Readonly<Record<string, string>> = {
  Fixed: 'Fixed price',
  PerUnit: 'Price per unit',
  OnSite: 'Estimate on site',
  Hourly: 'Hourly rate',
  MoreInfo: 'More information needed',
};

/** Own members only: a value named like an inherited one (`constructor`) must come back as it is. */
function worded(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

function estimateText(estimate: NonNullable<Negotiation['estimate']>): string {
  const { type, pricePerUnit, unitQuantity, unitName, total } = estimate;
  const quantity = [unitQuantity, unitName].filter(Boolean).join(' ');
  return [
    type && worded(ESTIMATE, type),
    pricePerUnit && `${pricePerUnit} per ${unitName ?? 'unit'}`,
    quantity && `for ${quantity}`,
    total && `total ${total}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * What only Thumbtack tells, in the order a person reads it (L55): the customer's answers first, then how the parties
 * meet, then money, then what could not be read as a time.
 */
export function partnerDetails(negotiation: Negotiation, unreadableTimes: readonly string[]): Detail[] {
  const found: Detail[] = [];
  const add = (label: string, value: string | null | undefined) => {
    if (value) found.push({ label, value });
  };
  for (const { question, answer } of [...(negotiation.request?.details ?? []), ...negotiation.details]) {
    add(question ?? 'Answer', answer);
  }
  add(
    'Travel',
    negotiation.request?.travelPreferences.map((preference) => worded(TRAVEL, preference)).join(', '),
  );
  const duration = negotiation.request?.booking?.duration;
  add('Booked length', duration && /^\d+$/.test(duration) ? `${duration} minutes` : duration);
  if (negotiation.estimate) add('Estimate', estimateText(negotiation.estimate));
  if (negotiation.chargeState)
    found.push({ label: 'Lead charge', value: negotiation.chargeState, internal: true });
  if (negotiation.status !== null && !/^(open|active)$/i.test(negotiation.status)) {
    found.push({ label: 'Thumbtack status', value: negotiation.status, internal: true });
  }
  for (const time of unreadableTimes) add('Requested time', time);
  return found;
}
