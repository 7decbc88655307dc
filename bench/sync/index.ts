import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, startPostgres } from '../../server/src/platform/index.ts';
import { installPeers, peerVersions } from '../install.ts';
import type { Measured, Race, RaceOptions, Run } from '../race.ts';
import { companies, runStores, runSync } from './run.ts';

/**
 * From ServiceTitan into the mirror. `store` begins with the text of an answer (of 1,000 rows) and ends with committed
 * rows: Tradepost classifies each by its hash, keeps what it was before, and notes what changed; the peer upserts row by
 * row; the limit copies rows that were prepared beforehand. `unchanged` is the same again. `rebuild` is how fast the opportunities of its jobs are built first. `end to end` is the back-fill
 * of a company of 100,000 jobs with everything that belongs to them over HTTP, within 60 requests a second; `memory` is
 * the most that its process held, also with 1,000,000 jobs. Emulator, process and database share the machine.
 */
export const sync: Race = {
  name: 'sync',
  question: 'how fast records of ServiceTitan are mirrored, and what an unchanged second time costs',
  metrics: [
    { name: 'store', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 'unchanged', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 'end to end', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 're-sync', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 'requests', unit: '', better: 'lower', over: 'median' },
    { name: 'memory', unit: 'MB', better: 'lower', over: 'median' },
    { name: 'memory 1m', unit: 'MB', better: 'lower', over: 'median' },
    { name: 'rebuild', unit: 'opportunities/s', better: 'higher', over: 'median' },
    { name: 'rewritten', unit: '', better: 'lower', over: 'sum', mustBeZero: true },
  ],
  subjects: [
    { name: 'tradepost', title: 'Tradepost' },
    { name: 'stripe-sync-engine', title: 'Supabase stripe-sync-engine' },
    { name: 'copy', title: 'COPY (the limit)' },
  ],
  ratios: [
    { against: 'stripe-sync-engine', metric: 'store' },
    { against: 'copy', metric: 'store' },
  ],
  run,
};

async function run(options: RaceOptions): Promise<Measured> {
  installPeers(options.progress);
  const data = mkdtempSync(join(tmpdir(), 'tradepost-bench-'));
  const runs: Run[] = [];
  try {
    const postgres = await startPostgres(data, createLog('warn'));
    try {
      for (let round = 1; round <= options.rounds; round += 1) {
        const values = await runStores(options.subjects, postgres, options.progress);
        const ours = values.get('tradepost');
        if (ours) {
          const small = await runSync('100k', postgres, options.progress);
          Object.assign(ours, small, { rewritten: (ours['rewritten'] ?? 0) + (small['rewritten'] ?? 0) });
          // Once, in a race of several rounds: it takes as long as all else together.
          if (round === 1 && options.rounds > 1) {
            const large = await runSync('1m', postgres, options.progress);
            ours['memory 1m'] = large['memory'] ?? 0;
            ours['end to end 1m'] = large['end to end'] ?? 0;
            ours['rows 1m'] = large['rows'] ?? 0;
          }
        }
        for (const [subject, found] of values) {
          runs.push({ subject, round, values: found });
          const line = Object.entries(found).map(
            ([name, value]) => `${name} ${Math.round(value * 100) / 100}`,
          );
          options.progress(`round ${round} ${subject.padEnd(20)} ${line.join(', ')}`);
        }
      }
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  return {
    settings: { rounds: options.rounds, companies },
    versions: { node: process.versions.node, ...peerVersions() },
    runs,
  };
}
