import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { RequestEvent } from '../src/index.ts';
import { jumpingClock, manualClock } from './clocks.ts';
import { type Answer, clientOf, failureOf, newCustomer, type StandIn, standIn } from './stand-in.ts';

let server: StandIn;
afterEach(() => server.close());

async function serve(answer: Answer): Promise<void> {
  server = await standIn(answer);
}

describe('when the API fails', () => {
  test('a read is repeated until it succeeds', async () => {
    await serve((_, count) => (count < 4 ? { status: 502, body: '<html>' } : { body: { id: 1 } }));
    const clock = jumpingClock();
    await clientOf(server.url, { clock }).crm.customers.get({ id: 1 });
    expect(clock.waits).toEqual([250, 500, 1_000]);
  });

  test('and given up after the last attempt', async () => {
    await serve({ status: 503 });
    const error = await failureOf(
      clientOf(server.url, { retry: { attempts: 3 } }).crm.customers.get({ id: 1 }),
    );
    expect(error).toMatchObject({ kind: 'server', status: 503, retryable: true, sent: true });
    expect(server.seen).toHaveLength(3);
  });

  test('a create is not repeated after a 503 or a broken connection', async () => {
    await serve((_, count) => (count === 1 ? { status: 503 } : 'drop'));
    const client = clientOf(server.url);
    const refused = await failureOf(client.crm.customers.create({ body: newCustomer }));
    expect(refused).toMatchObject({ kind: 'server', sent: true });
    const broken = await failureOf(client.crm.customers.create({ body: newCustomer }));
    expect(broken).toMatchObject({ kind: 'network', sent: true, status: undefined });
    expect(server.seen).toHaveLength(2);
  });

  test('a read over a broken connection is repeated', async () => {
    await serve((_, count) => (count < 3 ? 'drop' : { body: { id: 1 } }));
    expect(await clientOf(server.url).crm.customers.get({ id: 1 })).toEqual({ id: '1' });
  });

  test('a create is repeated while no connection comes about', async () => {
    await serve({});
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const events: RequestEvent[] = [];
    const client = clientOf(`http://127.0.0.1:${port}`, {
      authUrl: server.url,
      onRequest: (event) => events.push(event),
    });
    const error = await failureOf(client.crm.customers.create({ body: newCustomer }));
    expect(error).toMatchObject({ kind: 'network', sent: false });
    expect(events).toHaveLength(5);
  });

  test('a 429 is waited out as it asks, for a create too, and holds back the other calls', async () => {
    await serve((_, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '7' } } : { body: { id: 1 } },
    );
    const clock = jumpingClock();
    await clientOf(server.url, { clock }).crm.customers.create({ body: newCustomer });
    expect(clock.waits).toEqual([7_500]);
  });

  test('a 429 holds back all who share the budget', async () => {
    await serve((_, count) => (count === 1 ? { status: 429 } : { body: { id: 1 } }));
    const pauses: number[] = [];
    const budget = { take: async () => undefined, pause: (ms: number) => void pauses.push(ms) };
    await clientOf(server.url, { budget }).crm.customers.get({ id: 1 });
    expect(pauses).toEqual([250]);
  });

  test('a call counts as sent when any of its attempts may have been processed', async () => {
    await serve((_, count) => ({ status: count === 1 ? 503 : 429 }));
    const call = clientOf(server.url, { retry: { attempts: 2 } }).crm.contacts.deleteContact({ id: 'c-1' });
    expect(await failureOf(call)).toMatchObject({ kind: 'throttled', sent: true });
  });

  test('a 429 without a header is read for its seconds', async () => {
    await serve((_, count) =>
      count === 1
        ? { status: 429, body: { title: 'Rate limit is exceeded. Try again in 3 seconds.' } }
        : { body: { id: 1 } },
    );
    const clock = jumpingClock();
    await clientOf(server.url, { clock }).crm.customers.get({ id: 1 });
    expect(clock.waits).toEqual([3_500]);
  });

  test('a 500 that is not JSON is a server error', async () => {
    await serve({ status: 500, body: 'Oops' });
    const error = await failureOf(clientOf(server.url).crm.customers.get({ id: 1 }));
    expect(error).toMatchObject({ kind: 'server', status: 500, sent: true, title: undefined });
    expect(server.seen).toHaveLength(1);
  });

  test('a success that is not JSON is an invalid response', async () => {
    await serve({ body: '<html>' });
    const error = await failureOf(clientOf(server.url).crm.customers.create({ body: newCustomer }));
    expect(error).toMatchObject({ kind: 'invalid_response', status: 200, sent: true });
  });

  test('a validation error names its fields', async () => {
    await serve({
      status: 400,
      body: { title: 'Invalid', status: 400, traceId: 't-1', errors: { name: ['Required.'] }, data: {} },
    });
    const error = await failureOf(clientOf(server.url).crm.customers.create({ body: newCustomer }));
    expect(error).toMatchObject({
      kind: 'validation',
      errors: { name: ['Required.'] },
      traceId: 't-1',
      sent: false,
    });
  });
});

describe('stopping', () => {
  test('a call under way is aborted; it may have been processed', async () => {
    await serve('hang');
    const controller = new AbortController();
    const call = failureOf(
      clientOf(server.url).crm.customers.create({ body: newCustomer, signal: controller.signal }),
    );
    await server.received(1);
    controller.abort();
    expect(await call).toMatchObject({ kind: 'aborted', sent: true, retryable: false });
  });

  test('a call that waits to repeat is aborted at once', async () => {
    await serve({ status: 503 });
    const clock = manualClock();
    const controller = new AbortController();
    const seen = Promise.withResolvers<void>();
    const call = failureOf(
      clientOf(server.url, { clock, onRequest: () => seen.resolve() }).crm.customers.get({
        id: 1,
        signal: controller.signal,
      }),
    );
    await seen.promise;
    controller.abort();
    expect(await call).toMatchObject({ kind: 'aborted', sent: true });
    expect(server.seen).toHaveLength(1);
  });

  test('a call that waits for its place in the budget is aborted at once; nothing was sent', async () => {
    await serve({});
    const controller = new AbortController();
    const asked = Promise.withResolvers<void>();
    const budget = {
      take: () => {
        asked.resolve();
        return new Promise<void>(() => undefined);
      },
      pause: () => undefined,
    };
    const call = failureOf(
      clientOf(server.url, { budget }).crm.customers.get({ id: 1, signal: controller.signal }),
    );
    await asked.promise;
    controller.abort();
    expect(await call).toMatchObject({ kind: 'aborted', sent: false });
    expect(server.seen).toEqual([]);
  });

  test('an aborted signal keeps anything from being sent; the client’s own signal too', async () => {
    await serve({});
    const signal = AbortSignal.abort();
    const mine = await failureOf(clientOf(server.url).crm.customers.get({ id: 1, signal }));
    const whole = await failureOf(clientOf(server.url, { signal }).crm.customers.get({ id: 1 }));
    expect([mine, whole]).toMatchObject([
      { kind: 'aborted', sent: false },
      { kind: 'aborted', sent: false },
    ]);
    expect(server.seen).toEqual([]);
  });

  test('an answer that does not come in time is a timeout', async () => {
    await serve('hang');
    const clock = manualClock();
    const client = clientOf(server.url, { clock, timeoutMs: 5_000 });
    const call = failureOf(client.crm.customers.create({ body: newCustomer }));
    await server.received(1);
    await clock.advance(5_000);
    expect(await call).toMatchObject({ kind: 'timeout', sent: true, retryable: true });
  });
});
