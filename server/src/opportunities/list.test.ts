import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../test/database.ts';
import { rowsRead } from '../../test/reads.ts';
import { inWorkspace } from '../platform/index.ts';
import { listOpportunities, type OpportunityFilter } from './list.ts';

/** DESIGN, "Rules for the screens": lists of any length. What is read grows with what is shown, not with what there is. */

const workspaceId = crypto.randomUUID();
let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
  await database.db.systemPool.query(
    `insert into opportunities (workspace_id, connection_id, model, external_id, first_name, last_name, email, phone, external_created_at, external_updated_at, title, details, hash)
     select $1, $2, case when n % 3 = 0 then 'call' else 'job' end, n, 'First' || n % 100, 'Last' || n % 1000, 'p' || n || '@example.com', '+1602555' || lpad((n % 10000)::text, 4, '0'),
       now() - n * interval '1 hour', case when n % 7 > 0 then now() - n * interval '1 minute' end, 'Job ' || n, '{}', '' from generate_series(1, 20000) n`,
    [workspaceId, crypto.randomUUID()],
  );
  await database.db.systemPool.query('analyze opportunities');
});
afterAll(async () => {
  await database.drop();
});

const list = async (filter: Partial<OpportunityFilter>) =>
  await inWorkspace(
    database.db,
    workspaceId,
    async (tx) => await listOpportunities(tx, { limit: 50, sort: '-externalUpdatedAt', ...filter }),
  );
const read = async (filter: Partial<OpportunityFilter>): Promise<number> =>
  await rowsRead(
    database.db,
    workspaceId,
    'opportunities',
    async (tx) => await listOpportunities(tx, { limit: 50, sort: '-externalUpdatedAt', ...filter }),
  );

describe('a list of 20,000', () => {
  it.each([
    ['the start of nearly every title', 'job'],
    ['the start of many names', 'last1'],
    ['a name that few have', 'last123'],
    ['two names', 'first12 last'],
    ['an e-mail', 'p12345@'],
    ['a phone', '(602) 555-0123'],
    ['a number', '12345'],
    ['what nobody has', 'zzz'],
  ])('reads little for a search by %s', async (_, search) => {
    expect(await read({ search })).toBeLessThan(1_500);
  });

  it.each(['-externalUpdatedAt', 'externalUpdatedAt', '-externalCreatedAt', 'externalCreatedAt'] as const)(
    'comes whole, each once, in order, by pages by %s; one in the middle costs what the first does',
    async (sort) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      let middle: string | undefined;
      do {
        const { data, nextCursor } = await list({ sort, cursor, limit: 2_000 });
        ids.push(...data.map(({ id }) => id));
        cursor = nextCursor ?? undefined;
        if (ids.length === 10_000) middle = cursor;
      } while (cursor);
      expect(new Set(ids).size).toBe(20_000);
      expect(ids).toHaveLength(20_000);
      expect(await read({ sort, cursor: middle })).toBeLessThan(200);
    },
  );

  it('finds by a search what is latest, whichever way it is found', async () => {
    const { data } = await list({ search: 'last1', limit: 20 });
    const { data: all } = await list({ limit: 2_000 });
    const expected = all.filter(({ lastName }) => lastName?.startsWith('Last1')).slice(0, 20);
    expect(data.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect((await list({ search: '12345' })).data.map(({ externalId }) => externalId)).toEqual(['12345']);
    expect((await list({ search: '100%' })).data).toEqual([]);
  });
});
