import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Caller, needs, newJob, rowsOf, start, stopped } from '../caller.ts';

/** Ratings of technicians: one for each technician and job. */

let api: Caller;
let technicianId: number;
let jobId: number;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  const ids = await needs(api);
  technicianId = ids.technicianId;
  jobId = Number((await api.send('POST', 'jpm/jobs', newJob(ids))).json.id);
});
afterAll(() => api.emulator.close());

const POST = 'customer-interactions/technician-ratings';
const ofJob = async (): Promise<Body[]> => rowsOf(await api.get(`${POST}?jobId=${jobId}`));
const put = async (technician: number, job: number, value: unknown) =>
  await api.send('PUT', `customer-interactions/technician-rating/technician/${technician}/job/${job}`, {
    value,
  });

test('a second rating of the same technician and job replaces the first, and the feed tells of it', async () => {
  const feed = 'customer-interactions/export/technician-ratings';
  const made = await api.send('POST', POST, { technicianId, jobId, rating: 4.5 });
  expect(made.status, made.text).toBe(200);
  expect(made.json).toMatchObject({ technicianId, jobId, rating: 4.5, active: true });
  const before = await api.get(feed);
  const answer = await put(technicianId, jobId, 9);
  expect([answer.status, answer.text]).toEqual([200, '']);
  expect(await ofJob()).toEqual([expect.objectContaining({ technicianId, jobId, rating: 9 })]);
  const after = rowsOf(await api.get(`${feed}?from=${before.json.continueFrom}`));
  expect(after).toEqual([expect.objectContaining({ jobId, rating: 9 })]);
});

test('the list is filtered by technician', async () => {
  const rows = rowsOf(await api.get(`${POST}?technicianId=${technicianId}`));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.technicianId === technicianId)).toBe(true);
});

test.each([-1, 10.5])('a rating of %s is refused by name', async (rating) => {
  const refused = await api.send('POST', POST, { technicianId, jobId, rating });
  expect(refused.status).toBe(400);
  expect(refused.json.errors).toHaveProperty('rating');
  expect((await put(technicianId, jobId, rating)).json.errors).toHaveProperty('value');
});

test('whom or what nobody knows is not rated', async () => {
  const refused = await api.send('POST', POST, { technicianId, jobId: 1, rating: 5 });
  expect(refused.status).toBe(400);
  expect(refused.json.errors).toHaveProperty('jobId');
  expect((await put(1, jobId, 5)).status).toBe(404);
  expect((await put(technicianId, 1, 5)).status).toBe(404);
});
