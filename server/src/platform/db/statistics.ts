import { sql } from 'kysely';
import type { Database } from './pool.ts';

const PAGE_BYTES = 8_192;

/**
 * Gathers the planner's statistics of tables that are several times as big as when PostgreSQL last did. It does so by
 * itself within a minute or two; until then a table that grows from nothing is planned for as if it were small, and what
 * is one look into an index then reads it whole for each row of a batch.
 */
export async function refreshStatistics(db: Database, tables: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where oid = any(${tables}::regclass[]) and pg_relation_size(oid) / ${PAGE_BYTES}::bigint > 4 * greatest(relpages, 8)::bigint`.execute(
    db.system,
  );
  for (const { name } of rows) await sql`analyze (skip_locked) ${sql.table(name)}`.execute(db.system);
}
