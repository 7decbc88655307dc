import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../test/database.ts';
import { rowsRead } from '../../../test/reads.ts';
import { inWorkspace } from '../../platform/index.ts';
import { type ResourceKey, resourceKeys, resources } from '../resources.ts';
import { silentIds } from './silent.ts';

/** H25: every increment asks what may have changed silently. What that reads grows with what changed, not with what there is. */

const RECORDS = 20_000;
const CHANGED = [5, 10_000, 19_999];

const workspaceId = crypto.randomUUID();
const connectionId = crypto.randomUUID();
const lastIncrement = new Date('2026-03-01T00:00:00Z');
let database: Awaited<ReturnType<typeof createDatabase>>;

/** Record n of each kind belongs to job n and customer n; a few invoices and estimates changed since. */
beforeAll(async () => {
  database = await createDatabase();
  for (const resource of ['customers', 'jobs', 'estimates', 'invoices'] satisfies ResourceKey[])
    await database.db.systemPool.query(
      `insert into mirror (workspace_id, connection_id, resource, id, owner_id, customer_id, active, hash, body, fetched_at, changed_at)
       select $1, $2, $3, n, n, n, true, md5('')::uuid, '{}', now(), case when n = any($4::int[]) then $5::timestamptz else $5::timestamptz - interval '1 day' end
       from generate_series(1, ${RECORDS}) n`,
      [
        workspaceId,
        connectionId,
        resource,
        ['estimates', 'invoices'].includes(resource) ? CHANGED : [],
        lastIncrement,
      ],
    );
  await database.db.systemPool.query('analyze mirror');
});
afterAll(async () => await database.drop());

describe('what follows others', () => {
  it.each(resourceKeys.filter((key) => resources[key].follows))(
    '%s: is found by what changed',
    async (key) => {
      let found: string[] = [];
      const read = await rowsRead(database.db, workspaceId, 'mirror', async (tx) => {
        found = await silentIds(tx, connectionId, key, lastIncrement);
      });
      expect(found.map(Number).toSorted((a, b) => a - b)).toEqual(CHANGED);
      expect(read).toBeLessThan(100);
    },
  );

  it('nothing is concerned where nothing changed', async () => {
    const later = new Date(lastIncrement.getTime() + 1);
    const found = await inWorkspace(
      database.db,
      workspaceId,
      async (tx) => await silentIds(tx, connectionId, 'jobs', later),
    );
    expect(found).toEqual([]);
  });
});
