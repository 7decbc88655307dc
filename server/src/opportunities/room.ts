import type { Clock, Database, Logger, Mutex } from '../platform/index.ts';
import type { SyncRoom } from '../sync/index.ts';

/** What the opportunities room stands on. */
export interface OpportunityRoom {
  readonly db: Database;
  readonly log: Logger;
  readonly mutex: Mutex;
  readonly clock: Clock;
  readonly sync: SyncRoom;
}
