/** Everything that was answered is still there after the process was killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { type Body, read } from './caller.ts';

const BIN = new URL('../src/bin.ts', import.meta.url).pathname;
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'emulator-'));
  folders.push(made);
  return made;
}

interface Running {
  child: ChildProcess;
  facts: Record<
    'url' | 'authUrl' | 'tenantId' | 'clientId' | 'clientSecret' | 'appKey' | 'controlUrl',
    string
  >;
}

/** Starts the command and waits for its line. */
async function run(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [BIN, '--json', '--company', 'empty', '--rate-limit', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, facts: JSON.parse(line) };
}

async function token({ facts }: Running): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret } = facts;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const answer = await read(await fetch(`${facts.authUrl}/connect/token`, { method: 'POST', body }));
  return String(answer.json.access_token);
}

async function call(
  { facts }: Running,
  bearer: string,
  method: string,
  path: string,
  body?: Body,
): Promise<Body> {
  const url = `${facts.url}/settings/v2/tenant/${facts.tenantId}/${path}`;
  const headers = { Authorization: `Bearer ${bearer}`, 'ST-App-Key': facts.appKey };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await read(await fetch(url, init));
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}

describe('the command', () => {
  it('keeps records, tokens, feeds, ids and the clock through kill -9', async () => {
    const data = await newFolder();
    const first = await run('--data', data);
    const bearer = await token(first);
    const made: unknown[] = [];
    for (let at = 0; at < 40; at += 1) {
      made.push((await call(first, bearer, 'POST', 'tag-types', { name: `Tag ${at}`, color: '#111111' })).id);
    }
    const { continueFrom } = await call(first, bearer, 'GET', 'export/tag-types');
    const clock = JSON.stringify({ advanceMs: 600_000, speed: 0 });
    const stopped = await read(
      await fetch(`${first.facts.controlUrl}clock`, { method: 'POST', body: clock }),
    );
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await run('--data', data);
    expect(second.facts).toMatchObject({ tenantId: first.facts.tenantId, clientId: first.facts.clientId });
    const page = await call(second, bearer, 'GET', 'tag-types?pageSize=100&includeTotal=true');
    expect((page.data as Body[]).map((row) => row.id)).toEqual(made);
    const feed = await call(second, bearer, 'GET', `export/tag-types?from=${String(continueFrom)}`);
    expect(feed.data).toEqual([]);
    const next = await call(second, bearer, 'POST', 'tag-types', { name: 'Next', color: '#111111' });
    expect(Number(next.id)).toBe(Number(made.at(-1)) + 1);
    const now = await read(await fetch(`${second.facts.controlUrl}clock`));
    expect(now.json).toEqual(stopped.json);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const { child } = await run();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('refuses options that make no sense', async () => {
    const child = spawn(process.execPath, [BIN, '--company', 'gigantic'], { stdio: 'ignore' });
    children.push(child);
    expect(await once(child, 'exit')).toEqual([2, null]);
  });
});
