import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { newData, type Sandbox, type Tradepost, up } from '../../../test/process.ts';
import { negotiation } from '../../../test/thumbtack.ts';

/** Issue "From a lead to a booked job": 1,000 deliveries of 400 leads, `kill -9` in the middle, leave 400 bookings. */

let server: Tradepost | null = null;
afterAll(async () => await server?.end('SIGTERM'));

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return String(port);
}

/** Deterministic shuffle (Fisher-Yates over a linear congruential generator). */
function shuffled<T>(items: readonly T[]): T[] {
  const list = [...items];
  let seed = 42;
  for (let i = list.length - 1; i > 0; i--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = seed % (i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}

/** Sends all, 50 at a time; answers those that were not acknowledged. `halfway` runs once when half are answered. */
async function send(sandbox: Sandbox, leads: readonly string[], halfway?: () => void): Promise<string[]> {
  const { hookUrl, headers, businessId, categoryId, categoryName } = sandbox.sources.thumbtack;
  const queue = [...leads];
  const refused: string[] = [];
  let answered = 0;
  const one = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const body = JSON.stringify(
        negotiation(
          id,
          { business: { businessID: businessId, name: 'Ours' } },
          { category: { categoryID: categoryId, name: categoryName } },
        ),
      );
      const status = await fetch(hookUrl, { method: 'POST', headers, body }).then(
        async (answer) => {
          await answer.text();
          return answer.status;
        },
        () => 0,
      );
      if (status !== 200) refused.push(id);
      answered += 1;
      if (answered === Math.floor(leads.length / 2)) halfway?.();
    }
  };
  await Promise.all(Array.from({ length: 50 }, one));
  return refused;
}

it('loses no lead and doubles none when the server is killed in the middle', {
  timeout: 180_000,
}, async () => {
  const data = newData();
  const env = { TRADEPOST_SANDBOX: 'on', TRADEPOST_PORT: await freePort() };
  server = await up(data, env);
  const sandbox = server.sandbox();
  const distinct = Array.from({ length: 400 }, (_, index) =>
    String(900_000_000_000_000_000n + BigInt(index)),
  );
  const deliveries = shuffled(Array.from({ length: 1000 }, (_, index) => distinct[index % 400] ?? ''));

  const killed = server;
  let ended: Promise<unknown> = Promise.resolve();
  const refused = await send(sandbox, deliveries, () => void (ended = killed.end('SIGKILL')));
  await ended;
  expect(refused.length).toBeGreaterThan(0);

  server = await up(data, env);
  expect(server.sandbox().apiKey).toBe(sandbox.apiKey);
  expect(await send(server.sandbox(), refused)).toEqual([]);

  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await fetch(
      `${server.url}/api/v1/bookings?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      { headers: { authorization: `Bearer ${sandbox.apiKey}` } },
    );
    const page = (await answer.json()) as { data: { sourceLeadId: string }[]; nextCursor: string | null };
    ids.push(...page.data.map((booking) => booking.sourceLeadId));
    cursor = page.nextCursor;
  }
  expect(ids.toSorted()).toEqual(distinct);
});
