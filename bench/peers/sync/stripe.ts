import { readFileSync } from 'node:fs';
import { PostgresClient } from '@supabase/stripe-sync-engine';

/**
 * The writer of Supabase's stripe-sync-engine, unchanged, on the same answers: one upsert per row, five in flight, with
 * its protection against stale writes. Its tables have a column for each member; here one each, as its schemas list
 * them, with the row itself as JSON. Its commits do not wait for the disk either.
 */

const { pages: file } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as { pages: string };
const pages = JSON.parse(readFileSync(file, 'utf8')) as [string, string][];
const connectionString = process.env['DATABASE_URL'] ?? '';
const client = new PostgresClient({
  schema: 'mirror',
  poolConfig: { connectionString, max: 10, options: '-c synchronous_commit=off' },
});
const properties = ['id', 'created_on', 'modified_on', 'active', 'body'];
await client.query('create schema mirror');
for (const resource of new Set(pages.map(([name]) => name)))
  await client.query(
    `create table mirror."${resource}" (id text primary key, created_on timestamptz, modified_on timestamptz, active boolean, body json, last_synced_at timestamptz)`,
  );
await client.query('checkpoint');

interface Row {
  id: number;
  createdOn?: string;
  modifiedOn?: string;
  active?: boolean;
}

const start = performance.now();
let rows = 0;
for (const [resource, text] of pages) {
  const { data } = JSON.parse(text) as { data: Row[] };
  const entries = data.map((row) => ({
    id: String(row.id),
    created_on: row.createdOn ?? null,
    modified_on: row.modifiedOn ?? null,
    active: row.active ?? true,
    body: JSON.stringify(row),
  }));
  await client.upsertManyWithTimestampProtection(
    entries,
    resource,
    { properties } as never,
    new Date().toISOString(),
  );
  rows += entries.length;
}
process.send?.({ store: rows / ((performance.now() - start) / 1000) });
process.once('disconnect', () => void client.pool.end());
