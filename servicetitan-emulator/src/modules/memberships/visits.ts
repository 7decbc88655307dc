/** Visits that were done: by word of a caller, or because a job of their kind was (reference: "Recurring service events"). */
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import type { Reaction } from '../../operations/reaction.ts';
import { answer, bodyDoc, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { msOf } from '../../wire/time.ts';
import { jobs } from '../jpm/collections.ts';
import { memberships, recurringEvents, recurringServices } from './collections.ts';
import { planAhead } from './recurring-services.ts';

/** A visit may be done so long before its day. */
const EARLY_MS = 60 * 86_400_000;

/** The job must exist and belong to the place of the visit. */
function jobOf(call: Call, event: Doc): Doc {
  const job = call.store.get(jobs, idAt(bodyDoc(call), 'jobId'));
  if (!job) throw invalid({ jobId: ['The job was not found.'] });
  if (job.locationId !== event.locationId)
    throw invalid({ jobId: ['The job is at another location than the recurring service.'] });
  return job;
}

/** Links a visit with the job it was done in; a service that goes on gets its next visits. */
function complete(store: Store, event: Doc, job: Doc): Doc {
  const changed = store.update(recurringEvents, event, { jobId: job.id ?? null, status: 'Won' });
  const service = store.get(recurringServices, idAt(event, 'locationRecurringServiceId'));
  if (!service || service.active === false) return changed;
  const begun =
    service.firstVisitComplete === true
      ? service
      : store.update(recurringServices, service, { firstVisitComplete: true });
  if (begun.durationType === 'Continuous') planAhead(store, begun);
  return changed;
}

export function markComplete(call: Call): Answer {
  const event = found(call, recurringEvents);
  const job = jobOf(call, event);
  if (event.active === false) throw invalid({ id: ['The event is not active.'] });
  if (event.jobId !== null && event.jobId !== job.id)
    throw invalid({ jobId: [`The event was completed with job ${String(event.jobId)}.`] });
  return answer(call, recurringEvents, complete(call.store, event, job));
}

export function markIncomplete(call: Call): Answer {
  const event = found(call, recurringEvents);
  if (event.jobId !== jobOf(call, event).id)
    throw invalid({ jobId: ['The event was not completed with this job.'] });
  const changed = call.store.update(recurringEvents, event, { jobId: null, status: 'NotAttempted' });
  return answer(call, recurringEvents, changed);
}

/** The open visit that a job of its kind at its place is for: the one that is due first, unless it is far off. */
function visitFor(store: Store, job: Doc): Doc | undefined {
  const locationId = idAt(job, 'locationId');
  if (locationId === undefined) return undefined;
  const kinds = store
    .find(recurringServices, 'locationId', locationId)
    .filter((service) => service.jobTypeId === job.jobTypeId)
    .filter((service) => {
      const membership = store.get(memberships, idAt(service, 'membershipId'));
      return membership === undefined || membership.status === 'Active';
    })
    .map((service) => service.id);
  if (kinds.length === 0) return undefined;
  const until = msOf(textAt(job, 'completedOn') ?? store.stamp()) + EARLY_MS;
  return store
    .find(recurringEvents, 'locationId', locationId)
    .filter((event) => kinds.includes(event.locationRecurringServiceId ?? null))
    .filter(({ jobId, status }) => jobId === null && status !== 'Dismissed')
    .filter(({ date }) => msOf(String(date)) <= until)
    .toSorted((one, other) => msOf(String(one.date)) - msOf(String(other.date)))[0];
}

/** A completed job does the visit that is due at its place, unless it was linked with one before. */
export const jobDoesVisit: Reaction = {
  on: jobs,
  react(store, { before, after }) {
    if (after.jobStatus !== 'Completed' || before?.jobStatus === 'Completed') return;
    if (store.find(recurringEvents, 'jobId', after.id as Id).length > 0) return;
    const event = visitFor(store, after);
    if (event) complete(store, event, after);
  },
};
