import { sql } from 'kysely';
import type { Tx } from '../../platform/index.ts';
import { idsWhere } from '../mirror/read.ts';
import { IDS_AT_ONCE, listAnswers } from '../read/answers.ts';
import { type ResourceKey, resourceKeys, resources } from '../resources.ts';
import { keepAnswer } from './keep.ts';
import { inPull, type Pull } from './room.ts';
import { portionsOf, together } from './together.ts';

const AT_ONCE = 4;

/** Whether records of a resource change without their `modifiedOn`. */
export const changesSilently = (key: ResourceKey): boolean =>
  resources[key].unsettled !== undefined || resources[key].follows !== undefined;

/**
 * Reads again what may have changed without its `modifiedOn`, so that no feed tells (reference, "Checklist for an
 * emulator", 6): what owes something, since payments move balances, and what shows parts of records that changed. Fifty
 * records are one request.
 */
export async function pullSilent(pull: Pull, changedSince: Date): Promise<void> {
  // What is followed comes first: what it turns out to have become concerns those that follow it.
  const keys = resourceKeys
    .filter((key) => changesSilently(key) && pull.plan.has(key))
    .toSorted((a, b) => depth(a) - depth(b));
  for (const key of keys) {
    const ids = await inPull(pull, async (tx) => await silentIds(tx, pull.connectionId, key, changedSince));
    await together(portionsOf(ids, IDS_AT_ONCE), AT_ONCE, async (part) => {
      for await (const answer of listAnswers(pull.asking, key, { ids: part.join(',') }))
        await keepAnswer(pull, key, answer, null);
    });
  }
}

const depth = (key: ResourceKey): number =>
  Math.max(0, ...(resources[key].follows ?? []).map(({ resource }) => 1 + depth(resource)));

/** Ids of the records of a resource that may have changed silently since. Reads what changed, not what there is. */
export async function silentIds(
  tx: Tx,
  connectionId: string,
  key: ResourceKey,
  changedSince: Date,
): Promise<string[]> {
  const { unsettled, follows = [] } = resources[key];
  const ids = new Set(
    unsettled ? await idsWhere(tx, connectionId, key, sql`unsettled and deleted_at is null`) : [],
  );
  // Each apart, as each has an index of its own.
  for (const { resource, theirs, ours } of follows) {
    const concerned = sql`deleted_at is null and ${sql.ref(ours)} in (
      select ${sql.ref(`o.${theirs}`)} from mirror o where o.workspace_id = m.workspace_id and o.connection_id = m.connection_id
        and o.resource = ${resource} and o.changed_at >= ${changedSince})`;
    for (const id of await idsWhere(tx, connectionId, key, concerned)) ids.add(id);
  }
  return [...ids];
}
