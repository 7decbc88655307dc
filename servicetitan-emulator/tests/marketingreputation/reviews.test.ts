import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Reviews, which only the demo company has: no operation writes one. */

let api: Caller;
let all: Body[];
const found = async (query: string): Promise<Body[]> =>
  rowsOf(await api.get(`marketingreputation/reviews?pageSize=5000&${query}`));
const idsOf = (rows: readonly Body[]): unknown[] => rows.map(({ internalId }) => internalId);

beforeAll(async () => {
  api = await start({ company: { technicians: 5, jobs: 600, days: 300 }, clock: stopped });
  all = await found('');
});
afterAll(() => api.emulator.close());

test('a review of a job shows the job as it is, one without shows no status', async () => {
  const review = all.find(({ jobId }) => jobId !== null) ?? {};
  const job = (await api.get(`jpm/jobs/${review.jobId}`)).json;
  expect(job).toMatchObject({ jobStatus: 'Completed', customerId: review.customerId });
  expect(review).toMatchObject({ completedDate: job.completedOn, businessUnitId: job.businessUnitId });
  const stray = all.find(({ jobId }) => jobId === null) ?? {};
  expect(stray).not.toHaveProperty('jobStatus');
  expect(stray.verificationStatus).toBe(false);
});

test.each<[string, (review: Body) => boolean]>([
  ['fromRating=4.5', ({ rating }) => Number(rating) >= 4.5],
  ['toRating=4', ({ rating }) => Number(rating) <= 4],
  ['sources=Yelp&sources=Facebook', ({ platform }) => platform !== 'Google'],
  ['search=TIDY', ({ review }) => String(review).includes('tidy')],
])('%s', async (query, holds) => {
  const expected = all.filter(holds);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(all.length);
  expect(idsOf(await found(query))).toEqual(idsOf(expected));
});

test('by technician, with those of nobody only on demand', async () => {
  const technicianId = all.find((one) => one.technicianId !== null)?.technicianId;
  const own = all.filter((one) => one.technicianId === technicianId);
  const stray = all.filter((one) => one.technicianId === null);
  expect(stray.length).toBeGreaterThan(0);
  expect(idsOf(await found(`technicianIds=${technicianId}`))).toEqual(idsOf(own));
  const both = await found(`technicianIds=${technicianId}&includeReviewsWithoutTechnician=true`);
  expect(both).toHaveLength(own.length + stray.length);
});

test('between two dates of publication', async () => {
  const times = all.map(({ publishDate }) => String(publishDate)).toSorted();
  const [from, to] = [times[2] ?? '', times.at(-3) ?? ''];
  const rows = await found(`fromDate=${from}&toDate=${to}`);
  expect(rows).toHaveLength(times.filter((time) => time >= from && time <= to).length);
});

test.each(['reportType=1', 'responseTypes=1', 'reviewStatuses=2'])('%s is not guessed at', async (query) => {
  const answer = await api.get(`marketingreputation/reviews?${query}`);
  expect(answer.status).toBe(501);
  expect(answer.text).toContain(query.split('=')[0]);
});

test('a number that none of them can be is a mistake of the caller', async () => {
  expect((await api.get('marketingreputation/reviews?reportType=9')).status).toBe(400);
});
