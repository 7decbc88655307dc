import {
  Logger as GraphileLogger,
  type JobHelpers,
  run,
  runMigrations,
  type TaskList,
} from 'graphile-worker';
import { sql } from 'kysely';
import type { Database, Sql } from './db/index.ts';
import type { Logger } from './log.ts';

/** Background work of one kind. Throwing means: try again later, with growing pauses. */
export type Task = (
  payload: unknown,
  context: { attempt: number; lastAttempt: boolean; signal: AbortSignal },
) => Promise<void>;

/** The queue's own tables; before our migrations, which refer to them. */
export async function prepareJobs(db: Database, log: Logger): Promise<void> {
  await runMigrations({ pgPool: db.systemPool, logger: workerLogger(log) });
}

/** Starts a worker; any number of them may run on one database. `crontab` in the format of graphile-worker. */
export async function startWorker(
  db: Database,
  tasks: Readonly<Record<string, Task>>,
  crontab: string,
  log: Logger,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = async (payload, helpers: JobHelpers) => {
      const { attempts, max_attempts: most } = helpers.job;
      await task(payload, {
        attempt: attempts,
        lastAttempt: attempts >= most,
        signal: helpers.abortSignal ?? new AbortController().signal,
      });
    };
  }
  const runner = await run({
    pgPool: db.systemPool,
    taskList,
    crontab,
    concurrency: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    preset: { worker: { gracefulShutdownAbortTimeout: 3_000 } },
    logger: workerLogger(log),
  });
  return { stop: async () => await runner.stop() };
}

/**
 * Enqueues in the caller's transaction: the job exists exactly when the change it belongs to was committed.
 * A later call with the same key replaces a waiting job.
 */
export async function enqueue(
  tx: Sql,
  task: string,
  payload: unknown,
  options: { key?: string; runAt?: Date; maxAttempts?: number } = {},
): Promise<void> {
  await sql`select enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null}::timestamptz, ${options.maxAttempts ?? 25})`.execute(
    tx,
  );
}

function workerLogger(log: Logger) {
  // Routine of the worker is debug; what needs a person stays visible.
  const levels: Record<string, 'error' | 'warn' | 'debug'> = { error: 'error', warning: 'warn' };
  return new GraphileLogger(
    () => (level, message, meta) =>
      log[levels[level] ?? 'debug']({ worker: meta?.['job'] ? 'job' : undefined }, message),
  );
}
