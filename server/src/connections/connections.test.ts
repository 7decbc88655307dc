import { type App, createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { inWorkspace } from '../platform/index.ts';
import { connect, pauseConnection, readSettings } from './index.ts';

/** The wizard and the life of a connection, against the emulator (H5, H7 to H14). */

const minimal = ['tn.jpm.jobs:r', 'tn.crm.customers:r'];
const app = (name: string, tenantId: string, scopes?: readonly string[]): App => ({
  appKey: `ak1.${name}`,
  clientId: `cid.${name}`,
  clientSecret: `cs1.${name}`,
  tenantId,
  ...(scopes && { scopes }),
});
const apps = {
  full: app('full', '1001'),
  second: { ...app('second', '1002'), appKey: 'ak1.full' },
  minimal: app('minimal', '1003', minimal),
  none: app('none', '1004', []),
  stray: app('stray', '1005', ['tn.mrk.campaigns:r']),
};

let house: TestApp;
let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator({
    company: 'empty',
    rateLimit: 0,
    apps: Object.values(apps),
    tenants: [1001, 1002, 1003, 1004, 1005].map((id) => ({ id })),
  });
  house = await createTestApp();
});
afterAll(async () => {
  await emulator.close();
  await house.close();
});

type Who = { key: string };
const form = ({ appKey, clientId, clientSecret, tenantId }: App) => ({
  environment: 'emulator',
  apiUrl: emulator.url,
  tenantId,
  clientId,
  clientSecret,
  appKey,
});

