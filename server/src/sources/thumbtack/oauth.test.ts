import { afterEach, beforeEach, expect, test } from 'vitest';
import { SourceError } from '../source.ts';
import { accounts } from './calls.ts';
import { thumbtackOAuth } from './oauth.ts';
import { DEMO_BUSINESSES, DEMO_USER } from './simulator/demo.ts';
import { createThumbtackSimulator, type ThumbtackSimulator } from './simulator/index.ts';
import { type PersonChoices, signIn } from './simulator/person.ts';

const REDIRECT_URI = 'http://127.0.0.1:4600/oauth/thumbtack';
const person: PersonChoices = { email: DEMO_USER.email, password: DEMO_USER.password };

let now: Temporal.Instant;
const clock = { now: () => now };
const later = (seconds: number) => {
  now = now.add({ seconds });
};
const oauth = thumbtackOAuth(clock);
let simulator: ThumbtackSimulator;

beforeEach(async () => {
  now = Temporal.Now.instant();
  const clients = [{ clientId: 'tradepost', clientSecret: 's3cret:%', redirectUris: [REDIRECT_URI] }];
  simulator = await createThumbtackSimulator({ clock, clients });
});

afterEach(async () => {
  await simulator.close();
});

async function connect(choices: Partial<PersonChoices> = {}) {
  const request = await oauth.authorize(simulator, REDIRECT_URI);
  const callback = await signIn(request.url, { ...person, ...choices });
  return { request, callback };
}

async function tokensOf(choices: Partial<PersonChoices> = {}) {
  const { request, callback } = await connect(choices);
  return oauth.exchange(simulator, REDIRECT_URI, callback, request);
}

async function refusal(action: Promise<unknown>): Promise<SourceError> {
  const outcome = await action.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(outcome instanceof SourceError)) throw new Error(`expected a SourceError, got ${String(outcome)}`);
  return outcome;
}

test('the sign-in address carries what Thumbtack asks for', async () => {
  const request = await oauth.authorize(simulator, REDIRECT_URI);
  const query = new URL(request.url).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    client_id: 'tradepost',
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    audience: 'urn:partner-api',
    code_challenge_method: 'S256',
    state: request.state,
  });
  expect(request.state.length).toBeGreaterThanOrEqual(10);
  expect(query.get('scope')?.split(' ')).toEqual(
    expect.arrayContaining(['supply::businesses.list', 'supply::webhooks.write', 'offline_access']),
  );
});

test('a person signs in, permits, and the accounts are listed (L19, L20)', async () => {
  const tokens = await tokensOf();
  expect(tokens.expiresAt).toBe(now.add({ seconds: 3_600 }).toString());
  expect(tokens.refreshToken).not.toBeNull();
  expect(tokens.scope.split(' ')).toContain('supply::messages.write');
  const source = { access: async () => tokens.accessToken, refresh: async () => tokens.accessToken };
  expect(await accounts(simulator, source)).toEqual(
    DEMO_BUSINESSES.map(({ businessID, name, imageURL }) => ({
      businessRef: businessID,
      name,
      imageUrl: imageURL,
    })),
  );
});

test('a person who cancels connects nothing', async () => {
  const error = await refusal(tokensOf({ answer: 'deny' }));
  expect(error.code).toBe('denied');
  expect(error.publicMessage).toContain('Nothing was connected');
});

test('a wrong password is refused on the page', async () => {
  await expect(connect({ password: 'wrong' })).rejects.toThrow(/401.*do not belong together/s);
});

test('an answer to another sign-in is rejected', async () => {
  const { callback } = await connect();
  const other = await oauth.authorize(simulator, REDIRECT_URI);
  expect((await refusal(oauth.exchange(simulator, REDIRECT_URI, callback, other))).code).toBe('rejected');
});

