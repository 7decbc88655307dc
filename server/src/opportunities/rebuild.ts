import { hash } from 'node:crypto';
import type { Settings } from '../connections/index.ts';
import {
  callerOf,
  type LinkedPerson,
  linkName,
  lockContacts,
  personOf,
  placeholderFilter,
  type Resolved,
  resolvePeople,
} from '../contacts/index.ts';
import type { Tx } from '../platform/index.ts';
import { clearErrors, type RecordError, reportErrors } from '../sync/index.ts';
import { type Catalogues, type Details, detailsOf, type Model } from './build/details.ts';
import { readName } from './build/name.ts';
import { isOpportunityCall, type Standard, standardOf, titleOf } from './build/standard.ts';
import { BASES } from './dirt.ts';
import { type Gathered, gatherParts } from './gather.ts';
import {
  type BuiltOpportunity,
  removeOpportunities,
  repointLinks,
  type Written,
  writeOpportunities,
} from './store.ts';

/** What building one batch did. */
export interface Rebuilt extends Written {
  readonly people: Resolved;
  readonly failed: number;
  readonly waiting: number;
}

interface Built {
  readonly opportunity: Omit<BuiltOpportunity, 'contactId'>;
  readonly person: LinkedPerson | null;
}

/** Opportunities that are built and not written yet. */
export interface Prepared {
  readonly model: Model;
  readonly built: readonly Built[];
  /** Base records that are no opportunity any more. */
  readonly gone: readonly string[];
  readonly errors: readonly RecordError[];
  readonly waiting: number;
}

/**
 * Builds the opportunities of some base records anew from what is mirrored and writes what became different (H37 to
 * H39): details are replaced whole, a record that cannot be built is told of and holds up no other.
 */
export async function rebuild(
  tx: Tx,
  where: { workspaceId: string; connectionId: string },
  model: Model,
  ids: readonly string[],
  settings: Settings,
  catalogues: Catalogues,
): Promise<Rebuilt> {
  return await store(tx, where, await prepare(tx, where.connectionId, model, ids, settings, catalogues));
}

/** Reads what the given base records need and builds what becomes of them. Nothing is written, nobody is matched. */
export async function prepare(
  tx: Tx,
  connectionId: string,
  model: Model,
  ids: readonly string[],
  settings: Settings,
  catalogues: Catalogues,
): Promise<Prepared> {
  const selected = new Set(settings.resources[model]);
  const wanted = settings.models.includes(model);
  const gathered = wanted ? await gatherParts(tx, connectionId, model, ids, selected) : [];
  const ready = gathered.filter(({ awaited }) => !awaited);
  const filter = placeholderFilter(settings.placeholders);
  const built: Built[] = [];
  const gone: string[] = wanted ? [] : [...ids];
  const errors: RecordError[] = [];
  for (const one of ready) {
    if (!one.parts || (model === 'call' && !isOpportunityCall(one.parts.base))) {
      gone.push(one.externalId);
      continue;
    }
    try {
      built.push(buildOne(model, one, settings, catalogues, selected, filter));
    } catch (error) {
      errors.push({
        resource: BASES[model],
        recordKey: one.externalId,
        stage: 'build',
        message: `The opportunity could not be built: ${(error as Error).message}`,
        body: JSON.stringify(one.parts.base),
      });
    }
  }
  return { model, built, gone, errors, waiting: gathered.length - ready.length };
}

/** Matches the people of what was built and writes it: the part that goes one after the other in a workspace. */
export async function store(
  tx: Tx,
  where: { workspaceId: string; connectionId: string },
  { model, built, gone, errors, waiting }: Prepared,
): Promise<Rebuilt> {
  const { workspaceId, connectionId } = where;
  await lockContacts(tx, workspaceId);
  const people = await resolvePeople(
    tx,
    workspaceId,
    connectionId,
    built.flatMap(({ person }) => person ?? []),
  );
  const written = await writeOpportunities(
    tx,
    workspaceId,
    connectionId,
    model,
    built.map(({ opportunity, person }) => ({
      ...opportunity,
      contactId: person ? (people.contacts.get(linkName(person)) ?? null) : null,
    })),
  );
  const removed = await removeOpportunities(tx, workspaceId, connectionId, model, gone);
  await repointLinks(tx, connectionId, people.moved);
  await reportErrors(tx, workspaceId, connectionId, errors);
  await clearErrors(
    tx,
    connectionId,
    BASES[model],
    'build',
    built.map(({ opportunity }) => opportunity.externalId),
  );
  return { ...written, removed, people, failed: errors.length, waiting };
}

function buildOne(
  model: Model,
  { externalId, parts }: Gathered,
  settings: Settings,
  catalogues: Catalogues,
  selected: ReadonlySet<string>,
  filter: ReturnType<typeof placeholderFilter>,
): Built {
  if (!parts) throw new TypeError('nothing to build from');
  const details = detailsOf(model, parts, catalogues, selected);
  const standard = standardOf(model, details, settings.updatedAt.job);
  const text = JSON.stringify(details);
  const opportunity = {
    externalId,
    externalContactId: standard.externalContactId.value,
    firstName: standard.firstName.value,
    lastName: standard.lastName.value,
    email: standard.email.value,
    phone: standard.phone.value,
    externalCreatedAt: standard.externalCreatedAt.value,
    externalUpdatedAt: standard.externalUpdatedAt.value,
    updatedFrom: standard.externalUpdatedAt.from,
    title: titleOf(model, details),
    details: text,
  };
  return {
    opportunity: { ...opportunity, hash: hash('md5', JSON.stringify(opportunity), 'hex') },
    person: personFor(model, parts, details, standard, filter),
  };
}

/** Who the opportunity is of: its customer, or the number a call came from. */
function personFor(
  model: Model,
  parts: NonNullable<Gathered['parts']>,
  details: Details,
  standard: Standard,
  filter: ReturnType<typeof placeholderFilter>,
): LinkedPerson | null {
  if (parts.customer) {
    const { firstName, lastName } = readName((parts.customer['name'] as string | null) ?? null);
    return personOf(parts.customer, parts.customerContacts, { firstName, lastName }, filter);
  }
  const customer = details['customer'] as { id?: unknown; name?: unknown } | null;
  if (standard.externalContactId.value !== null) {
    // The customer itself is not given out: nothing but its id, and the name a call may say.
    const name = typeof customer?.name === 'string' ? customer.name : null;
    const bare = { id: standard.externalContactId.value, name };
    return { ...personOf(bare, [], readName(name), filter), partial: true };
  }
  return model === 'call' && standard.phone.value !== null ? callerOf(standard.phone.value, filter) : null;
}
