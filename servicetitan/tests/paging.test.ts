import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { feed, readFeedHead } from '../src/client/paging.ts';
import { clientOf, type Seen, type StandIn, standIn } from './stand-in.ts';

let server: StandIn;
afterEach(() => server?.close());

/** Serves `rows` rows in pages, like a list of the API. */
const list =
  (rows: number) =>
  ({ query }: Seen) => {
    const page = Number(query.get('page'));
    const pageSize = Number(query.get('pageSize') ?? 50);
    const start = (page - 1) * pageSize;
    const data = Array.from({ length: Math.max(0, Math.min(pageSize, rows - start)) }, (_, i) => ({
      id: start + i,
    }));
    return { body: { page, pageSize, hasMore: start + data.length < rows, totalCount: null, data } };
  };

describe('lists', () => {
  test('pages come one after the other to the end', async () => {
    server = await standIn(list(7));
    const sizes: number[] = [];
    for await (const { data } of clientOf(server.url).pages('crm.customers.getList', {
      query: { pageSize: 3 },
    })) {
      sizes.push(data.length);
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(server.seen.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3']);
  });

  test('items come across pages; the caller may stop early', async () => {
    server = await standIn(list(7));
    const ids: string[] = [];
    for await (const { id } of clientOf(server.url).items('crm.customers.getList', {
      query: { pageSize: 3 },
    })) {
      ids.push(id);
      if (ids.length === 4) break;
    }
    expect(ids).toEqual(['0', '1', '2', '3']);
    expect(server.seen).toHaveLength(2);
  });

  test('begin at the page asked for, and at 0 where the API counts from 0', async () => {
    server = await standIn(list(0));
    const client = clientOf(server.url);
    for await (const _ of client.pages('jpm.jobs.getList', { query: { page: 5 } }));
    const zeroBased = { query: { pageSize: 50, includeTotal: false } };
    for await (const _ of client.pages('settings.intacctBusinessUnitMappings.get', zeroBased));
    expect(server.seen.map(({ query }) => query.get('page'))).toEqual(['5', '0']);
  });

  test('an empty page ends a list that claims to have more', async () => {
    server = await standIn(() => ({
      body: { page: 1, pageSize: 50, hasMore: true, totalCount: null, data: [] },
    }));
    for await (const _ of clientOf(server.url).pages('jpm.jobs.getList'))
      throw new Error('no page was expected');
    expect(server.seen).toHaveLength(1);
  });
});

/** Serves an export feed in three answers, the last one empty. */
function exportFeed({ query }: Seen) {
  const at = Number(query.get('from')?.split('-')[1] ?? 0);
  const data = at < 2 ? [{ id: `${at}` }] : [];
  return { body: { hasMore: at < 2, continueFrom: `token-${at + 1}`, data } };
}

const stuck = async () => ({ hasMore: true, continueFrom: 'same' });

describe('export feeds', () => {
  test('follow the tokens to the present end and give the last token', async () => {
    server = await standIn(exportFeed);
    const tokens: string[] = [];
    const client = clientOf(server.url);
    for await (const { continueFrom } of client.export('crm.export.bookings')) tokens.push(continueFrom);
    expect(tokens).toEqual(['token-1', 'token-2', 'token-3']);
    expect(server.seen.map(({ query }) => query.get('from'))).toEqual([null, 'token-1', 'token-2']);
  });

  test('begin where the caller says and pass the query on', async () => {
    server = await standIn(exportFeed);
    const client = clientOf(server.url);
    const args = { from: 'token-2', query: { includeRecentChanges: true } };
    for await (const answer of client.export('crm.export.bookings', args)) expect(answer.hasMore).toBe(false);
    expect(server.seen.map(({ query }) => query.toString())).toEqual([
      'includeRecentChanges=true&from=token-2',
    ]);
  });

  test('go in the background lane', async () => {
    server = await standIn(exportFeed);
    const lanes = new Set<string>();
    const client = clientOf(server.url, { onRequest: ({ priority }) => lanes.add(priority) });
    for await (const _ of client.export('crm.export.bookings'));
    expect([...lanes]).toEqual(['background']);
  });

  test('as text keep every character, and what is needed to go on', async () => {
    const text = '{"hasMore": false, "continueFrom": "a\\"b", "data": [{"id": 9007199254740993}] }';
    server = await standIn(() => ({ body: text }));
    const answers = [];
    for await (const answer of clientOf(server.url).exportRaw('jpm.export.jobs')) answers.push(answer);
    expect(answers).toEqual([{ text, hasMore: false, continueFrom: 'a"b' }]);
  });

  test('that are not what they should be are invalid responses', async () => {
    server = await standIn(() => ({ body: '{"hasMore":true}' }));
    const client = clientOf(server.url);
    await expect(client.exportRaw('jpm.export.jobs').next()).rejects.toMatchObject({
      kind: 'invalid_response',
    });
  });

  test('that repeat their token while claiming more are stopped', async () => {
    const answers = feed('jpm.export.jobs', stuck, { from: 'same' });
    await answers.next();
    await expect(answers.next()).rejects.toMatchObject({ kind: 'invalid_response' });
  });

  test('the envelope is read alike in any order and with any spacing', () => {
    const orders = fc.shuffledSubarray(['hasMore', 'continueFrom', 'data'], { minLength: 3 });
    const row = fc.record({ hasMore: fc.boolean(), continueFrom: fc.string(), memo: fc.string() });
    const answer = fc.record({ hasMore: fc.boolean(), continueFrom: fc.string(), data: fc.array(row) });
    fc.assert(
      fc.property(answer, orders, fc.boolean(), (value, order, spaced) => {
        const ordered = Object.fromEntries(order.map((name) => [name, value[name as keyof typeof value]]));
        const text = JSON.stringify(ordered, null, spaced ? 1 : 0);
        expect(readFeedHead(text)).toEqual({ hasMore: value.hasMore, continueFrom: value.continueFrom });
      }),
    );
  });
});
