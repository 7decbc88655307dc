import { sql } from 'kysely';
import { type Database, inWorkspace, type Tx } from '../src/platform/index.ts';

/** How many rows of a table PostgreSQL looked at, as a request does it: under row-level security. */
export async function rowsRead(
  db: Database,
  workspaceId: string,
  table: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<number> {
  return await inWorkspace(db, workspaceId, async (tx) => {
    const before = await counted(tx, table);
    await work(tx);
    return (await counted(tx, table)) - before;
  });
}

/** Counts of the connection, which may hold what transactions before have left. */
async function counted(tx: Tx, table: string): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_all_tables where relname = ${table}`.execute(
    tx,
  );
  return rows[0]?.read ?? 0;
}
