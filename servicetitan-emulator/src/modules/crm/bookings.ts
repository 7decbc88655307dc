/** Bookings: requests for work that a provider brings in and staff turn into jobs (reference: "Bookings"). */

import { type Doc, docsAt, type Id, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import type { Filter } from '../../operations/filter.ts';
import { answer, bodyDoc, checkReferences, found, type Make } from '../../operations/record.ts';
import type { Condition } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { conflict, invalid, problem } from '../../wire/problem.ts';
import { callReasons } from '../jbce/collections.ts';
import { jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits } from '../settings/collections.ts';
import { bookingContacts, bookingProviders, bookings } from './collections.ts';

export const REFERENCES = { campaignId: campaigns, businessUnitId: businessUnits, jobTypeId: jobTypes };

const OWNER = { collection: bookingProviders, param: 'booking_provider', column: 'bookingProviderId' };

/** States in which a booking is still to be decided on. */
const isOpen = (booking: Doc): boolean => booking.status === 'New' || booking.status === 'Accepted';

export const bookingMembers: Make = (call, body) => {
  const { contacts: _contacts, ...members } = body;
  const type = textAt(body, 'customerType');
  if (type !== undefined && type !== 'Residential' && type !== 'Commercial') {
    throw invalid({ customerType: [`Error converting value "${type}" to type 'CustomerType'.`] });
  }
  const id = call.store.newId();
  for (const contact of docsAt(body, 'contacts')) addContact(call.store, contact, id);
  return { ...members, id };
};

export const bookingChanges: Make = (_call, body, current) => {
  if (current && !isOpen(current))
    throw conflict(`The booking is ${String(current.status)} and cannot be changed.`);
  return body;
};

const addContact = (store: Store, contact: Doc, bookingId: Id): Doc =>
  store.insert(bookingContacts, { ...contact, memo: contact.memo ?? '', bookingId });

const ownBooking = (call: Call): Doc => found(call, bookings, 'id', OWNER);

/** The contacts of a booking may be read through its own provider only. */
export function belongsToProvider(call: Call): Condition[] {
  ownBooking(call);
  return [];
}

const CONTACT_TYPES = ['Phone', 'Email', 'Fax', 'MobilePhone'];

export function createContact(call: Call): Answer {
  const body = bodyDoc(call);
  const id = ownBooking(call).id as Id;
  if (!CONTACT_TYPES.includes(textAt(body, 'type') ?? '')) {
    throw invalid({ type: [`Error converting value "${String(body.type)}" to type 'ContactType'.`] });
  }
  return answer(call, bookingContacts, addContact(call.store, body, id));
}

function ownContact(call: Call): Doc {
  ownBooking(call);
  return found(call, bookingContacts, 'contactId', {
    collection: bookings,
    param: 'id',
    column: 'bookingId',
  });
}

export function updateContact(call: Call): Answer {
  const contact = ownContact(call);
  return answer(call, bookingContacts, call.store.update(bookingContacts, contact, bodyDoc(call)));
}

export function deleteContact(call: Call): Answer {
  call.store.update(bookingContacts, ownContact(call), { active: false });
  return undefined;
}

/** Dismissing takes a call reason and is refused with 400 once the booking is decided. */
export function dismiss(call: Call): Answer {
  const booking = ownBooking(call);
  const body = bodyDoc(call);
  checkReferences(call, body, { callReasonId: callReasons });
  if (!isOpen(booking))
    throw problem(400, `The booking is ${String(booking.status)} and cannot be dismissed.`);
  call.store.update(bookings, booking, {
    status: 'Dismissed',
    dismissingReasonId: body.callReasonId ?? null,
    dismissingMemo: body.dismissingMemo ?? null,
  });
  return undefined;
}

/** A job made from a booking turns it into a converted one. Refuses a booking that is decided already. */
export function convertBooking(store: Store, bookingId: Id, jobId: Id): void {
  const booking = store.get(bookings, bookingId);
  if (!booking || !isOpen(booking)) {
    const state = booking ? `is ${String(booking.status)} already` : 'was not found';
    throw invalid({ bookingId: [`Booking with id ${bookingId} ${state}.`] });
  }
  store.update(bookings, booking, { status: 'Converted', jobId });
}

export const providerNamed: Filter = (value) => ({
  sql: 'tagName = ?',
  params: [String(value).toLowerCase()],
});

/** Two providers of the same name are refused with 409. */
export const providerMembers: Make = (call, body) => {
  const name = textAt(body, 'tagName') ?? '';
  const same = call.store.find(bookingProviders, 'tagName', name.toLowerCase())[0];
  if (same) throw conflict(`A booking provider named ${name} exists already.`);
  return body;
};
