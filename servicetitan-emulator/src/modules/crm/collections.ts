/** Collections of the CRM API. */
import type { Doc } from '../../json/value.ts';
import type { Collection, Column } from '../../store/collection.ts';

const ADDRESS: Record<string, Column> = {
  street: { kind: 'search', path: 'address.street' },
  unit: { kind: 'search', path: 'address.unit' },
  city: { kind: 'search', path: 'address.city' },
  state: { kind: 'search', path: 'address.state' },
  zip: { kind: 'search', path: 'address.zip' },
  country: { kind: 'search', path: 'address.country' },
  latitude: { kind: 'number', path: 'address.latitude' },
  longitude: { kind: 'number', path: 'address.longitude' },
};

export const customers: Collection = {
  name: 'customers',
  noun: 'Customer',
  schema: 'Crm.V2.Customers.CustomerResponse',
  wide: 'Crm.V2.ExportCustomerResponse',
  columns: { name: { kind: 'search' }, ...ADDRESS },
};

export const CUSTOMER: Doc = {
  type: 'Residential',
  customFields: [],
  balance: 0,
  taxExempt: false,
  tagTypeIds: [],
  doNotMail: false,
  doNotService: false,
  nationalAccount: false,
};

export const locations: Collection = {
  name: 'locations',
  noun: 'Location',
  schema: 'Crm.V2.Locations.LocationResponse',
  wide: 'Crm.V2.ExportLocationsResponse',
  columns: { customerId: { kind: 'id', index: true }, name: { kind: 'search' }, ...ADDRESS },
};

export const LOCATION: Doc = { customFields: [], taxExempt: false, tagTypeIds: [] };

/** `digits` is the number a phone contact is found by. */
const CONTACT: Record<string, Column> = { digits: { kind: 'text', index: true } };

export const customerContacts: Collection = {
  name: 'customerContacts',
  noun: 'Contact',
  schema: 'Crm.V2.Customers.CustomerContactWithModifiedOnResponse',
  wide: 'Crm.V2.ExportCustomerContactResponse',
  columns: { customerId: { kind: 'id', index: true }, ...CONTACT },
  vanishes: true,
};

export const locationContacts: Collection = {
  name: 'locationContacts',
  noun: 'Contact',
  schema: 'Crm.V2.LocationContactResponse',
  wide: 'Crm.V2.ExportLocationContactResponse',
  columns: { locationId: { kind: 'id', index: true }, ...CONTACT },
  vanishes: true,
};

export const customerNotes: Collection = {
  name: 'customerNotes',
  noun: 'Note',
  schema: 'Crm.V2.NoteResponse',
  columns: { customerId: { kind: 'id', index: true } },
  vanishes: true,
};

export const locationNotes: Collection = {
  name: 'locationNotes',
  noun: 'Note',
  schema: 'Crm.V2.NoteResponse',
  columns: { locationId: { kind: 'id', index: true } },
  vanishes: true,
};

export const customerFieldTypes: Collection = {
  name: 'customerCustomFieldTypes',
  noun: 'Custom field type',
  schema: 'Crm.V2.Customers.CustomFieldTypeResponse',
  columns: { name: { kind: 'search' } },
};

export const locationFieldTypes: Collection = {
  name: 'locationCustomFieldTypes',
  noun: 'Custom field type',
  schema: 'Crm.V2.Locations.CustomFieldTypeResponse',
  columns: { name: { kind: 'search' } },
};

export const bookings: Collection = {
  name: 'bookings',
  noun: 'Booking',
  schema: 'Crm.V2.BookingResponse',
  wide: 'Crm.V2.ExportBookingResponse',
  columns: {
    bookingProviderId: { kind: 'id', index: true },
    externalId: { kind: 'text', index: true },
    status: { kind: 'text' },
  },
};

export const BOOKING: Doc = {
  status: 'New',
  isFirstTimeClient: false,
  uploadedImages: [],
  priority: 'Normal',
};

export const bookingContacts: Collection = {
  name: 'bookingContacts',
  noun: 'Contact',
  schema: 'Crm.V2.BookingContactResponse',
  columns: { bookingId: { kind: 'id', index: true } },
  vanishes: true,
};

/** The records that the API calls booking provider tags. */
export const bookingProviders: Collection = {
  name: 'bookingProviderTags',
  noun: 'Booking provider',
  schema: 'Crm.V2.GetBookingProviderTagResponse',
  columns: { tagName: { kind: 'search' } },
};