test('an answer that names another issuer is rejected', async () => {
  const { request, callback } = await connect();
  callback.searchParams.set('iss', 'https://elsewhere.example.com');
  expect((await refusal(oauth.exchange(simulator, REDIRECT_URI, callback, request))).code).toBe('rejected');
});

test('a code proves nothing without its verifier', async () => {
  const { request, callback } = await connect();
  const { codeVerifier } = await oauth.authorize(simulator, REDIRECT_URI);
  const forged = { ...request, codeVerifier };
  expect((await refusal(oauth.exchange(simulator, REDIRECT_URI, callback, forged))).code).toBe('expired');
});

test('a code works once, and for five minutes', async () => {
  const once = await connect();
  await oauth.exchange(simulator, REDIRECT_URI, once.callback, once.request);
  expect((await refusal(oauth.exchange(simulator, REDIRECT_URI, once.callback, once.request))).code).toBe(
    'expired',
  );
  const slow = await connect();
  later(301);
  expect((await refusal(oauth.exchange(simulator, REDIRECT_URI, slow.callback, slow.request))).code).toBe(
    'expired',
  );
});

test('a refresh token rotates; the spent one works for a minute of grace, then ends the connection', async () => {
  const first = (await tokensOf()).refreshToken ?? '';
  const second = await oauth.refresh(simulator, first);
  expect(second.refreshToken).not.toBe(first);
  later(59);
  const third = await oauth.refresh(simulator, first);
  expect(third.accessToken).not.toBe(second.accessToken);
  later(2);
  const error = await refusal(oauth.refresh(simulator, first));
  expect(error.code).toBe('expired');
  expect(error.publicMessage).toContain('sign in with Thumbtack again');
  expect((await refusal(oauth.refresh(simulator, third.refreshToken ?? ''))).code).toBe('expired');
});

test('a refresh token lives 180 days', async () => {
  const tokens = await tokensOf();
  later(179 * 86_400);
  const renewed = await oauth.refresh(simulator, tokens.refreshToken ?? '');
  later(181 * 86_400);
  expect((await refusal(oauth.refresh(simulator, renewed.refreshToken ?? ''))).code).toBe('expired');
});

test('a wrong client secret is a fault of the installation', async () => {
  const { refreshToken } = await tokensOf();
  const wrong = { ...simulator, clientSecret: 'wrong' };
  expect((await refusal(oauth.refresh(wrong, refreshToken ?? ''))).code).toBe('rejected');
});

test('a Thumbtack that cannot be reached is not an expired connection', async () => {
  const { refreshToken } = await tokensOf();
  await simulator.close();
  expect((await refusal(oauth.refresh(simulator, refreshToken ?? ''))).code).toBe('unavailable');
});

test('secrets never go over plain http to another machine', async () => {
  const far = { ...simulator, tokenUrl: 'http://token.example.com/oauth2/token' };
  const error = await refusal(oauth.refresh(far, 'token'));
  expect(error.message).toMatch(/https/i);
});

test('the sign-in page refuses a short state, a missing audience and a foreign way back', async () => {
  const { url } = await oauth.authorize(simulator, REDIRECT_URI);
  const changed = (name: string, value: string | null) => {
    const next = new URL(url);
    if (value === null) next.searchParams.delete(name);
    else next.searchParams.set(name, value);
    return next.href;
  };
  await expect(signIn(changed('state', 'short'), person)).rejects.toThrow(/400.*at least 8/s);
  await expect(signIn(changed('redirect_uri', 'http://127.0.0.1:1/other'), person)).rejects.toThrow(
    /redirect_uri/,
  );
  const callback = await signIn(changed('audience', null), person);
  expect(callback.searchParams.get('error')).toBe('invalid_request');
});

test('supply scopes are not for client_credentials', async () => {
  const response = await fetch(simulator.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('tradepost:s3cret%3A%25').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'supply::businesses.list' }),
  });
  expect(await response.json()).toMatchObject({ error: 'unauthorized_client' });
});
