/** The control plane: clock, faults, log, simulations, and the pages for a person. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Body,
  type Caller,
  control,
  needs,
  newCustomer,
  newJob,
  rowsOf,
  start,
  stopped,
} from './caller.ts';

let caller: Caller;
beforeEach(async () => {
  caller = await start({ company: 'small', clock: stopped });
});
afterEach(() => caller.emulator.close());

const jobs = () => caller.get('jpm/jobs?pageSize=1');
const order = (method: string, path: string, body?: unknown) => control(caller.emulator, method, path, body);

describe('the clock', () => {
  it('is set, advanced, stopped and refuses nonsense', async () => {
    expect((await order('GET', 'clock')).json).toEqual({ now: '2026-03-04T17:00:00.000Z', speed: 1 });
    await order('POST', 'clock', { advanceMs: 90_000 });
    const { json } = await caller.send('POST', 'crm/customers', newCustomer());
    expect(json.createdOn).toBe('2026-03-04T17:01:30Z');
    const set = await order('POST', 'clock', { now: '2027-01-01', speed: 0 });
    expect(set.json).toEqual({ now: '2027-01-01T00:00:00.000Z', speed: 0 });
    const refused = await order('POST', 'clock', { now: 'soon', speed: -1 });
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.json.errors as Body)).toEqual(['now', 'speed']);
    expect((await caller.get('crm/customers')).status).toBe(401);
  });
});

describe('faults', () => {
  it('hit the operations they name, so many times', async () => {
    await order('POST', 'faults', { kind: 'rate-limited', operation: 'jpm.jobs.*', times: 2, retryAfter: 3 });
    expect((await caller.get('crm/customers?pageSize=1')).status).toBe(200);
    const [one, two, three] = [await jobs(), await jobs(), await jobs()];
    expect([one.status, two.status, three.status]).toEqual([429, 429, 200]);
    expect(one.headers.get('retry-after')).toBe('3');
    expect((await order('GET', 'faults')).json.data).toEqual([]);
  });

  it('answer 429 without Retry-After, 5xx that is not JSON, and expired tokens', async () => {
    await order('POST', 'faults', { kind: 'rate-limited', times: 1 });
    expect((await jobs()).headers.get('retry-after')).toBe(null);
    await order('POST', 'faults', { kind: 'server-error', status: 500, times: 1 });
    const broken = await jobs();
    expect([broken.status, broken.headers.get('content-type')]).toEqual([500, 'text/html']);
    await order('POST', 'faults', { kind: 'expired-token', times: 1 });
    expect([(await jobs()).status, (await jobs()).status]).toEqual([401, 200]);
  });

  it('drop the connection before or after the work is done', async () => {
    const total = async (): Promise<unknown> =>
      (await caller.get('crm/customers?includeTotal=true')).json.totalCount;
    const before = Number(await total());
    await order('POST', 'faults', { kind: 'drop-before', operation: 'crm.customers.create', times: 1 });
    await expect(caller.send('POST', 'crm/customers', newCustomer())).rejects.toThrow();
    expect(await total()).toBe(before);
    await order('POST', 'faults', { kind: 'drop-after', operation: 'crm.customers.create', times: 1 });
    await expect(caller.send('POST', 'crm/customers', newCustomer())).rejects.toThrow();
    expect(await total()).toBe(before + 1);
  });

  it('end when they are told to, and are refused when they make no sense', async () => {
    const { json } = await order('POST', 'faults', { kind: 'server-error' });
    expect((await jobs()).status).toBe(503);
    await order('DELETE', `faults/${String(json.id)}`);
    expect((await jobs()).status).toBe(200);
    const refused = await order('POST', 'faults', { kind: 'flood', rate: 2, status: 200 });
    expect(Object.keys(refused.json.errors as Body).toSorted()).toEqual(['kind', 'rate', 'status']);
  });
});

describe('the log', () => {
  it('shows the latest requests, by operation when asked, and forgets', async () => {
    await caller.get('jpm/jobs?pageSize=1');
    await caller.send('POST', 'crm/customers', newCustomer({ name: 'Logged' }));
    const all = rowsOf(await order('GET', 'requests'));
    expect(all.map((entry) => entry.operation)).toEqual([
      'crm.customers.create',
      'jpm.jobs.getList',
      'auth.token',
    ]);
    expect(all[0]).toMatchObject({ method: 'POST', status: 200, body: expect.stringContaining('Logged') });
    expect(all[2]).toMatchObject({ body: '' });
    expect(rowsOf(await order('GET', 'requests?operation=jpm.jobs'))).toHaveLength(1);
    await order('DELETE', 'requests');
    expect(rowsOf(await order('GET', 'requests'))).toEqual([]);
  });
});

describe('simulations', () => {
  it('complete a job and give one to another technician', async () => {
    const ids = await needs(caller);
    const job = (await caller.send('POST', 'jpm/jobs', newJob(ids))).json;
    const moved = await order('POST', 'simulate/technician-reassigned', { jobId: job.id });
    expect(moved.json.technicianIds).not.toContain(ids.technicianId);
    expect((await order('POST', 'simulate/job-completed', { jobId: job.id })).json).toEqual({
      jobId: job.id,
    });
    expect((await caller.get(`jpm/jobs/${job.id}`)).json.jobStatus).toBe('Completed');
    expect((await order('POST', 'simulate/job-completed', { jobId: job.id })).status).toBe(409);
    expect((await order('POST', 'simulate/job-completed', { jobId: String(job.id) })).status).toBe(409);
    for (const jobId of ['the first', 1.5, {}])
      expect((await order('POST', 'simulate/job-completed', { jobId })).status).toBe(400);
    expect((await order('POST', 'simulate/job-completed', {})).status).toBe(200);
    expect((await order('POST', 'simulate/earthquake', {})).status).toBe(404);
  });
});

describe('pages', () => {
  it('show the company and a job, with everything escaped', async () => {
    const ids = await needs(caller);
    const summary = '<b>5</b> &lt;script&gt;alert("x")&lt;/script&gt; & more<script>';
    const job = (await caller.send('POST', 'jpm/jobs', newJob(ids, { summary }))).json;
    for (const path of ['', `jobs/${job.id}`]) {
      const page = await order('GET', path);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.text).toContain('5  &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more');
      expect(page.text).not.toContain('<script>alert');
    }
    const view = await order('GET', `jobs/${job.id}`);
    for (const text of ['Ada Byron', '10 Juniper Hollow Ln, Denver, CO 80202', 'Scheduled']) {
      expect(view.text).toContain(text);
    }
    expect((await order('GET', 'jobs/4711')).status).toBe(404);
    expect((await order('GET', 'jobs/x')).status).toBe(404);
  });

  it('count what the company holds', async () => {
    const state = rowsOf(await order('GET', 'state'));
    expect(state).toMatchObject([{ tenantId: caller.emulator.tenantId, counts: { technicians: 5 } }]);
  });
});

describe('reset', () => {
  it('brings the same company back, without faults and log', async () => {
    const page = () => caller.get('crm/customers?pageSize=200');
    const before = (await page()).text;
    await caller.send('POST', 'crm/customers', newCustomer());
    await order('POST', 'faults', { kind: 'slow', ms: 0 });
    await order('POST', 'reset');
    expect((await page()).text).toBe(before);
    expect((await order('GET', 'faults')).json.data).toEqual([]);
    expect(rowsOf(await order('GET', 'requests'))).toHaveLength(1);
  });
});
