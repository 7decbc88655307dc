/**
 * The one way in for `npm start`, `npm test` and the others. Runs on any Node from 20 on: installs what package-lock.json
 * says when node_modules is missing or stale, then hands over to the Node that npm installed (package `node`).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const [command = 'start', ...args] = process.argv.slice(2);
const windows = process.platform === 'win32';
// 1,900 modules are loaded to serve; compiled once, they take a third less at every start.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'node');

const commands = {
  start: () => serve(['up', ...args]),
  tradepost: () => serve(args),
  test: () => withWeb(() => run(node(), ['node_modules/vitest/vitest.mjs', 'run', ...args])),
  check: () => run(node(), ['scripts/check.ts', ...args]),
  format: () => run(node(), [bin('@biomejs/biome', 'bin/biome'), 'check', '--write', '.']),
  bench: () => run(node(), ['bench/run.ts', ...args]),
  conformance: () => run(node(), ['conformance/run.ts', ...args]),
};

if (!Object.hasOwn(commands, command)) fail(`unknown command "${command}"`);
install();
process.exitCode = await commands[command]();

function fail(message) {
  process.stderr.write(`tradepost: ${message}\n`);
  process.exit(1);
}

function bin(name, path) {
  return join('node_modules', name, path);
}

/** Installs when the lock file is not the one that node_modules was made from. */
function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(process.platform)
    .update(process.arch)
    .digest('hex');
  const mark = join(root, 'node_modules', '.tradepost-install');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  process.stderr.write('Installing dependencies (first start, or they changed) …\n');
  // NODE_ENV=production would leave out the web build's tools.
  const env = { ...process.env, NODE_ENV: '' };
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [windows ? 'npm.cmd' : 'npm'];
  const done = spawnSync(
    npm[0],
    [
      ...npm.slice(1),
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], shell: windows && npm.length === 1 },
  );
  if (done.status !== 0) fail('npm ci failed; the lines above say why. It needs a network or an npm cache.');
  writeFileSync(mark, wanted);
}

/** The Node from npm, else one that is new enough on this machine. */
function node() {
  const own = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  // Install scripts were blocked: the package's own step fetches the binary as another package.
  spawnSync(windows ? 'npm.cmd' : 'npm', ['rebuild', 'node', '--ignore-scripts=false'], {
    cwd: root,
    stdio: 'ignore',
    shell: windows,
  });
  if (existsSync(own)) return own;
  return fail(
    'Node 26 is needed. npm could not install it here (install scripts are blocked); install Node 26 or newer and try again.',
  );
}

/** Runs to its end with our terminal; answers the exit code. */
function run(program, parameters, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, parameters, {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules', 'node', 'bin')}${windows ? ';' : ':'}${process.env.PATH}`,
      },
      ...options,
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    // Ended by a signal, npm takes its shell along but not us: then nobody would stop the child any more.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) {
      setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref();
    }
    child.on('error', (error) => fail(`${program}: ${error.message}`));
    child.on('exit', (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}

async function withWeb(next) {
  const code = await buildWeb();
  return code === 0 ? await next() : code;
}

/** Builds the screens when their sources are newer than the last build. */
async function buildWeb() {
  const files = list(join(root, 'web')).filter((file) => !/[\\/](dist|node_modules|test)[\\/]/.test(file));
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of files.toSorted()) hash.update(file.slice(root.length)).update(readFileSync(file));
  const wanted = hash.digest('hex');
  const mark = join(root, 'web', 'dist', '.built-from');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return 0;
  process.stderr.write('Building the screens …\n');
  const code = await run(
    node(),
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: join(root, 'web') },
  );
  if (code === 0) {
    mkdirSync(join(root, 'web', 'dist'), { recursive: true });
    writeFileSync(mark, wanted);
  }
  return code;
}

function list(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'dist' || name === 'node_modules') return [];
    return statSync(path).isDirectory() ? list(path) : [path];
  });
}

/** The server notices by the channel when this launcher ends, in whatever way, and stops. */
function serve(parameters) {
  return withWeb(() => {
    const env = { ...process.env, TRADEPOST_CWD: process.env.INIT_CWD ?? process.cwd() };
    return run(node(), [join(root, 'server', 'src', 'main.ts'), ...parameters], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env,
    });
  });
}
