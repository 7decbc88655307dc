/** Locations (reference: "Locations"). */

import { type Doc, docAt, idAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER, idParam } from '../../operations/call.ts';
import { customFields } from '../../operations/custom-fields.ts';
import { acceptExternal } from '../../operations/external-data.ts';
import { answer, bodyDoc, checkReferences, found, type Make } from '../../operations/record.ts';
import { externalOf } from '../../store/external.ts';
import { conflict, notFound } from '../../wire/problem.ts';
import { zoneOf } from '../dispatch/zones.ts';
import { tagTypes, technicians } from '../settings/collections.ts';
import { customers, LOCATION, locationContacts, locationFieldTypes, locations } from './collections.ts';
import { addContacts } from './contacts.ts';

/** Adds a location with its contacts; the answer of a create shows both. */
export function addLocation(call: Call, body: Doc): Doc {
  const { contacts: _contacts, externalData: _external, ...members } = body;
  const location = call.store.insert(locations, {
    createdById: INTEGRATION_USER,
    ...LOCATION,
    ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)),
    zoneId: zoneOf(call.store, docAt(body, 'address')),
    ...customFields(call, body, locationFieldTypes),
  });
  const application = acceptExternal(call, locations, location, body);
  const id = idAt(location, 'id');
  return {
    ...location,
    contacts: addContacts(call, locationContacts, { locationId: location.id ?? null }, body),
    externalData: application && id !== undefined ? externalOf(call.store, locations, id, application) : [],
  };
}

/** An unknown customer is a conflict here, not a bad request (reference: "Locations"). */
export function createLocation(call: Call): Answer {
  const body = bodyDoc(call);
  needsCustomer(call, body);
  checkReferences(call, body, { tagTypeIds: tagTypes });
  return answer(call, locations, addLocation(call, body));
}

export const locationChanges: Make = (call, body) => {
  if (body.customerId !== undefined) needsCustomer(call, body);
  checkReferences(call, body, { tagTypeIds: tagTypes });
  const { externalData: _external, ...members } = body;
  const address = docAt(body, 'address');
  return {
    ...members,
    ...(address && { zoneId: zoneOf(call.store, address) }),
    ...customFields(call, body, locationFieldTypes),
  };
};

function needsCustomer(call: Call, body: Doc): void {
  if (!call.store.get(customers, idAt(body, 'customerId'))) {
    throw conflict(`Customer with id ${String(body.customerId)} was not found.`);
  }
}

export function preferredTechnician(call: Call): Answer {
  return { value: found(call, locations).preferredTechnicianId ?? null };
}

export function setPreferredTechnician(call: Call): Answer {
  const location = found(call, locations);
  const id = idParam(call, 'preferredTechnicianId');
  if (!call.store.get(technicians, id)) throw notFound(technicians.noun, id);
  call.store.update(locations, location, { preferredTechnicianId: id });
  return undefined;
}
