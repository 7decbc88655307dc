import { type Want, wantedAndMissing } from '../mirror/wants.ts';
import { ahead } from '../read/ahead.ts';
import { countRows, feedAnswers, IDS_AT_ONCE } from '../read/answers.ts';
import { type ResourceKey, resources } from '../resources.ts';
import { ANSWERS_AHEAD } from './feed.ts';
import { keepAnswer } from './keep.ts';
import { metOwners, metRecords } from './met.ts';
import { inPull, type Pull } from './room.ts';

/** So few requests are made without further ado. */
const FEW = 10;
/** Rows of one answer of a feed, as live clients see them. */
export const FEED_ROWS = 1_000;
/** A full answer of a feed takes that many times as long as one with a few records, and comes after the one before it. */
const WEIGHT = 4;
/** How much of the wanted may be left out, so as not to go back years for one. */
const SHARES = [0, 0.1, 0.3, 0.5];
/** What belongs to a record was not last changed before there was that record; clocks may differ. */
const SLACK_MS = 24 * 3_600_000;

/** How many ids one request can ask for. */
export const portionOf = (key: ResourceKey): number =>
  resources[key].byOwner?.many === false ? 1 : IDS_AT_ONCE;

/**
 * Reads much that is wanted by id with the feed instead, where that is much less to ask: what belongs to old records from
 * the time of the oldest of them (their lists take one `jobId`), records of unknown age from the beginning. Of what the
 * feed gives only the wanted is kept. What it leaves out, or does not find, is still wanted.
 */
export async function sweep(pull: Pull, key: ResourceKey): Promise<void> {
  const { feed, byOwner } = resources[key];
  if (!feed || byOwner?.of) return;
  const wanted = await inPull(pull, async (tx) => await wantedAndMissing(tx, pull.connectionId, key));
  if (wanted.length / portionOf(key) < FEW) return;
  const plan = await cheapest(pull, key, wanted);
  if (!plan) return;
  const ids = new Set(plan.ids);
  for await (const answer of ahead(feedAnswers(pull.asking, key, plan.from, false), ANSWERS_AHEAD)) {
    const rows = answer.rows.filter(({ id, ownerId }) => ids.has((byOwner ? ownerId : id) ?? ''));
    if (byOwner) await keepAnswer(pull, key, { ...answer, rows }, null);
    // What cannot be read here is still wanted, and told of when it is asked for.
    else
      await keepAnswer(pull, key, { ...answer, rows, unreadable: [] }, null, async (tx) => {
        await metRecords(tx, pull, key, [...new Set(rows.map(({ id }) => id))]);
      });
  }
  if (byOwner) await inPull(pull, async (tx) => await metOwners(tx, pull, key, plan.ids));
}

interface Plan {
  /** Undefined is the beginning. */
  readonly from: string | undefined;
  readonly ids: readonly string[];
}

/** From when on the feed is to be read; null when asking takes less. One count for each time that is looked at. */
async function cheapest(pull: Pull, key: ResourceKey, wanted: readonly Want[]): Promise<Plan | null> {
  const portion = portionOf(key);
  let best = wanted.length / portion;
  let plan: Plan | null = null;
  for (const share of resources[key].byOwner ? SHARES : [0]) {
    const left = Math.floor(wanted.length * share);
    const oldest = wanted[left]?.createdOn;
    const from = oldest ? new Date(oldest.getTime() - SLACK_MS).toISOString() : undefined;
    const rows = await countRows(pull.asking, key, from === undefined ? {} : { modifiedOnOrAfter: from });
    if (rows === null) return null;
    const cost = left / portion + WEIGHT * Math.ceil((rows + 1) / FEED_ROWS);
    if (cost >= best) continue;
    best = cost;
    plan = { from, ids: wanted.slice(left).map(({ id }) => id) };
  }
  return plan;
}