async function draft(who: Who, changes: Record<string, unknown> = {}, of: App = apps.full) {
  const made = await house.call(who, 'POST', '/api/v1/connections', { ...form(of), ...changes });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

async function check(who: Who, id: string) {
  const { body } = await house.call(who, 'POST', `/api/v1/connections/${id}/check`);
  const states = Object.fromEntries(
    body.checks.map(({ field, state }: { field: string; state: string }) => [field, state]),
  );
  const messages: Record<string, { message: string; fix: string | null }> = Object.fromEntries(
    body.checks.map((one: { field: string }) => [one.field, one]),
  );
  return { ok: body.ok, states, messages };
}

async function jobs(name: string, connectionId: string): Promise<unknown[]> {
  const { rows } = await house.parts.db.systemPool.query(
    'select p.payload from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id where t.identifier = $1',
    [name],
  );
  return rows.map(({ payload }) => payload).filter((payload) => payload.connectionId === connectionId);
}

describe('the wizard (H7 to H12)', () => {
  it('keeps every step, shows no secret, and is left and taken up at any point', async () => {
    const who = await house.workspace('Steps');
    const made = await house.call(who, 'POST', '/api/v1/connections', {});
    expect(made.body).toMatchObject({
      status: 'draft',
      step: 'credentials',
      environment: 'production',
      apiUrl: 'https://api.servicetitan.io',
      tenantId: null,
      hasClientSecret: false,
      settingsVersion: 1,
    });
    const at = `/api/v1/connections/${made.body.id}`;
    await house.call(who, 'PATCH', at, { tenantId: '1001', clientSecret: apps.full.clientSecret });
    await house.call(who, 'PATCH', at, { clientId: 'cid.full', environment: 'integration' });
    await house.call(who, 'PATCH', at, { step: 'filters', name: 'North' });
    const { body } = await house.call(who, 'GET', at);
    expect(body).toMatchObject({
      name: 'North',
      step: 'filters',
      tenantId: '1001',
      clientId: 'cid.full',
      environment: 'integration',
      authUrl: 'https://auth-integration.servicetitan.io',
      hasClientSecret: true,
      hasAppKey: false,
    });
    expect(JSON.stringify(body)).not.toContain(apps.full.clientSecret);
    const { rows } = await house.parts.db.systemPool.query(
      'select client_secret from connections where id = $1',
      [made.body.id],
    );
    expect(rows[0].client_secret).toMatch(/^v1\.[\w-]+$/);
    expect(await house.rooms.connections.open(who.workspaceId, made.body.id)).toBeNull();
  });

  it('asks for what is missing and says where it is', async () => {
    const who = await house.workspace('Missing');
    const made = await house.call(who, 'POST', '/api/v1/connections', {});
    const { ok, states, messages } = await check(who, made.body.id);
    expect(ok).toBe(false);
    expect(states).toMatchObject({
      tenantId: 'failed',
      clientId: 'failed',
      clientSecret: 'failed',
      appKey: 'failed',
    });
    expect(messages['tenantId']?.fix).toContain('Settings > Integrations > API Application Access');
    expect(messages['clientSecret']?.fix).toContain('Yes, Continue');
    expect(messages['appKey']?.fix).toContain('developer portal');
  });

  it('refuses addresses outside the emulator, and text where digits belong', async () => {
    const who = await house.workspace('Refused');
    for (const [body, field] of [
      [{ environment: 'production', apiUrl: 'https://evil.test' }, 'apiUrl'],
      [{ environment: 'emulator' }, 'apiUrl'],
      [{ environment: 'emulator', apiUrl: 'ftp://x' }, 'apiUrl'],
      [{ tenantId: 'Juniper' }, 'tenantId'],
    ] as const) {
      const answer = await house.call(who, 'POST', '/api/v1/connections', body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[field]).toBeDefined();
    }
  });

  it.each([
    ['an unreachable host', { apiUrl: 'http://127.0.0.1:9' }, { environment: 'failed', clientId: 'unknown' }],
    [
      'a wrong secret',
      { clientSecret: 'cs1.wrong' },
      { environment: 'ok', clientId: 'failed', clientSecret: 'failed', appKey: 'unknown' },
    ],
    ['a wrong client id', { clientId: 'cid.wrong' }, { clientId: 'failed', clientSecret: 'failed' }],
    [
      'a wrong app key',
      { appKey: 'ak1.wrong' },
      { clientId: 'ok', clientSecret: 'ok', appKey: 'failed', tenantId: 'failed' },
    ],
    ['a wrong tenant', { tenantId: '9999' }, { clientId: 'ok', appKey: 'failed', tenantId: 'failed' }],
    [
      'nothing wrong',
      {},
      { environment: 'ok', tenantId: 'ok', clientId: 'ok', clientSecret: 'ok', appKey: 'ok', scopes: 'ok' },
    ],
  ])('judges %s field by field (H9)', async (name, changes, expected) => {
    const who = await house.workspace(name);
    const { id } = await draft(who, changes);
    const { ok, states, messages } = await check(who, id);
    expect(states).toMatchObject(expected);
    expect(ok).toBe(name === 'nothing wrong');
    for (const [field, state] of Object.entries(states))
      if (state === 'failed') expect(messages[field]?.fix?.length).toBeGreaterThan(20);
    if (!ok) expect((await house.call(who, 'POST', `/api/v1/connections/${id}/finish`)).status).toBe(422);
  });

  it('tells the tenant from the app key when the key works elsewhere, and sees swapped fields', async () => {
    const who = await house.workspace('Tells');
    const first = await draft(who);
    await house.call(who, 'POST', `/api/v1/connections/${first.id}/finish`);
    const wrongTenant = await draft(who, { tenantId: '9998' }, apps.second);
    expect((await check(who, wrongTenant.id)).states).toMatchObject({ appKey: 'ok', tenantId: 'failed' });
    const swapped = await draft(who, { tenantId: '9997', clientId: 'ak1.full', clientSecret: 'cid.full' });
    const { messages } = await check(who, swapped.id);
    expect(messages['clientId']?.message).toBe('This looks like the application key, not the client ID.');
    expect(messages['clientSecret']?.message).toBe('This looks like the client ID, not the client secret.');
  });

  it('does not blame what was entered while ServiceTitan itself fails', async () => {
    const who = await house.workspace('Trouble');
    const { id } = await draft(who);
    emulator.faults.add({ kind: 'server-error', status: 503 });
    const { states } = await check(who, id);
    const finish = await house.call(who, 'POST', `/api/v1/connections/${id}/finish`);
    emulator.faults.clear();
    expect(states['environment']).toBe('unknown');
    expect(Object.values(states)).not.toContain('failed');
    expect(finish).toMatchObject({ status: 503, body: { code: 'servicetitan_unreachable' } });
  });

  it.each([
    ['none', 'no scopes'],
    ['stray', 'bring nothing without tn.jpm.jobs:r, tn.crm.customers:r'],
  ] as const)('says that the app lacks what it needs: %s (H14)', async (name, message) => {
    const who = await house.workspace(`Scopes ${name}`);
    const { id } = await draft(who, {}, apps[name]);
    const { states, messages } = await check(who, id);
    expect(states).toMatchObject({ tenantId: 'ok', appKey: 'ok', scopes: 'failed' });
    expect(messages['scopes']?.message).toContain(message);
    const finish = await house.call(who, 'POST', `/api/v1/connections/${id}/finish`);
    expect(finish.body.errors.scopes[0]).toContain('developer portal');
  });

  it('is over with Finish only: active, 90 days back, the sync begun in the same transaction (H12, H13)', async () => {
    const who = await house.workspace('Finish');
    const { id } = await draft(who, {}, apps.minimal);
    expect(await jobs('sync:start', id)).toEqual([]);
    const { status, body } = await house.call(who, 'POST', `/api/v1/connections/${id}/finish`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'active', step: 'review' });
    const days = (Date.parse(body.activatedAt) - Date.parse(body.since)) / 86_400_000;
    expect(days).toBe(90);
    expect(await jobs('sync:start', id)).toEqual([{ workspaceId: who.workspaceId, connectionId: id }]);
    expect(await house.rooms.connections.open(who.workspaceId, id)).not.toBeNull();
    const { body: audit } = await house.call(who, 'GET', '/api/v1/audit?action=connection');
    expect(audit.data.map(({ action }: { action: string }) => action)).toEqual([
      'connection.activated',
      'connection.created',
    ]);
    expect(JSON.stringify(audit)).not.toContain('cs1.');
  });
});

