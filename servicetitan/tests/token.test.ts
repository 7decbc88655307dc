import { afterEach, describe, expect, test } from 'vitest';
import { jumpingClock } from './clocks.ts';
import { type Answer, clientOf, failureOf, newCustomer, type StandIn, standIn } from './stand-in.ts';

let server: StandIn;
afterEach(() => server.close());

async function serve(answer: Answer, token?: Parameters<typeof standIn>[1]): Promise<void> {
  server = await standIn(answer, token);
}

describe('tokens', () => {
  test('are asked for with a form, once for all who wait, and once for all clients', async () => {
    await serve({ body: { id: 1 } });
    const clock = jumpingClock();
    const clients = [clientOf(server.url, { clock }), clientOf(server.url, { clock, tenantId: 78 })];
    await Promise.all(
      [...clients, ...clients, ...clients].map((client) => client.crm.customers.get({ id: 1 })),
    );
    expect(server.tokenRequests).toHaveLength(1);
    expect(server.tokenRequests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(server.tokenRequests[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'very-secret-secret',
    });
  });

  test('are replaced 60 s before their end', async () => {
    await serve({ body: { id: 1 } });
    const clock = jumpingClock();
    const client = clientOf(server.url, { clock });
    await client.crm.customers.get({ id: 1 });
    clock.skip(839_000);
    await client.crm.customers.get({ id: 1 });
    expect(server.tokenRequests).toHaveLength(1);
    clock.skip(1_000);
    await client.crm.customers.get({ id: 1 });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  test('tell what the app was granted, and are not asked for again for that', async () => {
    await serve({ body: { id: 1 } }, () => ({
      body: { access_token: 't', expires_in: 900, scope: 'tn.jpm.jobs:r  tn.crm.customers:w' },
    }));
    const client = clientOf(server.url);
    expect(await client.grantedScopes()).toEqual(['tn.jpm.jobs:r', 'tn.crm.customers:w']);
    await client.crm.customers.get({ id: 1 });
    expect(await client.grantedScopes()).toHaveLength(2);
    expect(server.tokenRequests).toHaveLength(1);
  });

  test('without a word on scopes leave it open what was granted', async () => {
    await serve({ body: { id: 1 } });
    expect(await clientOf(server.url).grantedScopes()).toBeNull();
  });

  test('another secret does not get in on a known client id', async () => {
    await serve({ body: { id: 1 } });
    const clock = jumpingClock();
    await clientOf(server.url, { clock }).crm.customers.get({ id: 1 });
    await clientOf(server.url, { clock, clientSecret: 'guessed' }).crm.customers.get({ id: 1 });
    expect(server.tokenRequests).toHaveLength(2);
  });

  test('a 401 is answered with one fresh token and one repeat, also for a create', async () => {
    await serve(({ headers }) =>
      headers.authorization === 'Bearer token-1' ? { status: 401 } : { body: { id: 1 } },
    );
    const client = clientOf(server.url);
    expect(await client.crm.customers.create({ body: newCustomer })).toEqual({ id: '1' });
    expect(server.seen).toHaveLength(2);
  });

  test('a second 401 is the answer', async () => {
    await serve({ status: 401 });
    const error = await failureOf(clientOf(server.url).crm.customers.get({ id: 1 }));
    expect(error).toMatchObject({ kind: 'unauthorized', status: 401, retryable: false, sent: false });
    expect([server.seen.length, server.tokenRequests.length]).toEqual([2, 2]);
  });

  test('refused credentials are an error of their own, without the secret', async () => {
    await serve({}, () => ({ status: 400, body: { error: 'invalid_client' } }));
    const error = await failureOf(clientOf(server.url).crm.customers.get({ id: 1 }));
    expect(error).toMatchObject({ kind: 'credentials', status: 400, operation: 'token', sent: false });
    expect(error.message).toContain('invalid_client');
    expect(`${error.message} ${error.publicMessage} ${error.stack}`).not.toContain('very-secret');
    expect(server.tokenRequests).toHaveLength(1);
  });

  test('a token endpoint in trouble is asked again, even for a create, since nothing was sent', async () => {
    await serve({ body: { id: 1 } }, (count) =>
      count < 3 ? { status: 503 } : { body: { access_token: 'late', expires_in: 900 } },
    );
    await clientOf(server.url).crm.customers.create({ body: newCustomer });
    expect(server.tokenRequests).toHaveLength(3);
  });

  test('a token endpoint that cannot be reached has let nothing through', async () => {
    await serve({}, () => 'drop');
    const error = await failureOf(clientOf(server.url).crm.customers.create({ body: newCustomer }));
    expect(error).toMatchObject({ kind: 'network', operation: 'token', sent: false });
    expect(server.seen).toEqual([]);
  });

  test('an answer without a token is an invalid response', async () => {
    await serve({}, () => ({ body: 'busy' }));
    const error = await failureOf(clientOf(server.url).crm.customers.get({ id: 1 }));
    expect(error).toMatchObject({ kind: 'invalid_response', operation: 'token' });
  });
});
