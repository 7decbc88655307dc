/**
 * A typed client for the ServiceTitan API v2. It knows the wire contract (`servicetitan/contract`) and nothing of any
 * application; it depends on nothing but the platform's fetch. Rooms: `contract/` (facts), `generated/` (tables and
 * types made from the API documents), `client/` (behaviour).
 */
export { type Budget, createBudget, DEFAULT_RATE, type Rate } from './client/budget.ts';
export type {
  Arguments,
  CallOptions,
  ExportArguments,
  ExportId,
  OperationId,
  PageId,
  Priority,
  Response,
  Row,
} from './client/call.ts';
export {
  type Client,
  type ClientOptions,
  createClient,
  type RawAnswer,
  type RawExport,
} from './client/client.ts';
export { type Clock, systemClock } from './client/clock.ts';
export { type ErrorKind, ServiceTitanError } from './client/error.ts';
export { parseExact } from './client/json.ts';
export type { RequestEvent } from './client/request.ts';
export type { RetryPolicy } from './client/retry.ts';
export type * as Models from './generated/index.types.ts';
export type {
  Decimal,
  DecimalInput,
  ExportPage,
  Int64,
  Int64Input,
  Open,
  Page,
  Redirect,
  Upload,
} from './wire.ts';
