import { installPeers, peerVersions } from '../install.ts';
import type { Measured, Race, RaceOptions, Run } from '../race.ts';
import { pageSize } from './pages.ts';
import { companies, runRound, starts } from './run.ts';

/**
 * Pages of jobs out of an emulator: by id, by the time of change, of one status, at twelve depths each. What is measured
 * is the server's time for a page as JSON text: for Tradepost from the request's arrival, with token, scope, query and
 * log; for the peer its `Collection.query` and `JSON.stringify` alone, for five pages of 100 rows, its most, against one
 * of 500. `coldest` is the slowest page of all, the one that found nothing prepared. The rest only Tradepost has: the export feed of all jobs over loopback, its start, its company.
 */
export const emulator: Race = {
  name: 'emulator',
  question:
    'how fast a half-million-job company is made, paged and exported, and how fast a small one is there',
  metrics: [
    { name: 'page 100k', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'page 500k', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'sorted 500k', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'filtered 500k', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'text search', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'coldest 500k', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'export', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 'start empty', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'start small', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'generator', unit: 'rows/s', better: 'higher', over: 'median' },
    { name: 'memory', unit: 'MB', better: 'lower', over: 'median' },
  ],
  subjects: [
    { name: 'tradepost', title: 'Tradepost' },
    { name: 'emulators-core', title: '@emulators/core' },
  ],
  ratios: [{ against: 'emulators-core', metric: 'page 500k' }],
  run,
};

async function run(options: RaceOptions): Promise<Measured> {
  installPeers(options.progress);
  const runs: Run[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [subject, values] of await runRound(options.subjects, options.progress)) {
      runs.push({ subject, round, values });
      const line = Object.entries(values).map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`);
      options.progress(`round ${round} ${subject.padEnd(16)} ${line.join(', ')}`);
    }
  }
  return {
    settings: { rounds: options.rounds, pageSize, starts, companies },
    versions: { node: process.versions.node, ...peerVersions() },
    runs,
  };
}
