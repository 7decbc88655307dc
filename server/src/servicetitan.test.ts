import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../test/app.ts';
import { opportunityCrontab, opportunityTasks } from './opportunities/index.ts';
import { startWorker } from './platform/index.ts';
import { syncCrontab, syncTasks } from './sync/index.ts';

/** From Connect to the first opportunity, and what happens after: rooms, worker, emulator and webhooks together, over HTTP. */

let house: TestApp;
let emulator: Emulator;
let worker: { stop(): Promise<void> };
let who: { key: string };
let id: string;
const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown) =>
  await house.call(who, method, `/api/v1/${path}`, body);
const eventually = <Value>(look: () => Promise<Value>) =>
  expect.poll(look, { timeout: 30_000, interval: 50 });

beforeAll(async () => {
  house = await createTestApp();
  await house.listen();
  emulator = await createEmulator({ company: 'small', rateLimit: 0 });
  const { sync, opportunities } = house.rooms;
  worker = await startWorker(
    house.parts.db,
    { ...syncTasks(sync), ...opportunityTasks(opportunities) },
    `${syncCrontab}\n${opportunityCrontab}`,
    house.parts.log,
  );
  who = await house.workspace('Connected');
});
afterAll(async () => {
  await worker.stop();
  await emulator.close();
  await house.close();
});

