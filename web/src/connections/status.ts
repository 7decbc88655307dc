import type { Connection, ResourceState, SyncOverview } from '../api/servicetitan.ts';
import type { Tone } from '../ui/StateBadge.tsx';

const CONNECTION: Record<Connection['status'], Tone> = { draft: 'busy', active: 'good', paused: 'bad' };
const SYNC: Record<SyncOverview['status'], Tone> = {
  off: 'quiet',
  backfill: 'busy',
  live: 'good',
  delayed: 'bad',
  paused: 'bad',
};
/** What could not be read at the last try is tried again, whatever it was before. */
export type ShownState = ResourceState['state'] | 'retrying';
export const shownState = ({ state, error }: Pick<ResourceState, 'state' | 'error'>): ShownState =>
  error !== null && state !== 'failed' && state !== 'unscoped' ? 'retrying' : state;

const RESOURCE: Record<ShownState, Tone> = {
  waiting: 'quiet',
  backfill: 'busy',
  live: 'good',
  retrying: 'bad',
  unscoped: 'bad',
  failed: 'bad',
};

export const connectionTone = (status: Connection['status']): Tone => CONNECTION[status];
export const syncTone = (status: SyncOverview['status']): Tone => SYNC[status];
export const resourceTone = (state: ShownState): Tone => RESOURCE[state];

/** The marketplace tells the state of an instance of any app; only those of ServiceTitan are known here. */
export const isConnectionStatus = (status: string): status is Connection['status'] =>
  Object.hasOwn(CONNECTION, status);
