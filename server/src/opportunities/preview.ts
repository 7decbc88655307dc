import { readSettings } from '../connections/index.ts';
import { inWorkspace, type Tx } from '../platform/index.ts';
import { newestId } from '../sync/index.ts';
import { type Details, detailsOf, type Model } from './build/details.ts';
import { type Standard, standardOf } from './build/standard.ts';
import { BASES } from './dirt.ts';
import { gatherParts, readCatalogues } from './gather.ts';
import { rebuild } from './rebuild.ts';
import type { OpportunityRoom } from './room.ts';

export interface Preview {
  readonly model: Model;
  readonly externalId: string;
  readonly standard: Standard;
  readonly contact: {
    readonly outcome: 'existing' | 'new' | 'parked';
    readonly contactId: string | null;
    readonly reason: string;
  };
  readonly details: Details;
}

class TakenBack extends Error {}

/**
 * How one record is read with the settings as they are (B21): each standard field with its rule and what was passed over,
 * and which contact it would be of. Nothing is kept. Null when the record is not mirrored.
 */
export async function previewRecord(
  room: OpportunityRoom,
  where: { workspaceId: string; connectionId: string },
  model: Model,
  wanted: string | undefined,
): Promise<Preview | null> {
  let found: Preview | null = null;
  try {
    await inWorkspace(room.db, where.workspaceId, async (tx) => {
      found = await previewIn(tx, where, model, wanted);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return found;
}

async function previewIn(
  tx: Tx,
  where: { workspaceId: string; connectionId: string },
  model: Model,
  wanted: string | undefined,
): Promise<Preview | null> {
  const { connectionId } = where;
  const externalId = wanted ?? (await newestId(tx, connectionId, BASES[model]));
  if (!externalId) return null;
  const { settings } = await readSettings(tx, connectionId);
  const catalogues = await readCatalogues(tx, connectionId);
  const selected = new Set(settings.resources[model]);
  const [gathered] = await gatherParts(tx, connectionId, model, [externalId], selected);
  if (!gathered?.parts) return null;
  const details = detailsOf(model, gathered.parts, catalogues, selected);
  const standard = standardOf(model, details, settings.updatedAt.job);
  const chosen = { ...settings, models: [model] };
  const { people } = await rebuild(tx, where, model, [externalId], chosen, catalogues);
  return { model, externalId, standard, contact: contactOf(people), details };
}

function contactOf(people: Awaited<ReturnType<typeof rebuild>>['people']): Preview['contact'] {
  const contactId = [...people.contacts.values()].at(-1) ?? null;
  const [parked] = people.parked;
  if (parked) return { outcome: 'parked', contactId: null, reason: parked.reason };
  const [matched] = people.matched;
  if (matched) return { outcome: 'existing', contactId, reason: `It has ${matched.reason} as this contact.` };
  if (people.created.length > 0)
    return { outcome: 'new', contactId: null, reason: 'No contact has its customer, phone or e-mail.' };
  return contactId
    ? { outcome: 'existing', contactId, reason: 'Its customer is known.' }
    : { outcome: 'new', contactId: null, reason: 'It has no customer and no number.' };
}
