/** Reference: "Authentication", "Rate limits", checklist 1 and 2. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator } from '../src/index.ts';
import { askToken, type Caller, callerOf, NOW, read, start, urlOf } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await start();
});
afterAll(() => caller.emulator.close());

const ask = (headers: Record<string, string>, path = 'crm/customers') =>
  fetch(`${caller.emulator.url}${urlOf(caller.emulator, path)}`, { headers }).then(read);

describe('token endpoint', () => {
  it('answers a token for 900 seconds with its scopes', async () => {
    const answer = await askToken(caller.emulator);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ expires_in: 900, token_type: 'Bearer' });
    expect(String(answer.json.scope).split(' ')).toContain('tn.crm.bookings:w');
  });

  it('refuses a JSON body, an unknown client, a wrong secret and another grant type', async () => {
    const { url, clientId } = caller.emulator;
    const json = await fetch(`${url}/connect/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId }),
    }).then(read);
    expect([json.status, json.json]).toEqual([400, { error: 'invalid_request' }]);
    const unknown = await askToken(caller.emulator, { client_id: 'nobody' });
    expect([unknown.status, unknown.json]).toEqual([400, { error: 'invalid_client' }]);
    const wrong = await askToken(caller.emulator, { client_secret: 'wrong' });
    expect([wrong.status, wrong.json]).toEqual([400, { error: 'invalid_client' }]);
    const other = await askToken(caller.emulator, { grant_type: 'password' });
    expect([other.status, other.json]).toEqual([400, { error: 'unsupported_grant_type' }]);
  });
});

describe('an API call', () => {
  it('takes the token bare or after Bearer', async () => {
    const { token, emulator } = caller;
    expect((await ask({ Authorization: token, 'ST-App-Key': emulator.appKey })).status).toBe(200);
    expect((await ask({ Authorization: `Bearer ${token}`, 'ST-App-Key': emulator.appKey })).status).toBe(200);
  });

  it.each([
    ['no token', {}],
    ['no token that was given out', { Authorization: 'Bearer nonsense.nonsense' }],
  ])('is refused with 401 when there is %s, before the app key is looked at', async (_name, headers) => {
    expect((await ask(headers)).status).toBe(401);
  });

  it('is answered by the gateway with 404 when the app key, the tenant or the path is unknown', async () => {
    const { token, emulator } = caller;
    const gateway = {
      statusCode: 404,
      message: expect.stringContaining('match incoming request to an operation'),
    };
    const noKey = await ask({ Authorization: token });
    const badKey = await ask({ Authorization: token, 'ST-App-Key': 'other' });
    const headers = { Authorization: token, 'ST-App-Key': emulator.appKey };
    const tenant = await fetch(`${emulator.url}/crm/v2/tenant/1/customers`, { headers }).then(read);
    const path = await ask(headers, 'crm/nothing-of-this-name');
    for (const answer of [noKey, badKey, tenant, path]) {
      expect(answer.status).toBe(404);
      expect(answer.json).toEqual(gateway);
    }
  });

  it('is refused with 401 once the emulator’s clock has passed 900 seconds', async () => {
    let now = NOW;
    const other = await start({ clock: { now: () => now } });
    now += 899_000;
    expect((await other.get('crm/customers')).status).toBe(200);
    now += 1_000;
    expect((await other.get('crm/customers')).status).toBe(401);
    await other.emulator.close();
  });

  it('is refused with 403 when the app lacks the scope', async () => {
    const app = {
      appKey: 'k',
      clientId: 'c',
      clientSecret: 's',
      tenantId: '7',
      scopes: ['tn.crm.customers:r'],
    };
    const limited = await callerOf(
      await createEmulator({ company: 'empty', apps: [app], tenants: [{ id: 7 }] }),
    );
    expect((await limited.get('crm/customers')).status).toBe(200);
    const refused = await limited.get('jpm/jobs');
    expect(refused.status).toBe(403);
    expect(refused.json).toMatchObject({ title: 'Scope validation failed', status: 403 });
    await limited.emulator.close();
  });
});

describe('rate limit', () => {
  it('refuses with 429 what goes beyond the limit within a second, and tells the seconds in the title', async () => {
    const limited = await start({ rateLimit: 5 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => limited.get('jpm/job-types')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.json.title).toMatch(/\d+ seconds/);
    await limited.emulator.close();
  });
});

describe('credentials', () => {
  it('are the same for the same seed and differ for another', async () => {
    const [one, same, other] = await Promise.all(
      [5, 5, 6].map((seed) => createEmulator({ company: 'empty', seed })),
    );
    const facts = [one, same, other].map((e) => e && [e.tenantId, e.clientId, e.clientSecret, e.appKey]);
    expect(facts[0]).toEqual(facts[1]);
    expect(facts[0]).not.toEqual(facts[2]);
    await Promise.all([one, same, other].map((emulator) => emulator?.close()));
  });
});
