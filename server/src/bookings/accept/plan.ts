import type { Known, Person } from '../../contacts/index.ts';
import { certainMatch, sameAddress } from '../../contacts/index.ts';
import type { BookingRecord } from '../store.ts';
import { summarize } from '../summary.ts';
import type { AcceptInput, AcceptRequest } from './request.ts';

/** Under this key of the external data Tradepost's own id stands in ServiceTitan. */
export const externalKey = 'tradepostBooking';

/** What ServiceTitan demands of an address; sources often leave the street out (reference 3.3). */
export interface Place {
  readonly street: string;
  readonly unit: string | null;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

/** Read by the technician: plainly not an address. */
const toBeConfirmed = 'Address to be confirmed';

export function personOf(
  booking: Pick<BookingRecord, 'customer_name' | 'phone' | 'phone_given' | 'email'>,
  input: Pick<AcceptInput, 'newCustomer'>,
): Person {
  if (input.newCustomer)
    return {
      name: input.newCustomer.name,
      phone: input.newCustomer.phone || null,
      email: input.newCustomer.email || null,
    };
  return { name: booking.customer_name, phone: booking.phone ?? booking.phone_given, email: booking.email };
}

export function placeOf(booking: Pick<BookingRecord, 'address'>, input: Pick<AcceptInput, 'address'>): Place {
  const given = input.address ?? booking.address;
  return {
    street: given?.street || toBeConfirmed,
    unit: given?.unit || null,
    city: given?.city || 'Unknown',
    state: given?.state || 'Unknown',
    zip: given?.zip || '00000',
    country: 'USA',
  };
}

function isConfirmed(place: Place): boolean {
  return place.street !== toBeConfirmed;
}

/**
 * When the appointment is: as asked, else as the customer requested. Answers messages by field when there is nothing to
 * go by (L8) or the end is not after the start. `durationMinutes` is the job type's.
 */
export function decideTimes(
  input: Pick<AcceptInput, 'start' | 'end'>,
  booking: Pick<BookingRecord, 'requested_start' | 'requested_end'>,
  durationMinutes: number,
): { start: string; end: string } | { errors: Record<string, string[]> } {
  const start = input.start ?? booking.requested_start?.toISOString();
  if (!start) return { errors: { start: ['The customer named no time. Agree on one and enter it.'] } };
  const from = Temporal.Instant.from(start);
  const asRequested = input.start === undefined ? booking.requested_end?.toISOString() : undefined;
  const end = input.end ?? asRequested ?? from.add({ minutes: durationMinutes }).toString();
  if (Temporal.Instant.compare(Temporal.Instant.from(end), from) <= 0)
    return { errors: { end: ['The end must be after the start.'] } };
  return { start: from.toString(), end: Temporal.Instant.from(end).toString() };
}

export type CustomerChoice =
  | { readonly kind: 'existing'; readonly customerId: string }
  | { readonly kind: 'new' };

/** The customer named by the caller, else one that is certain, else a new one. */
export function chooseCustomer(
  input: Pick<AcceptInput, 'customerId' | 'newCustomer'>,
  person: Person,
  known: readonly Known[],
): CustomerChoice {
  if (input.customerId) return { kind: 'existing', customerId: input.customerId };
  if (input.newCustomer) return { kind: 'new' };
  const match = certainMatch(person, known);
  return match ? { kind: 'existing', customerId: match.id } : { kind: 'new' };
}

export type LocationChoice =
  | { readonly kind: 'existing'; readonly locationId: string }
  | { readonly kind: 'new' };

/**
 * The location named by the caller, else the customer's own at the same address. Where the source sent no street, the
 * customer's only location in that zip is taken: people mostly ask for the house they live in.
 */
export function chooseLocation(
  input: Pick<AcceptInput, 'locationId'>,
  place: Place,
  known: readonly { id: string; street: string; zip: string }[],
): LocationChoice {
  if (input.locationId) return { kind: 'existing', locationId: input.locationId };
  const same = isConfirmed(place)
    ? known.find((location) => sameAddress(location, place))
    : onlyOne(known.filter((location) => location.zip.slice(0, 5) === place.zip.slice(0, 5)));
  return same ? { kind: 'existing', locationId: same.id } : { kind: 'new' };
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

export function externalData(applicationGuid: string, bookingId: string) {
  return { applicationGuid, externalData: [{ key: externalKey, value: bookingId }] };
}

function contactsOf(person: Person): { type: 'MobilePhone' | 'Email'; value: string; memo: null }[] {
  return [
    ...(person.phone ? [{ type: 'MobilePhone' as const, value: person.phone, memo: null }] : []),
    ...(person.email ? [{ type: 'Email' as const, value: person.email, memo: null }] : []),
  ];
}

/** Body of the create call for a customer with the location of the job. */
export function newCustomer(person: Person, place: Place, mark: ReturnType<typeof externalData>) {
  const name = person.name.trim() || 'Unknown customer';
  const contacts = contactsOf(person);
  return {
    name,
    type: 'Residential' as const,
    address: place,
    contacts,
    externalData: mark,
    locations: [{ name, address: place, contacts, externalData: mark }],
  };
}

export function newLocation(
  customerId: string,
  person: Person,
  place: Place,
  mark: ReturnType<typeof externalData>,
) {
  return {
    customerId,
    name: person.name.trim() || 'Unknown customer',
    address: place,
    contacts: contactsOf(person),
    externalData: mark,
  };
}

export function newJob(
  request: AcceptRequest,
  ids: { customerId: string; locationId: string },
  booking: Pick<BookingRecord, 'description' | 'details' | 'category_name' | 'address'>,
  mark: ReturnType<typeof externalData>,
) {
  const text =
    request.summary ??
    summarize({
      description: booking.description,
      details: booking.details,
      categoryName: booking.category_name,
    });
  return {
    customerId: ids.customerId,
    locationId: ids.locationId,
    businessUnitId: request.businessUnitId,
    jobTypeId: request.jobTypeId,
    campaignId: request.campaignId,
    priority: request.priority,
    summary: toHtml(text),
    externalData: mark,
    appointments: [
      {
        start: request.start,
        end: request.end,
        arrivalWindowStart: request.start,
        arrivalWindowEnd: request.end,
      },
    ],
  };
}

/** The job summary is HTML in ServiceTitan; what a customer wrote must stay text there. */
function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r?\n/g, '<br />');
}
