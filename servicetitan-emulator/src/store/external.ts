/**
 * External data: key-value pairs that an integration keeps on a record, readable only by naming the same application
 * guid (reference: "Writes").
 */
import type { Doc, Id } from '../json/value.ts';
import type { Collection } from './collection.ts';
import type { Condition } from './database.ts';
import type { Store } from './store.ts';

/** A null value deletes the key when merging. */
interface ExternalEntry {
  key: string;
  value: string | null;
}

/** `Replace` removes the keys that are not named. */
type PatchMode = 'Replace' | 'Merge';

export function setExternal(
  store: Store,
  collection: Collection,
  owner: Id,
  application: string,
  entries: readonly ExternalEntry[],
  mode: PatchMode,
): void {
  const key = [application.toLowerCase(), collection.name] as const;
  if (mode === 'Replace') {
    store.database.run(
      'DELETE FROM external_data WHERE application = ? AND collection = ? AND owner = ?',
      ...key,
      owner,
    );
  }
  for (const entry of entries) {
    if (entry.value === null) {
      const sql =
        'DELETE FROM external_data WHERE application = ? AND collection = ? AND owner = ? AND key = ?';
      store.database.run(sql, ...key, owner, entry.key);
    } else {
      const sql =
        'INSERT OR REPLACE INTO external_data (application, collection, owner, key, value) VALUES (?, ?, ?, ?, ?)';
      store.database.run(sql, ...key, owner, entry.key, entry.value);
    }
  }
}

/** The pairs of one record under one application, by key. */
export function externalOf(store: Store, collection: Collection, owner: Id, application: string): Doc[] {
  return store.database.all<Doc & { key: string; value: string }>(
    'SELECT key, value FROM external_data WHERE collection = ? AND owner = ? AND application = ? ORDER BY key',
    collection.name,
    owner,
    application.toLowerCase(),
  );
}

/** Records that have the key under the application, with one of the values when any are given. */
export function withExternal(
  collection: Collection,
  application: string,
  key: string,
  values: readonly string[],
): Condition {
  const among = values.length > 0 ? ` AND value IN (${values.map(() => '?').join(', ')})` : '';
  return {
    sql: `id IN (SELECT owner FROM external_data WHERE application = ? AND collection = ? AND key = ?${among})`,
    params: [application.toLowerCase(), collection.name, key, ...values],
  };
}
