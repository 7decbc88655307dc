import { createHmac } from 'node:crypto';
import { type App, createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { indispensable } from './scopes/report.ts';
import { defaultSettings } from './settings/settings.ts';

/** Settings, scopes, meter and webhooks of a connection, and the marketplace, over HTTP (H1, H14, H26, B30 to B32). */

const app = (name: string, tenantId: string, scopes?: readonly string[]): App => ({
  appKey: 'ak1.one',
  clientId: `cid.${name}`,
  clientSecret: `cs1.${name}`,
  tenantId,
  ...(scopes && { scopes }),
});
const apps = [app('full', '1001'), app('minimal', '1002', indispensable(defaultSettings()))] as const;

let house: TestApp;
let emulator: Emulator;
let url: string;
beforeAll(async () => {
  emulator = await createEmulator({
    company: 'empty',
    apps,
    tenants: [{ id: 1001 }, { id: 1002 }],
  });
  house = await createTestApp();
  url = await house.listen();
});
afterAll(async () => {
  await emulator.close();
  await house.close();
});

/** A workspace with a connection, finished unless it is to stay a draft. */
async function connected(name: string, of: App = apps[0], finish = true) {
  const who = await house.workspace(name);
  const at = await add(who, name, of, finish);
  return { ...who, ...at };
}

async function add(who: { key: string }, name: string, of: App, finish = true) {
  const { tenantId, clientId, clientSecret, appKey } = of;
  const form = {
    name,
    environment: 'emulator',
    apiUrl: emulator.url,
    tenantId,
    clientId,
    clientSecret,
    appKey,
  };
  const { body } = await house.call(who, 'POST', '/api/v1/connections', form);
  const at = `/api/v1/connections/${body.id}`;
  if (finish) expect((await house.call(who, 'POST', `${at}/finish`)).status).toBe(200);
  return { id: body.id as string, at };
}

async function jobs(name: string): Promise<{ key: string; payload: Record<string, unknown> }[]> {
  const { rows } = await house.parts.db.systemPool.query(
    'select j.key, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1 order by j.id',
    [name],
  );
  return rows;
}

describe('settings as versions (B32)', () => {
  it('change one after the other; who comes late is told; the sync follows a connection that works', async () => {
    const { at, id, workspaceId, key } = await connected('Versions');
    const before = (await house.call({ key }, 'GET', `${at}/settings`)).body;
    expect(before).toMatchObject({ version: 1, warnings: [], settings: defaultSettings() });
    expect(before.catalogue[0].resources[0]).toMatchObject({ key: 'job', required: true, granted: true });
    const settings = { ...before.settings, models: ['job', 'membership'], backfillDays: 30 };
    const put = async (version: number, wanted: unknown) =>
      await house.call({ key }, 'PUT', `${at}/settings`, {
        version,
        settings: wanted,
        comment: 'Members too',
      });
    const changed = await put(1, settings);
    expect(changed.body).toMatchObject({ version: 2, settings: { backfillDays: 30 } });
    expect(changed.body.warnings[0]).toContain('One model');
    expect((await put(1, settings)).body.code).toBe('settings_changed');
    // The same again is no change.
    expect((await put(2, settings)).body.version).toBe(2);
    expect((await jobs('sync:settings')).map(({ payload }) => payload)).toContainEqual({
      workspaceId,
      connectionId: id,
      version: 2,
    });
    const { body: history } = await house.call({ key }, 'GET', `${at}/settings/history?limit=1`);
    expect(history.data).toMatchObject([
      {
        version: 2,
        comment: 'Members too',
        actor: { type: 'api_key' },
        changes: [
          { path: 'models', before: ['job'], after: ['job', 'membership'] },
          { path: 'backfillDays', before: 90, after: 30 },
        ],
      },
    ]);
    const rest = await house.call({ key }, 'GET', `${at}/settings/history?cursor=${history.nextCursor}`);
    expect(rest.body).toMatchObject({ data: [{ version: 1, changes: [] }], nextCursor: null });
    expect((await house.call({ key }, 'GET', at)).body.settingsVersion).toBe(2);
  });

  it('of a draft are kept, and nothing follows them yet (H11, H17 to H22)', async () => {
    const { at, id, key } = await connected('Draft', apps[0], false);
    const settings = {
      ...defaultSettings(),
      push: {
        ...defaultSettings().push,
        manual: { job: true, customer: false, location: true, content: true },
      },
    };
    expect((await house.call({ key }, 'PUT', `${at}/settings`, { version: 1, settings })).status).toBe(200);
    expect((await house.call({ key }, 'GET', `${at}/settings`)).body.settings.push.manual).toEqual({
      job: true,
      customer: false,
      location: true,
      content: true,
    });
    expect((await jobs('sync:settings')).filter(({ payload }) => payload['connectionId'] === id)).toEqual([]);
  });

  it('travel as a file without secrets: compared first, then applied', async () => {
    const from = await connected('From');
    const to = await connected('To');
    const settings = { ...defaultSettings(), placeholders: { emails: ['*@none.test'], phones: [] } };
    await house.call(from, 'PUT', `${from.at}/settings`, { version: 1, settings });
    const { body: file } = await house.call(from, 'GET', `${from.at}/settings/export`);
    expect(file).toEqual({ format: 'tradepost.servicetitan', version: 1, settings });
    expect(JSON.stringify(file)).not.toMatch(/cs1\.|ak1\.|1001/);
    const bring = async (apply: boolean, sent: unknown = file) =>
      await house.call(to, 'POST', `${to.at}/settings/import`, { file: sent, apply });
    expect((await bring(false)).body).toMatchObject({
      applied: false,
      version: 1,
      changes: [{ path: 'placeholders.emails', before: [], after: ['*@none.test'] }],
    });
    expect((await bring(true)).body).toMatchObject({ applied: true, version: 2 });
    expect((await house.call(to, 'GET', `${to.at}/settings`)).body.settings).toEqual(settings);
    const wrong = await bring(true, { ...file, settings: { ...settings, backfillDays: 0 } });
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.body.errors)).toEqual(['file.settings.backfillDays']);
    expect((await bring(true, { settings })).body.errors['file.format'][0]).toContain('not a file');
  });
});

