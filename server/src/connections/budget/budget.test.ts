import { type Client, DEFAULT_RATE } from 'servicetitan';
import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessOf } from '../../../test/api.ts';
import { createDatabase } from '../../../test/database.ts';
import { createLog } from '../../platform/index.ts';
import { clientOf } from '../connect.ts';
import type { Access } from '../store.ts';
import { createBudgets } from './budget.ts';

/** B31: 60 requests per second for each app and tenant over all processes, background work and people side by side. */

let database: Awaited<ReturnType<typeof createDatabase>>;
const log = createLog('silent');

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => await database.drop());

interface Places {
  readonly live: number;
  readonly background: number;
  readonly wait: number;
}

/** The window as the database decides it, at a time of the test's. */
async function take(key: string, at: number, live: number, background: number, late = 0): Promise<Places> {
  const { rows } = await database.db.systemPool.query<Places>(
    'select live, background, wait from take_places($1, $2, $3, $4, $5, $6, $7, $8)',
    [key, live, background, late, DEFAULT_RATE.requests, DEFAULT_RATE.windowMs, DEFAULT_RATE.reserve, at],
  );
  return rows[0] as Places;
}

/** Small numbers that look random and are the same in every run. */
function numbers(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * (most + 1));
  };
}

describe('the window (B31)', () => {
  it('never lets more than 60 go within its length, whatever is asked when', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = numbers(seed);
      const gone: number[] = [];
      let at = 1_800_000_000_000;
      for (let turn = 0; turn < 60; turn += 1) {
        at += random(random(3) === 0 ? 700 : 60);
        const [live, background, late] = [random(40), random(40), random(20)];
        const places = await take(`window ${seed}`, at, live, background, late);
        expect(places.live).toBeLessThanOrEqual(live);
        expect(places.background).toBeLessThanOrEqual(background);
        const left = live + background - places.live - places.background;
        if (left > 0) expect(places.wait).toBeGreaterThan(0);
        // The worst a caller may do: the first leaves at once, the last as late as was said.
        for (let one = 0; one < places.live + places.background; one += 1)
          gone.push(at + (one % 2 ? late : 0));
      }
      gone.sort((left, right) => left - right);
      for (const [index, first] of gone.entries()) {
        const later = gone[index + DEFAULT_RATE.requests];
        if (later !== undefined) expect(later - first).toBeGreaterThanOrEqual(DEFAULT_RATE.windowMs - 20);
      }
    }
  });

  it('says when to come again: as soon as the oldest has left', async () => {
    expect(await take('again', 5_000, 60, 0)).toMatchObject({ live: 60, wait: 0 });
    expect(await take('again', 5_400, 1, 0)).toEqual({ live: 0, background: 0, wait: 650 });
    expect(await take('again', 6_050, 1, 0)).toMatchObject({ live: 1 });
  });

  it('keeps six places for people, and gives every fourth to background work when both wait', async () => {
    expect(await take('alone', 5_000, 0, 54)).toMatchObject({ background: 54 });
    expect(await take('alone', 5_000, 0, 1)).toMatchObject({ background: 0 });
    // Of the six one is background work's turn, since it waits.
    expect(await take('alone', 5_001, 10, 0)).toMatchObject({ live: 5 });
    expect(await take('both', 5_000, 100, 100)).toMatchObject({ live: 45, background: 15 });
  });

  it('shares so between processes too: neither lane starves for the other', async () => {
    const got = { live: 0, background: 0 };
    for (let at = 0; at < 20_000; at += 50) {
      const people = await take('shared', at, 50, 0);
      const work = await take('shared', at + 20, 0, 50);
      got.live += people.live;
      got.background += work.background;
    }
    const all = got.live + got.background;
    expect(all).toBeGreaterThan(900);
    expect(got.background / all).toBeGreaterThan(0.2);
    expect(got.background / all).toBeLessThan(0.3);
  });

  it('gives a place at once to whoever is alone again', async () => {
    await take('alone again', 0, 60, 0);
    await take('alone again', 10, 0, 1);
    // Background work waited until now and does not come any more.
    expect(await take('alone again', 4_000, 60, 0)).toMatchObject({ live: 60 });
  });
});

describe('two processes on one limit (B31)', () => {
  let emulator: Emulator;
  let access: Access;
  beforeAll(async () => {
    emulator = await createEmulator({ company: 'empty' });
    access = accessOf(emulator);
  });
  afterAll(async () => await emulator.close());

  it('never send more than 60 within a second, and people overtake background work', async () => {
    const processes = [
      createBudgets(database.db.relaxedPool, log),
      createBudgets(database.db.systemPool, log),
    ];
    const statuses: (number | null)[] = [];
    const left: number[] = [];
    const order: string[] = [];
    const clients = processes.map((budgets) =>
      clientOf(access, budgets, {
        onRequest: ({ status, durationMs }) => {
          statuses.push(status);
          left.push(performance.now() - durationMs);
        },
      }),
    );
    // As the pullers do it: some calls under way at a time, in each process.
    const worker = async (client: Client | undefined, priority: 'live' | 'background', calls: number) => {
      for (let call = 0; call < calls; call += 1) {
        await client?.raw('jpm.jobs.getList', { query: { pageSize: 1 }, priority });
        order.push(priority);
      }
    };
    await Promise.all(
      clients.flatMap((client) => [
        ...Array.from({ length: 6 }, async () => await worker(client, 'background', 13)),
        ...Array.from({ length: 2 }, async () => await worker(client, 'live', 10)),
      ]),
    );
    for (const one of processes) one.close();
    expect(statuses.filter((status) => status === 200)).toHaveLength(196);
    // On a machine that stalls, what left in time may arrive late, and the emulator counts arrivals.
    expect(statuses.filter((status) => status === 429).length).toBeLessThan(10);
    left.sort((one, other) => one - other);
    for (const [index, first] of left.entries()) {
      const later = left[index + DEFAULT_RATE.requests];
      if (later !== undefined) expect(later - first).toBeGreaterThanOrEqual(1000);
    }
    // Of all calls the people's are a fifth, and were done long before the rest.
    expect(order.lastIndexOf('live')).toBeLessThan(150);
  });

  it('share a pause that one of them was told', async () => {
    const [one, other] = [
      createBudgets(database.db.relaxedPool, log),
      createBudgets(database.db.systemPool, log),
    ];
    const names = ['http://a.test', 'key', 'paused'] as const;
    await one.of(...names).take('live');
    one.of(...names).pause(400);
    await expect
      .poll(
        async () =>
          (await database.db.systemPool.query('select 1 from api_budgets where paused_until > now()'))
            .rowCount,
        { interval: 5 },
      )
      .toBe(1);
    const began = performance.now();
    await other.of(...names).take('live');
    expect(performance.now() - began).toBeGreaterThan(250);
    one.close();
    other.close();
  });

  it('let nobody through while the database is away', async () => {
    const away = await createDatabase();
    const budgets = createBudgets(away.db.relaxedPool, log);
    const budget = budgets.of('http://a.test', 'key', 'away');
    await budget.take('live');
    await away.drop();
    const giveUp = new AbortController();
    const taken = budget.take('live', giveUp.signal).then(
      () => 'went through',
      () => 'waited',
    );
    await expect.poll(() => budget.waiting()).toBe(1);
    giveUp.abort();
    expect(await taken).toBe('waited');
    budgets.close();
  });
});
