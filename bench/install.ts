import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The peers have a package of their own, so that they never weigh on the product's install or licence. */
export const peersFolder = join(import.meta.dirname, 'peers');

/** Installs exactly what the peers' lock file says, unless that was done already. */
export function installPeers(progress: (line: string) => void): void {
  const wanted = createHash('sha256')
    .update(readFileSync(join(peersFolder, 'package-lock.json')))
    .digest('hex');
  const mark = join(peersFolder, 'node_modules', '.tradepost-install');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  progress('installing the peers (first race, or they changed)');
  const windows = process.platform === 'win32';
  const npm = process.env['npm_execpath'];
  const [program, first] = npm?.endsWith('.js')
    ? [process.execPath, [npm]]
    : [windows ? 'npm.cmd' : 'npm', []];
  const done = spawnSync(
    program,
    [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: peersFolder,
      stdio: ['ignore', 2, 2],
      shell: windows && first.length === 0,
    },
  );
  if (done.status !== 0)
    throw new Error(
      'npm ci in bench/peers failed; the lines above say why. It needs a network or an npm cache.',
    );
  writeFileSync(mark, wanted);
}

/** Installed version of each package the peers' package.json names. */
export function peerVersions(): Record<string, string> {
  const names = Object.keys(readPackage(peersFolder).dependencies ?? {});
  return Object.fromEntries(
    names.map((name) => [name, readPackage(join(peersFolder, 'node_modules', name)).version ?? 'unknown']),
  );
}

function readPackage(folder: string): { version?: string; dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version?: string;
    dependencies?: Record<string, string>;
  };
}
