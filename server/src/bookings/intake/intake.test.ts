import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../test/app.ts';
import { connectThumbtack, deliver, type Hook, negotiation } from '../../../test/thumbtack.ts';

let house: TestApp;
let place: Awaited<ReturnType<TestApp['workspace']>>;
let hook: Hook;

beforeAll(async () => {
  house = await createTestApp();
});
afterAll(async () => await house.close());
beforeEach(async () => {
  place = await house.workspace('Deliveries');
  hook = await connectThumbtack(house, place.workspaceId);
});

const bookings = async (query = '') => (await house.call(place, 'GET', `/api/v1/bookings${query}`)).body.data;
const rawBodies = async (): Promise<string[]> =>
  (
    await house.parts.db.systemPool.query(
      'select body from deliveries where workspace_id = $1 order by received_at, id',
      [place.workspaceId],
    )
  ).rows.map((row) => row.body.toString());

describe('a delivery becomes a booking (L1, L2, L55)', () => {
  it('with everything a card shows', async () => {
    expect(await deliver(house, hook, negotiation('700000000000000001'))).toEqual({
      status: 200,
      body: { received: 'lead' },
    });
    const [booking] = await bookings();
    expect(booking).toMatchObject({
      status: 'New',
      source: 'thumbtack',
      sourceName: 'Thumbtack',
      accountName: 'Demo Plumbing',
      sourceLeadId: '700000000000000001',
      customer: { name: 'Ana T.', phone: '+13035550101', phoneDisplay: '(303) 555-0101', email: null },
      address: { city: 'Denver', state: 'CO', zip: '80210' },
      standardJobTypeId: 'plumbing.unclog-drain',
      categoryName: 'Drain Repair',
      requestedStart: '2099-03-03T16:00:00.000Z',
      requestedEnd: '2099-03-03T18:00:00.000Z',
      needsScheduling: false,
      submittedAt: '2026-11-02T15:04:03.000Z',
      leadPrice: '$31.00',
      jobId: null,
    });
    expect(booking.details).toContainEqual({ label: 'Problem', value: 'Slow drain' });
    expect(booking.deliveries).toHaveLength(1);
  });

  it('without a date: nothing requested, and flagged to be scheduled (L8)', async () => {
    await deliver(house, hook, negotiation('1', {}, { proposedTimes: [] }));
    expect((await bookings())[0]).toMatchObject({
      requestedStart: null,
      requestedEnd: null,
      needsScheduling: true,
    });
  });

  it('without a phone, with an unknown category and no address: kept, and the CSR is told', async () => {
    await deliver(
      house,
      hook,
      negotiation(
        '2',
        { customer: { firstName: 'Bo' } },
        { category: { categoryID: '999', name: 'Chimney Sweep' }, location: null },
      ),
    );
    const [booking] = await bookings();
    expect(booking).toMatchObject({
      customer: { name: 'Bo', phone: null },
      standardJobTypeId: null,
      categoryName: 'Chimney Sweep',
      jobTypeId: null,
    });
    expect(booking.issues.map((issue: { code: string }) => issue.code)).toEqual([
      'no_phone',
      'no_address',
      'unmapped_category',
    ]);
  });

  it('with emoji, half surrogate pairs, NUL characters and unknown fields', async () => {
    const body = JSON.stringify(
      negotiation('3', { brandNew: { deep: [1, 2] } }, { description: '💧 leak \u0000 here ' }),
    ).replace('leak', String.raw`\ud83d leak`);
    expect((await deliver(house, hook, body)).status).toBe(200);
    expect((await bookings())[0].summary).toContain('💧');
    expect((await rawBodies())[0]).toContain('brandNew');
  });

  it('of a million characters', async () => {
    const description = 'x'.repeat(1_000_000);
    expect((await deliver(house, hook, negotiation('4', {}, { description }))).status).toBe(200);
    expect((await bookings())[0].summary).toContain(description);
  });

  it('without Content-Type, too', async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: hook.path,
      headers: { authorization: hook.headers['authorization'] ?? '' },
      payload: Buffer.from(JSON.stringify(negotiation('5'))),
    });
    expect(answer.statusCode).toBe(200);
    expect(await bookings()).toHaveLength(1);
  });
});

describe('a lead that comes more than once is one booking', () => {
  it('ten times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await deliver(house, hook, negotiation('77'))),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    const list = await bookings();
    expect(list).toHaveLength(1);
    expect(list[0].deliveries).toHaveLength(10);
    expect(await rawBodies()).toHaveLength(10);
  });

  it('also after it was dismissed, which it stays', async () => {
    await deliver(house, hook, negotiation('78'));
    const [booking] = await bookings();
    await house.call(place, 'POST', `/api/v1/bookings/${booking.id}/dismiss`, { reason: 'duplicate' });
    await deliver(house, hook, negotiation('78'));
    expect(await bookings()).toMatchObject([{ id: booking.id, status: 'Dismissed' }]);
  });

  it('and is marked when its source cancels it (GL-10)', async () => {
    await deliver(house, hook, negotiation('79'));
    await deliver(house, hook, negotiation('79', { status: 'Canceled' }));
    expect(await bookings()).toMatchObject([{ status: 'New', cancelledBySource: true }]);
  });

  it('while the same id in another workspace is another lead', async () => {
    const other = await house.workspace('Other');
    const otherHook = await connectThumbtack(house, other.workspaceId);
    await deliver(house, hook, negotiation('80'));
    await deliver(house, otherHook, negotiation('80'));
    expect(await bookings()).toHaveLength(1);
    expect((await house.call(other, 'GET', '/api/v1/bookings')).body.data).toHaveLength(1);
  });
});

