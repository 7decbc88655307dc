/** One API request on its way through the emulator, and the table rows that answer it. */
import type { Operation } from 'servicetitan/contract';
import type { Id, Json } from '../json/value.ts';
import type { Store } from '../store/store.ts';
import { idOfGuid } from '../wire/guid.ts';
import type { Query } from '../wire/query.ts';

/** A company that uses the system: its records and what belongs to it. */
export interface Tenant {
  id: Id;
  store: Store;
  /** Key of the signatures under export tokens. */
  secret: string;
  /** Milliseconds since 1970 by the emulator's clock. */
  now(): number;
  /** IANA name of the zone that the company's days are in. */
  timeZone: string;
}

export interface Call {
  operation: Operation;
  tenant: Tenant;
  store: Store;
  /** Path parameters by name. */
  params: Readonly<Record<string, Id | string>>;
  query: Query;
  /** The checked body; null where the operation takes none. */
  body: Json;
}

/** JSON text in the pieces that it was made of (see Joined in store/select.ts). */
export type Pieces = readonly string[];

/** JSON text that is ready to send, a value to write, a file, or nothing for an empty answer. */
export type Answer =
  | { text: string | Pieces }
  | { value: Json }
  | { bytes: Uint8Array; type: string }
  | undefined;

export type Handler = (call: Call) => Answer;

/** A row of the table: makes the handler once the contract of its operation is known. */
export type Row = (operation: Operation) => Handler;

/** Operation id to row. */
export type Rows = Readonly<Record<string, Row>>;

/** The user that writes of an integration are attributed to. */
export const INTEGRATION_USER = 1;

/** Id that no record has: ids begin above it. */
const NOBODY: Id = 0;

/** The path parameter, which the contract says is an int64 or the guid of one. */
export function idParam(call: Call, name: string): Id {
  const value = call.params[name];
  if (value === undefined) throw new TypeError(`${name} is not an id of the path.`);
  return typeof value === 'string' ? (idOfGuid(value) ?? NOBODY) : value;
}

/** The pieces as one text. */
export const textOf = (text: string | Pieces): string => (typeof text === 'string' ? text : text.join(''));
