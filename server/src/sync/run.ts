import { ServiceTitanError } from 'servicetitan';
import { announce, inWorkspace } from '../platform/index.ts';
import { planOf } from './plan.ts';
import { LostPlace, type Pull, type SyncRoom } from './pull/room.ts';
import type { ResourceKey } from './resources.ts';
import { failCursor } from './store/cursors.ts';
import { beginRun, forgetRun, type Run, type RunKind, type RunStatus, saveRun } from './store/runs.ts';

/** How a run ended. `later` says that something is to be tried again soon. */
export type RunOutcome = 'done' | 'later' | 'paused' | 'gone';

export const RETRY_MIN_MS = 15_000;
const RETRY_MAX_MS = 15 * 60_000;
const UNSCOPED_MS = 3_600_000;
/** So many resources may be refused with a fresh token before it is said that the app is refused, when nothing at all was answered. */
const UNAUTHORIZED_MOST = 3;
/** Screens are told of progress at most this often. */
const PROGRESS_MS = 1_000;

/** Thrown through a run to end it: the connection's credentials are no longer accepted. */
class Refused extends Error {}

/**
 * Runs `work` as a run of the given kind on one connection, under its lock: two workers never read one tenant at once,
 * and a worker that dies lets go of it. Whatever ends it is written down; nothing that was kept is lost.
 */
export async function runSync(
  room: SyncRoom,
  where: { workspaceId: string; connectionId: string },
  kind: RunKind,
  signal: AbortSignal,
  work: (pull: Pull, fail: (resource: ResourceKey, error: unknown) => Promise<void>) => Promise<void>,
): Promise<RunOutcome | 'busy'> {
  const { workspaceId, connectionId } = where;
  const lock = kind === 'webhook' ? 'increment' : kind;
  return await room.mutex.run(`sync:${connectionId}:${lock}`, async () => {
    const [opened, chosen] = await Promise.all([
      room.open(workspaceId, connectionId),
      room.selected(workspaceId, connectionId),
    ]);
    if (!opened || !chosen) return 'gone';
    const started = new Date(room.clock.now().epochMilliseconds);
    const run = await inWorkspace(
      room.db,
      workspaceId,
      async (tx) => await beginRun(tx, workspaceId, connectionId, kind, started),
    );
    let failed = false;
    let requests = run.requests;
    let answers = 0;
    let unauthorized = 0;
    const pull: Pull = {
      room,
      workspaceId,
      connectionId,
      asking: {
        client: opened.client,
        signal,
        priority: kind === 'backfill' || kind === 'reconcile' ? 'background' : 'live',
        asked: () => {
          requests += 1;
        },
        answered: () => {
          answers += 1;
        },
      },
      since: chosen.since,
      wanting: true,
      plan: new Set(planOf(chosen.selection)),
      // What went wrong before is tried again now.
      tallies: new Map(
        Object.entries(run.resources).map(([key, tally]) => [key, { ...tally, error: null }]),
      ) as Pull['tallies'],
      progressed: progress(room, where),
    };
    const save = async (status: RunStatus, error: string | null): Promise<void> =>
      await inWorkspace(room.db, workspaceId, async (tx) => {
        const ended = status === 'running' ? null : new Date(room.clock.now().epochMilliseconds);
        const summary = { id: run.id, status, finishedAt: ended, requests, error };
        await saveRun(tx, { ...summary, resources: Object.fromEntries(pull.tallies) as Run['resources'] });
        await announce(tx, { workspaceId, type: 'sync.progress', ids: [connectionId] });
      });
    const fail = async (resource: ResourceKey, error: unknown): Promise<void> => {
      if (error instanceof ServiceTitanError && error.kind === 'unauthorized') unauthorized += 1;
      if (answers === 0 && unauthorized >= UNAUTHORIZED_MOST) throw new Refused('every request was refused');
      if (await failResource(pull, resource, error)) failed = true;
    };
    try {
      await work(pull, fail);
      if (isIdle(kind, pull) && !failed)
        await inWorkspace(room.db, workspaceId, async (tx) => await forgetRun(tx, run.id));
      else await save(failed ? 'failed' : 'done', failed ? firstError(pull) : null);
      return failed ? 'later' : 'done';
    } catch (error) {
      if (error instanceof LostPlace) {
        await save('failed', 'Another worker went on with this.');
        return 'done';
      }
      if (error instanceof Refused) {
        await room.pause(workspaceId, connectionId);
        await save('paused', 'ServiceTitan does not accept the credentials any more.');
        return 'paused';
      }
      if (!signal.aborted) room.log.error({ err: error, connectionId, kind }, 'a sync run failed');
      await save(kind === 'backfill' ? 'paused' : 'failed', signal.aborted ? null : messageOf(error));
      if (signal.aborted) return 'later';
      throw error;
    }
  });
}

