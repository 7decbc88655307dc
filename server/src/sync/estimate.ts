import type { Client } from 'servicetitan';
import { LIMITS } from 'servicetitan/contract';
import { expectedRows } from './backfill.ts';
import { planOf, type Selection } from './plan.ts';
import { FEED_ROWS } from './pull/sweep.ts';
import { type ResourceKey, resources } from './resources.ts';

export interface Estimate {
  readonly requests: number;
  readonly seconds: number;
  readonly resources: readonly { readonly resource: ResourceKey; readonly rows: number }[];
}

/** Rows of one answer of a list, as we ask for them. */
const LIST_ROWS = 500;
/**
 * Rows that are read, written and made into opportunities per second on two cores: 748,468 in 39 s and their 190,218
 * opportunities in 237 s (bench/results/sync.json), rounded down.
 */
const ROWS_PER_SECOND = 2_500;
/** Share of what a base record refers to that no feed brings, as far as one can tell beforehand. */
const OLDER = 0.5;

/**
 * What the back-fill of a range will take (B25): one counting request for each resource, then arithmetic. What has to be
 * read by id is known only once the records are here; half of the customers and locations is taken for it.
 */
export async function estimateBackfill(
  client: Client,
  selection: Selection,
  since: Date,
  signal: AbortSignal,
): Promise<Estimate> {
  const asking = { client, signal, priority: 'live' as const, asked: () => {}, answered: () => {} };
  const keys = planOf(selection).filter((key) => resources[key].by !== 'owners');
  const counted: { resource: ResourceKey; rows: number }[] = [];
  for (const key of keys) {
    const rows = await expectedRows({ asking, since }, key).catch((error: unknown) => {
      // What the app may not read is not read in the back-fill either.
      if ((error as { kind?: string }).kind === 'forbidden') return 0;
      throw error;
    });
    counted.push({ resource: key, rows: rows ?? 0 });
  }
  return { ...costOf(counted), resources: counted.filter(({ rows }) => rows > 0) };
}

/** Requests and time for so many rows. */
export function costOf(counted: readonly { resource: ResourceKey; rows: number }[]): {
  requests: number;
  seconds: number;
} {
  let requests = counted.length;
  let rows = 0;
  let older = 0;
  for (const { resource, rows: count } of counted) {
    const { by, base, byOwner } = resources[resource];
    const answers = Math.floor(count / (by === 'list' ? LIST_ROWS : FEED_ROWS)) + 1;
    // What belongs to older records is read from about as far back again (pull/sweep.ts).
    requests += byOwner?.many === false ? 2 * answers : answers;
    rows += count;
    if (base) older += count * OLDER;
  }
  // Customer and contacts, location and contacts, in fifties.
  const byId = Math.ceil((4 * older) / LIMITS.maxIds);
  requests += byId;
  rows += 4 * older;
  const background = LIMITS.requestsPerSecond - 6;
  return { requests, seconds: Math.ceil(Math.max(requests / background, rows / ROWS_PER_SECOND)) };
}
