/** Reference: "Export feeds", checklist 5. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Body, type Caller, NOW, newCustomer, rowsOf, start } from './caller.ts';

let caller: Caller;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  caller = await start({ clock: { now: () => now } });
});
afterEach(() => caller.emulator.close());

const feed = (from?: string): Promise<Answer> =>
  caller.get(`crm/export/customers${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`);
const names = (answer: Answer): unknown[] => rowsOf(answer).map((row) => row.name);
const create = async (name: string): Promise<Body> =>
  (await caller.send('POST', 'crm/customers', newCustomer({ name }))).json;

describe('an export feed', () => {
  it('goes on where it stopped, in order of modification, inactive rows included', async () => {
    const first = await create('First');
    await create('Second');
    const begun = await feed();
    expect(names(begun)).toEqual(['First', 'Second']);
    await create('Third');
    await caller.send('PATCH', `crm/customers/${first.id}`, { active: false });
    const next = await feed(String(begun.json.continueFrom));
    expect(rowsOf(next)).toMatchObject([{ name: 'Third' }, { name: 'First', active: false }]);
  });

  it('ends with an empty page, and every token differs from the one that asked', async () => {
    await create('Only');
    const one = await feed();
    expect(one.json).toMatchObject({ hasMore: false });
    const two = await feed(String(one.json.continueFrom));
    const three = await feed(String(two.json.continueFrom));
    expect([rowsOf(two), rowsOf(three)]).toEqual([[], []]);
    expect(new Set([one, two, three].map(({ json }) => json.continueFrom)).size).toBe(3);
    await create('Later');
    for (const token of [one, two, three])
      expect(names(await feed(String(token.json.continueFrom)))).toEqual(['Later']);
  });

  it('begins at a time, which is included', async () => {
    await create('Before');
    now += 60_000;
    const { modifiedOn } = await create('At');
    now += 60_000;
    await create('After');
    expect(names(await feed(String(modifiedOn)))).toEqual(['At', 'After']);
    expect(names(await feed('2026-03-04'))).toEqual(['Before', 'At', 'After']);
    expect(names(await feed('2026-03-05'))).toEqual([]);
  });

  it('loses nothing that is written within one tick of a stopped clock', async () => {
    await create('One');
    const token = String((await feed()).json.continueFrom);
    await create('Two');
    await create('Three');
    expect(names(await feed(token))).toEqual(['Two', 'Three']);
  });

  it('refuses tokens that it did not make', async () => {
    const token = String((await feed()).json.continueFrom);
    const tampered = `${token.slice(0, -2)}${token.endsWith('A') ? 'B' : 'A'}${token.at(-1)}`;
    const elsewhere = await caller.get(`crm/export/locations?from=${token}`);
    for (const answer of [await feed(tampered), await feed('nonsense'), elsewhere]) {
      expect(answer.status).toBe(400);
      expect(answer.json.errors).toHaveProperty('from');
    }
  });

  it('shows what was deleted', async () => {
    const { id } = await create('Owner');
    const contact = (await caller.send('POST', `crm/customers/${id}/contacts`, { type: 'Fax', value: '1' }))
      .json;
    await caller.send('DELETE', `crm/customers/${id}/contacts/${contact.id}`);
    expect(rowsOf(await caller.get('crm/export/customers/contacts'))).toMatchObject([
      { id: contact.id, customerId: id, active: false },
    ]);
  });
});

describe('times', () => {
  it('of writes within one millisecond differ by ticks', async () => {
    const stamps = [await create('One'), await create('Two')].map((row) => row.modifiedOn);
    expect(stamps).toEqual([
      '2026-03-04T17:00:00Z',
      expect.stringMatching(/^2026-03-04T17:00:00\.000\d{1,4}Z$/),
    ]);
    const after = `crm/customers?modifiedOnOrAfter=${String(stamps[1])}`;
    expect(names(await caller.get(after))).toEqual(['Two']);
    expect(names(await caller.get(`crm/customers?modifiedBefore=${String(stamps[1])}`))).toEqual(['One']);
  });
});