describe('messages of a lead', () => {
  const message = (id: string, lead: string) => ({
    event: { eventType: 'MessageCreatedV4', webhookID: '501' },
    data: {
      messageID: id,
      negotiationID: lead,
      from: 'Customer',
      text: 'Are you coming?',
      sentAt: '2026-11-02T16:00:00Z',
    },
  });

  it('stand with it, once each, even when they come first', async () => {
    for (const _time of [1, 2])
      expect((await deliver(house, hook, message('m1', '90'))).body).toEqual({ received: 'message' });
    await deliver(house, hook, negotiation('90'));
    expect((await bookings())[0].messages).toEqual([
      { from: 'customer', text: 'Are you coming?', sentAt: '2026-11-02T16:00:00.000Z' },
    ]);
  });
});

describe('what is not a lead', () => {
  it.each([
    ['an unknown event', { event: { eventType: 'SomethingNewV5' }, data: {} }, 'ignored'],
    [
      'a test delivery',
      negotiation('1', { business: { businessID: '1', name: 'Test Business for Webhooks' } }),
      'test',
    ],
  ])('is acknowledged and kept: %s', async (_name, body, kind) => {
    expect(await deliver(house, hook, body)).toEqual({ status: 200, body: { received: kind } });
    expect(await bookings()).toEqual([]);
    expect(await rawBodies()).toEqual([JSON.stringify(body)]);
  });

  it.each([
    ['no JSON', '{"event": '],
    ['nothing', ''],
    ['a list', '[1,2,3]'],
    ['a lead without id', JSON.stringify(negotiation('', { negotiationID: null }))],
  ])('is refused with 400 and kept all the same: %s', async (_name, body) => {
    const answer = await deliver(house, hook, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'unreadable_delivery' } });
    expect(await rawBodies()).toEqual([body]);
    expect(await bookings()).toEqual([]);
  });

  it.each([
    ['wrong password', { authorization: `Basic ${Buffer.from('tradepost:wrong').toString('base64')}` }],
    ['no secret', {}],
  ])('is refused with 401 and not kept: %s', async (_name, headers) => {
    expect(
      await deliver(house, hook, negotiation('1'), { 'content-type': 'application/json', ...headers }),
    ).toMatchObject({ status: 401, body: { code: 'wrong_secret' } });
    expect(await rawBodies()).toEqual([]);
  });

  it('is refused when larger than 4 MB', async () => {
    expect(
      (await deliver(house, hook, negotiation('1', {}, { description: 'x'.repeat(5_000_000) }))).status,
    ).toBe(413);
  });

  it('is refused while the integration is switched off, and taken again afterwards (L48)', async () => {
    expect(
      (await house.call(place, 'PATCH', `/api/v1/integrations/${hook.integrationId}`, { enabled: false }))
        .body.enabled,
    ).toBe(false);
    await expect.poll(async () => (await deliver(house, hook, negotiation('1'))).status).toBe(403);
    await house.call(place, 'PATCH', `/api/v1/integrations/${hook.integrationId}`, { enabled: true });
    await expect.poll(async () => (await deliver(house, hook, negotiation('1'))).status).toBe(200);
  });

  it('goes to an unknown address: 404', async () => {
    expect(
      (await deliver(house, { ...hook, path: '/hooks/thumbtack/nobody' }, negotiation('1'))).status,
    ).toBe(404);
    expect(
      (await deliver(house, { ...hook, path: hook.path.replace('thumbtack', 'yelp') }, negotiation('1')))
        .status,
    ).toBe(404);
  });
});

describe('secrets', () => {
  it('are in no stored header and in no log of the database', async () => {
    await deliver(house, hook, negotiation('1'));
    const { rows } = await house.parts.db.systemPool.query('select headers from deliveries');
    expect(JSON.stringify(rows)).not.toMatch(/authorization|Basic/i);
    const { rows: accounts } = await house.parts.db.systemPool.query(
      'select hook_secret from integration_accounts',
    );
    for (const row of accounts) expect(row.hook_secret).toMatch(/^v1\./);
  });
});

describe('a delivery stored by a process that died before understanding it', () => {
  it('is understood by the sweep, once', async () => {
    await house.parts.db.systemPool.query(
      "insert into deliveries (workspace_id, id, source, account_id, received_at, headers, body) values ($1, uuidv7(), 'thumbtack', $2, now() - interval '1 minute', '{}', $3)",
      [place.workspaceId, hook.accountId, Buffer.from(JSON.stringify(negotiation('55')))],
    );
    const sweep = house.rooms.bookings.tasks['bookings:sweep'];
    for (const _time of [1, 2])
      await sweep?.({}, { attempt: 1, lastAttempt: false, signal: new AbortController().signal });
    expect(await bookings()).toMatchObject([{ sourceLeadId: '55', status: 'New' }]);
    expect((await bookings())[0].deliveries).toHaveLength(1);
  });
});
