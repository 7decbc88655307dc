import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Body, type Caller, control, newCustomer, rowsOf, start, stopped } from './caller.ts';

/** Snapshots, assertions on the log, the rate limit, and faults in the data. */

let api: Caller;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
});
afterAll(() => api.emulator.close());

const order = async (method: string, path: string, body?: Body) =>
  await control(api.emulator, method, path, body);
const customers = async (): Promise<number> =>
  Number((await api.get('crm/customers?includeTotal=true&pageSize=1')).json.totalCount);

describe('a snapshot', () => {
  test('brings records, ids, feeds and time back, however often', async () => {
    const before = await customers();
    const made = await order('POST', 'snapshots/clean');
    expect(made.json).toMatchObject({ name: 'clean', at: '2026-03-04T17:00:00.000Z' });
    const ids: unknown[] = [];
    for (let round = 0; round < 2; round += 1) {
      await order('POST', 'clock', { advanceMs: 60_000 });
      ids.push((await api.send('POST', 'crm/customers', newCustomer())).json.id);
      expect(await customers()).toBe(before + 1);
      const feed = await api.get('crm/export/customers?from=2026-03-04T17:00:30Z');
      expect(rowsOf(feed)).toHaveLength(1);
      expect((await order('POST', 'snapshots/clean/restore')).status).toBe(200);
      expect(await customers()).toBe(before);
      expect((await order('GET', 'clock')).json.now).toBe('2026-03-04T17:00:00.000Z');
    }
    expect(ids[1]).toBe(ids[0]);
    expect(rowsOf(await order('GET', 'snapshots')).map(({ name }) => name)).toEqual(['clean']);
    expect((await order('DELETE', 'snapshots/clean')).json.data).toEqual([]);
    expect((await order('POST', 'snapshots/clean/restore')).status).toBe(404);
    expect((await order('POST', 'snapshots/..%2Fx')).status).toBe(400);
  });

  test('outlives the emulator in its data folder', async () => {
    const data = join(mkdtempSync(join(tmpdir(), 'emulator-')), 'data');
    const first = await start({ data });
    await first.send('POST', 'crm/customers', newCustomer());
    first.emulator.snapshots.make('one');
    await first.emulator.close();
    expect(existsSync(join(data, 'snapshots/one/snapshot.json'))).toBe(true);
    const second = await start({ data });
    await second.send('POST', 'crm/customers', newCustomer());
    second.emulator.snapshots.restore('one');
    expect((await second.get('crm/customers?includeTotal=true')).json.totalCount).toBe(1);
    await second.emulator.close();
  });
});

test('requests can be asserted: how many were like this', async () => {
  await order('DELETE', 'requests');
  await api.get('crm/customers?name=ada');
  await api.get('crm/customers?name=grace');
  await api.send('POST', 'crm/customers', newCustomer({ name: 'Marie Curie' }));
  const ask = async (body: Body): Promise<number> => (await order('POST', 'requests/assert', body)).status;
  expect(await ask({ operation: 'crm.customers.getList', count: 2 })).toBe(200);
  expect(await ask({ method: 'POST', body: 'Curie', status: 200 })).toBe(200);
  expect(await ask({ url: 'name=ada', max: 1 })).toBe(200);
  expect(await ask({ operation: 'crm.customers', min: 4 })).toBe(409);
  expect(await ask({ operation: 'jpm' })).toBe(409);
  expect(await ask({ operation: 'jpm', count: 0 })).toBe(200);
  expect(await ask({ opreation: 'jpm' })).toBe(400);
  const refused = await order('POST', 'requests/assert', { operation: 'crm.customers.getList', count: 3 });
  expect(refused.json.title).toBe('There were 2 such requests, not 3.');
});

test('the rate limit can be changed while it runs', async () => {
  expect((await order('POST', 'rate-limit', { perSecond: 2 })).json).toEqual({ perSecond: 2 });
  const statuses = await Promise.all(
    [1, 2, 3, 4].map(async () => (await api.get('crm/customers?pageSize=1')).status),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect((await order('POST', 'rate-limit', { perSecond: -1 })).status).toBe(400);
  await order('POST', 'rate-limit', { perSecond: 0 });
  expect((await api.get('crm/customers?pageSize=1')).status).toBe(200);
});

describe('faults in the data', () => {
  const once = async (fault: Body): Promise<void> => {
    expect((await order('POST', 'faults', { times: 1, ...fault })).status).toBe(200);
  };

  test('rows of a feed come twice, its token goes on', async () => {
    await once({ kind: 'repeated-rows', operation: 'jpm.export.*' });
    const twice = await api.get('jpm/export/jobs?from=2020-01-01');
    const plain = await api.get('jpm/export/jobs?from=2020-01-01');
    expect(rowsOf(twice)).toEqual([...rowsOf(plain), ...rowsOf(plain)]);
    expect(twice.json.hasMore).toBe(plain.json.hasMore);
  });

  test('required members are null, the one that is named or another', async () => {
    await once({ kind: 'nulls', operation: 'jpm.jobs.getList', member: 'customerId' });
    expect(rowsOf(await api.get('jpm/jobs')).every(({ customerId }) => customerId === null)).toBe(true);
    await once({ kind: 'nulls', operation: 'jpm.jobs.get' });
    const [job] = rowsOf(await api.get('jpm/jobs?pageSize=1'));
    const spoilt = (await api.get(`jpm/jobs/${job?.id}`)).json;
    const changed = Object.keys(spoilt).filter(
      (name) => spoilt[name] !== job?.[name] && spoilt[name] === null,
    );
    expect(changed).toHaveLength(1);
    expect((await api.get(`jpm/jobs/${job?.id}`)).json).toEqual(job);
  });

  test('enumerations have members that nobody knows', async () => {
    await once({ kind: 'unknown-members', operation: 'crm.customers.getList' });
    expect(rowsOf(await api.get('crm/customers')).map(({ type }) => type)).toContain('NotKnownYet');
    expect(rowsOf(await api.get('crm/customers')).map(({ type }) => type)).not.toContain('NotKnownYet');
  });
});