describe('several tenants in a workspace', () => {
  it('each has a client of its own; the same one twice is refused by name', async () => {
    const who = await house.workspace('Several');
    const [north, south] = [await draft(who, { name: 'North' }), await draft(who, {}, apps.second)];
    const again = await house.call(who, 'POST', '/api/v1/connections', form(apps.full));
    expect(again).toMatchObject({ status: 409, body: { code: 'tenant_connected' } });
    expect(again.body.detail).toContain('"North"');
    const moved = await house.call(who, 'PATCH', `/api/v1/connections/${south.id}`, { tenantId: '1001' });
    expect(moved.body.code).toBe('tenant_connected');
    for (const { id } of [north, south]) await house.call(who, 'POST', `/api/v1/connections/${id}/finish`);
    const [first, second] = await Promise.all(
      [north, south].map(async ({ id }) => await house.rooms.connections.open(who.workspaceId, id)),
    );
    expect(first?.connectionId).toBe(north.id);
    expect(second?.connectionId).toBe(south.id);
    expect((await house.rooms.connections.need(who.workspaceId)).connectionId).toBe(north.id);
    const other = await house.workspace('Another');
    expect((await house.call(other, 'POST', '/api/v1/connections', form(apps.full))).status).toBe(201);
    expect(await house.rooms.connections.open(other.workspaceId, north.id)).toBeNull();
  });
});

