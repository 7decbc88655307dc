/** Calls of the demo company: most jobs begin with one; others are not booked, excused, abandoned or about something else. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import { strangerPhone } from '../../company/people-names.ts';
import { wireTime } from '../../wire/time.ts';
import { type CallFacts, callOf } from './calls.ts';
import { calls, optOuts } from './collections.ts';

const MINUTE = 60_000;
const OTHERS = ['Unbooked', 'Excused', 'NotLead', 'Abandoned'] as const;
const OTHER_WEIGHTS = [4, 3, 3, 2];
const EXCUSES = ['Outside of our area.', 'Wanted parts only.', 'Wrong number.'];

export const chapter: Chapter = {
  name: 'telecom',
  begin(company) {
    const { store, random, founded } = company;
    for (const last of ['17', '38', '76'])
      store.insertPast(optOuts, {
        createdOn: wireTime(founded, 11),
        contactNumber: `30355501${last}`,
        optOutType: 'Marketing',
      });
    return {
      job(job) {
        if (random.chance(0.6)) job.draft.leadCallId = booking(company, job);
        if (random.chance(0.25)) other(company, job);
      },
    };
  },
};

function write(company: Company, facts: Omit<CallFacts, 'from' | 'to'>, at: number) {
  const { store, random, now } = company;
  const ended = Math.min(now, at + facts.seconds * 1000);
  const call = callOf(store, { from: strangerPhone(random), to: '3035550100', ...facts });
  const ticks = random.between(1, 9999);
  return store.insertPast(calls, {
    ...call,
    createdOn: wireTime(Math.min(at, ended), ticks),
    modifiedOn: wireTime(ended, ticks),
  });
}

/** The call in which a job was booked. */
function booking(company: Company, job: PastJob) {
  const { random, structure } = company;
  const seconds = random.between(95, 620);
  const record = write(
    company,
    {
      seconds,
      type: 'Booked',
      customerId: job.household.customerId,
      locationId: job.household.locationId,
      job: { id: job.jobId, jobNumber: job.jobNumber },
      campaignId: job.campaign?.id,
      agentId: random.pick(structure.officeIds),
    },
    job.booked - seconds * 1000,
  );
  return record.id ?? null;
}

function other(company: Company, job: PastJob): void {
  const { random, structure } = company;
  const type = OTHERS[random.weighted(OTHER_WEIGHTS)] ?? 'Unbooked';
  const abandoned = type === 'Abandoned';
  const at = Math.min(company.now - 20 * MINUTE, job.booked + random.between(5, 300) * MINUTE);
  write(
    company,
    {
      seconds: abandoned ? random.between(4, 35) : random.between(20, 300),
      type,
      campaignId: job.campaign?.id,
      agentId: abandoned ? undefined : random.pick(structure.officeIds),
      reasonId: type === 'Excused' || type === 'Unbooked' ? random.pick(structure.callReasonIds) : undefined,
      voicemail: abandoned && random.chance(0.3),
      excuseMemo: type === 'Excused' ? random.pick(EXCUSES) : '',
    },
    at,
  );
}
