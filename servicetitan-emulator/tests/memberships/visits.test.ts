import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Body,
  type Caller,
  control,
  type Needs,
  needs,
  newJob,
  rowsOf,
  start,
  stopped,
} from '../caller.ts';

/** Visits that jobs do, and how long they go on (reference: "Recurring service events"). */

let api: Caller;
let ids: Needs;
let termId: unknown;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  const [type] = rowsOf(await api.get('memberships/membership-types'));
  const terms = await api.get(`memberships/membership-types/${type?.id}/duration-billing-items`);
  termId = (JSON.parse(terms.text) as Body[])[0]?.id;
});
beforeEach(async () => {
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

async function sell(): Promise<number> {
  const answer = await api.send('POST', 'memberships/memberships/sale', {
    customerId: ids.customerId,
    businessUnitId: ids.businessUnitId,
    saleTaskId: 1,
    durationBillingId: termId,
    recurringServiceAction: 'Single',
    recurringLocationId: ids.locationId,
  });
  return Number(answer.json.customerMembershipId);
}
const patch = async (id: number, body: Body): Promise<number> =>
  (await api.send('PATCH', `memberships/memberships/${id}`, body)).status;
const services = async (): Promise<Body[]> =>
  rowsOf(await api.get(`memberships/recurring-services?locationIds=${ids.locationId}`));
const visits = async (service?: Body): Promise<Body[]> =>
  rowsOf(await api.get(`memberships/recurring-service-events?locationId=${ids.locationId}`)).filter(
    ({ locationRecurringServiceId }) => !service || locationRecurringServiceId === service.id,
  );
const days = async (service?: Body): Promise<string[]> =>
  (await visits(service)).map(({ date }) => String(date).slice(0, 10));
const book = async (jobTypeId: unknown): Promise<Body> =>
  (await api.send('POST', 'jpm/jobs', newJob(ids, { jobTypeId }))).json;
const complete = async ({ id }: Body): Promise<number> =>
  (await api.send('PUT', `jpm/jobs/${id}/complete`, { completedOn: '2026-03-09T18:05:00Z' })).status;

describe('a completed job', () => {
  test('of its kind does the visit that is due first; the service has begun then', async () => {
    await sell();
    const [service] = await services();
    const job = await book(service?.jobTypeId);
    expect(await visits(service)).toMatchObject([{ jobId: null }]);
    expect(await complete(job)).toBe(200);
    expect(await visits(service)).toMatchObject([{ jobId: job.id, status: 'Won' }]);
    expect((await services())[0]?.firstVisitComplete).toBe(true);
  });

  test.each([
    ['of another kind', async () => await book(ids.jobTypeId)],
    ['for a visit that is half a year off', async () => await book((await services())[1]?.jobTypeId)],
  ])('%s does none', async (_case, booked) => {
    await sell();
    const job = await booked();
    expect(await complete(job)).toBe(200);
    expect((await visits()).every(({ jobId }) => jobId === null)).toBe(true);
  });

  test('does none of a plan that pauses, nor a second one', async () => {
    const id = await sell();
    const [service] = await services();
    const monthly = { recurrenceType: 'Monthly', recurrenceMonths: [], durationLength: 3 };
    await api.send('PATCH', `memberships/recurring-services/${service?.id}`, monthly);
    await patch(id, { status: 'Suspended' });
    await complete(await book(service?.jobTypeId));
    expect((await visits(service)).map(({ jobId }) => jobId)).toEqual([null, null, null]);
    await patch(id, { status: 'Active' });
    const job = await book(service?.jobTypeId);
    const last = (await visits(service)).at(-1);
    const path = `memberships/recurring-service-events/${last?.id}/mark-complete`;
    expect((await api.send('POST', path, { jobId: job.id })).status).toBe(200);
    await complete(job);
    expect((await visits(service)).map(({ jobId }) => jobId)).toEqual([null, null, job.id]);
  });
});

describe('the visits of a plan', () => {
  test('begin anew when it is renewed, and end with it when it is cut short', async () => {
    const id = await sell();
    const [service] = await services();
    expect(await days(service)).toEqual(['2026-04-04']);
    expect(await patch(id, { to: '2028-03-04T17:00:00Z' })).toBe(200);
    expect(await days(service)).toEqual(['2026-04-04', '2027-04-04']);
    expect((await services())[0]?.to).toBe('2028-03-04T17:00:00Z');
    expect(await patch(id, { to: '2026-06-01T00:00:00Z' })).toBe(200);
    expect(await days()).toEqual(['2026-04-04']);
  });

  test('go on a year ahead for a service without an end, however long it has run', async () => {
    await sell();
    const [service] = await services();
    const path = `memberships/recurring-services/${service?.id}`;
    const from = '2019-01-15T00:00:00Z';
    const monthly = { recurrenceType: 'Monthly', recurrenceInterval: 6, durationType: 'Continuous', from };
    expect((await api.send('PATCH', path, monthly)).status).toBe(200);
    expect(await days(service)).toEqual(['2026-07-15', '2027-01-15']);
  });

  test('left are as many fewer as were done', async () => {
    await sell();
    const [service] = await services();
    await complete(await book(service?.jobTypeId));
    const path = `memberships/recurring-services/${service?.id}`;
    const monthly = { recurrenceType: 'Monthly', recurrenceMonths: [], durationLength: 3 };
    expect((await api.send('PATCH', path, monthly)).status).toBe(200);
    const done = (await visits(service)).map(({ jobId }) => jobId !== null);
    expect(done).toEqual([true, false, false]);
  });
});

test('a visit that is not due any more is not completed', async () => {
  const id = await sell();
  const [visit] = await visits();
  const job = await book(ids.jobTypeId);
  await patch(id, { status: 'Canceled' });
  const path = `memberships/recurring-service-events/${visit?.id}/mark-complete`;
  expect((await api.send('POST', path, { jobId: job.id })).status).toBe(400);
});

test('a plan whose term is over expires as the company lives, with its services', async () => {
  const id = await sell();
  expect(await patch(id, { to: '2026-03-04T17:04:00Z' })).toBe(200);
  await control(api.emulator, 'POST', 'live', { on: true });
  await control(api.emulator, 'POST', 'clock', { advanceMs: 600_000 });
  await control(api.emulator, 'POST', 'live', { on: false });
  const { json } = await api.get(`memberships/memberships/${id}`);
  expect(json).toMatchObject({ status: 'Expired', nextScheduledBillDate: null });
  expect(await services()).toEqual([]);
  const changes = JSON.parse((await api.get(`memberships/memberships/${id}/status-changes`)).text) as Body[];
  expect(changes).toMatchObject([{ oldStatus: 'Active', newStatus: 'Expired' }]);
});

describe('the invoice template of a service', () => {
  const invoiceOf = async (job: Body): Promise<Body> =>
    (rowsOf(await api.get(`accounting/invoices?ids=${job.invoiceId}`))[0] ?? {}) as Body;

  /** A plan whose first service has a template of $30.29. */
  async function priced(): Promise<{ jobTypeId: unknown; visit: Body | undefined }> {
    await sell();
    const [service] = await services();
    const items = [
      { skuId: 7, quantity: 3, unitPrice: 0.1, isAddOn: false, description: 'Tape' },
      { skuId: 8, quantity: 1, unitPrice: 29.99, isAddOn: true, description: 'Filter' },
    ];
    const { id } = (await api.send('POST', 'memberships/invoice-templates', { items })).json;
    const path = `memberships/recurring-services/${service?.id}`;
    await api.send('PATCH', path, { invoiceTemplateId: id });
    return { jobTypeId: service?.jobTypeId, visit: (await visits(service))[0] };
  }
  const mark = async (how: string, visit: Body | undefined, job: Body): Promise<number> =>
    (
      await api.send('POST', `memberships/recurring-service-events/${visit?.id}/mark-${how}`, {
        jobId: job.id,
      })
    ).status;

  test('is on the invoice of the job that does the visit, once', async () => {
    const { jobTypeId, visit } = await priced();
    const job = await book(jobTypeId);
    expect(await complete(job)).toBe(200);
    const invoice = await invoiceOf(job);
    expect(invoice).toMatchObject({ subTotal: '30.29' });
    expect((invoice.items as Body[]).map(({ description }) => description)).toEqual(['Tape', 'Filter']);
    expect(await mark('complete', visit, job)).toBe(200);
    expect((await invoiceOf(job)).items).toHaveLength(2);
  });

  test('comes with the mark and goes with it', async () => {
    const { visit } = await priced();
    const job = await book(ids.jobTypeId);
    expect(await complete(job)).toBe(200);
    const before = await invoiceOf(job);
    expect(await mark('complete', visit, job)).toBe(200);
    expect(await invoiceOf(job)).toMatchObject({ subTotal: '30.29' });
    expect(await mark('incomplete', visit, job)).toBe(200);
    const after = await invoiceOf(job);
    expect([after.total, after.items]).toEqual([before.total, before.items]);
  });

  test('is on the invoice too when the visit was marked before the job was completed', async () => {
    const { visit } = await priced();
    const job = await book(ids.jobTypeId);
    expect(await mark('complete', visit, job)).toBe(200);
    expect(await complete(job)).toBe(200);
    expect(await invoiceOf(job)).toMatchObject({ subTotal: '30.29' });
  });
});
