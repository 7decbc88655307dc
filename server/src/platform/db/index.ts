export { migrate } from './migrate.ts';
export { type Database, inWorkspace, openDatabase, openPool, type Sql, type Tx } from './pool.ts';
export { type Postgres, startPostgres } from './postgres.ts';
