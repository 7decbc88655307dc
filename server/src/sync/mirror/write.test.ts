import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../../../test/database.ts';
import { rowsRead } from '../../../test/reads.ts';
import { isReadable, readRow } from '../read/row.ts';
import { resources } from '../resources.ts';
import { writeRows } from './write.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => await database.drop());

/** H24, Speed: what a row costs does not grow with what is there, statistics or none. */
it('rows are compared with what is there by one look for each, while the mirror grows from nothing', async () => {
  const workspaceId = crypto.randomUUID();
  const connectionId = crypto.randomUUID();
  for (const resource of ['jobs', 'invoices', 'estimates'] as const)
    for (let batch = 0; batch < 6; batch += 1) {
      const rows = Array.from({ length: 500 }, (_, n) =>
        readRow(resources[resource], JSON.stringify({ id: batch * 500 + n + 1, job: { id: n }, jobId: n })),
      ).filter(isReadable);
      const read = await rowsRead(
        database.db,
        workspaceId,
        'mirror',
        async (tx) =>
          await writeRows(tx, workspaceId, {
            connectionId,
            resource,
            rows,
            fetchedAt: new Date(),
            since: null,
            wanting: false,
          }),
      );
      expect(read, `batch ${batch} of ${resource}`).toBeLessThan(1_000);
    }
});
