/** Reference: "Jobs" and "Appointments". The filters that reach into other records, held against a naive search. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type Caller, NOW, rowsOf, start, stopped } from './caller.ts';

let caller: Caller;
let jobs: Body[];
let visits: Body[];
let work: Body[];

beforeAll(async () => {
  caller = await start({ company: 'small', clock: stopped });
  const all = async (path: string): Promise<Body[]> => rowsOf(await caller.get(`${path}?pageSize=5000`));
  [jobs, visits, work] = [
    await all('jpm/jobs'),
    await all('jpm/appointments'),
    await all('dispatch/appointment-assignments'),
  ];
});
afterAll(() => caller.emulator.close());

type Filters = Record<string, string>;

const DAY = 86_400_000;
const moment = fc.integer({ min: -1000, max: 14 }).map((days) => new Date(NOW + days * DAY).toISOString());
const at = (pool: () => Body[], member: string): fc.Arbitrary<string> =>
  fc.nat(1900).map((position) => {
    const rows = pool();
    const value = rows[position % rows.length]?.[member];
    return String(Array.isArray(value) ? (value[0] ?? 0) : (value ?? 0));
  });

const within = (value: unknown, from: string | undefined, until: string | undefined): boolean =>
  typeof value === 'string' &&
  (from === undefined || Date.parse(value) >= Date.parse(from)) &&
  (until === undefined || Date.parse(value) < Date.parse(until));

/** What each parameter asks of a job. */
const MEANING: Record<string, (job: Body, value: string, filters: Filters) => boolean> = {
  number: (job, value) => job.jobNumber === value,
  customerId: (job, value) => String(job.customerId) === value,
  locationId: (job, value) => String(job.locationId) === value,
  jobTypeId: (job, value) => String(job.jobTypeId) === value,
  campaignId: (job, value) => String(job.campaignId) === value,
  businessUnitId: (job, value) => String(job.businessUnitId) === value,
  jobStatus: (job, value) => job.jobStatus === value,
  priority: (job, value) => job.priority === value,
  tagTypeIds: (job, value) =>
    (job.tagTypeIds as unknown[]).some((tag) => value.split(',').includes(String(tag))),
  technicianId: (job, value) =>
    work.some((one) => one.jobId === job.id && String(one.technicianId) === value),
  appointmentStatus: (job, value) => visits.some((visit) => visit.jobId === job.id && visit.status === value),
  completedOnOrAfter: (job, value) => within(job.completedOn, value, undefined),
  completedBefore: (job, value) => within(job.completedOn, undefined, value),
  appointmentStartsOnOrAfter: (job, value, { appointmentStartsBefore: until }) =>
    visits.some((visit) => visit.jobId === job.id && within(visit.start, value, until)),
  appointmentStartsBefore: (job, value, { appointmentStartsOnOrAfter: from }) =>
    visits.some((visit) => visit.jobId === job.id && within(visit.start, from, value)),
  firstAppointmentStartsOnOrAfter: (job, value) =>
    visits.some((visit) => visit.id === job.firstAppointmentId && within(visit.start, value, undefined)),
  firstAppointmentStartsBefore: (job, value) =>
    visits.some((visit) => visit.id === job.firstAppointmentId && within(visit.start, undefined, value)),
};

const jobPool = (): Body[] => jobs;
const anyFilters: fc.Arbitrary<Filters> = fc.record(
  {
    number: at(jobPool, 'jobNumber'),
    customerId: at(jobPool, 'customerId'),
    locationId: at(jobPool, 'locationId'),
    jobTypeId: at(jobPool, 'jobTypeId'),
    campaignId: at(jobPool, 'campaignId'),
    businessUnitId: at(jobPool, 'businessUnitId'),
    jobStatus: at(jobPool, 'jobStatus'),
    priority: fc.constantFrom('Low', 'Normal', 'High', 'Urgent'),
    tagTypeIds: fc
      .array(at(jobPool, 'tagTypeIds'), { minLength: 1, maxLength: 3 })
      .map((tags) => tags.join(',')),
    technicianId: at(() => work, 'technicianId'),
    appointmentStatus: fc.constantFrom('Scheduled', 'Done', 'Hold', 'Canceled', 'Working'),
    completedOnOrAfter: moment,
    completedBefore: moment,
    appointmentStartsOnOrAfter: moment,
    appointmentStartsBefore: moment,
    firstAppointmentStartsOnOrAfter: moment,
    firstAppointmentStartsBefore: moment,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Filters>;

/** Few filters at a time, or nothing would ever be found. */
const someFilters = fc
  .tuple(anyFilters, fc.nat(20), fc.integer({ min: 1, max: 3 }))
  .map(([filters, from, count]) => {
    const entries = Object.entries(filters);
    return Object.fromEntries([...entries, ...entries].slice(from % (entries.length || 1)).slice(0, count));
  });

describe('the list of jobs', () => {
  it('answers any few filters as a naive search would', async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(someFilters, async (filters) => {
        const answer = await caller.get(`jpm/jobs?pageSize=5000&${new URLSearchParams(filters)}`);
        const expected = jobs.filter((job) =>
          Object.entries(filters).every(([name, value]) => MEANING[name]?.(job, value, filters)),
        );
        expect(rowsOf(answer).map((job) => job.id)).toEqual(expected.map((job) => job.id));
        if (expected.length > 0) hits += 1;
      }),
      { numRuns: 120 },
    );
    expect(hits).toBeGreaterThan(30);
  });

  it('sorts by priority as people rank it', async () => {
    const ranked = rowsOf(await caller.get('jpm/jobs?sort=-Priority&pageSize=5000')).map(
      (job) => job.priority,
    );
    expect([...new Set(ranked)]).toEqual(['Urgent', 'High', 'Normal', 'Low']);
  });
});

describe('the list of appointments', () => {
  it('knows start, technician, customer and number', async () => {
    const [visit = {}] = visits.filter((one) => work.some((item) => item.appointmentId === one.id));
    const technician = work.find((item) => item.appointmentId === visit.id)?.technicianId;
    for (const query of [
      `number=${String(visit.appointmentNumber)}`,
      `customerId=${visit.customerId}&technicianId=${technician}&startsOnOrAfter=${visit.start}`,
    ]) {
      const found = rowsOf(await caller.get(`jpm/appointments?pageSize=500&${query}`));
      expect(found.map((row) => row.id)).toContain(visit.id);
    }
    const before = rowsOf(
      await caller.get(`jpm/appointments?startsBefore=${String(visit.start)}&ids=${visit.id}`),
    );
    expect(before).toEqual([]);
  });
});
