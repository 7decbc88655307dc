import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Service agreements, which the API only reads. */

let api: Caller;
let all: Body[];
const found = async (query: string): Promise<Body[]> =>
  rowsOf(await api.get(`service-agreements/service-agreements?pageSize=5000&${query}`));

beforeAll(async () => {
  api = await start({ company: { technicians: 5, jobs: 900, days: 900 }, clock: stopped });
  all = await found('');
});
afterAll(() => api.emulator.close());

test('belong to firms, at a place of theirs', async () => {
  for (const agreement of all.slice(0, 3)) {
    const customer = (await api.get(`crm/customers/${agreement.customerId}`)).json;
    expect(customer.type).toBe('Commercial');
    const [locationId] = agreement.locationIds as number[];
    expect((await api.get(`crm/locations/${locationId}`)).json.customerId).toBe(customer.id);
  }
});

test('a renewal begins the day after the one that names it has ended', () => {
  const renewed = all.filter(({ renewalAgreementId }) => renewalAgreementId !== null);
  expect(renewed.length).toBeGreaterThan(0);
  for (const { renewalAgreementId, endDate, status } of renewed) {
    const next = all.find(({ id }) => id === renewalAgreementId) ?? {};
    const dayAfter = new Date(Date.parse(String(endDate)) + 86_400_000).toISOString().slice(0, 10);
    expect([status, next.origin, next.startDate]).toEqual(['Expired', 'AutoRenew', dayAfter]);
  }
});

test('what is activated is under way, and its margin is what the costs leave of the price', () => {
  const active = all.filter(({ status }) => status === 'Activated');
  expect(active.length).toBeGreaterThan(0);
  for (const one of active) {
    expect(String(one.startDate) <= '2026-03-04' && String(one.endDate) >= '2026-03-03').toBe(true);
    const costs = [one.estimatedLaborCost, one.estimatedMaterialCost, one.estimatedTravelCost].map(Number);
    const left = costs.reduce((rest, cost) => rest - cost, Number(one.totalAgreementPrice));
    expect(left).toBe(one.estimatedGrossMarginAmount);
  }
});

test('are filtered by status and customer and sorted by their dates', async () => {
  const expired = await found('status=expired&sort=-EndDate');
  const ends = expired.map(({ endDate }) => String(endDate));
  expect(ends.length).toBeGreaterThan(1);
  expect(ends).toEqual(ends.toSorted().toReversed());
  expect(expired.every(({ status }) => status === 'Expired')).toBe(true);
  const [first] = all;
  const ofCustomer = await found(`customerIds=${first?.customerId},1`);
  expect(ofCustomer).toEqual(all.filter(({ customerId }) => customerId === first?.customerId));
  expect((await api.get('service-agreements/service-agreements?status=Lost')).status).toBe(400);
});

test('are read one by one and in the feed', async () => {
  const [first] = all;
  expect((await api.get(`service-agreements/service-agreements/${first?.id}`)).json).toEqual(first);
  expect((await api.get('service-agreements/service-agreements/1')).status).toBe(404);
  const feed = rowsOf(await api.get('service-agreements/export/service-agreements'));
  expect(feed).toHaveLength(all.length);
  expect(feed.find(({ id }) => id === first?.id)).toEqual({ ...first, active: true });
});
