/** Leads: calls and forms that somebody has to follow up, until a job is booked or nothing comes of it (reference: "Leads"). */
import { type Doc, docAt, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import type { Filter } from '../../operations/filter.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid, problem } from '../../wire/problem.ts';
import { callReasons } from '../jbce/collections.ts';
import { jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits, tagTypes } from '../settings/collections.ts';
import { bookings, customers, locations } from './collections.ts';
import { LEAD, leadNotes, leads } from './lead-collections.ts';
import { noteOf } from './notes.ts';

const REFERENCES = {
  campaignId: campaigns,
  businessUnitId: businessUnits,
  jobTypeId: jobTypes,
};

/** Address of a lead in the office's own screens. */
const urlOf = (id: Doc[string] | undefined): string => `https://go.example.com/#/leads/${String(id)}`;

/** Somebody must be told when to call back, or why nobody has to: a follow-up date or a call reason is required [3p]. */
export function createLead(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, {
    ...REFERENCES,
    customerId: customers,
    locationId: locations,
    tagTypeIds: tagTypes,
    callReasonId: callReasons,
    bookingId: bookings,
  });
  if (body.followUpDate == null && body.callReasonId == null)
    throw invalid({ followUpDate: ['A follow-up date or a call reason is required.'] });
  const location = store.get(locations, idAt(body, 'locationId'));
  const customerId = idAt(body, 'customerId') ?? location?.customerId ?? null;
  if (location && location.customerId !== customerId)
    throw invalid({ locationId: ['The location belongs to another customer.'] });
  const booking = store.get(bookings, idAt(body, 'bookingId'));
  if (booking?.status === 'Converted')
    throw invalid({ bookingId: ['A job was booked from the booking already.'] });
  const known = Object.entries(body).filter(([, value]) => value !== null);
  const id = store.newId();
  const lead = store.insert(leads, {
    ...LEAD,
    ...Object.fromEntries(known),
    id,
    customerId,
    leadUrl: urlOf(id),
    createdById: INTEGRATION_USER,
  });
  if (booking && booking.status !== 'Dismissed') store.update(bookings, booking, { status: 'Dismissed' });
  return answer(call, leads, lead);
}

/** What a web form brings; it goes to the first active campaign, since the form names none. */
export function submitForm(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  const address = docAt(body, 'address') ?? {};
  const [campaign] = store.find(campaigns, 'active', 1);
  if (!campaign) throw problem(400, 'The company has no campaign to put the lead under.');
  const id = store.newId();
  store.insert(leads, {
    ...LEAD,
    id,
    campaignId: campaign.id ?? null,
    summary: body.summary ?? '',
    followUpDate: store.stamp(),
    leadUrl: urlOf(id),
    leadCustomerName: body.name ?? null,
    leadPhone: body.phoneNumber ?? null,
    leadEmail: body.email ?? null,
    leadStreet: address.street ?? null,
    leadUnit: address.unit ?? null,
    leadCity: address.city ?? null,
    leadState: address.state ?? null,
    leadZip: address.zip ?? null,
    leadCountry: address.country ?? null,
    captureSource: 'Form',
    createdById: INTEGRATION_USER,
  });
  return { value: { leadId: id } };
}

function openLead(call: Call): Doc {
  const lead = found(call, leads);
  if (lead.status !== 'Open')
    throw problem(400, `The lead is ${String(lead.status)}: this is not possible now.`);
  return lead;
}

export function updateLead(call: Call): Answer {
  const lead = openLead(call);
  const body = bodyDoc(call);
  checkReferences(call, body, REFERENCES);
  return answer(call, leads, call.store.update(leads, lead, body));
}

/** Sets when to call back, and writes down what was agreed. */
export function followUp(call: Call): Answer {
  const lead = openLead(call);
  const body = bodyDoc(call);
  const followUpDate = textAt(body, 'followUpDate') ?? null;
  call.store.update(leads, lead, { followUpDate });
  const text = textAt(body, 'text');
  if (text) call.store.insert(leadNotes, { ...noteOf(body), leadId: lead.id ?? null });
  return {
    value: { leadId: lead.id ?? null, followUpDate, text: text ?? null, pinToTop: body.pinToTop === true },
  };
}

export function dismissLead(call: Call): Answer {
  const body = bodyDoc(call);
  checkReferences(call, body, { dismissingReasonId: callReasons });
  const lead = openLead(call);
  call.store.update(leads, lead, {
    status: 'Dismissed',
    dismissingReasonId: body.dismissingReasonId ?? null,
  });
  return undefined;
}

/** A job booked from a lead turns it into a converted one. Refuses a lead that is decided already. */
export function convertLead(store: Store, leadId: Id, jobId: Id): void {
  const lead = store.get(leads, leadId);
  if (lead?.status !== 'Open') {
    const state = lead ? `is ${String(lead.status)} already` : 'was not found';
    throw invalid({ leadId: [`Lead with id ${leadId} ${state}.`] });
  }
  store.update(leads, lead, { status: 'Converted', jobId });
}

export function noteOnLead(call: Call): Answer {
  const leadId = found(call, leads).id ?? null;
  return answer(call, leadNotes, call.store.insert(leadNotes, { ...noteOf(bodyDoc(call)), leadId }));
}

const NOBODY = '("customerId" IS NULL AND "locationId" IS NULL)';
const nobody: Filter = (value) => ({ sql: value === true ? NOBODY : `NOT ${NOBODY}`, params: [] });

/** The lead's customer meets a condition. */
const ofCustomer =
  (sql: string): Filter =>
  (value) => ({
    sql: `"customerId" IN (SELECT id FROM "${customers.name}" WHERE ${sql})`,
    params: [String(value).toLowerCase()],
  });
const since =
  (column: string, operator: string): Filter =>
  (value) => ({
    sql: `"customerId" IN (SELECT id FROM "${customers.name}" WHERE "${column}" ${operator} ?)`,
    params: [String(value)],
  });

export const leadFilters: Readonly<Record<string, Filter>> = {
  isProspect: nobody,
  withoutCustomer: nobody,
  customerCity: ofCustomer('instr(city, ?) > 0'),
  customerState: ofCustomer('state = ?'),
  customerZip: ofCustomer('zip = ?'),
  customerCreatedOnOrAfter: since('createdOn', '>='),
  customerCreatedBefore: since('createdOn', '<'),
  customerModifiedOnOrAfter: since('modifiedOn', '>='),
  isCaptureSourceForm: (value) => ({
    sql: `coalesce("captureSource", '') ${value === true ? '=' : '<>'} 'Form'`,
    params: [],
  }),
};
