import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { StartupError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { postgresBinaries } from './binaries.ts';

export interface Postgres {
  /** Connection string of the superuser, database `tradepost`. */
  readonly url: string;
  readonly port: number;
  /** Process id of the running postmaster; changes when it was restarted after a crash. */
  pid(): number;
  stop(): Promise<void>;
}

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts the embedded PostgreSQL on `<data>/postgres`, creating it the first time. What an earlier run left behind (a
 * postmaster without a parent, a stale `postmaster.pid`) is stopped or cleared first. While it runs it is watched: if
 * it dies it is started again on the same port.
 *
 * As root the server runs as `postgres` or `nobody`. The data folder may then lie where that user cannot enter, so it
 * is reached as `/proc/self/cwd`: the child is started inside it, and the kernel resolves that link without walking the
 * folders above.
 */
export async function startPostgres(data: string, log: Logger): Promise<Postgres> {
  const { bin } = postgresBinaries(data);
  const home = join(data, 'postgres');
  const identity = serverIdentity(home);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = readPassword(data);
  await stopLeftover(home, log);
  if (!existsSync(join(home, 'PG_VERSION'))) initialise(bin, home, identity, password);
  const port = await choosePort(join(data, 'postgres.port'));

  let stopping = false;
  let child = launch(bin, home, identity, port, log);
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const watch = (running: ChildProcess): void => {
    running.once('exit', (code, signal) => {
      if (stopping) return;
      log.error({ code, signal }, 'PostgreSQL stopped by itself; starting it again');
      void restart();
    });
  };
  const restart = async (): Promise<void> => {
    while (!stopping) {
      try {
        await stopLeftover(home, log);
        if (stopping) return;
        child = launch(bin, home, identity, port, log);
        await ready(url, child);
        watch(child);
        return;
      } catch (error) {
        // Back ends of a killed postmaster hold its shared memory for a moment; the next round finds it free.
        log.warn({ err: error }, 'PostgreSQL is not up yet');
        await pause(200);
      }
    }
  };
  await ready(url, child);
  watch(child);
  const tradepost = await ensureDatabase(url);
  return {
    url: tradepost,
    port,
    pid: () => postmasterPid(home) ?? 0,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      // The wrapper turns the end of its input into a fast shutdown; see launch().
      if (process.platform === 'win32') child.kill('SIGINT');
      else child.stdin?.end();
      await gone;
    },
  };
}

function serverIdentity(home: string): Identity {
  if (process.getuid?.() !== 0) return {};
  if (process.platform !== 'linux') {
    throw new StartupError(
      'PostgreSQL refuses to run as root here. Start Tradepost as an ordinary user, or set DATABASE_URL.',
    );
  }
  const owner = existsSync(home) ? statSync(home).uid : 0;
  const name = owner === 0 ? ['postgres', 'nobody'] : [String(owner)];
  for (const candidate of name) {
    try {
      const [, , uid, gid] = execFileSync('getent', ['passwd', candidate], { encoding: 'utf8' }).split(':');
      return { uid: Number(uid), gid: Number(gid) };
    } catch {
      // no such user; try the next
    }
  }
  // Images without getent have /etc/passwd all the same, and 65534 is "nobody" in each of them.
  return { uid: 65_534, gid: 65_534 };
}

