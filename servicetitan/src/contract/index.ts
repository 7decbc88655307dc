/**
 * The wire contract of the ServiceTitan API v2 as data: operations, schemas, hosts, limits. It has no behaviour, so that
 * a client and a server can both be built on it without sharing logic. It imports nothing else of this package.
 */
export { APP_KEY_HEADER, type Environment, HOSTS, type Hosts, LIMITS, TOKEN_PATH } from './hosts.ts';
export { type Field, SCALARS, type ScalarFormat, type Type } from './notation.ts';
export {
  fieldNames,
  type Method,
  type Operation,
  operation,
  operations,
  type Schema,
  schema,
  schemaNames,
} from './operation.ts';
export { MODULES, type Module, moduleKey } from './tables.ts';
