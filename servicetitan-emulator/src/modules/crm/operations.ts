/** The CRM API: customers and locations with what belongs to them, and bookings. One row per operation. */

import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { linked, noEffect } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, remove, update } from '../../operations/record.ts';
import * as booking from './bookings.ts';
import {
  BOOKING,
  bookingContacts,
  bookingProviders,
  bookings,
  customerContacts,
  customerFieldTypes,
  customerNotes,
  customers,
  locationContacts,
  locationFieldTypes,
  locationNotes,
  locations,
} from './collections.ts';
import { contactMembers, digitsFilter, needsFilter } from './contacts.ts';
import { createCustomer, customerChanges } from './customers.ts';
import { createLocation, locationChanges, preferredTechnician, setPreferredTechnician } from './locations.ts';
import { noteOnCustomer, noteOnLocation } from './notes.ts';
import { addTag, changeTags, removeTag } from './tags.ts';

const ofCustomer = { collection: customers, param: 'id', column: 'customerId' };
const ofLocation = { collection: locations, param: 'id', column: 'locationId' };
const ofBooking = { collection: bookings, param: 'id', column: 'bookingId' };
const ofProvider = { collection: bookingProviders, param: 'booking_provider', column: 'bookingProviderId' };

export const crm: Rows = {
  'crm.customers.getList': list(customers, {
    filters: {
      excludeAccountingChangesFromModifiedDateRange: noEffect,
      phone: linked(customerContacts, 'customerId', digitsFilter),
    },
  }),
  'crm.customers.get': get(customers),
  'crm.customers.create': act(createCustomer),
  'crm.customers.update': update(customers, { make: customerChanges }),
  'crm.customers.getNotes': list(customerNotes, { of: ofCustomer }),
  'crm.customers.createNote': act(noteOnCustomer),
  'crm.customers.deleteNote': remove(customerNotes, { param: 'noteId', owner: ofCustomer }),
  'crm.customers.getContactList': list(customerContacts, { of: ofCustomer }),
  'crm.customers.createContact': create(customerContacts, {}, { owner: ofCustomer, make: contactMembers }),
  'crm.customers.updateContact': update(customerContacts, {
    param: 'contactId',
    owner: ofCustomer,
    make: contactMembers,
  }),
  'crm.customers.deleteContact': remove(customerContacts, { param: 'contactId', owner: ofCustomer }),
  'crm.customers.getModifiedContactsList': list(customerContacts, {
    where: needsFilter(['customerIds', 'modifiedOnOrAfter', 'modifiedBefore']),
  }),
  'crm.customers.createTag': act(addTag(customers, 'customerId')),
  'crm.customers.deleteTag': act(removeTag(customers)),
  'crm.customers.getCustomFieldTypes': list(customerFieldTypes),
  'crm.bulkTags.addTags': act(changeTags('add')),
  'crm.bulkTags.removeTags': act(changeTags('remove')),

  'crm.locations.getList': list(locations),
  'crm.locations.get': get(locations),
  'crm.locations.create': act(createLocation),
  'crm.locations.update': update(locations, { make: locationChanges }),
  'crm.locations.getNotes': list(locationNotes, { of: ofLocation }),
  'crm.locations.createNote': act(noteOnLocation),
  'crm.locations.deleteNote': remove(locationNotes, { param: 'noteId', owner: ofLocation }),
  'crm.locations.getContactList': list(locationContacts, { of: ofLocation }),
  'crm.locations.createContact': create(locationContacts, {}, { owner: ofLocation, make: contactMembers }),
  'crm.locations.updateContact': update(locationContacts, {
    param: 'contactId',
    owner: ofLocation,
    make: contactMembers,
  }),
  'crm.locations.deleteContact': remove(locationContacts, { param: 'contactId', owner: ofLocation }),
  'crm.locations.getLocationsContactsList': list(locationContacts, {
    where: needsFilter([
      'locationIds',
      'createdOnOrAfter',
      'createdBefore',
      'modifiedOnOrAfter',
      'modifiedBefore',
    ]),
  }),
  'crm.locations.createTag': act(addTag(locations, 'locationId')),
  'crm.locations.deleteTag': act(removeTag(locations)),
  'crm.locations.getCustomFieldTypes': list(locationFieldTypes),
  'crm.locations.getPreferredTechnician': act(preferredTechnician),
  'crm.locations.updatePreferredTechnician': act(setPreferredTechnician),

  'crm.bookings.getList': list(bookings),
  'crm.bookings.get': get(bookings),
  'crm.bookings.getContactList': list(bookingContacts, { of: ofBooking }),
  'crm.bookings.getList2': list(bookings, { of: ofProvider }),
  'crm.bookings.getForProvider': get(bookings, { owner: ofProvider }),
  'crm.bookings.getContactList2': list(bookingContacts, { of: ofBooking, where: booking.belongsToProvider }),
  'crm.bookings.create': create(bookings, BOOKING, {
    owner: ofProvider,
    references: booking.REFERENCES,
    make: booking.bookingMembers,
  }),
  'crm.bookings.update': update(bookings, {
    owner: ofProvider,
    references: booking.REFERENCES,
    make: booking.bookingChanges,
  }),
  'crm.bookings.createContact': act(booking.createContact),
  'crm.bookings.updateBookingContact': act(booking.updateContact),
  'crm.bookings.deleteContact': act(booking.deleteContact),
  'crm.bookings.dismissBooking': act(booking.dismiss),
  'crm.bookingProviderTags.getList': list(bookingProviders, { filters: { name: booking.providerNamed } }),
  'crm.bookingProviderTags.get': get(bookingProviders),
  'crm.bookingProviderTags.create': create(
    bookingProviders,
    { type: 'V2Api' },
    { make: booking.providerMembers },
  ),
  'crm.bookingProviderTags.update': update(bookingProviders),

  'crm.export.getCustomers': feed(customers),
  'crm.export.customersContacts': feed(customerContacts),
  'crm.export.locations': feed(locations),
  'crm.export.locationsContacts': feed(locationContacts),
  'crm.export.bookings': feed(bookings),
};
