import { ServiceTitanError } from 'servicetitan';
import type { Tx } from '../../platform/index.ts';
import { reportErrors } from '../errors.ts';
import { idsBy, readRecords } from '../mirror/read.ts';
import { dropWants, failWants, listWants, noteReady, wantedResources } from '../mirror/wants.ts';
import { markAbsent } from '../mirror/write.ts';
import { type Answer, IDS_AT_ONCE, listAnswers } from '../read/answers.ts';
import { type ResourceKey, resources } from '../resources.ts';
import { keepAnswer } from './keep.ts';
import { metOwners, metRecords } from './met.ts';
import { inPull, type Pull } from './room.ts';
import { portionOf, sweep } from './sweep.ts';
import { portionsOf, together } from './together.ts';

/** Requests under way at a time; the budget decides how fast they go. */
const AT_ONCE = 6;
/** A record that ServiceTitan refuses this often is given up, and told of. */
const TRIES = 3;

/**
 * Reads what is wanted by id until nothing is: records that others refer to, and what belongs to old ones, in fifties
 * (GH-14). Each answer is committed with the wants it meets.
 */
export async function pullWanted(pull: Pull): Promise<void> {
  // Whoever is at it already takes what was added meanwhile; the next tick looks after the rest.
  await pull.room.mutex.run(`sync:${pull.connectionId}:wanted`, async () => await meetAll(pull));
}

async function meetAll(pull: Pull): Promise<void> {
  const swept = new Set<ResourceKey>();
  for (;;) {
    const waiting = await inPull(pull, async (tx) => await wantedResources(tx, pull.connectionId));
    const [key] = waiting;
    if (key === undefined) return;
    if (!pull.plan.has(key)) {
      await inPull(pull, async (tx) => await dropWants(tx, pull.connectionId, key, 'all'));
      continue;
    }
    if (!swept.has(key)) await sweepIfAllowed(pull, key);
    swept.add(key);
    await meet(pull, key);
  }
}

