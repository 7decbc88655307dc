import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  type Body,
  type Caller,
  type Needs,
  needs,
  newJob,
  rowsOf,
  start,
  stopped,
} from '../caller.ts';

/** Estimates from draft to sale (reference: "Estimates"). */

let api: Caller;
let ids: Needs;
let service: Body;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
  service = rowsOf(await api.get('pricebook/services?pageSize=1'))[0] ?? {};
});
afterAll(() => api.emulator.close());

async function newEstimate(changes: Body = {}): Promise<Body> {
  const job = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
  const answer = await api.send('POST', 'sales/estimates', {
    jobId: job.id,
    name: 'Repair',
    items: [{ skuId: service.id, quantity: 2, unitPrice: 100.1 }],
    ...changes,
  });
  expect(answer.status).toBe(200);
  return answer.json;
}

const estimate = async (id: unknown): Promise<Body> => (await api.get(`sales/estimates/${id}`)).json;
const job = async (id: unknown): Promise<Body> => (await api.get(`jpm/jobs/${id}`)).json;
const put = async (path: string, body?: unknown): Promise<Answer> =>
  await api.send('PUT', `sales/estimates/${path}`, body);

describe('an estimate', () => {
  test('takes what it does not say from its job and from the pricebook', async () => {
    const made = await newEstimate({
      items: [{ skuName: service.code }, { skuId: service.id, quantity: 3, unitPrice: 0.1 }],
    });
    expect(made).toMatchObject({
      status: { value: 0, name: 'Open' },
      customerId: ids.customerId,
      locationId: ids.locationId,
      items: [
        { qty: 1, unitRate: service.price, sku: { name: service.code, type: 'Service' } },
        { total: 0.3 },
      ],
    });
    expect(made.subtotal).toBeCloseTo(Number(service.price) + 0.3, 10);
    expect((await job(made.jobId)).estimateIds).toEqual([made.id]);
  });

  test('shows on its job without changing that', async () => {
    const { id } = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
    const before = await job(id);
    await newEstimate({ jobId: id });
    const { estimateIds, ...after } = await job(id);
    expect({ ...after, estimateIds: [] }).toEqual(before);
    expect(estimateIds).toHaveLength(1);
  });

  test('is found by job, place, total and status; its items by estimate', async () => {
    const made = await newEstimate();
    const found = async (query: string): Promise<unknown[]> =>
      rowsOf(await api.get(`sales/estimates?pageSize=5000&${query}`)).map(({ id }) => id);
    expect(await found(`jobId=${made.jobId}`)).toEqual([made.id]);
    expect(await found(`locationId=${ids.locationId}&status=Open`)).toContain(made.id);
    expect(await found('totalGreater=200.19&totalLess=200.21')).toContain(made.id);
    expect(await found('totalGreater=200.2')).not.toContain(made.id);
    const items = rowsOf(await api.get(`sales/estimates/items?estimateId=${made.id}`));
    expect(items).toMatchObject([{ qty: 2, total: 200.2 }]);
  });

  test.each([
    ['nothing it is for', { jobId: null }],
    ['an unknown SKU', { items: [{ skuId: 1 }] }],
    ['an unknown SKU name', { items: [{ skuName: 'NOPE' }] }],
    ['an item without a SKU', { items: [{ quantity: 1 }] }],
  ])('is refused with %s, and nothing is left of it', async (_case, changes) => {
    const before = (await api.get('sales/estimates/items?includeTotal=true&pageSize=1')).json.totalCount;
    const { id } = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
    const answer = await api.send('POST', 'sales/estimates', {
      jobId: id,
      items: [{ skuId: service.id }],
      ...changes,
    });
    expect(answer.status).toBe(400);
    expect((await api.get('sales/estimates/items?includeTotal=true&pageSize=1')).json.totalCount).toBe(
      before,
    );
  });
});

