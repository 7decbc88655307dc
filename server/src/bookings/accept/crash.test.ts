import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '../../../test/api.ts';
import type { Row } from '../../../test/json.ts';
import { newData, type Sandbox, type Tradepost, up } from '../../../test/process.ts';
import { negotiation } from '../../../test/thumbtack.ts';

/** A crash at any point between the calls never yields two jobs: the booking resumes where it stood. */

const data = newData();
let server: Tradepost;
let sandbox: Sandbox;

beforeAll(async () => {
  server = await up(data, { TRADEPOST_SANDBOX: 'on' });
  sandbox = server.sandbox();
});
afterAll(async () => await server.end('SIGTERM'));

const call = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.apiKey}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as Record<string, never>;
};

describe('kill -9 while accepting', () => {
  it.each([
    ['before the customer is made', { operation: 'crm.customers.create', kind: 'slow', ms: 60_000 }],
    ['before the job is made', { operation: 'jpm.jobs.create', kind: 'slow', ms: 60_000 }],
    [
      'after the job was made, before its answer came',
      { operation: 'jpm.jobs.create', kind: 'drop-after', times: 1 },
    ],
  ])('%s', { timeout: 120_000 }, async (_name, fault) => {
    const lead = String(Date.now());
    const word = `Crashtest ${lead}`;
    const { hookUrl, headers, businessId, categoryId, categoryName } = sandbox.sources.thumbtack;
    const phone = `30355501${lead.slice(-2)}`;
    const body = negotiation(
      lead,
      {
        business: { businessID: businessId, name: 'Ours' },
        customer: { firstName: 'Crash', lastName: lead, phone },
      },
      { category: { categoryID: categoryId, name: categoryName }, description: word },
    );
    await fetch(hookUrl.replace(new URL(hookUrl).origin, server.url), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const [booking] = (await call('GET', `/api/v1/bookings?q=${lead}`))['data'] as unknown as {
      id: string;
    }[];
    const form = (await call('GET', `/api/v1/bookings/${booking?.id}/form`)) as unknown as {
      jobTypeId: string;
      businessUnitId: string;
      campaigns: { id: string }[];
    };
    await fetch(`${sandbox.emulator.url}/_emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    const accepting = call('POST', `/api/v1/bookings/${booking?.id}/accept`, {
      jobTypeId: form.jobTypeId,
      businessUnitId: form.businessUnitId,
      campaignId: form.campaigns[0]?.id,
    }).catch(() => null);
    // The call is at the emulator: now the plug is pulled, on both.
    await expect
      .poll(async () => (await (await fetch(`${sandbox.emulator.url}/_emulator/faults`)).json()) as unknown, {
        timeout: 20_000,
      })
      .toSatisfy(
        (faults: unknown) =>
          /"hits":\s*1/.test(JSON.stringify(faults)) || !JSON.stringify(faults).includes(fault.operation),
      );
    await server.end('SIGKILL');
    await accepting;
    server = await up(data, { TRADEPOST_SANDBOX: 'on' });
    sandbox = server.sandbox();
    await fetch(`${sandbox.emulator.url}/_emulator/faults`, { method: 'DELETE' });

    await expect
      .poll(async () => (await call('GET', `/api/v1/bookings/${booking?.id}`))['status'], {
        timeout: 60_000,
        interval: 250,
      })
      .toBe('Converted');
    const api = openApi(sandbox.emulator);
    const { data: jobs } = await api.get('jpm/v2/jobs?pageSize=50&sort=-Id');
    expect(jobs.filter((job: Row) => job.summary?.includes(word))).toHaveLength(1);
    const { data: customers } = await api.get(
      `crm/v2/customers?pageSize=50&name=${encodeURIComponent(`Crash ${lead}`)}`,
    );
    expect(customers.filter((customer: Row) => customer.name === `Crash ${lead}`)).toHaveLength(1);
  });
});