describe('a connection', () => {
  it('H7 to H13, B20, B25: is set up in steps, tried, estimated, switched on, and brings opportunities', async () => {
    const made = await call('POST', 'connections', {
      name: 'Copper State',
      environment: 'emulator',
      apiUrl: emulator.url,
      authUrl: emulator.url,
    });
    id = made.body.id;
    await call('PATCH', `connections/${id}`, {
      tenantId: emulator.tenantId,
      clientId: emulator.clientId,
      clientSecret: 'wrong',
      appKey: emulator.appKey,
    });
    const refused = await call('POST', `connections/${id}/check`);
    expect(refused.body).toMatchObject({ ok: false });
    await call('PATCH', `connections/${id}`, { clientSecret: emulator.clientSecret, step: 'models' });
    expect((await call('POST', `connections/${id}/check`)).body).toMatchObject({ ok: true });
    const { body: chosen } = await call('GET', `connections/${id}/settings`);
    const settings = { ...chosen.settings, models: ['job', 'call'] };
    expect(
      (await call('PUT', `connections/${id}/settings`, { version: chosen.version, settings })).status,
    ).toBe(200);

    const estimate = await call('POST', `connections/${id}/sync/estimate`, { days: 90 });
    expect(estimate.body).toMatchObject({
      days: 90,
      requests: expect.any(Number),
      seconds: expect.any(Number),
    });
    expect(
      estimate.body.resources.find(({ resource }: { resource: string }) => resource === 'jobs').rows,
    ).toBeGreaterThan(20);

    const { body: trial } = await call('POST', `connections/${id}/dry-run`, {});
    const look = async () => (await call('GET', `connections/${id}/dry-runs/${trial.id}`)).body;
    await eventually(async () => (await look()).status).toBe('done');
    const { result } = await look();
    expect(result.opportunities.created).toBeGreaterThan(20);
    expect(result.contacts.created).toBeGreaterThan(10);
    expect((await call('GET', 'opportunities')).body.data).toEqual([]);

    // What the trial has read is not read again.
    emulator.requests.clear();
    expect((await call('POST', `connections/${id}/finish`)).body).toMatchObject({ status: 'active' });
    await eventually(async () => (await call('GET', 'opportunities?limit=200')).body.data.length).toBe(
      result.opportunities.created,
    );
    expect(
      emulator.requests.latest(100).some(({ operation }) => operation === 'jpm.export.appointments'),
    ).toBe(false);
    await eventually(async () => (await call('GET', `connections/${id}/sync`)).body.status).toBe('live');
  });

  it('H26: a call that ends is an opportunity at once, through a signed webhook', async () => {
    const secret = 'a webhook secret of 32 characters';
    const { body: hook } = await call('PATCH', `connections/${id}/webhook`, { secret });
    emulator.webhooks.add({ url: hook.url, secret });
    const calls = async (): Promise<number> =>
      (await call('GET', 'opportunities?model=call&limit=200')).body.data.length;
    const before = await calls();
    const simulated = await fetch(`${emulator.controlUrl}simulate/call-completed`, { method: 'POST' });
    expect(simulated.status).toBe(200);
    await eventually(calls).toBe(before + 1);
    const { rows } = await house.parts.db.systemPool.query(
      'select handled_at from webhook_deliveries where connection_id = $1',
      [id],
    );
    expect(rows.length).toBeGreaterThan(0);
    await eventually(
      async () =>
        (await house.parts.db.systemPool.query('select 1 from webhook_deliveries where handled_at is null'))
          .rowCount,
    ).toBe(0);
    const { body: runs } = await call('GET', `sync-runs?connectionId=${id}&kind=webhook`);
    expect(runs.data[0]).toMatchObject({
      status: 'done',
      resources: { calls: expect.objectContaining({ new: 1 }) },
    });
  });

  it('H15: a change of settings rebuilds what is there', async () => {
    const { body: chosen } = await call('GET', `connections/${id}/settings`);
    const settings = {
      ...chosen.settings,
      models: ['job'],
      resources: { ...chosen.settings.resources, job: ['appointments'] },
    };
    await call('PUT', `connections/${id}/settings`, { version: chosen.version, settings });
    await eventually(async () => (await call('GET', 'opportunities?model=call')).body.data.length).toBe(0);
    const [one] = (await call('GET', 'opportunities?model=job&limit=1')).body.data;
    await eventually(async () =>
      Object.keys((await call('GET', `opportunities/${one.id}`)).body.details),
    ).not.toContain('invoices');
  });

  it('credentials revoked in the middle: paused and said, and on from there once they are mended', async () => {
    // Tokens outlive their client by minutes; a fault of the token endpoint shows at once what a revoked client shows then.
    emulator.faults.add({ kind: 'expired-token' });
    await call('POST', `connections/${id}/sync`, { kind: 'increment' });
    await eventually(async () => (await call('GET', `connections/${id}`)).body.status).toBe('paused');
    expect((await call('GET', `connections/${id}`)).body).toMatchObject({ pausedReason: 'credentials' });
    expect((await call('GET', `connections/${id}/sync`)).body.status).toBe('paused');
    expect((await call('POST', `connections/${id}/sync`, { kind: 'increment' })).body.code).toBe(
      'connection_not_active',
    );
    expect((await call('POST', `connections/${id}/resume`)).status).toBe(409);
    emulator.faults.clear();
    expect((await call('POST', `connections/${id}/resume`)).body).toMatchObject({
      status: 'active',
      pausedReason: null,
    });
    const { body: before } = await call('GET', `connections/${id}/sync`);
    await call('POST', `connections/${id}/sync`, { kind: 'increment' });
    await eventually(
      async () => (await call('GET', `connections/${id}/sync`)).body.lastSuccessAt > before.lastSuccessAt,
    ).toBe(true);
  });

  it('B25: takes another range later', async () => {
    const before = (await call('GET', `connections/${id}/sync`)).body;
    const { body } = await call('POST', `connections/${id}/sync`, { kind: 'backfill', days: 300 });
    expect(body.since < before.since).toBe(true);
    await eventually(async () => (await call('GET', `connections/${id}/sync`)).body.status).toBe('live');
    const jobs = (overview: { resources: { resource: string; records: number }[] }): number =>
      overview.resources.find(({ resource }) => resource === 'jobs')?.records ?? 0;
    expect(jobs((await call('GET', `connections/${id}/sync`)).body)).toBeGreaterThan(jobs(before));
  });

  it('B31: counts its requests', async () => {
    await house.rooms.connections.meter.flush();
    const { body } = await call('GET', `connections/${id}/budget`);
    expect(body.today.requests).toBeGreaterThan(50);
    expect(body.limitPerSecond).toBe(60);
  });
});
