/** Reviews of the demo company: few customers write one; some of these cannot be matched to a job. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import type { Doc } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { customers } from '../crm/collections.ts';
import { reviews } from './collections.ts';

const HOUR = 3_600_000;
const PLATFORMS = ['Google', 'Facebook', 'Yelp'];
const PLATFORM_WEIGHTS = [7, 2, 1];
const RATINGS = [5, 4, 3, 2, 1];
const RATING_WEIGHTS = [12, 4, 1, 1, 1];
const TEXTS: Readonly<Record<number, string>> = {
  5: 'On time, friendly and tidy. Would call again.',
  4: 'Good work, a little later than announced.',
  3: 'It works now, but it took two calls.',
  2: 'Waited half a day for half an hour of work.',
  1: 'Too expensive, and nobody called back.',
};
/** A job is completed when it is reviewed: its place in the order of the job statuses. */
const COMPLETED = 4;

export const chapter: Chapter = {
  name: 'marketingreputation',
  begin: (company) => ({
    job(job) {
      if (job.status === 'Done' && company.random.chance(0.05)) write(company, job);
    },
  }),
};

function write(company: Company, job: PastJob): void {
  const { store, random, now } = company;
  const at = Math.min(now, job.changed + random.between(2, 96) * HOUR);
  const rating = RATINGS[random.weighted(RATING_WEIGHTS)] ?? 5;
  const id = store.newId();
  const matched = random.chance(0.85) ? matchOf(company, job, at) : { verificationStatus: false };
  store.insertPast(reviews, {
    id,
    createdOn: wireTime(at, random.between(1, 9999)),
    publishDate: wireTime(at),
    platform: PLATFORMS[random.weighted(PLATFORM_WEIGHTS)] ?? 'Google',
    authorName: String(store.get(customers, job.household.customerId)?.name ?? ''),
    review: TEXTS[rating] ?? '',
    reviewResponse: rating < 3 ? 'We are sorry to hear this and will call you.' : null,
    rating,
    externalId: `review-${random.token(12)}`,
    internalId: id,
    ...matched,
  });
}

/** What a review shows of the job it is about. */
function matchOf({ store }: Company, job: PastJob, at: number): Doc {
  const { household, technician, draft } = job;
  return {
    verificationStatus: true,
    isAutoVerified: true,
    verifiedOn: wireTime(at),
    jobId: job.jobId,
    jobStatus: COMPLETED,
    jobTypeName: job.facts.name,
    businessUnitId: job.unitId,
    completedDate: draft.completedOn ?? null,
    dispatchedDate: wireTime(job.start),
    customerId: household.customerId,
    customerName: store.get(customers, household.customerId)?.name ?? null,
    technicianId: technician.id,
    technicianFullName: technician.name,
    locationId: household.locationId,
    campaignId: job.campaign?.id ?? null,
  };
}
