import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLog,
  migrate,
  openDatabase,
  type Postgres,
  prepareJobs,
} from '../../server/src/platform/index.ts';
import type { CompanyFacts } from '../emulator/company.ts';
import { startProgram } from '../emulator/program.ts';
import { peersFolder } from '../install.ts';
import { savePages } from './pages.ts';

type Values = Record<string, number>;

const log = createLog('warn');

/** The company whose answers are stored and synced; a smaller one keeps the store stage short. */
export const companies = {
  store: { technicians: 150, jobs: 25_000, days: 120 },
  '100k': { technicians: 150, jobs: 100_000, days: 280 },
  '1m': { technicians: 300, jobs: 1_000_000, days: 1_400 },
} as const;

const emulator = join(import.meta.dirname, '../emulator/company.ts');
const programs: Readonly<Record<string, string>> = {
  tradepost: join(import.meta.dirname, 'store.ts'),
  'stripe-sync-engine': join(peersFolder, 'sync', 'stripe.ts'),
  copy: join(peersFolder, 'sync', 'copy.ts'),
};

/** The store stage: each subject on a new database, the same answers. */
export async function runStores(
  subjects: readonly string[],
  postgres: Postgres,
  progress: (line: string) => void,
): Promise<Map<string, Values>> {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-bench-pages-'));
  const pages = join(folder, 'pages.json');
  try {
    progress('making the company whose answers are stored');
    const company = await startProgram<CompanyFacts>(emulator, { company: companies.store });
    const rows = await savePages(company.facts, pages);
    await company.stop();
    progress(`storing ${rows} rows`);
    const values = new Map<string, Values>();
    for (const subject of subjects) {
      const found = await onDatabase(
        postgres,
        `store_${subject.replaceAll('-', '_')}`,
        subject === 'copy',
        async (url) => await ask(programs[subject] ?? '', { pages }, url),
      );
      values.set(subject, { ...found, 'stored rows': rows });
    }
    return values;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** End to end, at one size. The least requests possible are those of full answers, one count and one end for each resource. */
export async function runSync(
  size: '100k' | '1m',
  postgres: Postgres,
  progress: (line: string) => void,
): Promise<Values> {
  progress(`making the company with ${size} jobs`);
  const company = await startProgram<CompanyFacts>(emulator, { company: companies[size] });
  try {
    progress(`reading it (${Math.round(company.facts.seconds)} s to make)`);
    return await onDatabase(
      postgres,
      `sync_${size}`,
      false,
      async (url) =>
        await ask(
          join(import.meta.dirname, 'sync.ts'),
          { facts: company.facts, twice: size === '100k' },
          url,
        ),
    );
  } finally {
    await company.stop();
  }
}

async function ask(program: string, input: object, url: string): Promise<Values> {
  process.env['DATABASE_URL'] = url;
  const running = await startProgram<Values>(program, input);
  await running.stop();
  return running.facts;
}

/** A database of its own, gone afterwards; `migrated` for who does not migrate it. */
async function onDatabase<T>(
  postgres: Postgres,
  name: string,
  migrated: boolean,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const server = openDatabase(postgres.url, log, { app: 1, system: 1 });
  const url = new URL(postgres.url);
  url.pathname = name;
  try {
    await server.systemPool.query(`drop database if exists ${name} with (force)`);
    await server.systemPool.query(`create database ${name}`);
    if (migrated) {
      const database = openDatabase(url.href, log, { app: 1, system: 1 });
      await prepareJobs(database, log);
      await database.close();
      await migrate(url.href);
    }
    return await work(url.href);
  } finally {
    await server.systemPool.query(`drop database if exists ${name} with (force)`);
    await server.close();
  }
}
