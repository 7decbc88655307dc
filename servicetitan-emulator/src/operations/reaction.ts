/**
 * What follows from a change of records: completing a job makes its invoice, whoever completes it. A reaction runs in the
 * transaction of the change, so that either both are there or neither.
 */
import type { Collection } from '../store/collection.ts';
import type { Store, Write } from '../store/store.ts';

export interface Reaction {
  /** The collection whose records it watches. */
  on: Collection;
  /**
   * Told of every record added (`before` is undefined) or changed. What it writes is reacted to as well, so it must ask
   * for the change it waits for (`before.jobStatus !== after.jobStatus`), or it would never end.
   */
  react(store: Store, write: Write): void;
}

/** One function that tells every reaction of the writes it watches. */
export function reactTo(reactions: readonly Reaction[]): (store: Store, write: Write) => void {
  const watching = Map.groupBy(reactions, ({ on }) => on.name);
  return (store, write) => {
    for (const { react } of watching.get(write.collection.name) ?? []) react(store, write);
  };
}
