import { sql } from 'kysely';
import type { Settings } from '../connections/index.ts';
import { inWorkspace, type Tx } from '../platform/index.ts';
import { fieldChanges, fillMirror, idsAfter } from '../sync/index.ts';
import type { Model } from './build/details.ts';
import { BASES } from './dirt.ts';
import { readCatalogues } from './gather.ts';
import { rebuild } from './rebuild.ts';
import type { OpportunityRoom } from './room.ts';

const BATCH = 500;
const EXAMPLES = 50;
/** Of each kind, so that one kind does not fill the list. */
const OF_EACH = 10;

export interface DryRunExample {
  readonly kind: 'created' | 'replaced' | 'removed' | 'matched' | 'parked';
  readonly model: Model | null;
  readonly externalId: string | null;
  readonly name: string | null;
  readonly note: string;
  readonly changes: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
}

export interface DryRunResult {
  readonly opportunities: { created: number; replaced: number; unchanged: number; removed: number };
  readonly contacts: { created: number; matched: number; parked: number };
  readonly examples: DryRunExample[];
}

/** What a person is told when the mirror could not be filled. */
const UNREAD: Readonly<Record<Exclude<Awaited<ReturnType<typeof fillMirror>>, 'done'>, string>> = {
  busy: 'ServiceTitan is being read just now. Try again when the back-fill under "Sync" has ended.',
  later: 'Not everything could be read from ServiceTitan. Try again in a few minutes.',
  paused: 'ServiceTitan does not accept the credentials. Check them, then try again.',
  gone: 'There are no credentials to read ServiceTitan with. Enter them, then try again.',
};

/** Thrown to take everything back; carries what would have been. */
class TakenBack extends Error {
  readonly result: DryRunResult;
  constructor(result: DryRunResult) {
    super('a dry run is taken back');
    this.result = result;
  }
}

/**
 * Shows what switching on, or other settings, would do (B20): the very same building, in a transaction that is taken
 * back. A connection that is not switched on yet is read first; what is read stays and is used when it is.
 */
export async function runDryRun(
  room: OpportunityRoom,
  where: { workspaceId: string; connectionId: string },
  dryRunId: string,
  signal: AbortSignal,
): Promise<void> {
  const save = async (values: { status: string; progress: number; result?: DryRunResult; error?: string }) =>
    await inWorkspace(room.db, where.workspaceId, async (tx) => {
      await sql`
        update dry_runs set status = ${values.status}, progress = ${values.progress}, result = ${values.result ? JSON.stringify(values.result) : null}::jsonb,
          error = ${values.error ?? null}, finished_at = case when ${values.status} in ('done', 'failed') then now() end
        where workspace_id = ${where.workspaceId} and id = ${dryRunId}`.execute(tx);
    });
  const settings = await inWorkspace(room.db, where.workspaceId, async (tx) => {
    const { rows } = await sql<{
      settings: Settings;
    }>`select settings from dry_runs where workspace_id = ${where.workspaceId} and id = ${dryRunId}`.execute(
      tx,
    );
    return rows[0]?.settings ?? null;
  });
  if (!settings) return;
  try {
    const outcome = await fillMirror(room.sync, where, settings, signal);
    if (outcome !== 'done') {
      await save({ status: 'failed', progress: 0, error: UNREAD[outcome] });
      return;
    }
    await save({ status: 'building', progress: 0.5 });
    const result = await evaluate(room, where, settings);
    await save({ status: 'done', progress: 1, result });
  } catch (error) {
    await save({
      status: 'failed',
      progress: 0,
      error: 'The dry run failed on our side. Nothing was changed; try again.',
    });
    throw error;
  }
}

/** Builds everything with the given settings and takes it back; answers what would have been different. */
export async function evaluate(
  room: OpportunityRoom,
  where: { workspaceId: string; connectionId: string },
  settings: Settings,
): Promise<DryRunResult> {
  try {
    return await inWorkspace(room.db, where.workspaceId, async (tx) => {
      throw new TakenBack(await buildAll(tx, where, settings));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result;
    throw error;
  }
}

async function buildAll(
  tx: Tx,
  where: { workspaceId: string; connectionId: string },
  settings: Settings,
): Promise<DryRunResult> {
  const { connectionId } = where;
  const result: DryRunResult = {
    opportunities: { created: 0, replaced: 0, unchanged: 0, removed: 0 },
    contacts: { created: 0, matched: 0, parked: 0 },
    examples: [],
  };
  const catalogues = await readCatalogues(tx, connectionId);
  for (const [model, base] of Object.entries(BASES) as [Model, (typeof BASES)[Model]][]) {
    for (let after: string | null = null; ; ) {
      const ids: string[] = await idsAfter(tx, connectionId, base, after, BATCH);
      if (ids.length === 0) break;
      after = ids.at(-1) ?? null;
      const done = await rebuild(tx, where, model, ids, settings, catalogues);
      const { opportunities, contacts } = result;
      opportunities.created += done.created.length;
      opportunities.replaced += done.replaced.length;
      opportunities.removed += done.removed.length;
      opportunities.unchanged += done.unchanged;
      contacts.created += done.people.created.length;
      contacts.matched += done.people.matched.length;
      contacts.parked += done.people.parked.length;
      await exemplify(tx, connectionId, model, done, result.examples);
    }
  }
  return result;
}

type Done = Awaited<ReturnType<typeof rebuild>>;

async function exemplify(
  tx: Tx,
  connectionId: string,
  model: Model,
  done: Done,
  examples: DryRunExample[],
): Promise<void> {
  const left = (kind: DryRunExample['kind']): number =>
    Math.min(EXAMPLES - examples.length, OF_EACH - examples.filter((one) => one.kind === kind).length);
  for (const kind of ['created', 'replaced', 'removed'] as const) {
    const ids = done[kind].slice(0, Math.max(0, left(kind)));
    for (const externalId of ids)
      examples.push(await opportunityExample(tx, connectionId, model, kind, externalId));
  }
  for (const kind of ['matched', 'parked'] as const)
    for (const { key, name, reason } of done.people[kind].slice(0, Math.max(0, left(kind))))
      examples.push({ kind, model: null, externalId: key, name, note: reason, changes: [] });
}

async function opportunityExample(
  tx: Tx,
  connectionId: string,
  model: Model,
  kind: 'created' | 'replaced' | 'removed',
  externalId: string,
): Promise<DryRunExample> {
  const { rows } = await sql<{ title: string; name: string | null; details: unknown }>`
    select title, nullif(concat_ws(' ', first_name, last_name), '') as name, details from opportunities
    where workspace_id = current_workspace() and connection_id = ${connectionId} and model = ${model} and external_id = ${externalId}::bigint`.execute(
    tx,
  );
  const { rows: past } = await sql<{ before: unknown }>`
    select before from opportunity_history
    where workspace_id = current_workspace() and connection_id = ${connectionId} and model = ${model} and external_id = ${externalId}::bigint
    order by at desc limit 1`.execute(tx);
  const [now] = rows;
  return {
    kind,
    model,
    externalId,
    name: now?.name ?? null,
    note: now?.title ?? `${model} ${externalId}`,
    changes: kind === 'replaced' ? fieldChanges(past[0]?.before, now?.details).slice(0, 20) : [],
  };
}
