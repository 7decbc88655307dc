import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LeadProgress, SourceError, type TokenSource } from '../source.ts';
import { accounts, reply, report, subscribe } from './calls.ts';
import { thumbtackOAuth } from './oauth.ts';
import { parse } from './parse.ts';
import { verify } from './secret.ts';
import { DEMO_BUSINESSES, DEMO_CLIENT, DEMO_USER } from './simulator/demo.ts';
import { createThumbtackSimulator, type ThumbtackSimulator } from './simulator/index.ts';
import { signIn } from './simulator/person.ts';
import { openReceiver, type Receiver } from './simulator/receiver.ts';

const REDIRECT_URI = 'http://127.0.0.1:4600/oauth/thumbtack';
const STRANGER = { businessID: '500100200300400999', name: 'Somebody Else', imageURL: '' };
const [BUSINESS = STRANGER] = DEMO_BUSINESSES;

let now: Temporal.Instant;
let simulator: ThumbtackSimulator;
let receiver: Receiver;
const clock = { now: () => now };
const oauth = thumbtackOAuth(clock);

beforeEach(async () => {
  now = Temporal.Now.instant();
  simulator = await createThumbtackSimulator({
    clock,
    businesses: [...DEMO_BUSINESSES, STRANGER],
    clients: [{ ...DEMO_CLIENT, redirectUris: [REDIRECT_URI] }],
    retryDelaysMs: [],
  });
  receiver = await openReceiver();
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

/** Tokens of a person who signed in, renewed as the product would, with a count of the renewals. */
async function connected(without: readonly string[] = []) {
  const request = await oauth.authorize(simulator, REDIRECT_URI);
  const callback = await signIn(request.url, {
    email: DEMO_USER.email,
    password: DEMO_USER.password,
    without,
  });
  let tokens = await oauth.exchange(simulator, REDIRECT_URI, callback, request);
  const stale: string[] = [];
  const source: TokenSource = {
    access: async () => tokens.accessToken,
    async refresh(staleAccessToken, signal) {
      stale.push(staleAccessToken);
      tokens = await oauth.refresh(simulator, tokens.refreshToken ?? '', signal);
      return tokens.accessToken;
    },
  };
  return { source, stale };
}

const sendLead = (businessId = BUSINESS.businessID) =>
  simulator.sendLead({ businessId })[0]?.negotiationID ?? '';

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${simulator.url}/_simulate/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}

describe('replying', () => {
  test('a reply reaches the customer and comes back as a message of the business', async () => {
    const { source } = await connected();
    const secret = { kind: 'basic', username: 'u', password: 'p' } as const;
    await subscribe(simulator, source, BUSINESS.businessID, receiver.url, secret);
    const lead = sendLead();
    expect(await reply(simulator, source, lead, 'We can come at ten 👍')).toEqual({ ok: true });
    expect(simulator.messages()).toMatchObject([
      { negotiationID: lead, from: 'Business', text: 'We can come at ten 👍' },
    ]);
    await simulator.settled();
    const echo = receiver.received.map(({ body }) => parse(body)).find(({ kind }) => kind === 'message');
    expect(echo).toMatchObject({
      message: { sourceLeadId: lead, from: 'business', text: 'We can come at ten 👍' },
    });
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['too much', 'x'.repeat(16_385)],
  ])('%s is not sent, here or there', async (_name, text) => {
    const { source } = await connected();
    const lead = sendLead();
    expect(await reply(simulator, source, lead, text)).toMatchObject({ ok: false, code: 'invalid' });
    const direct = await fetch(`${simulator.apiUrl}/negotiations/${lead}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await source.access()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    expect(direct.status).toBe(422);
    expect(simulator.messages()).toEqual([]);
  });

  test('the longest text goes through', async () => {
    const { source } = await connected();
    expect(await reply(simulator, source, sendLead(), 'x'.repeat(16_384))).toEqual({ ok: true });
  });

  test('the lead of another business does not exist', async () => {
    const { source } = await connected();
    const foreign = sendLead(STRANGER.businessID);
    expect(await reply(simulator, source, foreign, 'Hello')).toMatchObject({ ok: false, code: 'not_found' });
    expect(await reply(simulator, source, '../businesses', 'Hello')).toMatchObject({
      ok: false,
      code: 'not_found',
    });
  });

  test('an expired token is renewed once and the reply sent once', async () => {
    const { source, stale } = await connected();
    const before = await source.access();
    now = now.add({ seconds: 3_601 });
    expect(await reply(simulator, source, sendLead(), 'Hello')).toEqual({ ok: true });
    expect(stale).toEqual([before]);
    expect(simulator.messages()).toHaveLength(1);
  });

  test('a permission that was not given is unauthorized, after one renewal', async () => {
    const { source, stale } = await connected(['supply::messages.write']);
    const outcome = await reply(simulator, source, sendLead(), 'Hello');
    expect(outcome).toMatchObject({
      ok: false,
      code: 'unauthorized',
      message: expect.stringContaining('trace'),
    });
    expect(stale).toHaveLength(1);
  });

  test('a connection that has ended is unauthorized', async () => {
    const { source } = await connected();
    now = now.add({ hours: 24 * 181 });
    expect(await reply(simulator, source, sendLead(), 'Hello')).toMatchObject({
      ok: false,
      code: 'unauthorized',
    });
  });

  test('too many calls are throttled, with the time to wait', async () => {
    const { source } = await connected();
    await control('limits', { requestsPerMinute: 0 });
    const outcome = await reply(simulator, source, sendLead(), 'Hello');
    expect(outcome).toMatchObject({ ok: false, code: 'throttled' });
    expect(outcome.ok ? null : outcome.retryAfterSeconds).toBeGreaterThan(0);
  });

  test('a Thumbtack that cannot be reached is unavailable', async () => {
    const { source } = await connected();
    await simulator.close();
    expect(await reply(simulator, source, '1', 'Hello')).toMatchObject({ ok: false, code: 'unavailable' });
  });

  test.each([
    [302, 'unavailable'],
    [400, 'invalid'],
    [403, 'unauthorized'],
    [404, 'not_found'],
    [422, 'invalid'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('an answer of %i without a readable body is %s', async (status, code) => {
    receiver.answerWith(status);
    const source: TokenSource = { access: async () => 'a', refresh: async () => 'b' };
    const outcome = await reply({ ...simulator, apiUrl: receiver.url }, source, '1', 'Hello');
    expect(outcome).toMatchObject({ ok: false, code, message: expect.stringContaining(String(status)) });
  });

  test('a caller who gives up gets his own reason back', async () => {
    const { source } = await connected();
    const reason = new Error('shutting down');
    await expect(reply(simulator, source, '1', 'Hello', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('reporting progress', () => {
  const words: Readonly<Record<LeadProgress, string>> = {
    scheduled: 'appt_scheduled',
    completed: 'job_complete',
    paid: 'invoice_paid',
    cancelled_by_customer: 'customer_cancel',
    cancelled_by_contractor: 'pro_cancel',
    not_scheduled: 'not_scheduled',
  };

  test('every step is known to Thumbtack by its own word', async () => {
    const { source } = await connected();
    const lead = sendLead();
    const steps: readonly LeadProgress[] = [
      'scheduled',
      'completed',
      'paid',
      'cancelled_by_customer',
      'cancelled_by_contractor',
      'not_scheduled',
    ];
    for (const step of steps) expect(await report(simulator, source, lead, step)).toEqual({ ok: true });
    expect(simulator.statuses().map(({ status }) => status)).toEqual(steps.map((step) => words[step]));
  });

  test('the lead of another business does not exist', async () => {
    const { source } = await connected();
    const outcome = await report(simulator, source, sendLead(STRANGER.businessID), 'paid');
    expect(outcome).toMatchObject({ ok: false, code: 'not_found' });
  });
});

describe('subscribing', () => {
  test.each([
    { kind: 'basic', username: 'tradepost', password: 'p:ä ss' } as const,
    { kind: 'header', header: 'X-Lead-Key', value: 'k-123' } as const,
  ])('deliveries prove themselves with the registered $kind', async (secret) => {
    const { source } = await connected();
    const id = await subscribe(simulator, source, BUSINESS.businessID, receiver.url, secret);
    expect(id).toMatch(/^\d{16,}$/);
    const lead = sendLead();
    await simulator.settled();
    const [delivery] = receiver.received;
    expect(delivery && verify(secret, delivery.headers)).toBe(true);
    expect(
      delivery && verify({ kind: 'basic', username: 'tradepost', password: 'other' }, delivery.headers),
    ).toBe(false);
    expect(delivery && parse(delivery.body)).toMatchObject({ kind: 'lead', lead: { sourceLeadId: lead } });
  });

  test('subscribing again keeps one webhook, with the new secret', async () => {
    const { source } = await connected();
    const first = { kind: 'basic', username: 'u', password: 'old' } as const;
    const second = { kind: 'basic', username: 'u', password: 'new' } as const;
    const id = await subscribe(simulator, source, BUSINESS.businessID, receiver.url, first);
    expect(await subscribe(simulator, source, BUSINESS.businessID, receiver.url, second)).toBe(id);
    sendLead();
    await simulator.settled();
    expect(receiver.received.map(({ headers }) => verify(second, headers))).toEqual([true]);
  });

  test('an address Thumbtack refuses, and a business that is not theirs, say so', async () => {
    const { source } = await connected();
    const secret = { kind: 'basic', username: 'u', password: 'p' } as const;
    const plain = subscribe(simulator, source, BUSINESS.businessID, 'http://hooks.example.com/x', secret);
    await expect(plain).rejects.toMatchObject({ name: 'SourceError', code: 'rejected' });
    const foreign = subscribe(simulator, source, STRANGER.businessID, receiver.url, secret);
    await expect(foreign).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringContaining('404'),
    });
  });

  test('an answer that is not what was asked for is a fault of the other side', async () => {
    const source: TokenSource = { access: async () => 'a', refresh: async () => 'b' };
    const elsewhere = { ...simulator, apiUrl: receiver.url };
    await expect(accounts(elsewhere, source)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('without the permission the person must sign in again', async () => {
    const { source } = await connected(['supply::businesses.list']);
    await expect(accounts(simulator, source)).rejects.toBeInstanceOf(SourceError);
    await expect(accounts(simulator, source)).rejects.toMatchObject({ code: 'expired' });
  });
});
