import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '../../../test/api.ts';
import { createTestApp, type TestApp } from '../../../test/app.ts';
import { type Mirroring, mirror } from '../../../test/sync.ts';

/** Issue "ServiceTitan in", Speed: API calls used against the least possible. Much that is wanted by id comes with a feed. */

let house: TestApp;
let emulator: Emulator;
beforeAll(async () => {
  house = await createTestApp();
  emulator = await createEmulator({ company: { technicians: 12, jobs: 5_000, days: 730 }, rateLimit: 0 });
});
afterAll(async () => {
  await emulator.close();
  await house.close();
});

const DAYS = 200;

const asked = (operation: string): number =>
  emulator.requests.latest(50_000).filter((request) => request.operation === operation).length;

/** Records in the mirror that nothing else in it belongs with. */
async function strangers(sync: Mirroring): Promise<unknown> {
  const [row] = await sync.rows(
    `select (select count(*)::int from mirror c where $where and c.resource in ('appointments', 'estimates', 'invoices')
        and c.created_on < now() - interval '${DAYS} days' and c.owner_id is not null and not exists (
          select from mirror j where j.workspace_id = c.workspace_id and j.connection_id = c.connection_id and j.resource = 'jobs' and j.id = c.owner_id)) as children,
      (select count(*)::int from mirror c where $where and c.resource = 'customers' and c.modified_on < now() - interval '${DAYS} days' and not exists (
          select from mirror o where o.workspace_id = c.workspace_id and o.connection_id = c.connection_id and o.customer_id = c.id)) as customers`,
  );
  return row;
}

describe('a back-fill with many old records', () => {
  it('reads what belongs to them, and whom they are for, in few requests, and keeps nothing else of it', async () => {
    const api = openApi(emulator);
    const before = new Date(Date.now() - (DAYS + 10) * 86_400_000).toISOString();
    const jobs = await api.list(`jpm/v2/jobs?createdBefore=${before}`);
    // Jobs of long ago change today.
    for (const { id } of jobs.slice(-120)) await api.patch(`jpm/v2/jobs/${id}`, { priority: 'Low' });
    emulator.requests.clear();
    const sync = await mirror(house, emulator, { days: DAYS });
    expect(await sync.backfill()).toBe('done');
    expect(asked('crm.customers.getList')).toBeLessThan(10);
    expect(asked('jpm.appointments.getList')).toBeLessThan(20);
    expect(asked('accounting.invoices.getList')).toBeLessThan(20);
    expect(asked('sales.estimates.getList')).toBeLessThan(20);
    expect(await sync.differences()).toEqual([]);
    expect(await strangers(sync)).toEqual({ children: 0, customers: 0 });
    expect(await sync.rows('select * from mirror_wants where $where')).toEqual([]);
  });
});