describe('the scope doctor (B30, H14)', () => {
  it('reports a minimal grant, and sees at once when more was granted', async () => {
    const { at, key } = await connected('Minimal', apps[1]);
    const { body: before } = await house.call({ key }, 'GET', `${at}/scopes`);
    expect(before).toMatchObject({ granted: ['tn.crm.customers:r', 'tn.jpm.jobs:r'] });
    expect(before.features.find(({ id }: { id: string }) => id === 'jobs').state).toBe('limited');
    expect(before.missing).toBeGreaterThan(5);
    const granted = apps[1] as { scopes?: readonly string[] };
    granted.scopes = [...indispensable(defaultSettings()), 'tn.acc.invoices:r'];
    const { body: after } = await house.call({ key }, 'POST', `${at}/scopes/check`);
    expect(after.missing).toBe(before.missing - 1);
    expect(Date.parse(after.checkedAt)).toBeGreaterThan(Date.parse(before.checkedAt));
  });
});

describe('the meter (B31)', () => {
  it('shows requests by minute and lane', async () => {
    const { at, id, key, workspaceId } = await connected('Metered');
    const titan = await house.rooms.connections.open(workspaceId, id);
    await titan?.client.raw('jpm.jobs.getList', { query: { pageSize: 1 } });
    await titan?.client.raw('jpm.jobs.getList', { query: { pageSize: 1 }, priority: 'background' });
    const { body } = await house.call({ key }, 'GET', `${at}/budget`);
    expect(body).toMatchObject({
      limitPerSecond: 60,
      now: { waiting: 0 },
      today: { throttled: 0, failed: 0 },
    });
    expect(body.today.requests).toBe(2);
    expect(body.now.perSecond).toBeGreaterThan(0);
    expect(body.lastHour).toHaveLength(60);
    const sum = (lane: string) =>
      body.lastHour.reduce((all: number, minute: Record<string, number>) => all + (minute[lane] ?? 0), 0);
    expect([sum('live'), sum('background')]).toEqual([1, 1]);
  });
});

