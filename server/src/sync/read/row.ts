import { hash } from 'node:crypto';
import { parseExact } from 'servicetitan';
import type { Resource } from '../resources.ts';

/** A row on its way into the mirror. */
export interface MirrorRow {
  /** int64 as text, like all ids here. */
  readonly id: string;
  readonly ownerId: string | null;
  readonly customerId: string | null;
  readonly locationId: string | null;
  readonly createdOn: string | null;
  readonly modifiedOn: string | null;
  readonly active: boolean;
  /** It owes something, or is owed something; see Resource. */
  readonly unsettled: boolean;
  /** 128 bits of the text, in hexadecimal. */
  readonly hash: string;
  readonly body: string;
}

export interface UnreadableRow {
  readonly key: string;
  readonly message: string;
  readonly body: string;
}

const INT64_MAX = 2n ** 63n - 1n;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** An id of the API as text: null for what is none, and for 0, by which it says "nobody". */
function idOf(value: unknown): string | null {
  const text =
    typeof value === 'number' && Number.isSafeInteger(value)
      ? String(value)
      : typeof value === 'string'
        ? value
        : '';
  if (!/^\d{1,19}$/.test(text) || /^0+$/.test(text)) return null;
  return BigInt(text) > INT64_MAX ? null : BigInt(text).toString();
}

function at(row: Readonly<Record<string, unknown>>, path: readonly string[] | undefined): unknown {
  let value: unknown = path ? row : undefined;
  for (const name of path ?? []) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value;
}

/** A time as it came; null for what is none. An unset one may come as year 1 (reference, "Where live data departs"). */
function timeOf(value: unknown): string | null {
  if (typeof value !== 'string' || !TIME.test(value) || value.startsWith('0001-')) return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

/**
 * Reads what the mirror needs of a row and leaves the row itself as it came. Everything but the identity may be null or
 * of an unknown kind; a row without identity cannot be kept and is told of.
 */
export function readRow(resource: Resource, text: string): MirrorRow | UnreadableRow {
  let row: Readonly<Record<string, unknown>>;
  try {
    row = parseExact(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    return {
      key: digest(text),
      message: `The row is not JSON: ${(error as Error).message}`,
      body: text,
    };
  }
  const key = resource.key ?? 'id';
  const id = idOf(row[key]);
  if (id === null)
    return {
      key: digest(text),
      message: `The row has no "${key}" that is an id: ${String(row[key])}`,
      body: text,
    };
  // Lists of some resources lack the member that their feeds have; with it the row is the same wherever it came from.
  const body =
    resource.listLacksActive && !('active' in row)
      ? `${text.slice(0, text.lastIndexOf('}'))},"active":true}`
      : text;
  return {
    id,
    ownerId: idOf(at(row, resource.owner?.path)),
    customerId: idOf(at(row, resource.customer)),
    locationId: idOf(at(row, resource.location)),
    createdOn: timeOf(row['createdOn']),
    modifiedOn: timeOf(row['modifiedOn']),
    active: row['active'] !== false,
    unsettled: resource.unsettled !== undefined && Number(row[resource.unsettled] ?? 0) !== 0,
    hash: digest(body),
    body,
  };
}

/** Tells apart what changed from what did not; nothing secret hangs on it. */
const digest = (text: string): string => hash('md5', text, 'hex');

export const isReadable = (row: MirrorRow | UnreadableRow): row is MirrorRow => 'id' in row;