describe('a connection that works', () => {
  it('tries changed credentials first, and stays with its tenant', async () => {
    const who = await house.workspace('Mended');
    const { id } = await draft(who);
    const at = `/api/v1/connections/${id}`;
    await house.call(who, 'POST', `${at}/finish`);
    const wrong = await house.call(who, 'PATCH', at, { clientSecret: 'cs1.wrong' });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.clientSecret[0]).toContain('Generate a client secret');
    const key = await house.call(who, 'PATCH', at, { appKey: 'ak1.wrong' });
    expect(Object.keys(key.body.errors)).toEqual(['appKey']);
    expect((await house.call(who, 'PATCH', at, { tenantId: '1002' })).body.code).toBe('tenant_fixed');
    expect((await house.call(who, 'PATCH', at, { name: 'Renamed' })).body.name).toBe('Renamed');
    const titan = await house.rooms.connections.open(who.workspaceId, id);
    expect((await titan?.client.jpm.jobs.getList({}))?.data).toEqual([]);
  });

  it('is paused by a person or by refused credentials, and goes on once they are good', async () => {
    const who = await house.workspace('Paused');
    const { id } = await draft(who);
    const at = `/api/v1/connections/${id}`;
    expect((await house.call(who, 'POST', `${at}/pause`)).body.code).toBe('connection_unfinished');
    await house.call(who, 'POST', `${at}/finish`);
    const paused = await house.call(who, 'POST', `${at}/pause`);
    expect(paused.body).toMatchObject({ status: 'paused', pausedReason: 'person' });
    await expect.poll(async () => await house.rooms.connections.open(who.workspaceId, id)).toBeNull();
    await expect(house.rooms.connections.need(who.workspaceId)).rejects.toMatchObject({
      code: 'servicetitan_not_connected',
    });
    expect((await house.call(who, 'POST', `${at}/resume`)).body).toMatchObject({
      status: 'active',
      pausedReason: null,
      pausedAt: null,
    });

    await inWorkspace(house.parts.db, who.workspaceId, async (tx) => {
      await pauseConnection(tx, who.workspaceId, id, 'credentials');
      await pauseConnection(tx, who.workspaceId, id, 'person');
    });
    expect((await house.call(who, 'GET', at)).body).toMatchObject({ pausedReason: 'credentials' });
    await house.call(who, 'PATCH', at, { clientSecret: 'cs1.wrong' });
    const refused = await house.call(who, 'POST', `${at}/resume`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'servicetitan_credentials' } });
    await house.call(who, 'PATCH', at, { clientSecret: apps.full.clientSecret });
    expect((await house.call(who, 'POST', `${at}/resume`)).body.status).toBe('active');
    const { body: audit } = await house.call(who, 'GET', '/api/v1/audit?action=connection.paused');
    expect(audit.data.map(({ actor }: { actor: { type: string } }) => actor.type)).toEqual([
      'system',
      'api_key',
    ]);
  });

  it('is removed with what came through it', async () => {
    const who = await house.workspace('Removed');
    const { id } = await draft(who);
    await house.call(who, 'POST', `/api/v1/connections/${id}/finish`);
    await house.parts.db.systemPool.query(
      `insert into mirror (workspace_id, connection_id, resource, id, active, hash, body, fetched_at) values ($1, $2, 'jobs', 1, true, gen_random_uuid(), '{}', now())`,
      [who.workspaceId, id],
    );
    expect((await house.call(who, 'DELETE', `/api/v1/connections/${id}`)).status).toBe(204);
    expect((await house.call(who, 'GET', `/api/v1/connections/${id}`)).status).toBe(404);
    const left = await house.parts.db.systemPool.query('select 1 from mirror where connection_id = $1', [id]);
    expect(left.rowCount).toBe(0);
    await expect.poll(async () => await house.rooms.connections.open(who.workspaceId, id)).toBeNull();
  });

  it('takes an owner, admin or operations manager to set up; all may look (H5)', async () => {
    const who = await house.workspace('Roles');
    const { id } = await draft(who);
    for (const role of ['marketing_manager', 'project_manager', 'csr', 'read_only'] as const) {
      const person = await house.member(who.workspaceId, role);
      expect((await house.call(person, 'GET', `/api/v1/connections/${id}`)).status).toBe(200);
      expect((await house.call(person, 'POST', `/api/v1/connections/${id}/finish`)).status).toBe(403);
    }
    const manager = await house.member(who.workspaceId, 'operations_manager');
    expect((await house.call(manager, 'POST', `/api/v1/connections/${id}/finish`)).status).toBe(200);
  });

  it('made without the wizard has settings and a beginning, and syncs only when asked', async () => {
    const who = await house.workspace('Without wizard');
    const access = {
      ...form(apps.full),
      name: 'Made',
      environment: 'emulator' as const,
      authUrl: emulator.url,
    };
    const made = async (sync: boolean) =>
      await inWorkspace(house.parts.db, who.workspaceId, async (tx) => {
        const id = await connect(tx, house.parts.vault, who.workspaceId, access, { sync });
        return { id, ...(await readSettings(tx, id)) };
      });
    const first = await made(false);
    expect(first).toMatchObject({ version: 1, settings: { models: ['job'], backfillDays: 90 } });
    expect(await jobs('sync:start', first.id)).toEqual([]);
    expect(await made(true)).toMatchObject({ id: first.id, version: 1 });
    expect(await jobs('sync:start', first.id)).toHaveLength(1);
    const { body } = await house.call(who, 'GET', `/api/v1/connections/${first.id}`);
    expect(body).toMatchObject({
      status: 'active',
      activatedAt: expect.any(String),
      since: expect.any(String),
    });
  });
});
