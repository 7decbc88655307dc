import { createLog, openDatabase, type Postgres } from '../../server/src/platform/index.ts';
import type { RaceOptions } from '../race.ts';
import { deliver, type Load, percentile } from './client.ts';
import { type Subject, startSubject } from './subject.ts';

export const connections = 64;
export const warmUpSeconds = 3;
/** When the number of bookings stands still for so long, the rest will not come any more. */
const patience = 20_000;
/** A subject that is not done after so long is given up, however steadily it goes on. */
const longestDrain = 180_000;

const log = createLog('warn');

/** One run of one subject in a new process on a new database: warm-up, everything drained, then what is measured. */
export async function runOnce(
  subject: Subject,
  round: number,
  postgres: Postgres,
  options: RaceOptions,
): Promise<Record<string, number>> {
  if (!subject.hasDatabase) return await measure(subject, '', null, options);
  const name = `leads_${subject.name.replaceAll('-', '_')}_${round}`;
  const server = openDatabase(postgres.url, log, { app: 1, system: 1 });
  const url = new URL(postgres.url);
  url.pathname = name;
  try {
    await server.systemPool.query(`create database ${name}`);
    const database = openDatabase(url.href, log, { app: 1, system: 1 });
    try {
      const store: Store = {
        count: async () =>
          (await database.systemPool.query<{ n: number }>('select count(*)::int as n from bookings')).rows[0]
            ?.n ?? 0,
        // So that nobody pays for what another wrote before.
        checkpoint: async () => void (await server.systemPool.query('checkpoint')),
      };
      return await measure(subject, url.href, store, options);
    } finally {
      await database.close();
      await server.systemPool.query(`drop database ${name} with (force)`);
    }
  } finally {
    await server.close();
  }
}

interface Store {
  count(): Promise<number>;
  checkpoint(): Promise<void>;
}

async function measure(
  subject: Subject,
  databaseUrl: string,
  store: Store | null,
  options: RaceOptions,
): Promise<Record<string, number>> {
  const running = await startSubject(subject, databaseUrl, options.profiles);
  try {
    const warm = await deliver(running.target, { connections, seconds: warmUpSeconds, from: 0 });
    if (store) {
      await drained(store, warm.leads);
      await store.checkpoint();
    }
    const before = (await store?.count()) ?? 0;
    const start = performance.now();
    const load = await deliver(running.target, { connections, seconds: options.seconds, from: warm.next });
    if (!store) return valuesOf(load);
    const missing = await drained(store, before + load.leads);
    const seconds = (performance.now() - start) / 1000;
    return {
      ...valuesOf(load),
      committed: (load.leads - missing) / seconds,
      lost: Math.abs(missing),
      bookings: load.leads - missing,
      'drained s': seconds,
    };
  } finally {
    await running.stop();
  }
}

function valuesOf(load: Load): Record<string, number> {
  return {
    acknowledged: load.acknowledged / load.seconds,
    p50: percentile(load.latencies, 0.5),
    p99: percentile(load.latencies, 0.99),
    errors: load.errors,
    deliveries: load.acknowledged,
    leads: load.leads,
    'client cores': load.clientCores,
  };
}

/**
 * Waits until everything acknowledged is a booking. Answers how many are missing when no more come; below 0 when there
 * are more bookings than leads.
 */
async function drained(store: Store, wanted: number): Promise<number> {
  let count = await store.count();
  const start = performance.now();
  let moved = start;
  while (count < wanted && performance.now() - moved < patience && performance.now() - start < longestDrain) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = await store.count();
    if (now !== count) moved = performance.now();
    count = now;
  }
  return wanted - count;
}
