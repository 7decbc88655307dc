import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Body, type Caller, type Needs, needs, newJob, rowsOf, start, stopped } from '../caller.ts';

/** Sale and life of memberships, and the visits they make due (reference: "Memberships"). */

let api: Caller;
let ids: Needs;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

const bare = async (path: string): Promise<Body[]> => JSON.parse((await api.get(path)).text) as Body[];

/** Sells the first plan on the list for a year at the place of `ids`. */
async function sell(changes: Body = {}): Promise<number> {
  const [type] = rowsOf(await api.get('memberships/membership-types'));
  const [term] = await bare(`memberships/membership-types/${type?.id}/duration-billing-items`);
  const answer = await api.send('POST', 'memberships/memberships/sale', {
    customerId: ids.customerId,
    businessUnitId: ids.businessUnitId,
    saleTaskId: 1,
    durationBillingId: term?.id,
    recurringServiceAction: 'Single',
    recurringLocationId: ids.locationId,
    ...changes,
  });
  expect(answer.status).toBe(200);
  return Number(answer.json.customerMembershipId);
}

const membership = async (id: number): Promise<Body> => (await api.get(`memberships/memberships/${id}`)).json;
const services = async (id: number): Promise<Body[]> =>
  rowsOf(await api.get(`memberships/recurring-services?membershipIds=${id}`));
const eventsOf = async (id: number): Promise<Body[]> =>
  rowsOf(
    await api.get(`memberships/recurring-service-events?locationId=${ids.locationId}&pageSize=500`),
  ).filter((event) => event.membershipId === id);

describe('a sale', () => {
  test('makes an active membership for the term, with the services of its type and their visits', async () => {
    const id = await sell();
    expect(await membership(id)).toMatchObject({
      status: 'Active',
      customerId: ids.customerId,
      duration: 12,
      billingFrequency: 'Annual',
      from: '2026-03-04T17:00:00Z',
      to: '2027-03-04T17:00:00Z',
      nextScheduledBillDate: '2027-03-04T17:00:00Z',
    });
    const made = await services(id);
    expect(made.map(({ name }) => name)).toEqual(['AC Tune-Up Visit', 'Furnace Tune-Up Visit']);
    const events = await eventsOf(id);
    expect(events.map(({ date }) => date)).toEqual(['2026-04-04T00:00:00Z', '2026-09-04T00:00:00Z']);
    expect(events.every(({ status, jobId }) => status === 'NotAttempted' && jobId === null)).toBe(true);
  });

  test.each([
    ['the location of someone else', { recurringLocationId: 'other' }, 'recurringLocationId'],
    ['no such term', { durationBillingId: 999_999_999 }, 'durationBillingId'],
    ['a single service without a place', { recurringLocationId: null }, 'recurringLocationId'],
    ['an unknown customer', { customerId: 999_999_999 }, 'customerId'],
  ])('is refused for %s', async (_case, changes, member) => {
    const other = rowsOf(await api.get('crm/locations?pageSize=1'))[0]?.id;
    const [type] = rowsOf(await api.get('memberships/membership-types'));
    const [term] = await bare(`memberships/membership-types/${type?.id}/duration-billing-items`);
    const body: Body = {
      customerId: ids.customerId,
      businessUnitId: ids.businessUnitId,
      saleTaskId: 1,
      durationBillingId: term?.id,
      recurringServiceAction: 'Single',
      recurringLocationId: ids.locationId,
      ...changes,
    };
    if (body.recurringLocationId === 'other') body.recurringLocationId = other;
    const answer = await api.send('POST', 'memberships/memberships/sale', body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.json.errors as Body)).toContain(member);
  });
});

describe('the life of a membership', () => {
  const patch = async (id: number, body: Body): Promise<number> =>
    (await api.send('PATCH', `memberships/memberships/${id}`, body)).status;

  test('is suspended, runs again, is canceled; each step is written down and in the feed', async () => {
    const id = await sell();
    for (const status of ['Suspended', 'Active', 'Canceled']) expect(await patch(id, { status })).toBe(200);
    const changes = await bare(`memberships/memberships/${id}/status-changes`);
    expect(changes.map(({ oldStatus, newStatus }) => [oldStatus, newStatus])).toEqual([
      ['Active', 'Suspended'],
      ['Suspended', 'Active'],
      ['Active', 'Canceled'],
    ]);
    const feed = await api.get('memberships/export/membership-status-changes?from=2026-03-04T16:59:59Z');
    expect(rowsOf(feed).filter(({ membershipId }) => membershipId === id)).toHaveLength(3);
    expect((await membership(id)).cancellationDate).not.toBeNull();
  });

  test('takes its services and open visits with it; what was done stays', async () => {
    const id = await sell();
    const [first] = await eventsOf(id);
    const job = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
    await api.send('POST', `memberships/recurring-service-events/${first?.id}/mark-complete`, {
      jobId: job.id,
    });
    expect(await patch(id, { status: 'Canceled' })).toBe(200);
    expect(await services(id)).toEqual([]);
    expect((await eventsOf(id)).map((event) => event.id)).toEqual([first?.id]);
    const feed = rowsOf(
      await api.get('memberships/export/recurring-service-events?from=2026-03-04T16:59:59Z'),
    );
    expect(feed.some(({ membershipId, active }) => membershipId === id && active === false)).toBe(true);
  });

  test.each([
    ['Canceled', 'Suspended'],
    ['Canceled', 'Expired'],
    ['Expired', 'Suspended'],
    ['Deleted', 'Active'],
  ])('does not go from %s to %s', async (from, to) => {
    const id = await sell({ recurringServiceAction: 'None', recurringLocationId: null });
    expect(await patch(id, { status: from })).toBe(200);
    expect(await patch(id, { status: to })).toBe(400);
  });

  test('a payment method and a payment type exclude each other; a place needs its action', async () => {
    const id = await sell({ recurringServiceAction: 'None', recurringLocationId: null });
    expect(await patch(id, { paymentMethodId: 5, paymentTypeId: 6 })).toBe(400);
    expect(await patch(id, { recurringLocationId: ids.locationId })).toBe(400);
    expect(await patch(id, { paymentTypeId: 6 })).toBe(200);
    expect(await patch(id, { paymentMethodId: 5 })).toBe(200);
    expect(await membership(id)).toMatchObject({ paymentMethodId: 5, paymentTypeId: null });
  });

  test('services begin later when they are asked for, once', async () => {
    const id = await sell({ recurringServiceAction: 'None', recurringLocationId: null });
    const asked = { recurringServiceAction: 'Single', recurringLocationId: ids.locationId };
    expect(await patch(id, asked)).toBe(200);
    expect(await patch(id, asked)).toBe(200);
    expect(await services(id)).toHaveLength(2);
  });
});

