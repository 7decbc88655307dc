import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../platform/index.ts';
import { type MirrorChange, type ResourceKey, resources } from '../sync/index.ts';
import type { Model } from './build/details.ts';
import { newlyShown } from './references.ts';

/** Base resource of each model. */
export const BASES: Readonly<Record<Model, ResourceKey>> = {
  job: 'jobs',
  membership: 'memberships',
  call: 'calls',
};
export const MODELS = Object.keys(BASES) as readonly Model[];
const modelOf = new Map(Object.entries(BASES).map(([model, resource]) => [resource, model as Model]));

/** Members of base records that refer to a catalogue; a catalogue that is not named concerns all of them. */
const REFERENCES: Readonly<
  Partial<Record<ResourceKey, Readonly<Partial<Record<Model, readonly string[]>>>>>
> = {
  businessUnits: { job: ['businessUnitId'], membership: ['businessUnitId'] },
  jobTypes: { job: ['jobTypeId'] },
  campaigns: { job: ['campaignId'], call: ['campaign,id'] },
  employees: { job: ['soldById', 'createdById'], membership: ['soldById'], call: ['agent,id'] },
  technicians: { job: ['soldById', 'createdById'], membership: ['soldById'], call: ['agent,id'] },
  membershipTypes: { membership: ['membershipTypeId'] },
  paymentTypes: { membership: ['paymentTypeId'] },
};
/** Catalogues of which details show something without naming it in the base record itself. */
const CONCERNS_ALL: Readonly<Partial<Record<ResourceKey, readonly Model[]>>> = {
  tagTypes: ['job'],
  zones: ['job'],
  recurringServiceTypes: ['membership'],
};

const mark = sql`insert into opportunity_dirt (workspace_id, connection_id, model, external_id)`;

/** Marks the opportunities that a change of the mirror concerns: a few set-based statements for each resource. */
export async function markChanged(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  { resource, ids }: MirrorChange,
  models: readonly Model[],
): Promise<void> {
  const here = sql`m.workspace_id = ${workspaceId} and m.connection_id = ${connectionId}`;
  const model = modelOf.get(resource);
  if (model) {
    if (models.includes(model))
      await sql`${mark} select ${workspaceId}, ${connectionId}, ${model}, unnest(${ids}::bigint[]) on conflict do nothing`.execute(
        tx,
      );
    return;
  }
  const owner = resources[resource].owner?.resource;
  const owned = owner && modelOf.get(owner);
  if (owned) {
    if (models.includes(owned))
      await sql`${mark} select ${workspaceId}::uuid, ${connectionId}::uuid, ${owned}, o.id from (${ownersOf(here, resource, ids)}) o on conflict do nothing`.execute(
        tx,
      );
    return;
  }
  const people = peopleOf(resource);
  const shown = people ? [] : await newlyShown(tx, workspaceId, connectionId, resource, ids);
  for (const [chosen, base] of models.map((each) => [each, BASES[each]] as const)) {
    const into = sql`${mark} select ${workspaceId}, ${connectionId}, ${chosen}, m.id from mirror m where ${here} and m.resource = ${base}`;
    if (people) {
      const concerned = people.owned
        ? sql`select o.id from (${ownersOf(here, resource, ids)}) o`
        : sql`select unnest(${ids}::bigint[])`;
      // Places that were merged into one of these are shown as it (GH-11).
      const merged =
        people.column === 'location_id'
          ? sql`union select p.id from mirror p where p.workspace_id = ${workspaceId} and p.connection_id = ${connectionId} and p.resource = 'locations'
              and not p.active and p.body ->> 'mergedToId' in (select c.id::text from concerned c)`
          : sql``;
      await sql`with concerned(id) as materialized (${concerned})
        ${into} and ${sql.ref(`m.${people.column}`)} in (select id from concerned ${merged}) on conflict do nothing`.execute(
        tx,
      );
    } else if (shown.length > 0 && CONCERNS_ALL[resource]?.includes(chosen)) {
      await sql`${into} on conflict do nothing`.execute(tx);
    } else if (shown.length > 0) {
      for (const member of REFERENCES[resource]?.[chosen] ?? [])
        await sql`${into} and m.body #>> ${`{${member}}`}::text[] = any(${shown}::text[]) on conflict do nothing`.execute(
          tx,
        );
    }
  }
}

/** What records belong to, and what they belonged to before: a child that moves is missing where it was (GH-13). */
function ownersOf(here: RawBuilder<unknown>, resource: ResourceKey, ids: readonly string[]) {
  const path = `{${(resources[resource].owner?.path ?? []).join(',')}}`;
  return sql`
    select m.owner_id as id from mirror m where ${here} and m.resource = ${resource} and m.id = any(${ids}::bigint[]) and m.owner_id is not null
    union
    select (m.before #>> ${path}::text[])::bigint from mirror_history m
    where ${here} and m.resource = ${resource} and m.id = any(${ids}::bigint[]) and m.before #>> ${path}::text[] ~ '^[0-9]{1,18}$'`;
}

function peopleOf(resource: ResourceKey): { column: 'customer_id' | 'location_id'; owned: boolean } | null {
  switch (resource) {
    case 'customers':
      return { column: 'customer_id', owned: false };
    case 'customerContacts':
      return { column: 'customer_id', owned: true };
    case 'locations':
      return { column: 'location_id', owned: false };
    case 'locationContacts':
      return { column: 'location_id', owned: true };
    default:
      return null;
  }
}

/**
 * Marks everything: after a change of settings. What is mirrored is enough, nothing is fetched again. Opportunities of
 * models that are not selected any more are marked, too, and removed when they are looked at.
 */
export async function markAll(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  models: readonly Model[],
): Promise<void> {
  for (const model of models)
    await sql`${mark} select ${workspaceId}, ${connectionId}, ${model}, id from mirror
      where workspace_id = ${workspaceId} and connection_id = ${connectionId} and resource = ${BASES[model]} on conflict do nothing`.execute(
      tx,
    );
  await sql`${mark} select workspace_id, connection_id, model, external_id from opportunities
    where workspace_id = ${workspaceId} and connection_id = ${connectionId} on conflict do nothing`.execute(
    tx,
  );
}

/** Takes the next marked records of one model; there again when the transaction fails. */
export async function takeDirt(tx: Tx, connectionId: string, model: Model, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from opportunity_dirt d
    -- By place, gathered once: as a join the limit could begin anew with every row, and without statistics it is slow.
    where d.ctid = any(array(
      select ctid from opportunity_dirt
      where workspace_id = current_workspace() and connection_id = ${connectionId} and model = ${model}
      order by external_id limit ${limit} for update skip locked))
    returning d.external_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}
