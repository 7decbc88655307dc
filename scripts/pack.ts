import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

/**
 * `npm pack` of a package: its `prepack` runs this in the package's folder, its `postpack` runs it with `--undo`.
 *
 * In the repository a package is its TypeScript sources, since Node reads those and nobody has to build. What is
 * installed from npm lies below node_modules, where Node reads JavaScript only. So the sources are compiled to `dist`,
 * and for as long as npm packs, package.json says so.
 */

interface Manifest {
  readonly exports: Record<string, string>;
  readonly bin?: Record<string, string>;
  readonly scripts?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');
const folder = process.cwd();
const sourceManifest = join(folder, 'node_modules', '.source-package.json');

if (process.argv.includes('--undo')) undo();
else pack();

function pack(): void {
  // The emulator is compiled against the client's declarations, as its users' compilers will see them.
  if (basename(folder) !== 'servicetitan') compile(join(root, 'servicetitan'));
  compile(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  copyFileSync(join(folder, 'package.json'), sourceManifest);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
}

function undo(): void {
  renameSync(sourceManifest, join(folder, 'package.json'));
  rmSync(join(folder, 'LICENSE'));
}

/** The manifest of what is installed: entry points in `dist`, no scripts of the repository. */
function published(manifest: Manifest): object {
  const compiled = (path: string, ending: string): string =>
    path.replace(/^\.\/src\/(.+)\.ts$/, `./dist/$1${ending}`);
  const entries = Object.entries(manifest.exports).map(([name, path]) => [
    name,
    { types: compiled(path, '.d.ts'), default: compiled(path, '.js') },
  ]);
  return {
    ...manifest,
    scripts: undefined,
    exports: Object.fromEntries(entries) as object,
    ...(manifest.bin && {
      bin: Object.fromEntries(
        Object.entries(manifest.bin).map(([name, path]) => [name, compiled(path, '.js')]),
      ) as object,
    }),
  };
}

/** JavaScript and declarations of a package's `src`, and the tables beside them. */
function compile(packageFolder: string): void {
  const out = join(packageFolder, 'dist');
  rmSync(out, { recursive: true, force: true });
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(packageFolder, 'tsconfig.build.json')],
    { stdio: 'inherit' },
  );
  if (done.status !== 0) process.exit(1);
  const source = join(packageFolder, 'src');
  for (const table of globSync('**/*.json', { cwd: source })) cpSync(join(source, table), join(out, table));
}
