/** Leads of the demo company, and people whom the newer contacts keep apart from the customers they belong to. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import { FIRST_NAMES, LAST_NAMES, PLACES, STREETS, strangerPhone } from '../../company/people-names.ts';
import type { Doc } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { CONTACT } from './guid-contacts.ts';
import {
  contactMethods,
  contacts,
  LEAD,
  leadNotes,
  leads,
  preferenceTypes,
  relationships,
} from './lead-collections.ts';

const DAY = 86_400_000;
const PREFERENCES = ['JobReminders', 'MarketingUpdates', 'InvoiceNotifications'];
const TITLES = ['Homeowner', 'Spouse', 'Tenant', 'Property Manager'];

export const chapter: Chapter = {
  name: 'crm',
  begin(company) {
    const { store, random, founded } = company;
    for (const name of PREFERENCES)
      store.insertPast(preferenceTypes, {
        createdOn: wireTime(founded, 61),
        name,
        description: null,
        dataType: 'Boolean',
      });
    return {
      household({ customerId }, createdOn) {
        if (random.chance(0.2)) person(company, customerId, createdOn);
      },
      job(job) {
        if (random.chance(0.12)) lead(company, job);
      },
    };
  },
};

function person({ store, random }: Company, customerId: Doc[string], met: number): void {
  const createdOn = wireTime(met, random.between(1, 9999));
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const { id: contactId = null } = store.insertPast(contacts, {
    ...CONTACT,
    createdOn,
    name: `${first} ${last}`,
    title: random.pick(TITLES),
  });
  const method = { ...CONTACT, createdOn, contactId, memo: null };
  store.insertPast(contactMethods, {
    ...method,
    type: 'MobilePhone',
    value: strangerPhone(random),
  });
  if (random.chance(0.5))
    store.insertPast(contactMethods, {
      ...method,
      type: 'Email',
      value: `${first}.${last}@example.com`.toLowerCase(),
      preferences: { MarketingUpdates: random.chance(0.7) ? 'true' : 'false' },
    });
  store.insertPast(relationships, {
    createdOn,
    contactId,
    relatedEntityId: customerId,
    typeSlug: 'customer',
    typeName: 'Customer',
    createdBy: 1,
  });
}

/** Somebody asked about the same kind of work: it was booked, came to nothing, or is still to be called back. */
function lead({ store, random, structure, now }: Company, job: PastJob): void {
  const asked = job.booked - random.between(1, 48) * 3_600_000;
  const recent = now - asked < 14 * DAY;
  const status = random.chance(0.45) ? 'Converted' : recent && random.chance(0.7) ? 'Open' : 'Dismissed';
  const changed = status === 'Open' ? asked : Math.min(now, asked + random.between(1, 5) * DAY);
  const [city, zip] = random.pick(PLACES);
  const own = status === 'Converted';
  const id = store.newId();
  store.insertPast(leads, {
    ...LEAD,
    id,
    createdOn: wireTime(asked, random.between(1, 9999)),
    modifiedOn: wireTime(changed, random.between(1, 9999)),
    createdById: random.pick(structure.officeIds),
    status,
    customerId: own ? job.household.customerId : null,
    locationId: own ? job.household.locationId : null,
    businessUnitId: job.unitId,
    jobTypeId: job.jobTypeId,
    campaignId: job.campaign?.id ?? structure.campaigns[0]?.id ?? null,
    followUpDate: wireTime(asked + DAY),
    summary: `Asked about ${job.facts.name}.`,
    leadUrl: `https://go.example.com/#/leads/${String(id)}`,
    leadCustomerName: own ? null : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    leadPhone: own ? null : strangerPhone(random),
    leadStreet: own ? null : `${random.between(100, 9899)} ${random.pick(STREETS)}`,
    leadCity: own ? null : city,
    leadState: own ? null : 'CO',
    leadZip: own ? null : zip,
    dismissingReasonId: status === 'Dismissed' ? random.pick(structure.callReasonIds) : null,
    jobId: own ? job.jobId : null,
  });
  if (random.chance(0.4))
    store.insertPast(leadNotes, {
      createdOn: wireTime(asked, random.between(1, 9999)),
      createdById: random.pick(structure.officeIds),
      text: 'Called back, left a message.',
      isPinned: false,
      leadId: id,
    });
}
