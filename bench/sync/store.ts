import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import {
  createLog,
  inWorkspace,
  migrate,
  openDatabase,
  prepareJobs,
} from '../../server/src/platform/index.ts';
import { writeRows } from '../../server/src/sync/mirror/write.ts';
import { isReadable, readRow } from '../../server/src/sync/read/row.ts';
import { splitRows } from '../../server/src/sync/read/split.ts';
import { resources } from '../../server/src/sync/resources.ts';
import type { StoredPage } from './pages.ts';

/** Tradepost's store stage: from the text of an answer to committed rows, as the back-fill does it, then the same again. */

const { pages: file } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as { pages: string };
const url = process.env['DATABASE_URL'] ?? '';
const log = createLog('warn');
const db = openDatabase(url, log);
await prepareJobs(db, log);
await migrate(url);
const pages = JSON.parse(readFileSync(file, 'utf8')) as StoredPage[];
const workspaceId = crypto.randomUUID();
const connectionId = crypto.randomUUID();

/** As many answers are written at a time as the back-fill reads resources side by side. */
const LANES = 2;

async function storeAll(): Promise<{ perSecond: number; written: number }> {
  await db.systemPool.query('checkpoint');
  const start = performance.now();
  let next = 0;
  let rows = 0;
  let written = 0;
  const lane = async (): Promise<void> => {
    for (let page = pages[next++]; page; page = pages[next++]) {
      const [resource, text] = page;
      const read = splitRows(text)
        .map((row) => readRow(resources[resource], row))
        .filter(isReadable);
      rows += read.length;
      const counted = await inWorkspace(db, workspaceId, async (tx) => {
        await sql`select set_config('synchronous_commit', 'off', true)`.execute(tx);
        return await writeRows(tx, workspaceId, {
          connectionId,
          resource,
          rows: read,
          fetchedAt: new Date(),
          since: new Date(0),
          wanting: false,
        });
      });
      written += counted.new + counted.changed;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { perSecond: rows / ((performance.now() - start) / 1000), written };
}

const first = await storeAll();
const second = await storeAll();
process.send?.({ store: first.perSecond, unchanged: second.perSecond, rewritten: second.written });
process.once('disconnect', () => void db.close());
