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
  /** Microseconds since 1970, which is what PostgreSQL keeps; times of ServiceTitan are finer. */
  readonly createdOn: number | null;
  readonly modifiedOn: number | null;
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

type Json = Readonly<Record<string, unknown>>;

const INT64_MAX = 2n ** 63n - 1n;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/;

/** An id of the API as text: null for what is none, and for 0, by which it says "nobody". */
function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  if (typeof value !== 'string' || !/^\d{1,19}$/.test(value)) return null;
  const id = BigInt(value);
  return id === 0n || id > INT64_MAX ? null : String(id);
}

function at(row: Json, path: readonly string[] | undefined): unknown {
  let value: unknown = path ? row : undefined;
  for (const name of path ?? []) value = (value as Json | null | undefined)?.[name];
  return value;
}

/** Null for what is no time. An unset one may come as year 1 (reference, "Where live data departs"). Without a zone it is UTC. */
function timeOf(value: unknown): number | null {
  const [, seconds = '', fraction = '0', zone = 'Z'] = (typeof value === 'string' && TIME.exec(value)) || [];
  const ms = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(ms) || seconds.startsWith('0001-')) return null;
  return ms * 1000 + Math.round(Number(`0.${fraction}`) * 1_000_000);
}

/** A row whose ids have all their digits. Only few need the exact way, which takes several times as long. */
function parseRow(text: string, ids: (row: Json) => readonly unknown[]): Json {
  const row = JSON.parse(text) as Json;
  const lost = (id: unknown): boolean => typeof id === 'number' && !Number.isSafeInteger(id);
  return ids(row).some(lost) ? (parseExact(text) as Json) : row;
}

/**
 * Reads what the mirror needs of a row and leaves the row itself as it came. Everything but the identity may be null or
 * of an unknown kind; a row without identity cannot be kept and is told of.
 */
export function readRow(resource: Resource, text: string): MirrorRow | UnreadableRow {
  const key = resource.key ?? 'id';
  const ids = (from: Json): readonly unknown[] => [
    from[key],
    at(from, resource.owner?.path),
    at(from, resource.customer),
    at(from, resource.location),
  ];
  let row: Json;
  try {
    row = parseRow(text, ids);
  } catch (error) {
    return {
      key: digest(text),
      message: `The row is not JSON: ${(error as Error).message}`,
      body: text,
    };
  }
  const [id, ownerId, customerId, locationId] = ids(row).map(idOf);
  if (!id)
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
    ownerId: ownerId ?? null,
    customerId: customerId ?? null,
    locationId: locationId ?? null,
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