function readPassword(data: string): string {
  const file = join(data, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** How the server names its data folder: see startPostgres. */
function dataArgument(home: string, identity: Identity): string {
  return identity.uid === undefined ? home : '/proc/self/cwd';
}

function initialise(bin: string, home: string, identity: Identity, password: string): void {
  // Made under another name and renamed when complete, so that a crash in here is not taken for a database.
  const draft = `${home}.draft`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const papers = mkdtempSync(join(tmpdir(), 'tradepost-'));
  const passwordFile = join(papers, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (identity.uid !== undefined && identity.gid !== undefined) {
      for (const path of [draft, papers, passwordFile]) chownSync(path, identity.uid, identity.gid);
    }
    const made = spawnSync(
      join(bin, 'initdb'),
      [
        '-D',
        dataArgument(draft, identity),
        '-U',
        'postgres',
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--no-instructions',
      ],
      { cwd: draft, env: { ...process.env, LC_ALL: 'C' }, encoding: 'utf8', ...identity },
    );
    if (made.status !== 0)
      throw new StartupError(
        `PostgreSQL could not be set up in ${home}: ${made.error?.message ?? made.stderr}`,
      );
    renameSync(draft, home);
    chmodSync(home, 0o700);
  } finally {
    rmSync(papers, { recursive: true, force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * On POSIX a small shell stands between: it holds a pipe from us, and when that closes (we ended, were killed, or the
 * machine's memory killer took us) it asks PostgreSQL for a fast shutdown, and asks again until it is gone: a server
 * that has only just been started does not hear the first signals. So none is ever left without a parent.
 */
const keeper =
  'exec 3<&0; "$@" </dev/null 3<&- & server=$!; trap "" INT TERM HUP; { cat <&3 >/dev/null; while kill -INT $server; do sleep 1; done; } 2>/dev/null & watch=$!; exec 3<&-; wait $server; code=$?; kill -KILL $watch 2>/dev/null; exit $code';

function launch(bin: string, home: string, identity: Identity, port: number, log: Logger): ChildProcess {
  const server = join(bin, 'postgres');
  const args = [
    '-D',
    dataArgument(home, identity),
    '-p',
    String(port),
    ...tuning.flatMap((setting) => ['-c', setting]),
  ];
  const options = {
    cwd: home,
    env: { ...process.env, LC_ALL: 'C', ...memory },
    stdio: ['pipe', 'ignore', 'pipe'] as ['pipe', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
    ...identity,
  };
  const child =
    process.platform === 'win32'
      ? spawn(server, args, options)
      : spawn('/bin/sh', ['-c', keeper, 'sh', server, ...args], options);
  child.stdin?.on('error', () => {});
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter(Boolean)) log.debug({ postgres: line }, 'PostgreSQL');
  });
  return child;
}

/**
 * For the GNU allocator: a batch of the sync is a megabyte of parameters that PostgreSQL copies several times over, and
 * by default each copy is asked of the kernel and given back, page by page. Kept instead, a batch takes a fifth less time
 * (bench/sync), for at most 64 MB in each of the few connections that write such.
 */
const memory = { MALLOC_MMAP_THRESHOLD_: '67108864', MALLOC_TRIM_THRESHOLD_: '67108864' };

const tuning = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=128MB',
  'max_wal_size=2GB',
  // After a crash one flush of the file system instead of one per file: a second instead of half a minute on slow disks.
  ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
  'log_min_messages=warning',
  'log_checkpoints=off',
];

async function choosePort(file: string): Promise<number> {
  // The port of the last run, when it is free, so that connection strings people noted stay true.
  const wanted = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await freePort(wanted)) ?? (await freePort(0));
  if (port === null) throw new StartupError('No free port for PostgreSQL on 127.0.0.1.');
  writeFileSync(file, `${port}\n`);
  return port;
}

async function freePort(wanted: number): Promise<number | null> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new StartupError('PostgreSQL ended while starting. Set TRADEPOST_LOG_LEVEL=debug to see why.');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (performance.now() > deadline)
        throw new StartupError('PostgreSQL did not start within a minute.', { cause: error });
      await pause(25);
    }
  }
}

async function ensureDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = 'tradepost'");
    if (found.rowCount === 0) await client.query('create database tradepost');
  } finally {
    await client.end();
  }
  return url.replace(/\/postgres$/, '/tradepost');
}

function postmasterPid(home: string): number | null {
  try {
    const pid = Number(readFileSync(join(home, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Ends a postmaster that an earlier, killed run left on this folder. Its pid file alone proves nothing: pids are reused. */
async function stopLeftover(home: string, log: Logger): Promise<void> {
  const pid = postmasterPid(home);
  if (pid === null) return;
  const deadline = performance.now() + 30_000;
  let signal: NodeJS.Signals = 'SIGINT';
  while (runsOn(pid, home)) {
    log.warn({ pid, signal }, 'stopping a PostgreSQL that an earlier run left on this data');
    try {
      process.kill(pid, signal);
    } catch {
      break;
    }
    for (let i = 0; i < 100 && runsOn(pid, home); i++) await pause(50);
    signal = 'SIGQUIT';
    if (performance.now() > deadline)
      throw new StartupError(
        `Another PostgreSQL (process ${pid}) runs on ${home} and does not stop. Stop it, then start again.`,
      );
  }
  // A dead pid is left for PostgreSQL to judge: it also knows whether back ends of that run still hold shared memory.
  if (isAlive(pid)) rmSync(join(home, 'postmaster.pid'), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether `pid` is a PostgreSQL on this very folder. Where the kernel cannot tell us, a live pid is taken for one. */
function runsOn(pid: number, home: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const zombie = readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    return !zombie && realpathSync(`/proc/${pid}/cwd`) === realpathSync(home);
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