describe('webhooks in (H26)', () => {
  const secret = 'a secret of thirty-two characters';
  const completeCall = async (webhook: object, count = 1): Promise<void> => {
    emulator.webhooks.clear();
    emulator.webhooks.add({ ...webhook, events: ['call.*'] });
    for (let call = 0; call < count; call += 1) {
      const answer = await fetch(`${emulator.url}/_emulator/simulate/call-completed`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({}),
      });
      expect(answer.status, await answer.text()).toBeLessThan(300);
    }
  };

  it('tell of a completed call at once; a burst is one hint; nothing is taken twice', async () => {
    const { at, id, key, workspaceId } = await connected('Hooked');
    const set = await house.call({ key }, 'PATCH', `${at}/webhook`, { secret, prefix: 'sha256=' });
    expect(set.body).toMatchObject({ hasSecret: true, digest: 'sha256', encoding: 'hex', received24h: 0 });
    expect(set.body.url).toContain(`${url}/hooks/servicetitan/`);
    expect(JSON.stringify(set.body)).not.toContain(secret);
    await completeCall({ url: set.body.url, secret, prefix: 'sha256=' }, 3);
    const shown = async () => (await house.call({ key }, 'GET', `${at}/webhook`)).body;
    await expect.poll(async () => (await shown()).received24h).toBe(3);
    const hints = (await jobs('sync:hint')).filter(({ payload }) => payload['connectionId'] === id);
    expect(hints).toMatchObject([
      { key: `sync:hint:${id}:calls`, payload: { workspaceId, event: 'call.completed', resource: 'calls' } },
    ]);
    const [delivery] = emulator.webhooks.deliveries;
    emulator.webhooks.replay(delivery?.id);
    await expect.poll(() => emulator.webhooks.deliveries[0]?.attempts.length).toBe(2);
    expect(emulator.webhooks.deliveries[0]?.attempts[1]?.status).toBe(200);
    expect((await shown()).received24h).toBe(3);
    const { rows } = await house.parts.db.systemPool.query(
      "select convert_from(body, 'UTF8') as body from webhook_deliveries where connection_id = $1 and event_id = $2",
      [id, delivery?.eventId],
    );
    expect(rows[0].body).toBe(delivery?.body);
  });

  it('in the older envelope, base64, with a header of its own are understood too', async () => {
    const { at, id, key } = await connected('Older');
    const signature = { header: 'x-signature', digest: 'sha1', encoding: 'base64' } as const;
    const set = await house.call({ key }, 'PATCH', `${at}/webhook`, { secret, ...signature });
    await completeCall({ url: set.body.url, secret, ...signature, envelope: 'v1' });
    await expect
      .poll(async () => (await jobs('sync:hint')).filter(({ payload }) => payload['connectionId'] === id))
      .toMatchObject([{ payload: { event: 'CallCompleted', resource: 'calls' } }]);
  });

  it('are refused and counted without the right signature, before a secret was set too', async () => {
    const { at, key } = await connected('Unsigned');
    const before = (await house.call({ key }, 'GET', `${at}/webhook`)).body;
    const path = new URL(before.url).pathname;
    const send = async (headers: Record<string, string>) =>
      await house.app.inject({ method: 'POST', url: path, headers, payload: '{"event":"call.completed"}' });
    expect((await send({})).json()).toMatchObject({ status: 401, code: 'wrong_signature' });
    await house.call({ key }, 'PATCH', `${at}/webhook`, { secret });
    expect((await send({})).statusCode).toBe(401);
    expect((await send({ 'x-servicetitan-signature': 'ab'.repeat(32) })).statusCode).toBe(401);
    const after = (await house.call({ key }, 'GET', `${at}/webhook`)).body;
    expect(after).toMatchObject({ received24h: 0, refused24h: 3, lastReceivedAt: null });
    const rotated = (await house.call({ key }, 'POST', `${at}/webhook/rotate`)).body;
    expect(rotated.url).not.toBe(before.url);
    expect((await send({})).statusCode).toBe(404);
  });

  it('go to the connection of the tenant they speak of: an app has one address for all of its tenants', async () => {
    const north = await connected('North', apps[0]);
    const south = await add(north, 'South', apps[1]);
    const set = await house.call(north, 'PATCH', `${north.at}/webhook`, { secret });
    const send = async (payload: string) =>
      (
        await house.app.inject({
          method: 'POST',
          url: new URL(set.body.url).pathname,
          headers: { 'x-servicetitan-signature': createHmac('sha256', secret).update(payload).digest('hex') },
          payload,
        })
      ).json();
    expect(await send('{"eventId":"1","event":"job.updated","tenantId":1002}')).toEqual({
      received: 'accepted',
    });
    expect(await send('{"eventId":"2","event":"job.updated","tenantId":9999}')).toEqual({
      received: 'ignored',
    });
    expect(await send('not even json')).toEqual({ received: 'accepted' });
    const keys = (await jobs('sync:hint')).map(({ key }) => key);
    expect(keys).toContain(`sync:hint:${south.id}:jobs`);
    expect(keys).toContain(`sync:hint:${north.id}:any`);
  });
});

describe('the App Marketplace (H1)', () => {
  it('has ServiceTitan among the CRMs and every source, with how far each is', async () => {
    const who = await house.workspace('Shop');
    const shop = async () => (await house.call(who, 'GET', '/api/v1/marketplace')).body.data;
    expect(await shop()).toMatchObject([
      { id: 'servicetitan', category: 'crm', status: 'available', instances: [] },
      { id: 'thumbtack', category: 'lead_source', status: 'available' },
    ]);
    const { id, at } = await add(who, 'Denver', apps[0], false);
    expect((await shop())[0]).toMatchObject({
      status: 'in_progress',
      instances: [{ id, name: 'Denver', status: 'draft', path: `/marketplace/servicetitan/${id}` }],
    });
    await house.call(who, 'POST', `${at}/finish`);
    expect((await shop())[0]).toMatchObject({
      status: 'connected',
      instances: [{ status: 'active', path: `/settings/connections/${id}` }],
    });
  });
});
