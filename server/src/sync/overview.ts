import { sql } from 'kysely';
import { operation } from 'servicetitan/contract';
import type { Tx } from '../platform/index.ts';
import { type ResourceKey, resourceKeys, resources } from './resources.ts';
import { type Cursor, listCursors } from './store/cursors.ts';

/** What the sync page shows of a connection. */
export interface Overview {
  readonly connectionId: string;
  /** `delayed`: something could not be read at the last try, and is tried again. */
  readonly status: 'off' | 'backfill' | 'live' | 'delayed' | 'paused';
  readonly since: Date | null;
  readonly backfill: {
    readonly percent: number;
    readonly done: number;
    readonly expected: number;
    readonly startedAt: Date;
    readonly secondsLeft: number | null;
  } | null;
  readonly lagSeconds: number | null;
  readonly lastSuccessAt: Date | null;
  readonly nextAt: Date | null;
  readonly pending: number;
  readonly errors: number;
  readonly resources: readonly (Omit<Cursor, 'position' | 'failures'> & {
    readonly name: string;
    readonly records: number;
    readonly scope: string | null;
  })[];
}

interface Facts {
  readonly status: 'draft' | 'active' | 'paused';
  readonly since: Date | null;
  readonly pending: number;
  readonly errors: number;
  readonly wanted: number;
  readonly startedAt: Date | null;
}

/** Null when there is no such connection. */
export async function readOverview(tx: Tx, connectionId: string, now: Date): Promise<Overview | null> {
  const { rows } = await sql<Facts>`
    select status, since,
      (select coalesce(sum(cardinality(ids)), 0)::float8 from mirror_changes m where m.workspace_id = c.workspace_id and m.connection_id = c.id) as pending,
      (select count(*)::int from sync_errors e where e.workspace_id = c.workspace_id and e.connection_id = c.id) as errors,
      (select count(*)::int from mirror_wants w where w.workspace_id = c.workspace_id and w.connection_id = c.id) as wanted,
      (select started_at from sync_runs r where r.workspace_id = c.workspace_id and r.connection_id = c.id and r.kind = 'backfill' order by id desc limit 1) as "startedAt"
    from connections c where workspace_id = current_workspace() and id = ${connectionId}`.execute(tx);
  const [facts] = rows;
  if (!facts) return null;
  const cursors = await listCursors(tx, connectionId);
  const records = await countRecords(tx, connectionId);
  const order = new Map(resourceKeys.map((key, at) => [key, at]));
  const shown = cursors
    .toSorted((a, b) => (order.get(a.resource) ?? 0) - (order.get(b.resource) ?? 0))
    .map(({ position: _position, failures: _failures, ...cursor }) => ({
      ...cursor,
      name: nameOf(cursor.resource),
      records: records.get(cursor.resource) ?? 0,
      scope: scopeOf(cursor.resource),
    }));
  const filling = cursors.some(({ state }) => state === 'waiting' || state === 'backfill');
  const live = cursors.filter(
    ({ resource, state, lastSuccessAt }) =>
      // What is read by its owners has no request of its own that could fail.
      state === 'live' && lastSuccessAt !== null && resources[resource].by !== 'owners',
  );
  const oldest = earliest(live.map(({ lastSuccessAt }) => lastSuccessAt));
  return {
    connectionId,
    status: statusOf(facts.status, cursors, filling),
    since: facts.since,
    backfill: filling && facts.startedAt ? progressOf(cursors, facts.startedAt, now) : null,
    lagSeconds:
      filling || !oldest ? null : Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 1000)),
    lastSuccessAt: latest(live.map(({ lastSuccessAt }) => lastSuccessAt)),
    nextAt: earliest(live.map(({ nextAt }) => nextAt)),
    pending: facts.pending + facts.wanted,
    errors: facts.errors,
    resources: shown,
  };
}

function statusOf(status: Facts['status'], cursors: readonly Cursor[], filling: boolean): Overview['status'] {
  if (status === 'paused') return 'paused';
  if (status === 'draft' || cursors.length === 0) return 'off';
  if (filling) return 'backfill';
  return cursors.some(({ state, error }) => state === 'live' && error !== null) ? 'delayed' : 'live';
}

/** How far a back-fill is, by rows; what is left is taken to go on as fast as it went. */
export function progressOf(
  cursors: readonly Pick<Cursor, 'done' | 'expected' | 'state'>[],
  startedAt: Date,
  now: Date,
): NonNullable<Overview['backfill']> {
  let done = 0;
  let expected = 0;
  for (const cursor of cursors) {
    const finished = cursor.state !== 'waiting' && cursor.state !== 'backfill';
    // More may have come meanwhile than was counted, or less.
    const most = finished ? cursor.done : Math.max(cursor.expected ?? 0, cursor.done);
    done += cursor.done;
    expected += most;
  }
  const finished = cursors.filter(({ state }) => state !== 'waiting' && state !== 'backfill').length;
  const share = expected === 0 ? finished / Math.max(1, cursors.length) : done / expected;
  const elapsed = (now.getTime() - startedAt.getTime()) / 1000;
  return {
    percent: Math.min(99, Math.floor(share * 100)),
    done,
    expected,
    startedAt,
    secondsLeft: share > 0.02 && share < 1 ? Math.ceil((elapsed * (1 - share)) / share) : null,
  };
}

async function countRecords(tx: Tx, connectionId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ resource: string; records: number }>`
    select resource, count(*)::int as records from mirror
    where workspace_id = current_workspace() and connection_id = ${connectionId} and deleted_at is null group by resource`.execute(
    tx,
  );
  return new Map(rows.map(({ resource, records }) => [resource, records]));
}

const times = (dates: readonly (Date | null)[]): number[] =>
  dates.flatMap((date) => (date === null ? [] : [date.getTime()]));
const latest = (dates: readonly (Date | null)[]): Date | null =>
  times(dates).length > 0 ? new Date(Math.max(...times(dates))) : null;
const earliest = (dates: readonly (Date | null)[]): Date | null =>
  times(dates).length > 0 ? new Date(Math.min(...times(dates))) : null;

/** `appointmentAssignments`: "Appointment assignments". */
export function nameOf(key: ResourceKey): string {
  const words = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The scope that reading a resource needs. */
function scopeOf(key: ResourceKey): string | null {
  const { feed, list } = resources[key];
  return operation(feed ?? list ?? '')?.scopes[0] ?? null;
}
