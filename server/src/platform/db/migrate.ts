import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { StartupError } from '../errors.ts';

const folder = join(import.meta.dirname, 'migrations');

/**
 * Brings the schema up to date: numbered SQL files, forward only, each in one transaction whose first statement claims
 * the number. An advisory lock lets processes that start together take turns. A database that is newer than this code
 * is refused rather than guessed at.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: versions } = await client.query<{ n: number }>(
      "select current_setting('server_version_num')::int as n",
    );
    if ((versions[0]?.n ?? 0) < 180_000)
      throw new StartupError('DATABASE_URL: PostgreSQL 18 or newer is needed.');
    await client.query('select pg_advisory_lock(7241001)');
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map((row) => row.name));
    const files = readdirSync(folder)
      .filter((name) => /^\d{4}_.*\.sql$/.test(name))
      .toSorted();
    const unknown = [...applied].filter((name) => !files.includes(name));
    if (unknown.length > 0)
      throw new StartupError(
        `The database was made by a newer Tradepost (${unknown.join(', ')}). Start that version, or restore a backup.`,
      );
    const fresh = files.filter((name) => !applied.has(name));
    for (const name of fresh) await apply(client, name);
    return fresh;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query('insert into migrations (name) values ($1)', [name]);
    await client.query(readFileSync(join(folder, name), 'utf8'));
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new StartupError(`Migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
}
