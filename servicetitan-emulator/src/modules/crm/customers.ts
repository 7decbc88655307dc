/** Customers (reference: "Customers"). */

import { type Doc, docsAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { customFields } from '../../operations/custom-fields.ts';
import { acceptExternal } from '../../operations/external-data.ts';
import { answer, bodyDoc, checkReferences, type Make } from '../../operations/record.ts';
import { invalid } from '../../wire/problem.ts';
import { tagTypes } from '../settings/collections.ts';
import { CUSTOMER, customerContacts, customerFieldTypes, customers } from './collections.ts';
import { addContacts } from './contacts.ts';
import { addLocation } from './locations.ts';

/** A customer comes with at least one location, and answers with all that was made. */
export function createCustomer(call: Call): Answer {
  const { contacts: _contacts, locations: _locations, externalData: _external, ...body } = bodyDoc(call);
  const whole = bodyDoc(call);
  const locations = docsAt(whole, 'locations');
  if (locations.length === 0) throw invalid({ locations: ['A customer needs at least one location.'] });
  for (const part of [whole, ...locations]) checkReferences(call, part, { tagTypeIds: tagTypes });
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  const customer = call.store.insert(customers, {
    createdById: INTEGRATION_USER,
    ...CUSTOMER,
    ...given,
    ...customFields(call, whole, customerFieldTypes),
  });
  const link = { customerId: customer.id ?? null };
  const made: Doc = {
    ...customer,
    contacts: addContacts(call, customerContacts, link, whole),
    locations: locations.map((location) => addLocation(call, { ...location, ...link })),
  };
  return answer(call, customers, made, acceptExternal(call, customers, customer, whole));
}

export const customerChanges: Make = (call, body) => {
  checkReferences(call, body, { tagTypeIds: tagTypes });
  const { externalData: _external, ...members } = body;
  return { ...members, ...customFields(call, body, customerFieldTypes) };
};
