/** A database whose first filling was cut off is as good as new. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Database } from './database.ts';

const MODULE = new URL('database.ts', import.meta.url).href;

/** More than the cache holds, so that pages are in the file when the process dies. */
const PROGRAM = `
const { Database } = await import(${JSON.stringify(MODULE)});
const database = new Database(process.argv[1]);
database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)');
database.fill(() => {
  for (let id = 0; id < 1200; id += 1) database.run('INSERT INTO t VALUES (?, zeroblob(80000))', id);
  process.kill(process.pid, 'SIGKILL');
});`;

it('is empty again after a kill, and can be filled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fill-'));
  const file = join(folder, 'x.sqlite');
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM, file]);
  expect(signal).toBe('SIGKILL');
  expect(statSync(file).size).toBeGreaterThan(1_000_000);
  expect(existsSync(`${file}-journal`)).toBe(true);
  const database = new Database(file);
  expect(database.integers('SELECT count(*) FROM t')).toEqual([0n]);
  database.fill(() => database.run('INSERT INTO t VALUES (1, NULL)'));
  database.transaction(() => database.run('INSERT INTO t VALUES (2, NULL)'));
  expect(database.integers('SELECT id FROM t ORDER BY id')).toEqual([1n, 2n]);
  expect(database.one('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  database.close();
  rmSync(folder, { recursive: true });
});