describe('items', () => {
  test('are added, changed and deleted one by one, and the subtotal follows', async () => {
    const { id, items } = await newEstimate();
    const [first] = items as Body[];
    const added = await put(`${id}/items`, { skuId: service.id, quantity: 1, unitPrice: 50 });
    expect(added.json).toMatchObject({ estimateId: id, total: 50 });
    expect((await estimate(id)).subtotal).toBe(250.2);
    await put(`${id}/items`, { id: first?.id, quantity: 1 });
    expect((await estimate(id)).subtotal).toBe(150.1);
    expect((await api.send('DELETE', `sales/estimates/${id}/items/${added.json.id}`)).status).toBe(200);
    expect(await estimate(id)).toMatchObject({ subtotal: 100.1, items: [{ id: first?.id }] });
    expect((await api.send('DELETE', `sales/estimates/${id}/items/${added.json.id}`)).status).toBe(404);
  });

  test('are replaced as a whole by an update that has them', async () => {
    const { id, items } = await newEstimate();
    const [first] = items as Body[];
    const kept = await put(String(id), { name: 'Other', items: [{ id: first?.id, quantity: 5 }] });
    expect(kept.json).toMatchObject({ name: 'Other', subtotal: 500.5, items: [{ id: first?.id, qty: 5 }] });
    const replaced = await put(String(id), { items: [{ skuId: service.id, unitPrice: 1 }] });
    expect(replaced.json).toMatchObject({ subtotal: 1 });
    expect(rowsOf(await api.get(`sales/estimates/items?estimateId=${id}`))).toHaveLength(1);
    expect((await put(String(id), { name: 'Third' })).json).toMatchObject({ subtotal: 1 });
  });
});

describe('a sale', () => {
  test('marks the job, is written down, and can be taken back', async () => {
    const { id, jobId } = await newEstimate();
    const sold = await put(`${id}/sell`, { soldBy: ids.technicianId });
    expect(sold.json).toMatchObject({ status: { value: 1, name: 'Sold' }, soldBy: ids.technicianId });
    expect(sold.json.soldOn).toMatch(/^2026-03-04T17:00:00/);
    expect((await job(jobId)).soldById).toBe(ids.technicianId);
    expect((await put(`${id}/unsell`)).status).toBe(200);
    expect(await estimate(id)).toMatchObject({ status: { name: 'Open' }, soldOn: null, soldBy: null });
    expect((await job(jobId)).soldById).toBeNull();
    const changes = JSON.parse((await api.get(`sales/status/estimates/${id}/changes`)).text) as Body[];
    expect(changes.map(({ oldStatus, newStatus }) => `${oldStatus} ${newStatus}`)).toEqual([
      'Open Sold',
      'Sold Open',
    ]);
  });

  test('stays with the job while another of its estimates is sold', async () => {
    const first = await newEstimate();
    const second = await newEstimate({ jobId: first.jobId });
    for (const { id } of [first, second]) await put(`${id}/sell`, { soldBy: ids.technicianId });
    await put(`${first.id}/unsell`);
    expect((await job(first.jobId)).soldById).toBe(ids.technicianId);
  });

  const steps: Record<string, (id: unknown) => Promise<Answer>> = {
    sell: async (id) => await put(`${id}/sell`, { soldBy: ids.technicianId }),
    unsell: async (id) => await put(`${id}/unsell`),
    dismiss: async (id) => await put(`${id}/dismiss`),
    'change items': async (id) => await put(`${id}/items`, { skuId: service.id }),
  };
  test.each([
    [['sell'], 'sell'],
    [['sell'], 'dismiss'],
    [['sell'], 'change items'],
    [['dismiss'], 'sell'],
    [['dismiss'], 'dismiss'],
    [['dismiss'], 'unsell'],
    [[], 'unsell'],
  ])('after %j one cannot %s', async (before, step) => {
    const { id } = await newEstimate();
    for (const earlier of before) expect((await steps[earlier]?.(id))?.status).toBe(200);
    expect((await steps[step]?.(id))?.status).toBe(400);
  });

  test('needs somebody of the company', async () => {
    const { id } = await newEstimate();
    expect((await put(`${id}/sell`, { soldBy: 5 })).status).toBe(400);
    expect((await put(`${id}/sell`, {})).status).toBe(400);
  });
});

test('the demo company has estimates that are open, sold and dismissed, and install jobs that one was sold for', async () => {
  const all = rowsOf(await api.get('sales/estimates?pageSize=5000'));
  const names = all.map(({ status }) => (status as Body).name);
  const sold = names.filter((name) => name === 'Sold').length / names.length;
  expect(new Set(names)).toEqual(new Set(['Open', 'Sold', 'Dismissed']));
  expect(sold).toBeGreaterThan(0.25);
  expect(sold).toBeLessThan(0.8);
  expect(rowsOf(await api.get('sales/export/estimates?from=2020-01-01')).length).toBeGreaterThan(0);
});
