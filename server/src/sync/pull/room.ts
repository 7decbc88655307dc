import type { ServiceTitan } from '../../connections/index.ts';
import {
  type Clock,
  type Database,
  inWorkspace,
  type Logger,
  type Mutex,
  type Tx,
} from '../../platform/index.ts';
import type { Selection } from '../plan.ts';
import type { Asking } from '../read/answers.ts';
import type { ResourceKey } from '../resources.ts';
import { emptyTally, type Tally } from '../store/runs.ts';

/** What the sync room stands on. */
export interface SyncRoom {
  readonly db: Database;
  readonly log: Logger;
  readonly mutex: Mutex;
  readonly clock: Clock;
  /** The client of a connection that works; null for a draft, a paused or a removed one. */
  open(workspaceId: string, connectionId: string): Promise<ServiceTitan | null>;
  /** The same for a draft whose credentials are there, so as to look before it is switched on. */
  openDraft(workspaceId: string, connectionId: string): Promise<ServiceTitan | null>;
  /** What the settings select, and from when on records are of interest; null when the connection is gone. */
  selected(
    workspaceId: string,
    connectionId: string,
  ): Promise<{ readonly selection: Selection; readonly since: Date } | null>;
  /** Credentials were refused: nothing more is asked until a person has mended them. */
  pause(workspaceId: string, connectionId: string): Promise<void>;
}

/** One run of one connection. */
export interface Pull {
  readonly room: SyncRoom;
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly asking: Asking;
  readonly since: Date;
  /** Whether each row says what it needs. The back-fill asks once for all instead. */
  readonly wanting: boolean;
  /** Resources that the settings select. */
  readonly plan: ReadonlySet<ResourceKey>;
  readonly tallies: Map<ResourceKey, Tally>;
  /** Called after each batch that was kept, for progress on the screens. */
  readonly progressed: () => void;
}

export function tallyOf(pull: Pick<Pull, 'tallies'>, resource: ResourceKey): Tally {
  const tally = pull.tallies.get(resource) ?? emptyTally();
  pull.tallies.set(resource, tally);
  return tally;
}

/** A transaction in the workspace of a run. */
export const inPull = async <T>(
  { room, workspaceId }: Pick<Pull, 'room' | 'workspaceId'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => await inWorkspace(room.db, workspaceId, work);

/** Another reader has moved this one's cursor: it stops and leaves the work to that one. */
export class LostPlace extends Error {
  constructor(resource: ResourceKey) {
    super(`another reader goes on with ${resource}`);
    this.name = 'LostPlace';
  }
}
