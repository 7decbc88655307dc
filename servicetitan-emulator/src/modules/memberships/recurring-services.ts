/** Recurring services of locations and the visits they make due (reference: "Recurring services", "Recurring service events"). */
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { msOf, wireTime } from '../../wire/time.ts';
import { jobs, jobTypes } from '../jpm/collections.ts';
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
    addEvents(store, service, textAt(membership, 'to'));
  }
}

function addEvents(store: Store, service: Doc, until: string | undefined): void {
  const name = nameOfMembership(store, idAt(service, 'membershipId'));
  for (const date of dueDates(service, until)) {
    store.insert(recurringEvents, { ...eventOf(service, name, date), createdById: INTEGRATION_USER });
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
    for (const event of openEvents(store, service)) store.update(recurringEvents, event, { active: false });
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
  if (rescheduled || changed.active === false) {
    const open = openEvents(store, changed);
    for (const event of open) store.update(recurringEvents, event, { active: false });
    if (changed.active !== false) {
      const done = store.find(recurringEvents, 'locationRecurringServiceId', changed.id as Id);
      const taken = new Set(done.map((event) => event.date));
      const name = nameOfMembership(store, idAt(changed, 'membershipId'));
      const due = dueDates(changed, textAt(changed, 'to')).filter((date) => !taken.has(date));
      for (const date of due) store.insert(recurringEvents, eventOf(changed, name, date));
    }
  }
  return answer(call, recurringServices, changed);
}

/** The job must exist and belong to the place of the visit. */
function jobOf(call: Call, event: Doc): Doc {
  const job = call.store.get(jobs, idAt(bodyDoc(call), 'jobId'));
  if (!job) throw invalid({ jobId: ['The job was not found.'] });
  if (job.locationId !== event.locationId)
    throw invalid({ jobId: ['The job is at another location than the recurring service.'] });
  return job;
}

/** Links the job that the visit was done with (reference: "Recurring service events"). */
export function markComplete(call: Call): Answer {
  const event = found(call, recurringEvents);
  const job = jobOf(call, event);
  if (event.jobId !== null && event.jobId !== job.id)
    throw invalid({ jobId: [`The event was completed with job ${String(event.jobId)}.`] });
  const changed = call.store.update(recurringEvents, event, { jobId: job.id ?? null, status: 'Won' });
  const service = call.store.get(recurringServices, idAt(event, 'locationRecurringServiceId'));
  if (service && service.firstVisitComplete !== true)
    call.store.update(recurringServices, service, { firstVisitComplete: true });
  return answer(call, recurringEvents, changed);
}

export function markIncomplete(call: Call): Answer {
  const event = found(call, recurringEvents);
  if (event.jobId !== jobOf(call, event).id)
    throw invalid({ jobId: ['The event was not completed with this job.'] });
  const changed = call.store.update(recurringEvents, event, { jobId: null, status: 'NotAttempted' });
  return answer(call, recurringEvents, changed);
}
