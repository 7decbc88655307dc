import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { inWorkspace } from '../platform/index.ts';
import {
  createThumbtackSimulator,
  signIn,
  type ThumbtackSimulator,
} from '../sources/thumbtack/simulator/index.ts';
import { clientContext, replyToLead, reportLead, saveIntegration } from './index.ts';

const person = { email: 'owner@example.com', password: 'thumbtack-demo' };

let house: TestApp;
let thumbtack: ThumbtackSimulator;
let url: string;

beforeAll(async () => {
  house = await createTestApp();
  url = await house.listen();
  thumbtack = await createThumbtackSimulator({ retryDelaysMs: [10, 10, 10] });
  await fetch(`${thumbtack.url}/_simulate/clients`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirectUris: [`${url}/integrations/callback/thumbtack`] }),
  });
});
afterAll(async () => {
  await thumbtack.close();
  await house.close();
});

async function integrate(name: string) {
  const place = await house.workspace(name);
  const integrationId = await inWorkspace(
    house.parts.db,
    place.workspaceId,
    async (tx) =>
      await saveIntegration(tx, place.workspaceId, {
        source: 'thumbtack',
        apiUrl: thumbtack.apiUrl,
        authorizeUrl: thumbtack.authorizeUrl,
        tokenUrl: thumbtack.tokenUrl,
        clientId: thumbtack.clientId,
        clientSecret: house.parts.vault.seal(thumbtack.clientSecret, clientContext(place.workspaceId)),
      }),
  );
  const manager = await house.member(place.workspaceId, 'operations_manager');
  return { ...place, integrationId, manager };
}

/** The whole way round, as a browser goes it; answers where the browser ends up. */
async function authorize(
  place: Awaited<ReturnType<typeof integrate>>,
  answer: 'permit' | 'deny' = 'permit',
): Promise<string> {
  const started = await house.call(
    place.manager,
    'POST',
    `/api/v1/integrations/${place.integrationId}/authorize`,
  );
  const back = await signIn(started.body.url, { ...person, answer });
  const landed = await fetch(back, { redirect: 'manual' });
  return await landed.text();
}

