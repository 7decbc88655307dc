import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { launch, newData, type Tradepost, up } from '../test/process.ts';

/** The ground floor as a whole process: starts, stops, crashes (DESIGN.md, Stack and Contract). */

const running: Tradepost[] = [];
const start = async (data: string, env: Record<string, string> = {}): Promise<Tradepost> => {
  const process = await up(data, env);
  running.push(process);
  return process;
};
afterEach(async () => {
  for (const process of running.splice(0)) await process.end('SIGTERM');
});

const ready = async (url: string): Promise<number> => (await fetch(`${url}/ready`)).status;
const pidFile = (data: string): string => join(data, 'postgres/postmaster.pid');
const postmaster = (data: string): number => Number(readFileSync(pidFile(data), 'utf8').split('\n')[0]);
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

describe('tradepost up', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops cleanly on %s with its PostgreSQL, and starts again on the same data and port',
    async (signal) => {
      const data = newData();
      const first = await start(data);
      expect(await ready(first.url)).toBe(200);
      const pid = postmaster(data);
      const port = readFileSync(join(data, 'postgres.port'), 'utf8');
      expect(await first.end(signal)).toBe(0);
      expect(alive(pid)).toBe(false);
      const second = await start(data);
      expect(await ready(second.url)).toBe(200);
      expect(readFileSync(join(data, 'postgres.port'), 'utf8')).toBe(port);
    },
  );

  it('brings PostgreSQL back when that is killed', async () => {
    const data = newData();
    const { url } = await start(data);
    const pid = postmaster(data);
    process.kill(pid, 'SIGKILL');
    // The first answers may still come from connections that outlive the killed server for a moment.
    const another = (): boolean => existsSync(pidFile(data)) && postmaster(data) !== pid;
    await expect.poll(another, { timeout: 20_000 }).toBe(true);
    await expect.poll(async () => await ready(url), { timeout: 20_000 }).toBe(200);
  });

  it('starts again after it was killed itself, and leaves no PostgreSQL without a parent', async () => {
    const data = newData();
    const first = await start(data);
    const pid = postmaster(data);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    const second = await start(data);
    expect(await ready(second.url)).toBe(200);
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
  });

  it('is not fooled by lock files that a crash left behind', async () => {
    const data = newData();
    const first = await start(data);
    await first.end('SIGTERM');
    // The pid of a process that lives and is no PostgreSQL: ours.
    writeFileSync(
      join(data, 'postgres/postmaster.pid'),
      `${process.pid}\n/somewhere\n1\n5432\n\n127.0.0.1\n`,
    );
    writeFileSync(join(data, 'tradepost.pid'), '1\n');
    const second = await start(data);
    expect(await ready(second.url)).toBe(200);
  });

  it('says so and ends when another one runs on the same data', async () => {
    const data = newData();
    const first = await start(data);
    const second = launch(data);
    const [code] = (await once(second.child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(second.output()).toContain(`already running on ${data} (process ${first.child.pid})`);
    expect(await ready(first.url)).toBe(200);
  });

  it('works in a folder that no other user can enter', async () => {
    const secluded = mkdtempSync(join(tmpdir(), 'tradepost-private-'));
    chmodSync(secluded, 0o700);
    mkdirSync(join(secluded, 'deep'), { mode: 0o700 });
    const { url } = await start(join(secluded, 'deep', 'data'));
    expect(await ready(url)).toBe(200);
  });

  it('without sandbox says how to get in, and that way works', async () => {
    const data = newData();
    const first = await start(data);
    await expect.poll(() => first.output()).toContain('tradepost -- owner');
    await first.end('SIGTERM');
    const made = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), 'owner', 'me@example.com', 'My', 'Name'],
      { env: { ...process.env, TRADEPOST_DATA: data, DATABASE_URL: '' }, encoding: 'utf8' },
    );
    const [, password] = /Owner me@example.com, password (\S+)/.exec(made.stdout) ?? [];
    const second = await start(data);
    expect(second.output()).not.toContain('Nobody can sign in');
    const answer = await fetch(`${second.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: second.url },
      body: JSON.stringify({ email: 'me@example.com', password }),
    });
    expect(answer.status).toBe(200);
  });

  it('names the port when that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const second = launch(newData(), { TRADEPOST_PORT: String(port) });
    const [code] = (await once(second.child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(second.output()).toContain(`TRADEPOST_PORT: port ${port} on 127.0.0.1 is taken`);
    other.close();
  });

  it('tells what is wrong with a database of one’s own', async () => {
    const second = launch(newData(), { DATABASE_URL: 'postgres://nobody:wrong@127.0.0.1:1/none' });
    const [code] = (await once(second.child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(second.output()).toMatch(/DATABASE_URL: the database cannot be used/);
    expect(second.output()).not.toContain('wrong');
  });
});
