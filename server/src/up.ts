import { sql } from 'kysely';
import { createAuth } from './accounts/index.ts';
import { createApp, createRooms, type Parts } from './app.ts';
import { bookingCrontab } from './bookings/index.ts';
import { opportunityCrontab, opportunityTasks } from './opportunities/index.ts';
import {
  type Config,
  createLog,
  createMetrics,
  createMutex,
  createVault,
  type Database,
  type Logger,
  lockData,
  migrate,
  openDatabase,
  type Postgres,
  prepareJobs,
  StartupError,
  startLive,
  startPostgres,
  startWorker,
  systemClock,
} from './platform/index.ts';
import { type Sandbox, startSandbox } from './sandbox/index.ts';
import { syncCrontab, syncTasks, tick } from './sync/index.ts';

/** Which parts of the house this process runs (DESIGN.md, Contract). */
export type ProcessRole = 'up' | 'web' | 'worker';

export interface Running {
  readonly url: string | null;
  readonly sandbox: Sandbox | null;
  /** There is no user yet. */
  readonly isEmpty: boolean;
  readonly log: Logger;
  /** Stops taking work, ends what is under way, stops PostgreSQL last. */
  close(): Promise<void>;
}

/** Starts a process of the given role. Throws `StartupError` with what to do. */
export async function start(config: Config, role: ProcessRole, version: string): Promise<Running> {
  const log = createLog(config.logLevel);
  // Undone in reverse, also when starting fails half-way.
  const undo: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) {
      try {
        await step();
      } catch (err) {
        log.error({ err }, 'stopping');
      }
    }
  };
  try {
    if (role === 'up') undo.push(await lockData(config.data));
    const database = await openStore(config, role, log, undo);
    const vault = createVault(config.secret);
    const metrics = createMetrics();
    const live = await startLive(database.url, log);
    undo.push(() => live.close());
    const mutex = createMutex(database.url, log);
    undo.push(() => mutex.close());
    let address = config.url ?? `http://${config.host}:${config.port}`;
    const { auth, close: closeAuth } = createAuth({
      databaseUrl: database.url,
      secret: config.secret,
      url: () => address,
      log,
    });
    undo.push(closeAuth);
    let sandbox: Sandbox | null = null;
    const parts: Parts = {
      db: database,
      auth,
      vault,
      live,
      mutex,
      clock: systemClock,
      log,
      metrics,
      version,
      url: () => address,
      sandbox: () => sandbox,
    };
    const rooms = createRooms(parts);
    undo.push(() => rooms.connections.close());

    if (role !== 'worker') {
      const app = await createApp(parts, rooms);
      undo.push(() => app.close());
      const listening = await listen(app, config);
      address = config.url ?? listening;
    }
    if (role === 'up' && (await wantsSandbox(config, database))) {
      const running = await startSandbox(
        { ...parts, connections: rooms.connections, integrations: rooms.integrations },
        config,
        address,
        log,
      );
      sandbox = running;
      undo.push(() => running.close());
    }
    if (role !== 'web') {
      const worker = await startWorker(database, rooms.bookings.tasks, bookingCrontab, log);
      undo.push(() => worker.stop());
      // By a worker of its own: a back-fill of minutes must not hold up what people wait for.
      const reader = await startWorker(
        database,
        { ...syncTasks(rooms.sync), ...opportunityTasks(rooms.opportunities) },
        `${syncCrontab}\n${opportunityCrontab}`,
        log,
      );
      undo.push(() => reader.stop());
      void tick(rooms.sync).catch((err: unknown) => log.error({ err }, 'taking up the sync'));
      // Not awaited: what an earlier process left must not keep this one from serving.
      void rooms.bookings.resume().catch((err: unknown) => log.error({ err }, 'taking up what was left'));
    }
    const { rows: users } = await sql`select 1 from auth."user" limit 1`.execute(database.system);
    return { url: role === 'worker' ? null : address, sandbox, isEmpty: users.length === 0, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore(
  config: Config,
  role: ProcessRole,
  log: Logger,
  undo: (() => Promise<void> | void)[],
): Promise<Database> {
  let url = config.databaseUrl;
  if (url === null) {
    if (role !== 'up')
      throw new StartupError(
        `DATABASE_URL: "tradepost ${role}" needs a PostgreSQL of its own to share; only "tradepost up" brings one along.`,
      );
    const postgres: Postgres = await startPostgres(config.data, log);
    undo.push(() => postgres.stop());
    url = postgres.url;
  }
  const database = openDatabase(url, log);
  undo.push(() => database.close());
  try {
    await prepareJobs(database, log);
    await migrate(url);
  } catch (cause) {
    if (cause instanceof StartupError || config.databaseUrl === null) throw cause;
    throw new StartupError(`DATABASE_URL: the database cannot be used (${(cause as Error).message}).`, {
      cause,
    });
  }
  return database;
}

async function listen(
  app: { listen(options: { host: string; port: number }): Promise<string> },
  config: Config,
): Promise<string> {
  try {
    return await app.listen({ host: config.host, port: config.port });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartupError(
        `TRADEPOST_PORT: port ${config.port} on ${config.host} is taken. Stop what uses it, or set TRADEPOST_PORT (0 picks a free one).`,
        { cause },
      );
    if (code === 'EACCES')
      throw new StartupError(
        `TRADEPOST_PORT: this user may not listen on port ${config.port}. Choose one above 1023.`,
        { cause },
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartupError(`TRADEPOST_HOST: this machine has no address ${config.host}.`, { cause });
    throw cause;
  }
}

/** `auto`: on until a real ServiceTitan is connected. */
async function wantsSandbox(config: Config, database: Database): Promise<boolean> {
  if (config.sandbox !== 'auto') return config.sandbox === 'on';
  const { rows } =
    await sql`select 1 from connections where environment <> 'emulator' and status <> 'draft' limit 1`.execute(
      database.system,
    );
  return rows.length === 0;
}
