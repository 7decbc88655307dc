/** Leads that are known to have come from an ad: what ties a web session to a call, booking, lead form or job. */
import { type Doc, docAt, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import { invalid } from '../../wire/problem.ts';
import { bookings, customers } from '../crm/collections.ts';
import { leads } from '../crm/lead-collections.ts';
import { jobs, jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { attributedLeads } from './collections.ts';

/** The numbers of the kinds of leads, in the order of the documents. */
export const LEAD_TYPES = ['Call', 'WebBooking', 'WebLeadForm', 'ManualJob'] as const;
export type LeadType = (typeof LEAD_TYPES)[number];

const NOBODY: Doc = { id: null, name: '' };
const NO_CALL: Doc = {
  id: null,
  duration: '',
  type: '',
  source: '',
  callerNumber: '',
  trackingNumber: '',
  excusedReason: '',
};

/** An attributed lead with nothing in the parts that its kind has not. */
export function leadOf(type: LeadType, parts: Doc): Doc {
  return {
    leadType: LEAD_TYPES.indexOf(type) + 1,
    job: NOBODY,
    customer: NOBODY,
    call: NO_CALL,
    leadForm: { leadNumber: null, leadStatus: '', notes: '' },
    booking: { id: null },
    ...parts,
  };
}

/** What a web session says of where somebody came from. */
function attributionOf(call: Call, session: Doc): Doc {
  const text = (name: string): string => textAt(session, name) ?? '';
  const utmCampaign = text('utmCampaign');
  const [campaign] = call.store.find(campaigns, 'name', utmCampaign.toLowerCase());
  return {
    utmSource: text('utmSource'),
    utmMedium: text('utmMedium'),
    utmCampaign,
    landingPageUrl: text('landingPageUrl'),
    referrerUrl: text('referrerUrl'),
    clickId: text('gclid') || text('fbclid') || text('msclkid'),
    gbraid: text('gbraid'),
    wbraid: text('wbraid'),
    stCampaignId: campaign?.id ?? null,
    originalCampaign: utmCampaign,
    attributionOverwriteType: null,
    attributionOverwriteId: null,
    overwrittenBookingJobId: null,
    adGroupId: '',
    adGroupName: text('utmAdgroup'),
    keywordId: '',
    keywordName: text('utmTerm'),
  };
}

function record(call: Call, type: LeadType, parts: Doc, dateTime = call.store.stamp()): Answer {
  const attribution = attributionOf(call, docAt(bodyDoc(call), 'webSessionData') ?? {});
  call.store.insert(attributedLeads, { ...leadOf(type, parts), dateTime, attribution });
  return undefined;
}

function named(call: Call, member: string, collection: Collection): Doc {
  const doc = call.store.get(collection, idAt(bodyDoc(call), member));
  if (!doc) throw invalid({ [member]: [`${collection.noun} with this id was not found.`] });
  return doc;
}

export function attributeCall(call: Call): Answer {
  const facts = docAt(bodyDoc(call), 'externalCallData') ?? {};
  const parts = {
    call: {
      ...NO_CALL,
      source: 'External',
      callerNumber: facts.customerPhoneNumber ?? '',
      trackingNumber: facts.trackingPhoneNumber ?? '',
    },
  };
  return record(call, 'Call', parts, textAt(facts, 'callStartedOnUtc'));
}

export function attributeJob(call: Call): Answer {
  const job = named(call, 'jobId', jobs);
  const customer = call.store.get(customers, idAt(job, 'customerId'));
  const type = call.store.get(jobTypes, idAt(job, 'jobTypeId'));
  return record(call, 'ManualJob', {
    job: { id: job.id ?? null, name: type?.name ?? '' },
    customer: { id: customer?.id ?? null, name: customer?.name ?? '' },
  });
}

export function attributeBooking(call: Call): Answer {
  const booking = named(call, 'bookingId', bookings);
  return record(call, 'WebBooking', {
    booking: { id: booking.id ?? null },
    customer: { id: null, name: booking.name ?? '' },
  });
}

export function attributeLeadForm(call: Call): Answer {
  const lead = named(call, 'leadId', leads);
  const customer = call.store.get(customers, idAt(lead, 'customerId'));
  return record(call, 'WebLeadForm', {
    leadForm: { leadNumber: lead.id ?? null, leadStatus: lead.status ?? '', notes: lead.summary ?? '' },
    customer: { id: customer?.id ?? null, name: customer?.name ?? lead.leadCustomerName ?? '' },
  });
}
