import { afterEach, describe, expect, test } from 'vitest';
import type { RequestEvent } from '../src/index.ts';
import { type Answer, clientOf, failureOf, newCustomer, type StandIn, standIn } from './stand-in.ts';

let server: StandIn;
afterEach(() => server.close());

async function serve(answer: Answer): Promise<void> {
  server = await standIn(answer);
}

describe('a call', () => {
  test('goes to its path with token, app key, query and exact ids, and comes back decoded', async () => {
    const text =
      '{"id":9007199254740993,"name":"Ada","type":"Alien","balance":12.50,"tagTypeIds":null,"later":true}';
    await serve({ body: text });
    const client = clientOf(server.url);
    const customer = await client.crm.customers.get({ id: '9007199254740993' });
    expect(customer).toEqual({
      id: '9007199254740993',
      name: 'Ada',
      type: 'Alien',
      balance: '12.5',
      tagTypeIds: null,
      later: true,
    });
    expect(server.seen).toMatchObject([
      {
        method: 'GET',
        path: '/crm/v2/tenant/77/customers/9007199254740993',
        headers: { authorization: 'Bearer token-1', 'st-app-key': 'very-secret-app-key' },
      },
    ]);
  });

  test('has the same effect by id', async () => {
    await serve({ body: { id: 5 } });
    expect(await clientOf(server.url).call('jpm.jobs.get', { id: 5 })).toEqual({ id: '5' });
    expect(server.seen[0]?.path).toBe('/jpm/v2/tenant/77/jobs/5');
  });

  test('writes int64 text as JSON numbers', async () => {
    await serve({ body: { id: 1 } });
    await clientOf(server.url).crm.customers.create({
      body: { ...newCustomer, tagTypeIds: ['9007199254740993'] },
    });
    expect(server.seen[0]?.headers['content-type']).toBe('application/json');
    expect(server.seen[0]?.body).toContain('"tagTypeIds":[9007199254740993]');
  });

  test('gives the text itself when asked for raw', async () => {
    const text = '{"id": 9007199254740993 }';
    await serve({ body: text });
    expect(await clientOf(server.url).raw('crm.customers.get', { id: 1 })).toEqual({ status: 200, text });
  });

  test('gives undefined for an empty answer, bytes for a file, a location for a redirect', async () => {
    await serve(({ path }) => {
      if (path.endsWith('/recording')) return { body: new Uint8Array([0, 255, 1]) };
      if (path.endsWith('/images')) return { status: 302, headers: { location: 'https://files.test/a.png' } };
      return {};
    });
    const client = clientOf(server.url);
    expect(await client.crm.customers.deleteNote({ id: 1, noteId: 2 })).toBeUndefined();
    expect(await client.telecom.calls.getRecording({ id: 1 })).toEqual(new Uint8Array([0, 255, 1]));
    expect(await client.pricebook.images.get({ query: { path: 'a.png' } })).toEqual({
      location: 'https://files.test/a.png',
    });
  });

  test('uploads a file as a multipart form', async () => {
    await serve({ body: { fileName: 'a.txt' } });
    await clientOf(server.url).forms.jobs.createAttachment({ id: 3, body: { file: new Blob(['hello']) } });
    expect(server.seen[0]?.headers['content-type']).toContain('multipart/form-data');
    expect(server.seen[0]?.body).toContain('hello');
  });

  test('refuses values that cannot be sent, before anything goes out', async () => {
    await serve({});
    const error = await failureOf(clientOf(server.url).crm.customers.get({ id: 2 ** 60 }));
    expect(error).toMatchObject({ kind: 'validation', sent: false, operation: 'crm.customers.get' });
    expect(Object.keys(error.errors)).toEqual(['id']);
    expect(server.seen).toEqual([]);
  });

  test('tells onRequest of every attempt, without secrets', async () => {
    await serve((_, count) => (count === 1 ? { status: 503 } : { body: { id: 1 } }));
    const events: RequestEvent[] = [];
    await clientOf(server.url, { onRequest: (event) => events.push(event) }).crm.customers.get({ id: 1 });
    expect(events).toMatchObject([
      { operation: 'crm.customers.get', attempt: 1, status: 503, error: { kind: 'server' } },
      { method: 'GET', path: '/crm/v2/tenant/77/customers/1', attempt: 2, status: 200, error: null },
    ]);
    expect(JSON.stringify(events)).not.toContain('very-secret');
  });
});
