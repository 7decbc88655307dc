/** Notes on customers, locations and jobs. */

import { type Doc, type Id, idAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, found } from '../../operations/record.ts';
import { customerNotes, customers, locationNotes, locations } from './collections.ts';

/** Members of a note: it is pinned when it was asked to the top. */
export function noteOf(body: Doc): Doc {
  return { text: body.text ?? '', isPinned: body.pinToTop === true, createdById: INTEGRATION_USER };
}

/** A note on a customer, and when asked so on each of its locations. */
export function noteOnCustomer(call: Call): Answer {
  const customerId = found(call, customers).id as Id;
  const body = bodyDoc(call);
  const note = call.store.insert(customerNotes, { ...noteOf(body), customerId });
  if (body.addToLocations === true) {
    for (const location of call.store.find(locations, 'customerId', customerId)) {
      call.store.insert(locationNotes, { ...noteOf(body), locationId: location.id ?? null });
    }
  }
  return answer(call, customerNotes, note);
}

/** A note on a location, and when asked so on its customer. */
export function noteOnLocation(call: Call): Answer {
  const location = found(call, locations);
  const body = bodyDoc(call);
  const note = call.store.insert(locationNotes, { ...noteOf(body), locationId: location.id ?? null });
  const customerId = idAt(location, 'customerId');
  if (body.addToCustomer === true && customerId !== undefined) {
    call.store.insert(customerNotes, { ...noteOf(body), customerId });
  }
  return answer(call, locationNotes, note);
}