describe('visits', () => {
  const mark = async (how: string, event: unknown, jobId: unknown): Promise<number> =>
    (await api.send('POST', `memberships/recurring-service-events/${event}/mark-${how}`, { jobId })).status;

  test('are completed by a job at the place, once, and undone with the same job', async () => {
    const id = await sell();
    const [event] = await eventsOf(id);
    const job = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
    const second = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
    const elsewhere = rowsOf(await api.get('jpm/jobs?pageSize=1'))[0];
    expect(await mark('complete', event?.id, elsewhere?.id)).toBe(400);
    expect(await mark('complete', event?.id, job.id)).toBe(200);
    expect(await mark('complete', event?.id, second.id)).toBe(400);
    const found = rowsOf(await api.get(`memberships/recurring-service-events?jobId=${job.id}`));
    expect(found).toMatchObject([{ id: event?.id, status: 'Won' }]);
    expect(await mark('incomplete', event?.id, second.id)).toBe(400);
    expect(await mark('incomplete', event?.id, job.id)).toBe(200);
    expect((await eventsOf(id))[0]).toMatchObject({ jobId: null, status: 'NotAttempted' });
  });

  test('follow the schedule of their service when that changes', async () => {
    const id = await sell();
    const [service] = await services(id);
    const answer = await api.send('PATCH', `memberships/recurring-services/${service?.id}`, {
      recurrenceType: 'Monthly',
      recurrenceInterval: 3,
      durationLength: 3,
    });
    expect(answer.status).toBe(200);
    const dates = (await eventsOf(id)).filter((event) => event.locationRecurringServiceId === service?.id);
    expect(dates.map(({ date }) => date)).toEqual([
      '2026-03-04T00:00:00Z',
      '2026-06-04T00:00:00Z',
      '2026-09-04T00:00:00Z',
    ]);
  });
});

test('members of a type are shown when they are asked for', async () => {
  const [plain] = rowsOf(await api.get('memberships/membership-types'));
  expect(plain).toMatchObject({
    durationBilling: null,
    discounts: null,
    recurringServices: null,
    tagTypeIds: null,
  });
  const asked = 'includeDurationBilling=true&includeRecurringServices=true&billingFrequency=Monthly';
  const [full] = rowsOf(await api.get(`memberships/membership-types?${asked}`));
  expect(full?.durationBilling).toContainEqual(
    expect.objectContaining({ duration: null, billingFrequency: 'Monthly' }),
  );
  expect(full?.recurringServices).toHaveLength(2);
});

test('an invoice template adds its items up to the cent, and a list of items replaces the one before', async () => {
  const items = [
    { skuId: 7, quantity: 3, unitPrice: 0.1, isAddOn: false },
    { skuId: 8, quantity: 1.5, unitPrice: 19.99, isAddOn: true, description: 'Filter' },
  ];
  const { id } = (await api.send('POST', 'memberships/invoice-templates', { items })).json;
  const made = (await api.get(`memberships/invoice-templates/${id}`)).json;
  expect(made.total).toBe(30.29);
  const [, second] = made.items as Body[];
  const kept = { id: second?.id, skuId: 8, quantity: 2, unitPrice: 19.99, isAddOn: true };
  await api.send('PATCH', `memberships/invoice-templates/${id}`, { items: [kept] });
  expect(rowsOf(await api.get(`memberships/invoice-templates?ids=${id}`))).toMatchObject([
    { total: 39.98, items: [{ id: second?.id, description: 'Filter', quantity: 2 }] },
  ]);
  expect((await api.get('memberships/invoice-templates')).status).toBe(400);
});

test('the demo company has members: some ran out, some are canceled, visits are done and due', async () => {
  const all = rowsOf(await api.get('memberships/memberships?pageSize=1000'));
  const statuses = new Set(all.map(({ status }) => status));
  expect([...statuses]).toEqual(expect.arrayContaining(['Active', 'Expired', 'Canceled']));
  const events = rowsOf(await api.get('memberships/recurring-service-events?pageSize=5000'));
  expect(events.some(({ jobId }) => jobId !== null)).toBe(true);
  expect(events.some(({ date }) => String(date) > '2026-03-05')).toBe(true);
  const withPlan = rowsOf(await api.get('jpm/jobs?pageSize=1000')).find(
    ({ membershipId }) => membershipId !== null,
  );
  expect(all.map(({ id }) => id)).toContain(withPlan?.membershipId);
});
