import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../parse.ts';
import { DEMO_BUSINESSES, DEMO_USER } from './demo.ts';
import type { ThumbtackSimulator } from './index.ts';
import { signIn } from './person.ts';
import { get, post, receiver, registered, simulate } from './stage.ts';

async function accessToken(simulator: ThumbtackSimulator, redirectUri: string): Promise<string> {
  const url = new URL(simulator.authorizeUrl);
  url.search = new URLSearchParams({
    client_id: simulator.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope:
      'supply::negotiations.read supply::messages.read supply::users.read supply::webhooks.write supply::businesses/associate-phone-numbers.read supply::businesses/associate-phone-numbers.write',
    state: 'a-state-long-enough',
    audience: 'urn:partner-api',
  }).toString();
  const callback = await signIn(url.href, { email: DEMO_USER.email, password: DEMO_USER.password });
  const response = await fetch(simulator.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${simulator.clientId}:${simulator.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    }),
  });
  const { access_token: token }: { access_token: string } = JSON.parse(await response.text());
  return token;
}

async function signedIn() {
  const redirectUri = 'http://127.0.0.1:4600/back';
  const simulator = await registered();
  await post(simulator, '/_simulate/clients', { redirectUris: [redirectUri] });
  const authorization = `Bearer ${await accessToken(simulator, redirectUri)}`;
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(simulator.apiUrl + path, {
      method,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  return { simulator, call };
}

describe('what it remembers', () => {
  test('webhooks, clients, leads and sign-ins survive a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'thumbtack-'));
    try {
      const dataFile = join(folder, 'state', 'thumbtack.json');
      const redirectUri = 'http://127.0.0.1:4600/back';
      const before = await registered({ dataFile });
      await post(before, '/_simulate/clients', { redirectUris: [redirectUri] });
      const [lead] = before.sendLead();
      const token = await accessToken(before, redirectUri);
      await before.close();

      const after = await simulate({ dataFile });
      expect(await get(after, '/_simulate/webhooks')).toMatchObject({ data: [{ webhookURL: receiver.url }] });
      const read = await fetch(`${after.apiUrl}/negotiations/${lead?.negotiationID}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(read.status).toBe(200);
      expect(await read.json()).toMatchObject({ negotiationID: lead?.negotiationID });
      expect(after.sendLead()[0]?.negotiationID).not.toBe(lead?.negotiationID);
      await after.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the API', () => {
  test('messages are read by the page, newest first', async () => {
    const { simulator, call } = await signedIn();
    const negotiationID = simulator.sendLead()[0]?.negotiationID ?? '';
    for (let n = 1; n <= 25; n += 1) simulator.sendMessage({ negotiationID, text: `Message ${n}` });
    const path = `/negotiations/${negotiationID}/messages`;
    expect((await call('GET', path)).body).toMatchObject({ data: { length: 10 }, pagination: { limit: 10 } });
    expect((await call('GET', `${path}?limit=20`)).body.data[0]).toMatchObject({ text: 'Message 25' });
    expect((await call('GET', `${path}?limit=21`)).status).toBe(422);
    expect((await call('GET', `${path}?sentAfter=2999-01-01T00:00:00Z`)).body.data).toEqual([]);
    expect((await call('GET', `${path}?sentBefore=2999-01-01T00:00:00Z&limit=3`)).body.data).toHaveLength(3);
  });

  test('phone numbers are tied to a business and let go again', async () => {
    const { call } = await signedIn();
    const path = `/businesses/${DEMO_BUSINESSES[0]?.businessID}/associate-phone-numbers`;
    const one = await call('POST', path, { phoneNumber: '+13035550142' });
    expect(one.status).toBe(201);
    expect(
      (await call('POST', `${path}/bulk`, { phoneNumbers: ['+13035550142', '+13035550143'] })).status,
    ).toBe(201);
    expect((await call('GET', path)).body.data).toHaveLength(2);
    expect((await call('DELETE', `${path}/${one.body.phoneNumberID}`)).status).toBe(204);
    expect((await call('POST', path, { phoneNumber: '303-555-0142' })).status).toBe(422);
  });

  test('the person, a test lead, and a webhook that is taken away', async () => {
    const { simulator, call } = await signedIn();
    expect((await call('GET', '/users/self')).body).toMatchObject({ email: DEMO_USER.email });
    expect(JSON.stringify((await call('GET', '/users/self')).body)).not.toContain(DEMO_USER.password);
    const path = `/businesses/${DEMO_BUSINESSES[0]?.businessID}/webhooks`;
    expect((await call('POST', `${path}/test-negotiation`)).status).toBe(201);
    await simulator.settled();
    expect(parse(receiver.received[0]?.body ?? Buffer.alloc(0)).kind).toBe('test');
    const webhookID = simulator.deliveries()[0]?.webhookID;
    expect((await call('DELETE', `${path}/${webhookID}`)).status).toBe(204);
    expect((await call('DELETE', `${path}/${webhookID}`)).status).toBe(404);
    expect((await call('GET', path)).status).toBe(401);
  });
});

describe('the page for people', () => {
  test('a lead is sent by form, and what customers write is never markup', async () => {
    const simulator = await registered();
    const businessId = DEMO_BUSINESSES[0]?.businessID ?? '';
    const form = {
      businessId,
      kind: 'booked',
      name: '<b>Eve</b> "x"',
      categoryName: '',
      phone: '',
      description: '',
    };
    const sent = await fetch(`${simulator.url}/send`, { method: 'POST', body: new URLSearchParams(form) });
    expect(sent.status).toBe(200);
    const negotiationID = JSON.parse(simulator.deliveries()[0]?.body ?? '{}').data.negotiationID;
    const text = '<script>alert(1)</script>';
    await fetch(`${simulator.url}/message`, {
      method: 'POST',
      body: new URLSearchParams({ negotiationID, text }),
    });
    await simulator.settled();
    const page = await (await fetch(simulator.url)).text();
    expect(page).toContain('delivered');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b>Eve');
    expect(page).toContain('<html lang="en">');
    const labelled = [...page.matchAll(/<(?:input|select) id="(\w+)"/g)].map(([, id]) => id);
    for (const id of labelled) expect(page).toContain(`<label for="${id}">`);
  });
});
