import { describe, expect, test } from 'vitest';
import { DEMO_BUSINESSES } from './demo.ts';
import { get, post, receiver, registered, simulate } from './stage.ts';

describe('delivering', () => {
  test('a failed delivery is repeated until it is received', async () => {
    const simulator = await registered();
    receiver.answerWith(500, 404, 202);
    simulator.sendLead({ kind: 'booked' });
    await simulator.settled();
    expect(simulator.deliveries()).toMatchObject([
      {
        state: 'delivered',
        nextAttemptAt: null,
        attempts: [{ status: 500 }, { status: 404 }, { status: 202 }],
      },
    ]);
    expect(new Set(receiver.received.map(({ body }) => body.toString())).size).toBe(1);
  });

  test('three repeats are the end; a person may send it again', async () => {
    const simulator = await registered();
    receiver.answerWith(500, 500, 301, 500);
    simulator.sendLead();
    await simulator.settled();
    const [failed] = simulator.deliveries();
    expect(failed).toMatchObject({ state: 'failed', attempts: { length: 4 } });
    const again = await post(simulator, `/_simulate/deliveries/${failed?.deliveryID}/redeliver`, {});
    expect(again.status).toBe(202);
    await simulator.settled();
    expect(simulator.deliveries()[1]).toMatchObject({ state: 'delivered', body: failed?.body });
    expect((await post(simulator, '/_simulate/deliveries/1/redeliver', {})).status).toBe(404);
  });

  test('no answer in time is a failed attempt', async () => {
    const simulator = await registered({ timeoutMs: 20 });
    receiver.answerWith('hang');
    simulator.sendLead();
    await simulator.settled();
    expect(simulator.deliveries()).toMatchObject([
      {
        state: 'delivered',
        attempts: [{ status: null, error: expect.stringContaining('Timeout') }, { status: 200 }],
      },
    ]);
  });

  test('a repeat waits for its delay and says when', async () => {
    const simulator = await registered({ retryDelaysMs: [3_600_000] });
    receiver.answerWith(503);
    simulator.sendLead();
    await expect.poll(() => simulator.deliveries()[0]?.attempts.length).toBe(1);
    expect(simulator.deliveries()[0]?.state).toBe('pending');
    const waitMs = Date.parse(simulator.deliveries()[0]?.nextAttemptAt ?? '') - Date.now();
    expect(waitMs).toBeGreaterThan(3_500_000);
  });

  test('the same lead at the same moment, as often as asked', async () => {
    const simulator = await registered();
    const answer = await post(simulator, '/_simulate/lead', { kind: 'booked', duplicate: 5, count: 2 });
    await simulator.settled();
    expect(answer.body.data).toHaveLength(2);
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ body }) => body.toString())).size).toBe(2);
  });

  test('a webhook that is off, for another business or another event hears nothing', async () => {
    const simulator = await simulate();
    const [first, second] = DEMO_BUSINESSES;
    const hook = { webhookURL: receiver.url, eventTypes: ['NegotiationCreatedV4'] };
    await post(simulator, '/_simulate/webhooks', { ...hook, businessId: first?.businessID, enabled: false });
    await post(simulator, '/_simulate/webhooks', {
      ...hook,
      businessId: second?.businessID,
      eventTypes: ['ReviewCreatedV4'],
    });
    simulator.sendLead({ businessId: first?.businessID });
    simulator.sendLead({ businessId: second?.businessID });
    expect(simulator.deliveries()).toEqual([]);
  });

  test('no header, a Basic pair or a header of its own, as registered', async () => {
    const pair = await registered({}, { username: 'u', password: 'p' });
    pair.sendLead();
    await pair.settled();
    const key = await registered({}, { header: 'X-Key', value: 'v' });
    key.sendLead();
    await key.settled();
    const none = await registered();
    none.sendLead();
    await none.settled();
    expect(receiver.received.map(({ headers }) => [headers.authorization, headers['x-key']])).toEqual([
      [`Basic ${btoa('u:p')}`, undefined],
      [undefined, 'v'],
      [undefined, undefined],
    ]);
    expect(await get(pair, '/_simulate/webhooks')).toMatchObject({ data: [{ authType: 'Basic' }] });
    expect(JSON.stringify(await get(pair, '/_simulate/webhooks'))).not.toContain('password');
  });
});
