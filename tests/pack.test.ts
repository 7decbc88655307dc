import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Both packages as somebody else gets them: packed, installed in an empty project, run and compiled there. */

const root = join(import.meta.dirname, '..');
const packages = ['servicetitan', 'servicetitan-emulator'];
const app = mkdtempSync(join(tmpdir(), 'tradepost-app-'));
const started: ChildProcess[] = [];

/** Packs in a copy: while npm packs, package.json names the compiled files, and other tests read it. */
function packed(): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'tradepost-pack-'));
  const isSource = (path: string): boolean => !['node_modules', 'dist'].includes(basename(path));
  for (const name of [...packages, 'scripts', 'tsconfig.json', 'LICENSE'])
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: isSource });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return packages.map((name) => {
    const folder = join(copy, name);
    const before = readFileSync(join(folder, 'package.json'), 'utf8');
    execFileSync('npm', ['pack', '--loglevel=error'], { cwd: folder });
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(before);
    expect(existsSync(join(folder, 'LICENSE'))).toBe(false);
    return join(folder, `${name}-0.1.0.tgz`);
  });
}

beforeAll(() => {
  writeFileSync(join(app, 'package.json'), '{"name":"app","type":"module","private":true}');
  // Offline: what is installed may need nothing beyond the two.
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', ...packed()], {
    cwd: app,
  });
});
afterAll(() => {
  for (const child of started) process.kill(-(child.pid ?? 0));
});

function run(file: string, text: string): string {
  writeFileSync(join(app, file), text);
  return execFileSync(process.execPath, [file], { cwd: app, encoding: 'utf8' });
}

/** What the compiler says of a file of the project, with every declaration checked and no other types about. */
function compilerOn(file: string, text: string): string {
  writeFileSync(join(app, file), text);
  const settings = {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
  };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: settings, files: [file] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', app], { cwd: app, encoding: 'utf8' }).stdout;
}

const CONNECT = `
import { createClient, type Models } from 'servicetitan';
import { createEmulator } from 'servicetitan-emulator';
const emulator = await createEmulator({ company: 'empty', rateLimit: 0 });
const { url, tenantId, clientId, clientSecret, appKey } = emulator;
const client = createClient({ apiUrl: url, authUrl: url, tenantId, clientId, clientSecret, appKey });
`;

describe('the packed packages', () => {
  it('run in an empty project: client and emulator talk', () => {
    const script = `${CONNECT.replace(', type Models', '')}
      const page = await client.crm.customers.getList({ query: { includeTotal: true } });
      console.log(JSON.stringify(page));
      await emulator.close();`;
    expect(JSON.parse(run('talk.js', script))).toMatchObject({ page: 1, totalCount: 0, data: [] });
  });

  it('bring the command `servicetitan-emulator`', async () => {
    mkdirSync(join(app, 'data'));
    const child = spawn(
      'npx',
      ['--offline', 'servicetitan-emulator', '--company', 'empty', '--data', 'data', '--json'],
      {
        cwd: app,
        stdio: ['ignore', 'pipe', 'inherit'],
        // npx does not hand signals on: its whole group is ended.
        detached: true,
      },
    );
    started.push(child);
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text))),
    );
    const { controlUrl, tenantId } = JSON.parse(line) as { controlUrl: string; tenantId: string };
    const state = await fetch(`${controlUrl}state`);
    expect(state.status).toBe(200);
    expect(await state.text()).toContain(tenantId);
    expect(existsSync(join(app, 'data', `tenant-${tenantId}.sqlite`))).toBe(true);
  });

  it('complete and check every call for the compiler', () => {
    expect(
      compilerOn(
        'good.ts',
        `${CONNECT}
        const page = await client.crm.customers.getList({ query: { pageSize: 5 } });
        const first: string | null | undefined = page.data?.[0]?.name;
        const job: Models.jpm.JobResponse | null = null;
        export { first, job };`,
      ),
    ).toBe('');
    const wrong = compilerOn(
      'wrong.ts',
      `${CONNECT}
      await client.crm.customers.getList({ query: { pageSize: 'five' } });
      await client.crm.costumers.getList();`,
    );
    expect(wrong).toContain("Type 'string' is not assignable to type 'number'");
    expect(wrong).toContain("Property 'costumers' does not exist");
  });
});
