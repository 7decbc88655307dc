/**
 * The mirror of ServiceTitan's records: back-fill, increments, hints of webhooks, reconciliation. What changed is left in
 * `mirror_changes` for the rooms above. May import platform, accounts, connections.
 */
export { fillMirror } from './backfill.ts';
export { clearErrors, type RecordError, reportErrors } from './errors.ts';
export { syncCrontab, syncTasks, tick } from './jobs.ts';
export { type MirrorChange, takeChanges } from './mirror/changes.ts';
export {
  idsAfter,
  type MirrorRecord,
  newestId,
  readAll,
  readRecords,
} from './mirror/read.ts';
export { awaitedRecords } from './mirror/wants.ts';
export type { SyncRoom } from './pull/room.ts';
export { type ResourceKey, resources } from './resources.ts';
export { createSyncRoom } from './room.ts';
export { syncRoutes } from './routes.ts';
export { fieldChanges } from './timeline.ts';
