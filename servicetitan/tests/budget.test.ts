import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createBudget, DEFAULT_RATE, type Priority } from '../src/index.ts';
import { manualClock } from './clocks.ts';
import { clientOf, type StandIn, standIn } from './stand-in.ts';

const WINDOW = DEFAULT_RATE.windowMs;

function queue(clock = manualClock()) {
  const budget = createBudget(clock);
  const gone: { lane: Priority; at: number }[] = [];
  const start = clock.now();
  const ask = (lane: Priority, count: number): void => {
    for (let i = 0; i < count; i += 1) {
      void budget.take(lane).then(() => gone.push({ lane, at: clock.now() - start }));
    }
  };
  return { clock, budget, gone, ask };
}

describe('the budget of one app and tenant', () => {
  test('lets 60 requests go at once and the next when the window has passed', async () => {
    const { clock, gone, ask } = queue();
    ask('live', 61);
    await clock.advance(WINDOW - 1);
    expect(gone).toHaveLength(60);
    await clock.advance(1);
    expect(gone).toHaveLength(61);
  });

  test('background work leaves a reserve, which a live request takes without waiting', async () => {
    const { clock, gone, ask } = queue();
    ask('background', 200);
    await clock.advance(0);
    expect(gone).toHaveLength(DEFAULT_RATE.requests - DEFAULT_RATE.reserve);
    ask('live', DEFAULT_RATE.reserve);
    await clock.advance(0);
    expect(gone.filter(({ lane, at }) => lane === 'live' && at === 0)).toHaveLength(DEFAULT_RATE.reserve);
  });

  test('when both lanes wait, live goes first and every fourth place is for background work', async () => {
    const { clock, gone, ask } = queue();
    ask('live', 60);
    await clock.advance(0);
    ask('background', 40);
    ask('live', 40);
    await clock.advance(WINDOW);
    const second = gone.slice(60).map(({ lane }) => lane);
    expect(second.slice(0, 8).filter((lane) => lane === 'background')).toHaveLength(2);
    expect(second.filter((lane) => lane === 'live')).toHaveLength(40);
  });

  test('a pause stops everyone', async () => {
    const { clock, budget, gone, ask } = queue();
    budget.pause(5_000);
    ask('live', 1);
    await clock.advance(4_999);
    expect(gone).toEqual([]);
    await clock.advance(1);
    expect(gone).toHaveLength(1);
  });

  test('an aborted wait frees its place and rejects with its reason', async () => {
    const { clock, budget, gone, ask } = queue();
    ask('live', 60);
    const controller = new AbortController();
    const stopped = budget.take('live', controller.signal);
    ask('live', 60);
    controller.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    await expect(budget.take('live', controller.signal)).rejects.toThrow('enough');
    await clock.advance(WINDOW);
    expect(gone).toHaveLength(120);
  });

  test('no window ever holds more than 60 requests, and all who ask are served', async () => {
    const arrivals = fc.array(fc.record({ after: fc.nat(700), live: fc.nat(50), background: fc.nat(50) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(arrivals, async (steps) => {
        const { clock, gone, ask } = queue();
        for (const { after, live, background } of steps) {
          await clock.advance(after);
          ask('live', live);
          ask('background', background);
        }
        await clock.advance(60_000);
        expect(gone).toHaveLength(steps.reduce((sum, { live, background }) => sum + live + background, 0));
        for (const [index, { at }] of gone.entries()) {
          const sixtyLater = gone[index + DEFAULT_RATE.requests];
          if (sixtyLater) expect(sixtyLater.at - at).toBeGreaterThanOrEqual(WINDOW);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('clients of one process', () => {
  let server: StandIn | undefined;
  afterEach(() => server?.close());

  test('share the budget of the same app and tenant, and only that', async () => {
    server = await standIn(() => ({ body: { id: 1 } }));
    const clock = manualClock();
    const first = clientOf(server.url, { clock });
    const second = clientOf(server.url, { clock });
    const other = clientOf(server.url, { clock, tenantId: '78' });
    const calls = Array.from({ length: 35 }, () => [first, second]).flat();
    const answers = Promise.all(calls.map((client) => client.crm.customers.get({ id: 1 })));
    await server.received(60);
    await other.crm.customers.get({ id: 1 });
    await clock.advance(WINDOW - 1);
    expect(server.seen.filter(({ path }) => path.includes('/tenant/77/'))).toHaveLength(60);
    await clock.advance(1);
    expect(await answers).toHaveLength(70);
  });

  test('a budget of one’s own takes the place of the shared one', async () => {
    server = await standIn(() => ({ body: { id: 1 } }));
    const taken: Priority[] = [];
    const budget = { take: async (lane: Priority) => void taken.push(lane), pause: () => undefined };
    const client = clientOf(server.url, { budget });
    await client.crm.customers.get({ id: 1 });
    await client.crm.customers.get({ id: 1, priority: 'background' });
    expect(taken).toEqual(['live', 'background']);
  });
});
