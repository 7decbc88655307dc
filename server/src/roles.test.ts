import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import { query, withDatabase } from '../test/postgres.ts';
import { newData, type Tradepost, up } from '../test/process.ts';

/** DESIGN.md, Contract: `tradepost web` and `tradepost worker`, any number of each on one DATABASE_URL. */

const running: Tradepost[] = [];
const name = `roles_${randomBytes(4).toString('hex')}`;
const server = withDatabase(inject('postgres'), 'postgres');
afterAll(async () => {
  for (const process of running) await process.end('SIGTERM');
  await query(server, `drop database ${name} with (force)`);
});

it('two web processes and two workers start together on an empty database and share its work', async () => {
  await query(server, `create database ${name}`);
  const url = withDatabase(server, name);
  const env = { DATABASE_URL: url, TRADEPOST_SECRET: 'shared by all four processes' };
  // All at once: migrations must not trip over each other.
  running.push(
    ...(await Promise.all(
      (['web', 'web', 'worker', 'worker'] as const).map((role) => up(newData(), env, role)),
    )),
  );
  for (const { url: address } of running.slice(0, 2))
    expect((await fetch(`${address}/ready`)).status).toBe(200);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("select enqueue('bookings:sweep', '{}'::json)");
  await expect
    .poll(async () => (await client.query('select 1 from graphile_worker.jobs')).rowCount, {
      timeout: 15_000,
    })
    .toBe(0);
  await client.end();
  for (const process of running) expect(await process.end('SIGTERM')).toBe(0);
});
