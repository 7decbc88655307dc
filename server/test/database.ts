import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createLog, type Database, openDatabase } from '../src/platform/index.ts';
import { query, withDatabase } from './postgres.ts';

/** A migrated database of its own for a test file; `drop` closes and removes it. */
export async function createDatabase(): Promise<{ db: Database; url: string; drop(): Promise<void> }> {
  const template = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = withDatabase(template, 'postgres');
  await query(
    server,
    `create database ${name} template ${new URL(template).pathname.slice(1)} strategy file_copy`,
  );
  const url = withDatabase(template, name);
  const db = openDatabase(url, createLog('silent'), { app: 6, system: 4 });
  return {
    db,
    url,
    async drop() {
      await db.close();
      await query(server, `drop database ${name} with (force)`);
    },
  };
}
