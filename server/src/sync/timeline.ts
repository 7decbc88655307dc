import { sql } from 'kysely';
import { parseExact } from 'servicetitan';
import type { Tx } from '../platform/index.ts';
import { readRecords } from './mirror/read.ts';
import type { ResourceKey } from './resources.ts';

export interface FieldChange {
  /** Names joined with ":", members of lists by their index (H46). */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What became different between two JSON values, member by member; lists are compared place by place. */
export function fieldChanges(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (Object.is(before ?? null, after ?? null)) return [];
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const [left, right] = [before as Record<string, unknown>, after as Record<string, unknown>];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name) =>
      fieldChanges(left[name], right[name], path === '' ? name : `${path}:${name}`),
    );
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

export interface RecordStory {
  readonly resource: ResourceKey;
  readonly id: string;
  readonly body: unknown;
  readonly active: boolean;
  readonly modifiedOn: Date | null;
  readonly deletedAt: Date | null;
  readonly fetchedAt: Date;
  readonly changedAt: Date;
  /** Newest first. */
  readonly timeline: readonly {
    readonly at: Date;
    readonly kind: 'created' | 'changed' | 'deleted';
    readonly changes: readonly FieldChange[];
  }[];
}

/** A mirrored record as it is, and how it came to be so (B24). Null when it is not mirrored. */
export async function readStory(
  tx: Tx,
  connectionId: string,
  resource: ResourceKey,
  id: string,
): Promise<RecordStory | null> {
  const [record] = await readRecords(tx, connectionId, resource, 'id', [id]);
  if (!record) return null;
  const { rows: times } = await sql<{ fetchedAt: Date; changedAt: Date }>`
    select fetched_at as "fetchedAt", changed_at as "changedAt" from mirror
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and id = ${id}::bigint`.execute(
    tx,
  );
  const { rows: past } = await sql<{ at: Date; before: string; deleted: boolean }>`
    select changed_at as at, before::text as before, deleted from mirror_history
    where workspace_id = current_workspace() and connection_id = ${connectionId} and resource = ${resource} and id = ${id}::bigint
    order by changed_at desc limit 100`.execute(tx);
  const body = parseExact(record.body);
  const { fetchedAt, changedAt } = times[0] ?? { fetchedAt: new Date(0), changedAt: new Date(0) };
  const timeline: { at: Date; kind: 'created' | 'changed' | 'deleted'; changes: FieldChange[] }[] = [];
  if (record.deletedAt) timeline.push({ at: record.deletedAt, kind: 'deleted', changes: [] });
  let after = body;
  for (const { at, before: text } of past) {
    const before = parseExact(text);
    timeline.push({ at, kind: 'changed', changes: fieldChanges(before, after) });
    after = before;
  }
  return {
    resource,
    id,
    body,
    active: record.active,
    modifiedOn: record.modifiedOn,
    deletedAt: record.deletedAt,
    fetchedAt,
    changedAt,
    timeline,
  };
}