describe('signing in at a source (L19, L20)', () => {
  it('connects its businesses, and their leads arrive', async () => {
    const place = await integrate('Connected');
    expect(await authorize(place)).toContain(
      'Leads of Mile High Plumbing &amp; Heating, Front Range Electric now arrive',
    );
    const [integration] = (await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data;
    expect(integration).toMatchObject({
      source: 'thumbtack',
      name: 'Thumbtack',
      enabled: true,
      trouble: null,
    });
    expect(integration.accounts.map((account: { name: string }) => account.name)).toEqual([
      'Mile High Plumbing & Heating',
      'Front Range Electric',
    ]);
    expect(integration.accounts.every((account: { signedIn: boolean }) => account.signedIn)).toBe(true);
    thumbtack.sendLead({ businessId: integration.accounts[1].businessRef, name: 'Rosa Park' });
    await expect
      .poll(async () =>
        (await house.call(place.manager, 'GET', '/api/v1/bookings')).body.data.map(
          (booking: { accountName: string }) => booking.accountName,
        ),
      )
      .toEqual(['Front Range Electric']);
  });

  it('twice connects nothing twice', async () => {
    const place = await integrate('Twice');
    await authorize(place);
    const before = (await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data;
    await authorize(place);
    expect((await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data).toEqual(before);
  });

  it('refused by the person comes back with a sentence, and nothing is connected', async () => {
    const place = await integrate('Refused');
    expect(await authorize(place, 'deny')).toMatch(/<h1>Not connected<\/h1><p>.{10,}<\/p>/);
    expect((await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data[0].accounts).toEqual(
      [],
    );
  });

  it('with a state that was used before, or never given, is refused', async () => {
    const place = await integrate('Replayed');
    const started = await house.call(
      place.manager,
      'POST',
      `/api/v1/integrations/${place.integrationId}/authorize`,
    );
    const back = await signIn(started.body.url, person);
    await fetch(back, { redirect: 'manual' });
    for (const callback of [back, new URL(`${url}/integrations/callback/thumbtack?code=x&state=invented`)]) {
      const landed = await fetch(callback, { redirect: 'manual' });
      expect(landed.status).toBe(400);
      expect(await landed.text()).toContain('already used or took longer');
    }
  });

  it('keeps every token sealed', async () => {
    const { rows } = await house.parts.db.systemPool.query('select tokens from integration_grants');
    expect(rows.length).toBeGreaterThan(0);
    for (const { tokens } of rows) expect(tokens).toMatch(/^v1\.[\w-]+$/);
  });
});

describe('answering a source (B12)', () => {
  it('sends replies and progress for a lead, with tokens renewed once for many callers', async () => {
    const place = await integrate('Answering');
    await authorize(place);
    const [integration] = (await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data;
    const account = integration.accounts[0];
    const [sent] = thumbtack.sendLead({ businessId: account.businessRef });
    const lead = sent?.negotiationID ?? '';
    await expect
      .poll(
        async () => (await house.call(place.manager, 'GET', `/api/v1/bookings?q=${lead}`)).body.data.length,
      )
      .toBe(1);
    // The token has run out as far as we know; ten callers must not spend the single-use refresh token twice.
    await house.parts.db.systemPool.query(
      "update integration_grants set expires_at = now() - interval '1 hour' where workspace_id = $1",
      [place.workspaceId],
    );
    const replies = await Promise.all(
      Array.from(
        { length: 10 },
        async (_, index) =>
          await replyToLead(house.parts, place.workspaceId, account.id, lead, `Hello ${index}`),
      ),
    );
    expect(replies.every((reply) => reply.ok)).toBe(true);
    const { rows } = await house.parts.db.systemPool.query(
      'select trouble, expires_at > now() as fresh from integration_grants where workspace_id = $1',
      [place.workspaceId],
    );
    expect(rows).toEqual([{ trouble: null, fresh: true }]);
    expect(
      thumbtack
        .messages()
        .filter((message) => message.negotiationID === lead && message.text.startsWith('Hello')),
    ).toHaveLength(10);
    expect(await reportLead(house.parts, place.workspaceId, account.id, lead, 'scheduled')).toEqual({
      ok: true,
    });
    expect(thumbtack.statuses().map((report) => report.status)).toContain('appt_scheduled');
  });

  it('takes a reply from the booking screen to the customer, and into the audit log', async () => {
    const place = await integrate('Replying');
    await authorize(place);
    const [integration] = (await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data;
    const [sent] = thumbtack.sendLead({ businessId: integration.accounts[0].businessRef });
    const find = async () =>
      (await house.call(place.manager, 'GET', `/api/v1/bookings?q=${sent?.negotiationID}`)).body.data;
    await expect.poll(async () => (await find()).length).toBe(1);
    const [booking] = await find();
    const text = 'We can come on Tuesday.';
    expect(
      (await house.call(place.manager, 'POST', `/api/v1/bookings/${booking.id}/reply`, { text })).status,
    ).toBe(204);
    expect(thumbtack.messages().filter((message) => message.text === text)).toHaveLength(1);
    // The source reports what was said, also by us: it comes back as a message of the booking.
    await expect
      .poll(async () => (await find())[0].messages)
      .toEqual([expect.objectContaining({ from: 'business', text })]);
    const [entry] = (await house.call(place.manager, 'GET', '/api/v1/audit')).body.data;
    expect(entry).toMatchObject({ action: 'booking.replied', target: { id: booking.id }, detail: { text } });
  });

  it('says what is wrong with a reply', async () => {
    const place = await integrate('Wrong');
    await authorize(place);
    const [integration] = (await house.call(place.manager, 'GET', '/api/v1/integrations')).body.data;
    const answer = await replyToLead(
      house.parts,
      place.workspaceId,
      integration.accounts[0].id,
      '1',
      'Hello',
    );
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
  });
});

describe('categories of a source', () => {
  it('are replaced as a list, checked against the catalogue', async () => {
    const place = await integrate('Categories');
    const path = `/api/v1/integrations/${place.integrationId}/categories`;
    const rows = [{ categoryId: '1', name: 'Drain Repair', standardJobTypeId: 'plumbing.unclog-drain' }];
    expect((await house.call(place.manager, 'PUT', path, { data: rows })).body.data).toEqual(rows);
    expect((await house.call(place.manager, 'GET', path)).body.data).toEqual(rows);
    const unknown = await house.call(place.manager, 'PUT', path, {
      data: [{ ...rows[0], standardJobTypeId: 'plumbing.magic' }],
    });
    expect(unknown).toMatchObject({
      status: 422,
      body: { errors: { 'data.0.standardJobTypeId': [expect.stringContaining('plumbing.magic')] } },
    });
    const twice = await house.call(place.manager, 'PUT', path, { data: [...rows, ...rows] });
    expect(twice.status).toBe(422);
  });
});
