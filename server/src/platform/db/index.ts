export { inWorkspace, openDatabase, type Database, type Sql, type Tx } from './pool.ts';
export { migrate } from './migrate.ts';
export { startPostgres, type Postgres } from './postgres.ts';