/** A feed that is refused is no loss: each is asked for then, and what is refused there is told of with the record. */
async function sweepIfAllowed(pull: Pull, key: ResourceKey): Promise<void> {
  try {
    await sweep(pull, key);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

async function meet(pull: Pull, key: ResourceKey): Promise<void> {
  const { by, byOwner } = resources[key];
  const portion = portionOf(key);
  const ids = await inPull(
    pull,
    async (tx) => await listWants(tx, pull.connectionId, key, portion * AT_ONCE * 4),
  );
  const work = by === 'owners' ? reasons : byOwner ? ownedBy : records;
  await together(portionsOf(ids, portion), AT_ONCE, async (part) => {
    try {
      await work(pull, key, part);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await refused(pull, key, part, error);
    }
  });
}

/** Records by their own ids. Those that are here already need only what belongs to them. */
async function records(pull: Pull, key: ResourceKey, ids: readonly string[]): Promise<void> {
  const known = await inPull(pull, async (tx) => await readRecords(tx, pull.connectionId, key, 'id', ids));
  const here = new Set(known.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
  const missing = ids.filter((id) => !here.has(id));
  const answer = missing.length > 0 ? await readAll(pull, key, { ids: missing.join(',') }) : empty();
  const found = new Set(answer.rows.map(({ id }) => id));
  await keepAnswer(pull, key, answer, null, async (tx) => {
    const absent = missing.filter((id) => !found.has(id));
    const { gone, given } = await judge(tx, pull, key, absent, answer);
    await markAbsent(tx, pull.workspaceId, pull.connectionId, key, gone);
    await metRecords(tx, pull, key, [...here, ...found, ...given]);
  });
}

/** All records of some owners. */
async function ownedBy(pull: Pull, key: ResourceKey, owners: readonly string[]): Promise<void> {
  const { byOwner, owner } = resources[key];
  if (!byOwner || !owner) return;
  const { of } = byOwner;
  const ids = of
    ? await inPull(pull, async (tx) => await idsBy(tx, pull.connectionId, of, 'owner_id', owners))
    : owners;
  const answer = empty();
  for (const portion of portionsOf(ids, IDS_AT_ONCE)) {
    const part = await readAll(pull, key, { [byOwner.parameter]: portion.join(',') });
    answer.rows.push(...part.rows);
    answer.unreadable.push(...part.unreadable);
  }
  await keepAnswer(pull, key, answer, null, async (tx) => await metOwners(tx, pull, key, owners));
}

/** What a state of a record brings along: one for each of its owners, or none any more. */
async function reasons(pull: Pull, key: ResourceKey, owners: readonly string[]): Promise<void> {
  const { owner } = resources[key];
  if (!owner) return;
  const answer = await readAll(pull, key, { ids: owners.join(',') });
  const found = new Set(answer.rows.map(({ id }) => id));
  const missing = owners.filter((id) => !found.has(id));
  await keepAnswer(pull, key, answer, null, async (tx) => {
    const { workspaceId, connectionId } = pull;
    const { gone, given } = await judge(tx, pull, key, missing, answer);
    await markAbsent(tx, workspaceId, connectionId, key, gone, false);
    const met = [...found, ...given];
    await dropWants(tx, connectionId, key, met);
    await noteReady(tx, workspaceId, connectionId, owner.resource, met);
  });
}

/**
 * What becomes of ids that were asked for and not given: `gone` are not there any more, `given` wait no longer. A row that
 * could not be read may be any of them, so then none is gone: they are asked for again, and left after a few times.
 */
async function judge(
  tx: Tx,
  { connectionId }: Pull,
  key: ResourceKey,
  absent: readonly string[],
  { unreadable }: Gathered,
): Promise<{ readonly gone: readonly string[]; readonly given: readonly string[] }> {
  if (unreadable.length === 0) return { gone: absent, given: absent };
  return { gone: [], given: await failWants(tx, connectionId, key, absent, TRIES) };
}

interface Gathered extends Pick<Answer, 'fetchedAt'> {
  readonly rows: Answer['rows'][number][];
  readonly unreadable: Answer['unreadable'][number][];
}

const empty = (): Gathered => ({ rows: [], unreadable: [], fetchedAt: new Date() });

async function readAll(pull: Pull, key: ResourceKey, filter: Record<string, string>): Promise<Gathered> {
  const gathered = empty();
  for await (const { rows, unreadable } of listAnswers(pull.asking, key, filter)) {
    gathered.rows.push(...rows);
    gathered.unreadable.push(...unreadable);
  }
  return gathered;
}

const isRefusal = (error: unknown): error is ServiceTitanError =>
  error instanceof ServiceTitanError &&
  ['validation', 'notFound', 'conflict', 'forbidden'].includes(error.kind);

/** What ServiceTitan refuses is tried a few times, then told of and left, so that it holds up nothing else. */
async function refused(
  pull: Pull,
  key: ResourceKey,
  ids: readonly string[],
  error: ServiceTitanError,
): Promise<void> {
  const { workspaceId, connectionId } = pull;
  const most = error.kind === 'forbidden' ? 1 : TRIES;
  await inPull(pull, async (tx) => {
    const given = await failWants(tx, connectionId, key, ids, most);
    await dropWants(tx, connectionId, key, given);
    const ready =
      resources[key].byOwner || resources[key].by === 'owners' ? resources[key].owner?.resource : key;
    if (ready) await noteReady(tx, workspaceId, connectionId, ready, given);
    if (error.kind === 'forbidden') return;
    await reportErrors(
      tx,
      workspaceId,
      connectionId,
      given.map((id) => ({
        resource: key,
        recordKey: id,
        stage: 'read',
        message: `ServiceTitan refused to give it: ${error.title ?? error.publicMessage}`,
        body: null,
      })),
    );
  });
}
