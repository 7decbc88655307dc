/** Recurring services of locations and the visits they make due (reference: "Recurring services", "Recurring service events"). */
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { msOf, wireTime } from '../../wire/time.ts';
import { jobTypes } from '../jpm/collections.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits, tagTypes, technicians } from '../settings/collections.ts';
import {
  invoiceTemplates,
  memberships,
  membershipTypes,
  RECURRING_SERVICE,
  recurringEvents,
  recurringServices,
  recurringServiceTypes,
} from './collections.ts';
import { addMonths, dueDates } from './recurrence.ts';

/** A service of a type at a location from a day on; what the type says of it is copied, as later changes are its own. */
export function serviceOf(type: Doc, membership: Doc, locationId: Id, from: string): Doc {
  const copied = [
    'recurrenceType',
    'recurrenceInterval',
    'recurrenceMonths',
    'durationType',
    'durationLength',
    'invoiceTemplateId',
    'businessUnitId',
    'jobTypeId',
    'priority',
    'campaignId',
    'jobSummary',
  ];
  return {
    ...RECURRING_SERVICE,
    ...Object.fromEntries(copied.map((name) => [name, type[name] ?? null])),
    name: type.name ?? '',
    recurringServiceTypeId: type.id ?? null,
    membershipId: membership.id ?? null,
    locationId,
    from,
    to: membership.to ?? null,
  };
}

/** A visit that is due. */
export function eventOf(service: Doc, membershipName: Doc[string], date: string): Doc {
  return {
    locationRecurringServiceId: service.id ?? null,
    locationRecurringServiceName: service.name ?? null,
    membershipId: service.membershipId ?? null,
    membershipName,
    locationId: service.locationId ?? null,
    status: 'NotAttempted',
    date,
  };
}

const nameOfMembership = (store: Store, id: Id | undefined): Doc[string] =>
  store.get(membershipTypes, idAt(store.get(memberships, id) ?? {}, 'membershipTypeId'))?.name ?? null;

/** Adds the services of a membership type at a location, each with its visits. */
export function addServices(store: Store, membership: Doc, items: readonly Doc[], locationId: Id): void {
  const begun = msOf(textAt(membership, 'from') ?? store.stamp());
  for (const item of items) {
    const type = store.get(recurringServiceTypes, idAt(item, 'recurringServiceTypeId'));
    if (!type) continue;
    const offset = Number(item.offset ?? 0);
    const from = item.offsetType === 'Months' ? addMonths(begun, offset) : begun + offset * 7 * 86_400_000;
    const service = store.insert(recurringServices, {
      ...serviceOf(type, membership, locationId, wireTime(from)),
      allocation: item.allocation ?? 0,
      createdById: INTEGRATION_USER,
    });
    planAhead(store, service);
  }
}

/** Visits that no job was done for yet. */
function openEvents(store: Store, service: Doc): Doc[] {
  return store
    .find(recurringEvents, 'locationRecurringServiceId', service.id as Id)
    .filter((event) => event.jobId === null);
}

/** Ends the services of a membership that is over: they and their open visits become inactive. */
export function endServices(store: Store, membershipId: Id): void {
  for (const service of store.find(recurringServices, 'membershipId', membershipId)) {
    store.update(recurringServices, service, { active: false });
    endVisits(store, service);
  }
}

const SCHEDULE = new Set([
  'from',
  'durationType',
  'durationLength',
  'recurrenceType',
  'recurrenceInterval',
  'recurrenceMonths',
  'recurrenceDaysOfWeek',
  'recurrenceWeek',
  'recurrenceDayOfNthWeek',
]);

/** Changes a service. Another schedule makes its open visits anew: as many fewer as were done already. */
export function updateService(call: Call): Answer {
  const service = found(call, recurringServices);
  const body = bodyDoc(call);
  checkReferences(call, body, {
    recurringServiceTypeId: recurringServiceTypes,
    businessUnitId: businessUnits,
    jobTypeId: jobTypes,
    campaignId: campaigns,
    invoiceTemplateId: invoiceTemplates,
    invoiceTemplateForFollowingYearsId: invoiceTemplates,
    tagTypeIds: tagTypes,
    preferredTechnicianIds: technicians,
  });
  const { store } = call;
  const changed = store.update(recurringServices, service, body);
  const rescheduled = Object.keys(body).some((name) => SCHEDULE.has(name));
  if (changed.active === false) endVisits(store, changed);
  else if (rescheduled) planAnew(store, changed);
  return answer(call, recurringServices, changed);
}

function endVisits(store: Store, service: Doc): void {
  for (const event of openEvents(store, service)) store.update(recurringEvents, event, { active: false });
}

/** Replaces the open visits by those that the schedule now asks for; those that were done count among them. */
function planAnew(store: Store, service: Doc): void {
  endVisits(store, service);
  planAhead(store, service);
}

/**
 * Adds the visits that are due by the schedule and not there yet: of a number of visits those that are left, of a
 * continuous service those of the year ahead of now.
 */
export function planAhead(store: Store, service: Doc): void {
  const there = store.find(recurringEvents, 'locationRecurringServiceId', service.id as Id);
  const due = dueDates(service, textAt(service, 'to'), msOf(store.stamp()));
  const taken = new Set(there.map((event) => event.date));
  const fresh = due.filter((date) => !taken.has(date));
  const left = service.durationType === 'Continuous' ? fresh.length : Math.max(0, due.length - there.length);
  addVisits(store, service, fresh.slice(Math.max(0, fresh.length - left)));
}

function addVisits(store: Store, service: Doc, dates: readonly string[]): void {
  const name = nameOfMembership(store, idAt(service, 'membershipId'));
  for (const date of dates)
    store.insert(recurringEvents, { ...eventOf(service, name, date), createdById: INTEGRATION_USER });
}

/**
 * Services last as long as their membership: visits after a new end are dropped. A later end is a renewal, which brings
 * a service of a number of visits that number again, from the old end on.
 */
export function moveEnd(store: Store, membership: Doc, before: string | undefined): void {
  const end = textAt(membership, 'to');
  for (const service of store.find(recurringServices, 'membershipId', membership.id as Id)) {
    const changed = store.update(recurringServices, service, { to: membership.to ?? null });
    const open = openEvents(store, changed);
    for (const event of end === undefined ? [] : open.filter(({ date }) => isAfter(String(date), end)))
      store.update(recurringEvents, event, { active: false });
    if (changed.durationType === 'Continuous') planAhead(store, changed);
    else if (before !== undefined && (end === undefined || isAfter(end, before))) {
      const taken = open.map(({ date }) => date);
      const again = dueDates({ ...changed, from: before }, end);
      addVisits(
        store,
        changed,
        again.filter((date) => !taken.includes(date)),
      );
    }
  }
}

const isAfter = (one: string, other: string): boolean => msOf(one) > msOf(other);
