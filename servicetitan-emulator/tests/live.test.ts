import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Body, type Caller, callerOf, control, rowsOf, start, stopped } from './caller.ts';

/** A company that lives: time brings work, however it passes. */

const HOUR = 3_600_000;
const open: Caller[] = [];
afterEach(async () => {
  for (const caller of open.splice(0)) await caller.emulator.close();
});

async function company(options: Parameters<typeof start>[0] = {}): Promise<Caller> {
  const caller = await start({ company: 'small', clock: stopped, live: true, ...options });
  open.push(caller);
  return caller;
}

const move = async (caller: Caller, advanceMs: number) =>
  await control(caller.emulator, 'POST', 'clock', { advanceMs });

/** Everything that changed since the morning, by feed; with a new token, for the time of the first is up. */
async function happened({ emulator }: Caller): Promise<Record<string, Body[]>> {
  const caller = await callerOf(emulator);
  const feeds = [
    'jpm/export/jobs',
    'jpm/export/appointments',
    'telecom/export/calls',
    'sales/export/estimates',
    'accounting/export/invoices',
    'accounting/export/payments',
    'crm/export/customers',
  ];
  const found = await Promise.all(
    feeds.map(async (feed) => [feed, rowsOf(await caller.get(`${feed}?from=2026-03-04T17:00:00Z`))] as const),
  );
  return Object.fromEntries(found);
}

test('a working week brings calls, jobs, estimates, invoices and payments, with times of their own', async () => {
  const caller = await company();
  await move(caller, 7 * 24 * HOUR);
  const week = await happened(caller);
  for (const [feed, rows] of Object.entries(week)) expect(rows.length, feed).toBeGreaterThan(0);
  const jobs = week['jpm/export/jobs'] ?? [];
  const completed = jobs.filter(({ jobStatus }) => jobStatus === 'Completed');
  expect(completed.length).toBeGreaterThan(3);
  const [job] = completed;
  const { json: invoice } = await (await callerOf(caller.emulator)).get(
    `accounting/invoices?ids=${job?.invoiceId}`,
  );
  expect(invoice.data).toHaveLength(1);
  const calls = week['telecom/export/calls'] ?? [];
  expect(calls.some(({ type, job: led }) => type === 'Booked' && led !== null)).toBe(true);
  const days = new Set(calls.map(({ createdOn }) => String(createdOn).slice(0, 10)));
  expect(days.size).toBeGreaterThan(4);
  // Nobody works between eight in the evening and seven in the morning in Denver, three to one (or two) in UTC.
  expect(calls.some(({ createdOn }) => /T(0[4-9]|1[0-2]):/.test(String(createdOn)))).toBe(false);
});

test('is the same whether time passes at once or in pieces', async () => {
  const [once, pieces] = [await company(), await company()];
  await move(once, 26 * HOUR);
  for (const part of [1, 7.5, 0.01, 12.49, 5]) await move(pieces, part * HOUR);
  const expected = await happened(once);
  expect(expected['telecom/export/calls']?.length).toBeGreaterThan(3);
  expect(await happened(pieces)).toEqual(expected);
});

describe('live mode', () => {
  test('is off unless it is asked for, and can be switched', async () => {
    const caller = await company({ live: false });
    await move(caller, 24 * HOUR);
    expect((await happened(caller))['telecom/export/calls']).toEqual([]);
    expect((await control(caller.emulator, 'POST', 'live', { on: 'yes' })).status).toBe(400);
    await control(caller.emulator, 'POST', 'live', { on: true });
    await move(caller, 24 * HOUR);
    expect((await happened(caller))['telecom/export/calls']?.length).toBeGreaterThan(0);
    expect((await control(caller.emulator, 'GET', 'live')).json).toMatchObject({ on: true });
  });

  test('follows a clock that runs fast', async () => {
    const caller = await company({ clock: Date });
    await control(caller.emulator, 'POST', 'clock', { now: '2026-03-04T17:00:00Z', speed: 36_000 });
    const calls = async (): Promise<number> => {
      const [state] = rowsOf(await control(caller.emulator, 'GET', 'state'));
      return Number((state?.counts as Body).calls);
    };
    const before = await calls();
    await expect.poll(calls, { timeout: 10_000 }).toBeGreaterThan(before + 1);
    caller.emulator.clock.run(0);
  });

  test('goes on after a restart where it was', async () => {
    const data = join(mkdtempSync(join(tmpdir(), 'emulator-')), 'data');
    const first = await start({ company: 'small', clock: stopped, live: true, data });
    await move(first, 20 * HOUR);
    const before = await happened(first);
    await first.emulator.close();
    const second = await company({ data, live: undefined as never });
    expect(await happened(second)).toEqual(before);
    expect(second.emulator.live.state.on).toBe(true);
  });
});

describe('what people do on demand', () => {
  test.each([
    ['call-completed', 'callId'],
    ['estimate-sold', 'estimateId'],
    ['invoice-paid', 'paymentId'],
    ['booking-arrived', 'bookingId'],
    ['customers-merged', 'moved'],
  ])('%s', async (name, member) => {
    const caller = await company({ live: false });
    const answer = await control(caller.emulator, 'POST', `simulate/${name}`);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json[member]).not.toBeUndefined();
  });

  test('a merge moves everything and leaves a pointer in the feed', async () => {
    const caller = await company({ live: false });
    const rows = rowsOf(await caller.get('jpm/jobs?pageSize=2&sort=-Id'));
    const [from, to] = rows.map(({ customerId }) => customerId);
    const answer = await control(caller.emulator, 'POST', 'simulate/customers-merged', {
      fromId: from,
      toId: to,
    });
    expect(answer.status, answer.text).toBe(200);
    const feed = rowsOf(await caller.get('crm/export/customers?from=2026-03-04T17:00:00Z'));
    expect(feed).toMatchObject([{ id: from, active: false, mergedToId: to }]);
    expect(rowsOf(await caller.get(`jpm/jobs?customerId=${from}`))).toEqual([]);
    const again = await control(caller.emulator, 'POST', 'simulate/customers-merged', {
      fromId: from,
      toId: to,
    });
    expect(again.status).toBe(400);
  });
});
