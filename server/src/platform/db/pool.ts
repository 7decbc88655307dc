import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';

/** No table types: statements are plain SQL with typed rows, see STYLE.md; Kysely brings fragments, parameters and transactions. */
// oxlint-disable-next-line typescript/no-empty-object-type
export type Schema = {};
export type Sql = Kysely<Schema> | Transaction<Schema>;
export type Tx = Transaction<Schema>;

export interface Database {
  /** Subject to row-level security: sees nothing until a workspace is set. Use through `inWorkspace`. */
  readonly app: Kysely<Schema>;
  readonly appPool: pg.Pool;
  /** Owner of the tables, outside row-level security: sign-in, routing of deliveries to their workspace, job queue, migrations. */
  readonly system: Kysely<Schema>;
  readonly systemPool: pg.Pool;
  /**
   * Like `systemPool`, but a commit returns before it is on disk. Only for writes that a later commit on another
   * connection must follow before anybody is told: that one's flush takes them along, since the log is one sequence.
   */
  readonly relaxedPool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

// int8 and numeric arrive as text already; bigints of ServiceTitan are stored as text and never become numbers.
const timestamptz = 1184;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === timestamptz
      ? (text: string) => new Date(text)
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** A pool whose connections may break at any time: they are dropped and replaced without ado. */
export function openPool(url: string, log: Logger, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, types, ...options });
  pool.on('error', (err) => log.warn({ err: err.message }, 'a database connection was lost'));
  // While lent out, a connection reports its loss here and by the query under way; unheard, the first would end the process.
  pool.on('connect', (client) =>
    client.on('error', (err) => log.debug({ err: err.message }, 'a database connection was lost in use')),
  );
  return pool;
}

/** Opens both pools. */
export function openDatabase(url: string, log: Logger, sizes = { app: 12, system: 8 }): Database {
  const appPool = openPool(url, log, { max: sizes.app, options: '-c role=tradepost_app' });
  const systemPool = openPool(url, log, { max: sizes.system });
  const relaxedPool = openPool(url, log, { max: 2, options: '-c synchronous_commit=off' });
  const app = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: appPool }) });
  const system = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: systemPool }) });
  return {
    app,
    appPool,
    system,
    systemPool,
    relaxedPool,
    url,
    close: async () => {
      // Kysely ends only pools that it has used itself.
      await Promise.all([appPool, systemPool, relaxedPool].map(async (pool) => await pool.end()));
    },
  };
}

/**
 * Runs `work` in one transaction that sees and writes only rows of `workspaceId`; row-level security refuses the rest
 * even where a statement forgets its condition (DESIGN.md, Tenancy).
 */
export async function inWorkspace<T>(
  db: Database,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await db.app.transaction().execute(async (tx) => {
    await sql`select set_config('tradepost.workspace_id', ${workspaceId}, true)`.execute(tx);
    return await work(tx);
  });
}
