import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../../test/database.ts';
import { rowsRead } from '../../test/reads.ts';
import { inWorkspace } from '../platform/index.ts';
import { listContacts } from './list.ts';

/** DESIGN, "Rules for the screens": lists of any length. What is read grows with what is shown, not with what there is. */

const workspaceId = crypto.randomUUID();
let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
  await database.db.systemPool.query(
    `with made as (
       insert into contacts (workspace_id, first_name, last_name, company, updated_at)
       select $1, 'First' || n % 100, 'Last' || n % 1000, case when n % 5 = 0 then 'Firm ' || n end, now() - n * interval '1 minute' from generate_series(1, 20000) n
       returning id
     ) insert into contact_points (workspace_id, value, contact_id, connection_id, kind, key)
       select $1, 'p' || row_number() over () || '@example.com', id, $2, 'customer', id::text from made`,
    [workspaceId, crypto.randomUUID()],
  );
  for (const table of ['contacts', 'contact_points', 'contact_links', 'opportunities'])
    await database.db.systemPool.query(`analyze ${table}`);
});
afterAll(async () => {
  await database.drop();
});

it.each(['last1', 'last123', 'first12 last', 'firm', 'p12345@', 'zzz'])(
  'reads little of 20,000 for a search for %s',
  async (search) => {
    const page = { limit: 50, search };
    expect(
      await rowsRead(database.db, workspaceId, 'contacts', async (tx) => await listContacts(tx, page)),
    ).toBeLessThan(1_500);
  },
);

it('comes whole, each once, by pages; one in the middle costs what the first does', async () => {
  const ids: string[] = [];
  let cursor: string | undefined;
  let middle: string | undefined;
  do {
    const { data, nextCursor } = await inWorkspace(
      database.db,
      workspaceId,
      async (tx) => await listContacts(tx, { limit: 2_000, cursor }),
    );
    ids.push(...data.map(({ id }) => id));
    cursor = nextCursor ?? undefined;
    if (ids.length === 10_000) middle = cursor;
  } while (cursor);
  expect(new Set(ids).size).toBe(20_000);
  expect(
    await rowsRead(
      database.db,
      workspaceId,
      'contacts',
      async (tx) => await listContacts(tx, { limit: 50, cursor: middle }),
    ),
  ).toBeLessThan(200);
});
