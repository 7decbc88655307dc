import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createLog, migrate, openDatabase, prepareJobs, startPostgres } from '../src/platform/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser connection string of the run's PostgreSQL; database `template`, migrated. */
    postgres: string;
  }
}

/** One real PostgreSQL for the whole run; each test file clones the migrated template (server/test/database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['TEST_DATABASE_URL'];
  const data = mkdtempSync(join(tmpdir(), 'tradepost-test-'));
  const log = createLog('silent');
  const postgres = external ? null : await startPostgres(data, log);
  const server = external ?? postgres?.url ?? '';
  const name = `template_${randomBytes(4).toString('hex')}`;
  await query(server, `create database ${name}`);
  const template = withDatabase(server, name);
  const db = openDatabase(template, log, { app: 1, system: 1 });
  await prepareJobs(db, log);
  await db.close();
  await migrate(template);
  project.provide('postgres', template);
  return async () => {
    if (external) await query(server, `drop database ${name} with (force)`);
    await postgres?.stop();
    rmSync(data, { recursive: true, force: true });
  };
}

export function withDatabase(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}

export async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
