import { join } from 'node:path';
import { peersFolder } from '../install.ts';
import { median } from '../rows.ts';
import { type Client, connectTo } from './client.ts';
import type { CompanyFacts } from './company.ts';
import { exportAll } from './export.ts';
import { pageSize, pagesOf, timePages } from './pages.ts';
import { startProgram } from './program.ts';

type Values = Record<string, number>;

const program = (name: string): string => join(import.meta.dirname, `${name}.ts`);

/** The companies that are paged through. */
export const companies = {
  '100k': { technicians: 150, jobs: 100_000, days: 280 },
  '500k': 'large',
} as const;

export const starts = 7;

/** Each subject's part of one round; both page through the same rows, and rest while the other works. */
export async function runRound(
  subjects: readonly string[],
  progress: (line: string) => void,
): Promise<Map<string, Values>> {
  const values = new Map<string, Values>(subjects.map((subject) => [subject, {}]));
  const ours = values.get('tradepost');
  const theirs = values.get('emulators-core');
  if (ours) {
    for (const company of ['empty', 'small']) ours[`start ${company}`] = await timeStarts(company);
  }
  for (const [size, company] of Object.entries(companies)) {
    progress(`making the company with ${size} jobs`);
    const running = await startProgram<CompanyFacts>(program('company'), { company });
    try {
      const client = await connectTo(running.facts);
      const counts = await countsOf(running.facts);
      const jobs = counts['jobs'] ?? 0;
      if (ours) {
        Object.assign(ours, await measure(client, running.facts, size, jobs));
        if (size === '500k') {
          const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
          ours['generator'] = records / running.facts.seconds;
          ours['records'] = records;
          ours['memory'] = await running.ask<number>('memory');
        }
      }
      if (theirs) Object.assign(theirs, await measurePeer(client, size, jobs));
      client.close();
    } finally {
      await running.stop();
    }
  }
  return values;
}

/** Median over new processes. */
async function timeStarts(company: string): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < starts; at += 1) {
    const started = await startProgram<number>(program('start'), { company });
    times.push(started.facts);
    await started.stop();
  }
  return median(times);
}

async function countsOf(facts: CompanyFacts): Promise<Record<string, number>> {
  const state = await fetch(`${facts.controlUrl}state`);
  const { data } = (await state.json()) as { data: { counts: Record<string, number> }[] };
  return data[0]?.counts ?? {};
}

async function measure(client: Client, facts: CompanyFacts, size: string, jobs: number): Promise<Values> {
  const plain = await timePages(client, facts, 'jpm/jobs', jobs);
  if (size !== '500k') return { [`page ${size}`]: plain.median };
  const sorted = await timePages(client, facts, 'jpm/jobs?sort=-ModifiedOn', jobs);
  const filtered = await timePages(client, facts, 'jpm/jobs?jobStatus=Completed', jobs);
  const searched = await timePages(client, facts, 'crm/customers?city=golden', pageSize * 10);
  const { perSecond, rows } = await exportAll(client, 'jpm/export/jobs');
  return {
    [`page ${size}`]: plain.median,
    [`sorted ${size}`]: sorted.median,
    [`filtered ${size}`]: filtered.median,
    'text search': searched.median,
    [`coldest ${size}`]: Math.max(plain.slowest, sorted.slowest, filtered.slowest, searched.slowest),
    export: perSecond,
    'exported rows': rows,
  };
}

/** The peer takes the rows over from the emulator first, which is not measured. */
async function measurePeer(client: Client, size: string, jobs: number): Promise<Values> {
  const input = {
    url: client.urlOf('jpm/jobs?active=Any&pageSize=5000&page='),
    headers: client.headers,
    pages: pagesOf(jobs),
    pageSize,
  };
  const file = join(peersFolder, 'emulator', 'core.ts');
  const peer = await startProgram<PeerTimes>(file, input, ['--max-old-space-size=12288']);
  await peer.stop();
  const { plain, sorted, filtered } = peer.facts;
  const values = { [`page ${size}`]: median(plain) };
  if (size !== '500k') return values;
  return {
    ...values,
    [`sorted ${size}`]: median(sorted),
    [`filtered ${size}`]: median(filtered),
    [`coldest ${size}`]: Math.max(...plain, ...sorted, ...filtered),
  };
}

/** Milliseconds of each visit. */
interface PeerTimes {
  readonly plain: readonly number[];
  readonly sorted: readonly number[];
  readonly filtered: readonly number[];
}
