import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { performanceOf } from '../../src/modules/schedulingpro/performance.ts';
import { type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Booking pages, their sessions and what these come to. */

let api: Caller;
let website: Body;
let sessions: Body[];
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  website = rowsOf(await api.get('schedulingpro/schedulers')).find(({ isDefault }) => isDefault) ?? {};
  sessions = rowsOf(await api.get(`schedulingpro/schedulers/${website.id}/sessions?pageSize=5000`));
});
afterAll(() => api.emulator.close());

const performance = async (from: string, before: string) =>
  await api.get(
    `schedulingpro/schedulers/${website.id}/performance?sessionCreatedOnOrAfter=${from}&sessionCreatedBefore=${before}`,
  );

test('a session that booked names its job, its customer and its scheduler', async () => {
  const booked = sessions.find(({ sessionOutcome }) => sessionOutcome === 'Booked') ?? {};
  const job = (await api.get(`jpm/jobs/${booked.jobId}`)).json;
  expect(job.customerId).toBe((booked.customer as Body).id);
  expect(booked).toMatchObject({ schedulerId: website.id, jobTypeId: job.jobTypeId, lastStep: 'booked' });
});

test('performance is counted from the sessions of the time asked for', async () => {
  const times = sessions.map(({ createdOn }) => String(createdOn)).toSorted();
  const middle = times[Math.floor(times.length / 2)] ?? '';
  const later = sessions.filter(({ createdOn }) => String(createdOn) >= middle);
  const { json } = await performance(middle, '2030-01-01');
  expect(json).toMatchObject({
    id: website.id,
    schedulerName: 'Website',
    totalSessions: later.length,
    totalJobsCreated: later.filter(({ jobId }) => jobId !== null).length,
  });
  const all = (await performance('2000-01-01', '2030-01-01')).json;
  expect(all.totalSessions).toBe(sessions.length);
});

test('the stretch of time is required and must not be empty', async () => {
  const missing = await api.get(`schedulingpro/schedulers/${website.id}/performance`);
  expect(missing.status).toBe(400);
  expect((await performance('2026-02-01', '2026-01-01')).status).toBe(400);
});

test('schedulers that there are none of are not found; routers are not served', async () => {
  expect((await api.get('schedulingpro/schedulers/nobody/sessions')).status).toBe(404);
  expect((await api.get('schedulingpro/routers/nobody/sessions')).status).toBe(501);
});

describe('the figures', () => {
  const none = { outcome: null, withJob: false, withBooking: false, interested: false };

  test('count every step that a session passed, and the rates from these', () => {
    const figures = performanceOf([
      { ...none, lastStep: 'opened', outcome: 'Abandoned', sessions: 4 },
      { ...none, lastStep: 'schedule', outcome: 'Abandoned', sessions: 3 },
      { ...none, lastStep: 'booked', outcome: 'Booked', withJob: true, sessions: 1 },
    ]);
    expect(figures).toMatchObject({
      totalSessions: 8,
      totalJobsCreated: 1,
      totalCustomerContactsCaptured: 1,
      openedCompletionRate: 0.125,
      schedulerCompletionRate: 0.25,
      milestoneFrequencyCount: { opened: 8, interacted: 4, schedule: 4, booked: 1, abandoned: 7 },
    });
  });

  test('of no sessions are all 0', () => {
    const { milestoneFrequencyCount, ...figures } = performanceOf([]);
    expect(new Set(Object.values(figures))).toEqual(new Set([0]));
    expect(milestoneFrequencyCount).toHaveProperty('abandoned', 0);
  });
});
