import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '../../../test/api.ts';
import { createTestApp, type TestApp } from '../../../test/app.ts';
import { type Mirroring, mirror } from '../../../test/sync.ts';
import { inWorkspace } from '../../platform/index.ts';
import { increment } from '../increment.ts';
import { hurryCursors } from '../store/cursors.ts';

/** What changes without its `modifiedOn` (reference, "Checklist for an emulator", 6) is in the mirror after the next increment. */

let house: TestApp;
let emulator: Emulator;
beforeAll(async () => {
  house = await createTestApp();
  emulator = await createEmulator({ company: { technicians: 8, jobs: 400, days: 120 }, rateLimit: 0 });
});
afterAll(async () => {
  await emulator.close();
  await house.close();
});

async function simulate(what: string, body: object): Promise<void> {
  const answer = await fetch(`${emulator.controlUrl}simulate/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

/** A sold estimate whose job is still to be done. */
async function soldEstimate(): Promise<{ id: string; jobId: string }> {
  const api = openApi(emulator);
  const jobs = await api.list('jpm/v2/jobs?jobStatus=Scheduled');
  const waiting = new Set(jobs.map(({ id }) => String(id)));
  const estimates = await api.list('sales/v2/estimates?status=Sold');
  const found = estimates.find(({ jobId, items }) => waiting.has(String(jobId)) && items.length > 0);
  if (!found) throw new Error('the company has no sold estimate whose job is to be done');
  return { id: String(found.id), jobId: String(found.jobId) };
}

/** What the mirror holds of the two. */
const held = async (sync: Mirroring, { id, jobId }: { id: string; jobId: string }) => {
  const [row] = await sync.rows<{ line: string | null; total: string | null }>(
    `select (select body -> 'items' -> 0 ->> 'invoiceItemId' from mirror where $where and resource = 'estimates' and id = ${id}) as line,
       (select body ->> 'total' from mirror where $where and resource = 'jobs' and id = ${jobId}) as total`,
  );
  return row;
};

describe('a job is done whose estimate was sold', () => {
  it('the estimate learns of its invoice lines, the job of its total, the customer of what is owed', async () => {
    const sync = await mirror(house, emulator, { days: 90 });
    await sync.backfill();
    const sold = await soldEstimate();
    expect(await held(sync, sold)).toMatchObject({ line: null });
    await simulate('job-completed', { jobId: Number(sold.jobId) });
    expect(await sync.catchUp()).toBe('done');
    expect(await held(sync, sold)).toEqual({
      line: expect.stringMatching(/^\d+$/),
      total: expect.not.stringMatching(/^0(\.0*)?$/),
    });
    expect(await sync.differences()).toEqual([]);
  });

  it('also when the increment that saw it broke off before it came to that', async () => {
    const sync = await mirror(house, emulator, { days: 90 });
    await sync.backfill();
    const sold = await soldEstimate();
    await simulate('job-completed', { jobId: Number(sold.jobId) });
    // The feeds are read; the lists, by which the rest is read, do not answer.
    emulator.faults.add({ kind: 'server-error', operation: '*.*.getList', rate: 1, status: 503 });
    expect(await sync.catchUp()).toBe('later');
    emulator.faults.clear();
    expect(await held(sync, sold)).toMatchObject({ line: null });
    // A call comes in between, for which nothing else is read.
    await simulate('call-completed', {});
    await inWorkspace(house.parts.db, sync.where.workspaceId, async (tx) => {
      await hurryCursors(tx, sync.where.connectionId, ['calls'], new Date());
    });
    expect(await increment(sync.room, sync.where, 'webhook', new AbortController().signal)).toBe('done');
    expect(await sync.catchUp()).toBe('done');
    expect(await sync.differences()).toEqual([]);
  });
});
