/**
 * The ground floor: what every room stands on and no room owns. Config, clock, errors, log, secrets, the database with
 * its tenancy and migrations, jobs, the HTTP kit, live updates, metrics. Imports no room.
 */
export { type Clock, systemClock } from './clock.ts';
export { type Config, type ConfigRow, readConfig } from './config.ts';
export { boolArray, int8Array, textArray, timestamptzArray, uuidArray } from './db/arrays.ts';
export {
  type Database,
  inWorkspace,
  migrate,
  openDatabase,
  openPool,
  type Postgres,
  type Sql,
  startPostgres,
  type Tx,
} from './db/index.ts';
export { refreshStatistics } from './db/statistics.ts';
export { invalid, notFound, Problem, StartupError } from './errors.ts';
export {
  createHttp,
  decodeCursor,
  encodeCursor,
  type Http,
  hangUp,
  isDatabaseAway,
  pageOf,
  paging,
  type Routes,
  zodRoutes,
} from './http/index.ts';
export { enqueue, prepareJobs, startWorker, type Task } from './jobs.ts';
export { announce, type Live, startLive } from './live.ts';
export { lockData } from './lock.ts';
export { createLog, type Logger } from './log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { createMutex, type Mutex } from './mutex.ts';
export { createVault, type Vault } from './secrets.ts';
