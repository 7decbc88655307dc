import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { everything, type Mirroring, mirror } from '../../test/sync.ts';
import { fillMirror } from './backfill.ts';
import type { Selection } from './plan.ts';

/** Issue "ServiceTitan in": whatever happens, the mirror equals what ServiceTitan says. Judged by server/test/truth.ts. */

let house: TestApp;
let emulator: Emulator;
beforeAll(async () => {
  house = await createTestApp();
  emulator = await createEmulator({ company: { technicians: 5, jobs: 200, days: 240 }, rateLimit: 0 });
});
afterAll(async () => {
  await emulator.close();
  await house.close();
});
afterEach(() => emulator.faults.clear());

describe('the back-fill', () => {
  it('H13: holds what changed in the chosen days, and all that opportunities are made of, however old', async () => {
    const sync = await mirror(house, emulator, { days: 90 });
    expect(await sync.backfill()).toBe('done');
    expect(await sync.differences()).toEqual([]);
    const [{ old }] = (await sync.rows<{ old: number }>(
      `select count(*)::int as old from mirror where $where and resource = 'customers' and modified_on < now() - interval '90 days'`,
    )) as [{ old: number }];
    expect(old, 'customers that only their jobs bring').toBeGreaterThan(3);
    expect(await sync.rows('select * from mirror_wants where $where')).toEqual([]);
  });

  it('B25: takes another range', async () => {
    const sync = await mirror(house, emulator, { days: 20 });
    await sync.backfill();
    expect(await sync.differences()).toEqual([]);
    const [{ jobs }] = (await sync.rows<{ jobs: number }>(
      `select count(*)::int as jobs from mirror where $where and resource = 'jobs'`,
    )) as [{ jobs: number }];
    expect(jobs).toBeLessThan(120);
  });

  it('DESIGN, Speed: a second sync of what did not change writes nothing', async () => {
    const sync = await mirror(house, emulator, { days: 240 });
    await sync.backfill();
    const marks = async () =>
      await sync.rows(`select resource, id, xmin::text, ctid::text from mirror where $where order by 1, 2`);
    const before = await marks();
    await sync.reconcile();
    expect(await marks()).toEqual(before);
    expect(await sync.rows('select * from mirror_history where $where')).toEqual([]);
  });

  it('H23: reads only what is selected', async () => {
    const sync = await mirror(house, emulator, { days: 30, selection: { models: ['job'], resources: {} } });
    await sync.backfill();
    const kinds = (
      await sync.rows<{ resource: string }>('select distinct resource from mirror where $where')
    ).map(({ resource }) => resource);
    expect(kinds).toEqual(expect.arrayContaining(['jobs', 'customers', 'locations', 'jobTypes']));
    for (const kind of ['estimates', 'appointments', 'invoices', 'memberships', 'calls'])
      expect(kinds).not.toContain(kind);
  });

  it('reads what is selected later without reading the rest again', async () => {
    const sync = await mirror(house, emulator, { days: 60, selection: { models: ['job'], resources: {} } });
    await sync.backfill();
    emulator.requests.clear();
    await sync.select({ models: ['job'], resources: { job: ['appointments'] } });
    await sync.backfill();
    const asked = new Set(emulator.requests.latest(2_000).map(({ operation }) => operation));
    expect(asked).toContain('jpm.export.appointments');
    expect(asked).not.toContain('jpm.export.jobs');
  });
});

