/** Values that a parameter of a report may have, where they are records of the company. */
import type { Doc } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import type { Collection } from '../../store/collection.ts';
import { notFound } from '../../wire/problem.ts';
import { campaigns } from '../marketing/collections.ts';
import { businessUnits, technicians } from '../settings/collections.ts';
import { paged } from './page.ts';

const SETS: ReadonlyMap<string, Collection> = new Map([
  ['business-units', businessUnits],
  ['campaigns', campaigns],
  ['technicians', technicians],
]);

export const SET_FIELDS: Doc[] = [
  { name: 'Value', label: 'Value' },
  { name: 'Name', label: 'Name' },
];

export function dynamicSet({ store, query, params }: Call): Answer {
  const collection = SETS.get(String(params.dynamicSetId));
  if (!collection) throw notFound('Dynamic value set', params.dynamicSetId);
  const rows = store.find(collection, 'active', 1).map(({ id = null, name = null }) => [id, name]);
  return { value: { ...paged(query, rows), fields: SET_FIELDS } };
}
