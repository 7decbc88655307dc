/** Numbers of orders and returns: each kind counts on from its highest. */
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';

export function nextNumber(store: Store, { name }: Collection): string {
  const [highest] = store.database.integers(
    `SELECT coalesce(max(CAST("number" AS INTEGER)), 1000) FROM "${name}"`,
  );
  return String((highest ?? 1000n) + 1n);
}
