import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The room table of ARCHITECTURE.md: ground floor first. A room imports rooms that stand before it, and only through
 * their `index.ts`.
 */
const rooms = [
  'platform',
  'accounts',
  'connections',
  'sync',
  'contacts',
  'job-types',
  'availability',
  'sources',
  'integrations',
  'bookings',
  'opportunities',
  'audiences',
  'conversations',
  'notes',
  'campaigns',
  'assistant',
  'insights',
  'sandbox',
  'cli',
];
/** Wired by hand, above all rooms. */
const wiring = ['app.ts', 'up.ts', 'main.ts'];

const root = join(import.meta.dirname, '..');
const source = join(root, 'server/src');

interface Import {
  readonly file: string;
  readonly target: string;
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules' || name === 'dist') return [];
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[^.\w])import\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3] ?? '' }));
}

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const roomOf = (path: string): string => relative(source, path).split(sep)[0] ?? '';

describe('the room table (DESIGN.md, The house)', () => {
  const all = files(source).filter((file) => !isTest(file));
  const inside = all
    .flatMap(importsOf)
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, target: resolve(dirname(file), target) }));

  it('names every folder of the server', () => {
    const folders = readdirSync(source).filter((name) => statSync(join(source, name)).isDirectory());
    expect(folders.filter((name) => !rooms.includes(name))).toEqual([]);
  });

  it('finds every import it should judge', () => {
    expect(inside.length).toBeGreaterThan(100);
    expect(
      inside.filter(({ target }) => !existsSync(target)).map(({ file, target }) => `${file} -> ${target}`),
    ).toEqual([]);
  });

  it('lets a room import only rooms below it', () => {
    const upward = inside.filter(({ file, target }) => {
      const [from, to] = [roomOf(file), roomOf(target)];
      if (from === to || wiring.includes(from)) return false;
      return rooms.indexOf(to) === -1 || rooms.indexOf(to) >= rooms.indexOf(from);
    });
    expect(upward.map(({ file, target }) => `${relative(root, file)} -> ${relative(root, target)}`)).toEqual(
      [],
    );
  });

  it('lets rooms meet only at index.ts', () => {
    const tunnels = inside.filter(({ file, target }) => {
      const [from, to] = [roomOf(file), roomOf(target)];
      return (
        from !== to &&
        !wiring.includes(to) &&
        target !== join(source, to, 'index.ts') &&
        !isSimulator(file, target)
      );
    });
    expect(tunnels.map(({ file, target }) => `${relative(root, file)} -> ${relative(root, target)}`)).toEqual(
      [],
    );
  });

  it('has no circles of files', () => {
    const edges = new Map<string, string[]>();
    for (const { file, target } of inside) edges.set(file, [...(edges.get(file) ?? []), target]);
    expect(circle(edges)).toEqual([]);
  });

  it('keeps the emulator on the wire contract and the packages away from the product', () => {
    const foreign = [...files(join(root, 'servicetitan')), ...files(join(root, 'servicetitan-emulator/src'))]
      .flatMap(importsOf)
      .filter(({ file, target }) => {
        if (target.startsWith('.'))
          return !resolve(dirname(file), target).startsWith(
            join(root, relative(root, file).split(sep)[0] ?? ''),
          );
        return (
          target.startsWith('@tradepost/') ||
          (file.includes('servicetitan-emulator') &&
            target.startsWith('servicetitan') &&
            target !== 'servicetitan/contract')
        );
      });
    expect(foreign.map(({ file, target }) => `${relative(root, file)} -> ${target}`)).toEqual([]);
  });

  it('has no file over 400 lines, generated ones aside (STYLE.md)', () => {
    const own = [
      'servicetitan',
      'servicetitan-emulator',
      'server',
      'web/src',
      'web/test',
      'bench',
      'scripts',
      'tests',
    ]
      .filter((name) => existsSync(join(root, name)))
      .flatMap((name) => files(join(root, name)));
    const long = own.filter(
      (file) =>
        !/[\\/](generated|peers)[\\/]|\.gen\.ts$/.test(file) &&
        readFileSync(file, 'utf8').split('\n').length > 401,
    );
    expect(long.map((file) => relative(root, file))).toEqual([]);
  });
});

/** A simulator stands beside its connector but belongs to the world outside: only the sandbox starts it. */
function isSimulator(file: string, target: string): boolean {
  return (
    (roomOf(file) === 'sandbox' &&
      /sources\/[^/]+\/simulator\/(index|person)\.ts$/.test(target.replaceAll(sep, '/'))) ||
    (/sources\/[^/]+\/simulator\//.test(file.replaceAll(sep, '/')) && roomOf(target) === 'platform')
  );
}

function circle(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (state.get(file) === 'done') return [];
    if (state.get(file) === 'open')
      return [...path.slice(path.indexOf(file)), file].map((step) => relative(root, step));
    state.set(file, 'open');
    path.push(file);
    for (const target of edges.get(file) ?? []) {
      const found = visit(target);
      if (found.length > 0) return found;
    }
    path.pop();
    state.set(file, 'done');
    return [];
  };
  for (const file of edges.keys()) {
    const found = visit(file);
    if (found.length > 0) return found;
  }
  return [];
}
