/** Picking records to go on with. */
import type { Doc, Id } from '../json/value.ts';
import type { Random } from '../random.ts';
import type { Collection } from '../store/collection.ts';
import type { SqlValue } from '../store/database.ts';
import type { Store } from '../store/store.ts';

/** Records are picked among so many of the latest that fit. */
const AMONG = 200;

/** Ids of active records that meet a condition, the latest first. */
export function idsWhere(
  store: Store,
  collection: Collection,
  sql: string,
  params: readonly SqlValue[] = [],
  limit = AMONG,
): Id[] {
  return store.database
    .all<{ id: bigint }>(
      `SELECT id FROM "${collection.name}" WHERE active = 1 AND ${sql} ORDER BY id DESC LIMIT ${limit}`,
      ...params,
    )
    .map(({ id }) => (Number.isSafeInteger(Number(id)) ? Number(id) : id));
}

/** One of the latest records that meet a condition; undefined when none does. */
export function pickWhere(
  store: Store,
  random: Random,
  collection: Collection,
  sql: string,
  params: readonly SqlValue[] = [],
): Doc | undefined {
  const ids = idsWhere(store, collection, sql, params);
  return ids.length === 0 ? undefined : store.get(collection, random.pick(ids));
}
