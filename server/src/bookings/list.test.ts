import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/app.ts';
import { connectThumbtack, deliver, type Hook, negotiation } from '../../test/thumbtack.ts';

let house: TestApp;
let place: Awaited<ReturnType<TestApp['workspace']>>;
let hook: Hook;

/** What the list must hold, kept apart from it. */
const sent: { id: string; name: string; submitted: string; requested: string | null }[] = [];

beforeAll(async () => {
  house = await createTestApp();
  place = await house.workspace('List');
  hook = await connectThumbtack(house, place.workspaceId);
  for (let n = 0; n < 60; n++) {
    const lead = {
      id: String(1000 + n),
      name: `Customer ${n % 7} Number${n}`,
      // Several share a second, so that the id must break ties.
      submitted: new Date(Date.UTC(2026, 10, 1, 0, Math.floor(n / 4))).toISOString(),
      requested: n % 5 === 0 ? null : new Date(Date.UTC(2099, 0, 1 + (n % 9), 15)).toISOString(),
    };
    sent.push(lead);
    const times = lead.requested
      ? [{ start: lead.requested, end: new Date(Date.parse(lead.requested) + 7_200_000).toISOString() }]
      : [];
    await deliver(
      house,
      hook,
      negotiation(
        lead.id,
        {
          createdAt: lead.submitted,
          customer: { firstName: lead.name, phone: `30355501${String(n).padStart(2, '0')}` },
        },
        {
          proposedTimes: times,
          location: { city: n === 3 ? 'Boulder' : 'Denver', state: 'CO', zipCode: '80210' },
        },
      ),
    );
  }
});
afterAll(async () => await house.close());

const list = async (query: string) => (await house.call(place, 'GET', `/api/v1/bookings?${query}`)).body;

async function all(query: string): Promise<Record<string, string>[]> {
  const rows = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(`${query}&limit=7${cursor ? `&cursor=${cursor}` : ''}`);
    rows.push(...page.data);
    cursor = page.nextCursor;
  }
  return rows;
}

describe('the list of bookings', () => {
  it.each(['submitted', '-submitted', 'requested', '-requested'])(
    'pages through everything once, sorted by %s',
    async (sort) => {
      const rows = await all(`sort=${sort}`);
      expect(rows.map((row) => row['sourceLeadId']).toSorted()).toEqual(
        sent.map((lead) => lead.id).toSorted(),
      );
      const key = sort.replace('-', '') === 'submitted' ? 'submittedAt' : 'requestedStart';
      const keys = rows.map((row) => row[key] ?? '9999');
      expect(keys).toEqual(sort.startsWith('-') ? keys.toSorted().toReversed() : keys.toSorted());
    },
  );

  it.each([
    ['a name', 'Number17', ['1017']],
    ['part of a phone', '555-0142', ['1042']],
    ['a city', 'boulder', ['1003']],
    ['the id at the source', '1055', ['1055']],
    ['nothing that is there', 'no such thing', []],
    ['characters that mean something to the database', "100%_'", []],
  ])('finds by %s', async (_name, q, expected) => {
    expect((await all(`q=${encodeURIComponent(q)}`)).map((row) => row['sourceLeadId'])).toEqual(expected);
  });

  it('finds by the number on the card', async () => {
    const [first] = await all('q=Number9');
    expect((await all(`q=${first?.['number']}`)).map((row) => row['id'])).toEqual([first?.['id']]);
  });

  it('filters by state and source, and counts', async () => {
    const [first, second] = await all('sort=submitted');
    await house.call(place, 'POST', `/api/v1/bookings/${first?.['id']}/dismiss`, { reason: 'spam' });
    await house.call(place, 'POST', `/api/v1/bookings/${second?.['id']}/dismiss`, { reason: 'duplicate' });
    expect(await all('status=Dismissed')).toHaveLength(2);
    expect(await all('status=New')).toHaveLength(58);
    expect(await all('source=yelp')).toEqual([]);
    expect((await house.call(place, 'GET', '/api/v1/bookings/counts')).body).toEqual({
      New: 58,
      Accepted: 0,
      Converted: 0,
      Dismissed: 2,
    });
  });

  it('does not skip or repeat while new leads come in', async () => {
    const first = await list('sort=-submitted&limit=20');
    await deliver(house, hook, negotiation('5000', { createdAt: new Date().toISOString() }));
    const second = await list(`sort=-submitted&limit=200&cursor=${first.nextCursor}`);
    const ids = [...first.data, ...second.data].map((row) => row.sourceLeadId);
    expect(new Set(ids).size).toBe(60);
    expect(ids).not.toContain('5000');
  });

  it.each([
    ['a limit over 200', 'limit=201', 422],
    ['a state that is none', 'status=Open', 422],
    ['an unknown order', 'sort=name', 422],
    ['a cursor it never gave', 'cursor=abc', 400],
    ['a cursor with other things in it', `cursor=${Buffer.from('["x","y"]').toString('base64url')}`, 400],
  ])('refuses %s', async (_name, query, status) => {
    expect((await house.call(place, 'GET', `/api/v1/bookings?${query}`)).status).toBe(status);
  });
});
