import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { connectThumbtack, deliver, negotiation } from '../../test/thumbtack.ts';

let house: TestApp;
let url: string;

beforeAll(async () => {
  house = await createTestApp();
  url = await house.listen();
});
afterAll(async () => await house.close());

interface Heard {
  readonly type: string;
  readonly id?: string;
}

/** Listens as a browser does. */
async function listen(key: string): Promise<{ heard: Heard[]; stop: () => void }> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/v1/events`, {
    headers: { authorization: `Bearer ${key}` },
    signal: stop.signal,
  });
  const heard: Heard[] = [];
  void (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      heard.push(...events.map((event) => JSON.parse(event.replace(/^data: /, '')) as Heard));
    }
  })().catch(() => {});
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  return { heard, stop: () => stop.abort() };
}

describe('live updates', () => {
  it('tell of new and changed bookings of the own workspace, and of no other', async () => {
    const [mine, theirs] = [await house.workspace('Mine'), await house.workspace('Theirs')];
    const [hook, other] = [
      await connectThumbtack(house, mine.workspaceId),
      await connectThumbtack(house, theirs.workspaceId),
    ];
    const [here, there] = [await listen(mine.key), await listen(theirs.key)];
    await deliver(house, other, negotiation('2'));
    await deliver(house, hook, negotiation('1'));
    await expect.poll(() => here.heard.filter((event) => event.type === 'booking.created')).toHaveLength(1);
    const [{ id }] = (await house.call(mine, 'GET', '/api/v1/bookings')).body.data;
    await house.call(mine, 'POST', `/api/v1/bookings/${id}/dismiss`, { reason: 'spam' });
    await expect.poll(() => here.heard.at(-1)).toEqual({ type: 'booking.updated', id });
    expect(here.heard.filter((event) => event.id && event.id !== id)).toEqual([]);
    expect(there.heard.filter((event) => event.type === 'booking.created')).toHaveLength(1);
    here.stop();
    there.stop();
  });

  it('come back after the database was away, and say that something may have been missed', async () => {
    const place = await house.workspace('Resync');
    const ear = await listen(place.key);
    await house.parts.db.systemPool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()",
    );
    await expect.poll(() => ear.heard.map((event) => event.type), { timeout: 10_000 }).toContain('resync');
    const hook = await connectThumbtack(house, place.workspaceId);
    await deliver(house, hook, negotiation('3'));
    await expect.poll(() => ear.heard.map((event) => event.type)).toContain('booking.created');
    ear.stop();
  });
});