describe('increments', () => {
  it('H3, H24, H25, GH-13: follow what people do in a company that lives', async () => {
    const lively = await createEmulator({
      company: { technicians: 6, jobs: 150, days: 100 },
      rateLimit: 0,
      live: true,
    });
    try {
      const sync = await mirror(house, lively, { days: 60 });
      await sync.backfill();
      // Three days: among them is one that is worked, whatever day it is.
      for (let day = 0; day < 3; day += 1) {
        lively.clock.advance(24 * 3_600_000);
        expect(await sync.catchUp()).toBe('done');
      }
      expect(await sync.differences()).toEqual([]);
      const [{ changed }] = (await sync.rows<{ changed: number }>(
        'select count(*)::int as changed from mirror_history where $where',
      )) as [{ changed: number }];
      expect(changed).toBeGreaterThan(0);
    } finally {
      await lively.close();
    }
  });

  it('takes changes that happen while the back-fill reads', async () => {
    const lively = await createEmulator({
      company: { technicians: 6, jobs: 250, days: 140 },
      rateLimit: 0,
      live: true,
    });
    try {
      const sync = await mirror(house, lively, { days: 100 });
      lively.faults.add({ kind: 'slow', ms: 5 });
      const filling = sync.backfill();
      for (let hour = 0; hour < 6; hour += 1) {
        lively.clock.advance(3_600_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await filling).toBe('done');
      await sync.catchUp();
      expect(await sync.differences()).toEqual([]);
    } finally {
      await lively.close();
    }
  });

  it('GH-11: follow a merge of customers', async () => {
    const sync = await mirror(house, emulator, { days: 60 });
    await sync.backfill();
    const merged = await fetch(`${emulator.controlUrl}simulate/customers-merged`, { method: 'POST' });
    expect(merged.status).toBe(200);
    await sync.catchUp();
    expect(
      await sync.differences(['customers', 'locations', 'jobs', 'memberships', 'customerContacts']),
    ).toEqual([]);
    // Of other records only their customer is another one, and they do not say that they changed: found at night.
    await sync.reconcile();
    expect(await sync.differences()).toEqual([]);
  });
});

describe('hard days', () => {
  const storms: [string, Parameters<Emulator['faults']['add']>[0][]][] = [
    ['429 storms', [{ kind: 'rate-limited', rate: 0.1, retryAfter: 0 }]],
    ['500s with a body that is no JSON', [{ kind: 'server-error', rate: 0.1, status: 503 }]],
    ['tokens that expire in mid-page', [{ kind: 'expired-token', operation: '*.*.*', rate: 0.2 }]],
    [
      'connections that break before and after the work',
      [
        { kind: 'drop-before', rate: 0.1 },
        { kind: 'drop-after', rate: 0.1 },
      ],
    ],
    ['pages whose rows come twice', [{ kind: 'repeated-rows' }]],
  ];
  it.each(storms)('%s', async (_, faults) => {
    const sync = await mirror(house, emulator, { days: 90 });
    for (const fault of faults) emulator.faults.add(fault);
    // The client repeats a few times by itself; what still fails is taken up where it was.
    let outcome = await sync.backfill();
    for (let attempt = 0; outcome === 'later' && attempt < 20; attempt += 1) outcome = await sync.backfill();
    expect(outcome).toBe('done');
    emulator.faults.clear();
    expect(await sync.differences()).toEqual([]);
  });

  it('is said to be delayed while ServiceTitan does not answer, and up to date when it does again', async () => {
    const sync = await mirror(house, emulator, { days: 20 });
    await sync.backfill();
    const shown = async () => {
      const path = `/api/v1/connections/${sync.where.connectionId}/sync`;
      const { status, resources } = (await house.call(sync, 'GET', path)).body;
      return {
        status,
        late: resources.filter((each: { error: string | null }) => each.error),
      };
    };
    expect(await shown()).toMatchObject({ status: 'live', late: [] });
    emulator.faults.add({ kind: 'server-error', operation: 'jpm.export.jobs', rate: 1, status: 503 });
    await sync.catchUp();
    expect(await shown()).toMatchObject({ status: 'delayed', late: [{ resource: 'jobs' }] });
    emulator.faults.clear();
    await sync.catchUp();
    expect(await shown()).toMatchObject({ status: 'live', late: [] });
  });

  it('a null where the documents forbid it and an unknown member of an enumeration are kept, and put right at night (B26)', async () => {
    const sync = await mirror(house, emulator, { days: 90 });
    emulator.faults.add({ kind: 'nulls', rate: 0.5 });
    emulator.faults.add({ kind: 'unknown-members', rate: 0.5 });
    expect(await sync.backfill()).toBe('done');
    emulator.faults.clear();
    await sync.reconcile();
    expect(await sync.differences()).toEqual([]);
    expect(await sync.rows('select * from sync_errors where $where')).toEqual([]);
  });

  it('a row without an id is told of with the row, and holds up nothing', async () => {
    const sync = await mirror(house, emulator, { days: 90 });
    emulator.faults.add({ kind: 'nulls', operation: 'crm.export.getCustomers', member: 'id', times: 1 });
    expect(await sync.backfill()).toBe('done');
    const errors = await sync.rows<{ resource: string; message: string; body: string }>(
      'select * from sync_errors where $where',
    );
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatchObject({ resource: 'customers', message: expect.stringContaining('"id"') });
    expect(JSON.parse(errors[0]?.body ?? '')).toMatchObject({ id: null });
  });

  it('a row without an id may be any record: nothing counts as deleted because of it', async () => {
    const sync = await mirror(house, emulator, { days: 90 });
    // Customers that no feed brings are asked for by id; the first answers say nothing of whom they are about.
    emulator.faults.add({ kind: 'nulls', operation: 'crm.customers.getList', member: 'id', times: 2 });
    expect(await sync.backfill()).toBe('done');
    expect(await sync.differences()).toEqual([]);
    expect(await sync.rows('select * from mirror_wants where $where')).toEqual([]);
    emulator.faults.add({ kind: 'nulls', member: 'id' });
    await sync.reconcile();
    emulator.faults.clear();
    expect(await sync.rows('select * from mirror where $where and deleted_at is not null')).toEqual([]);
    expect(await sync.differences()).toEqual([]);
  });

  it('ids beyond 2^53 keep every digit', async () => {
    const large = await createEmulator({
      company: 'small',
      rateLimit: 0,
      firstId: 9_007_199_254_740_993n as never,
    });
    try {
      const sync = await mirror(house, large, { days: 90 });
      await sync.backfill();
      expect(await sync.differences()).toEqual([]);
      const [row] = await sync.rows<{ id: string; customer_id: string }>(
        `select * from mirror where $where and resource = 'jobs' order by id limit 1`,
      );
      expect(BigInt(row?.id ?? 0)).toBeGreaterThan(2n ** 53n);
      expect(BigInt(row?.customer_id ?? 0)).toBeGreaterThan(2n ** 53n);
    } finally {
      await large.close();
    }
  });

  it('GH-16, B30: what the app may not read is said, and the rest goes on', async () => {
    const emulated = await createEmulator({ company: 'small', rateLimit: 0 });
    const { scopes } = await (
      await fetch(`${emulated.url}/connect/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: emulated.clientId,
          client_secret: emulated.clientSecret,
        }),
      })
    )
      .json()
      .then((answer) => ({ scopes: (answer as { scope: string }).scope.split(' ') }));
    await emulated.close();
    const limited = await createEmulator({
      company: 'small',
      rateLimit: 0,
      apps: [
        {
          appKey: 'ak1.limited',
          clientId: 'cid.limited',
          clientSecret: 'cs1.limited',
          tenantId: emulated.tenantId,
          scopes: scopes.filter((scope) => !/tlc|acc\.invoices/.test(scope)),
        },
      ],
    });
    try {
      const sync = await mirror(house, limited, { days: 90 });
      expect(await sync.backfill()).toBe('done');
      const cursors = await sync.rows<{ resource: string; state: string; error: string }>(
        'select * from sync_cursors where $where',
      );
      const unscoped = cursors.filter(({ state }) => state === 'unscoped').map(({ resource }) => resource);
      expect(unscoped.toSorted()).toEqual(['calls', 'invoices']);
      expect(cursors.find(({ resource }) => resource === 'calls')?.error).toContain('scope');
      expect(cursors.find(({ resource }) => resource === 'jobs')?.state).toBe('live');
    } finally {
      await limited.close();
    }
  });

  it('two workers on one tenant: one waits, and even without its lock nothing is lost or doubled', async () => {
    const free = {
      run: async <T>(_key: string, work: () => Promise<T>) => await work(),
      close: async () => {},
    };
    const sync = await mirror(house, emulator, { days: 200, mutex: free });
    await Promise.all([sync.backfill(), sync.backfill()]);
    await sync.backfill();
    expect(await sync.differences()).toEqual([]);
    const locked = await mirror(house, emulator, { days: 20 });
    expect((await Promise.all([locked.backfill(), locked.backfill()])).toSorted()).toEqual(['busy', 'done']);
  });

  it('a worker that is told to stop goes on where it was', async () => {
    const sync = await mirror(house, emulator, { days: 240 });
    emulator.faults.add({ kind: 'slow', ms: 10 });
    const stop = new AbortController();
    const filling = sync.backfill(stop.signal);
    await expect
      .poll(async () => (await sync.rows('select 1 from mirror where $where limit 1')).length)
      .toBe(1);
    stop.abort();
    expect(await filling).toBe('later');
    emulator.faults.clear();
    expect(await sync.backfill()).toBe('done');
    expect(await sync.differences()).toEqual([]);
    expect(await sync.rows('select 1 from sync_runs where $where')).toHaveLength(1);
  });
});

describe('B20: a look with other settings', () => {
  const jobs: Selection = { models: ['job'], resources: {} };
  const none = new AbortController().signal;
  const resources = async (sync: Mirroring) =>
    (await sync.rows<{ resource: string }>('select resource from sync_cursors where $where order by 1')).map(
      ({ resource }) => resource,
    );

  it('reads what only they want, and does not follow it afterwards', async () => {
    const sync = await mirror(house, emulator, { days: 60, selection: jobs });
    await sync.backfill();
    const followed = await resources(sync);
    expect(await fillMirror(sync.room, sync.where, everything, none)).toBe('done');
    expect(
      await sync.rows(`select id from mirror where $where and resource = 'invoices' limit 1`),
    ).toHaveLength(1);
    expect(await resources(sync)).toEqual(followed);
  });

  it('reads nothing that is here already, and says no run of it', async () => {
    const sync = await mirror(house, emulator, { days: 30, selection: jobs });
    await sync.backfill();
    emulator.requests.clear();
    expect(await fillMirror(sync.room, sync.where, jobs, none)).toBe('done');
    expect(emulator.requests.latest(10)).toEqual([]);
    expect(await sync.rows('select id from sync_runs where $where')).toHaveLength(1);
  });

  it('waits for no back-fill that is under way', async () => {
    const sync = await mirror(house, emulator, { days: 60, selection: jobs });
    emulator.faults.add({ kind: 'slow', ms: 20 });
    const filling = sync.backfill();
    await expect.poll(async () => (await sync.rows('select 1 from sync_runs where $where')).length).toBe(1);
    expect(await fillMirror(sync.room, sync.where, everything, none)).toBe('busy');
    emulator.faults.clear();
    expect(await filling).toBe('done');
  });
});