/** Increments in which nothing happened are not worth a line each minute; those that read everything are. */
function isIdle(kind: RunKind, pull: Pull): boolean {
  if (kind !== 'increment') return false;
  const tallies = [...pull.tallies.values()];
  return tallies.length < 5 && tallies.every((tally) => tally.new + tally.changed + tally.deleted === 0);
}

const firstError = (pull: Pull): string | null =>
  [...pull.tallies.values()].find(({ error }) => error !== null)?.error ?? null;

function progress(room: SyncRoom, where: { workspaceId: string; connectionId: string }): () => void {
  let told = 0;
  return () => {
    const now = performance.now();
    if (now - told < PROGRESS_MS) return;
    told = now;
    const { workspaceId, connectionId } = where;
    void announce(room.db.system, { workspaceId, type: 'sync.progress', ids: [connectionId] }).catch(
      () => {},
    );
  };
}

/**
 * One resource could not be read: says so at the resource and lets the others go on. Answers whether it is worth trying
 * again soon. Faults that concern the whole run are thrown on.
 */
async function failResource(pull: Pull, resource: ResourceKey, error: unknown): Promise<boolean> {
  if (!(error instanceof ServiceTitanError)) throw error;
  if (error.kind === 'aborted') throw error;
  if (error.kind === 'credentials') throw new Refused(error.message);
  const { room, workspaceId, connectionId } = pull;
  const message = messageOf(error);
  const isUnscoped = error.kind === 'forbidden';
  const tally = pull.tallies.get(resource);
  if (tally) tally.error = message;
  else pull.tallies.set(resource, { read: 0, new: 0, changed: 0, same: 0, deleted: 0, error: message });
  await inWorkspace(room.db, workspaceId, async (tx) => {
    // A token may be refused although it is fresh, and a proxy may answer: bad luck, unless nothing else is answered.
    const isTemporary = error.retryable || error.kind === 'unauthorized' || error.kind === 'invalid_response';
    const state = isUnscoped ? 'unscoped' : isTemporary ? null : 'failed';
    await failCursor(tx, connectionId, resource, {
      state,
      error: message,
      wait: isUnscoped
        ? { leastMs: UNSCOPED_MS, mostMs: UNSCOPED_MS }
        : { leastMs: RETRY_MIN_MS, mostMs: RETRY_MAX_MS },
      at: new Date(room.clock.now().epochMilliseconds),
    });
  });
  room.log.warn(
    { connectionId, resource, kind: error.kind, err: error.message },
    'a resource could not be read',
  );
  return !isUnscoped;
}

/** What a person is told of a fault of reading. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ServiceTitanError)) return 'Something went wrong on our side; it is tried again.';
  switch (error.kind) {
    case 'forbidden':
      return 'The app may not read this. Add the scope in the developer portal and let the tenant’s administrator approve the new version.';
    case 'throttled':
      return 'ServiceTitan asks for fewer requests just now; this goes on by itself.';
    case 'server':
    case 'network':
    case 'timeout':
    case 'invalid_response':
      return 'ServiceTitan does not answer properly just now; this goes on by itself.';
    default:
      return `ServiceTitan refused this: ${error.title ?? error.publicMessage}`;
  }
}
