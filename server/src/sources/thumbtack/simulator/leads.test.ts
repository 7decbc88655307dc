import { describe, expect, test } from 'vitest';
import { parse } from '../parse.ts';
import { DEMO_BUSINESSES } from './demo.ts';
import { LEAD_KINDS } from './lead.ts';
import { get, post, receiver, registered, simulate } from './stage.ts';

/** The customers of three leads from one seed. */
async function madeBySeed() {
  const simulator = await registered({ seed: 7 });
  simulator.sendLead({ kind: 'no_date', count: 3 });
  await simulator.settled();
  return simulator.deliveries().map(({ body }) => JSON.parse(body).data.customer);
}

describe('leads', () => {
  test.each(LEAD_KINDS)('a lead of kind %s can be read', async (kind) => {
    const simulator = await registered();
    const { body } = await post(simulator, '/_simulate/lead', { kind });
    await simulator.settled();
    const delivery = parse(receiver.received[0]?.body ?? Buffer.alloc(0));
    if (kind === 'test') {
      expect(delivery.kind).toBe('test');
      return;
    }
    if (delivery.kind !== 'lead') throw new Error(JSON.stringify(delivery));
    const { lead } = delivery;
    expect(body.data).toEqual([{ negotiationID: lead.sourceLeadId }]);
    expect(lead.businessRef).toBe(DEMO_BUSINESSES[0]?.businessID);
    expect(lead.customer.phone).toEqual(
      kind === 'no_phone' ? null : expect.stringMatching(/^(303|720)55501\d\d$/),
    );
    expect(lead.state).toBe(kind === 'cancelled' ? 'cancelled' : 'open');
    expect(lead.details.length).toBeGreaterThan(0);
    if (kind === 'no_date') expect(lead.requestedTimes).toEqual([]);
    if (kind === 'booked') expect(lead.requestedTimes).toMatchObject([{ end: expect.any(String) }]);
    if (kind === 'unknown_category') expect(lead.category.id).toBe('999000999000999');
    if (kind === 'long') expect(lead.description?.length).toBeGreaterThan(1_048_576);
    if (kind === 'emoji') expect(lead.description).toContain('👩‍🔧');
  });

  test('what is asked for is in the lead', async () => {
    const simulator = await registered();
    const proposedTimes = [{ start: '2026-12-01T16:00:00Z', end: '2026-12-01T18:00:00Z' }];
    const categoryName = 'Drain Repair';
    const wishes = {
      categoryName,
      name: 'Zoë Quinn',
      phone: '3035550177',
      description: 'Drip.',
      proposedTimes,
    };
    simulator.sendLead(wishes);
    await simulator.settled();
    expect(parse(receiver.received[0]?.body ?? Buffer.alloc(0))).toMatchObject({
      lead: {
        customer: { firstName: 'Zoë', lastName: 'Quinn', phone: '3035550177' },
        category: { name: categoryName, id: expect.stringMatching(/^2015/) },
        description: 'Drip.',
        requestedTimes: proposedTimes,
      },
    });
  });

  test('the same seed makes the same customers', async () => {
    expect(await madeBySeed()).toEqual(await madeBySeed());
  });

  test("a payload of one's own goes out byte for byte", async () => {
    const simulator = await registered();
    const payload = '{"data": {"negotiationID": 9223372036854775807, "x": 1e3}}';
    await post(simulator, '/_simulate/lead', { payload });
    await post(simulator, '/_simulate/lead', { payload: 'not even JSON' });
    await simulator.settled();
    expect(receiver.received.map(({ body }) => body.toString())).toEqual([payload, 'not even JSON']);
  });

  test('an order that cannot be understood says what is wrong', async () => {
    const simulator = await simulate();
    const answer = await post(simulator, '/_simulate/lead', { kind: 'imaginary' });
    expect(answer).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('kind'), traceID: expect.any(String) },
    });
  });
});

describe('messages', () => {
  test('a customer writes, and the webhook hears it', async () => {
    const simulator = await registered();
    const [lead] = simulator.sendLead({ name: 'Ana T.' });
    await post(simulator, '/_simulate/message', { negotiationID: lead?.negotiationID, text: 'Before noon?' });
    await simulator.settled();
    const heard = receiver.received.map(({ body }) => parse(body)).find(({ kind }) => kind === 'message');
    expect(heard).toMatchObject({
      message: { from: 'customer', text: 'Before noon?', sourceLeadId: lead?.negotiationID },
    });
    expect(await get(simulator, '/_simulate/messages')).toMatchObject({
      data: [{ customer: { displayName: 'Ana T.' } }],
    });
    expect((await post(simulator, '/_simulate/message', { negotiationID: '1', text: 'x' })).status).toBe(404);
  });
});
