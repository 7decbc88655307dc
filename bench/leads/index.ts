import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, startPostgres } from '../../server/src/platform/index.ts';
import { installPeers, peerVersions } from '../install.ts';
import type { Measured, Race, RaceOptions, Run } from '../race.ts';
import { createTemplate } from './payload.ts';
import { connections, runOnce, warmUpSeconds } from './run.ts';
import { subjects } from './subject.ts';

/**
 * From a source's delivery to a committed booking. Every subject checks the same Basic pair in constant time and gets
 * the same deliveries over as many connections. Tradepost acknowledges when the booking is committed; the peers when
 * the job is, and their worker in the same process makes the booking, so for them the time until the queue is empty
 * counts in `committed`. The limit parses and answers, and keeps nothing.
 */
export const leads: Race = {
  name: 'leads',
  question:
    'how many deliveries from a lead source become committed bookings, and how fast each is acknowledged',
  metrics: [
    { name: 'committed', unit: 'bookings/s', better: 'higher', over: 'median' },
    { name: 'acknowledged', unit: 'deliveries/s', better: 'higher', over: 'median' },
    { name: 'p50', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'p99', unit: 'ms', better: 'lower', over: 'median' },
    { name: 'errors', unit: '', better: 'lower', over: 'sum', mustBeZero: true },
    { name: 'lost', unit: '', better: 'lower', over: 'sum', mustBeZero: true },
  ],
  subjects,
  ratios: [
    { against: 'pg-boss', metric: 'committed' },
    { against: 'graphile-worker', metric: 'committed' },
    { against: 'limit', metric: 'acknowledged' },
  ],
  run,
};

async function run(options: RaceOptions): Promise<Measured> {
  installPeers(options.progress);
  const data = mkdtempSync(join(tmpdir(), 'tradepost-bench-'));
  try {
    const postgres = await startPostgres(data, createLog('warn'));
    const runs: Run[] = [];
    try {
      // Interleaved, so that a slow minute of the machine meets all of them.
      for (let round = 1; round <= options.rounds; round += 1) {
        for (const subject of subjects.filter(({ name }) => options.subjects.includes(name))) {
          const values = await runOnce(subject, round, postgres, options);
          runs.push({ subject: subject.name, round, values });
          options.progress(
            `round ${round} ${subject.name.padEnd(16)} ${Object.entries(values)
              .map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`)
              .join(', ')}`,
          );
        }
      }
    } finally {
      await postgres.stop();
    }
    return {
      settings: {
        connections,
        warmUpSeconds,
        seconds: options.seconds,
        rounds: options.rounds,
        payloadBytes: createTemplate().body.length,
      },
      versions: { node: process.versions.node, ...peerVersions() },
      runs,
    };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
