/** Tags on customers and locations. */

import { type Id, idsAt } from '../../json/value.ts';
import { type Answer, type Call, idParam } from '../../operations/call.ts';
import { bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import { conflict, notFound } from '../../wire/problem.ts';
import { tagTypes } from '../settings/collections.ts';
import { customers } from './collections.ts';

/** Puts a tag on a record; `link` is what the answer calls the record's id. */
export const addTag =
  (collection: Collection, link: string) =>
  (call: Call): Answer => {
    const doc = found(call, collection);
    const tag = idParam(call, 'tagTypeId');
    if (!call.store.get(tagTypes, tag)) throw notFound(tagTypes.noun, tag);
    const tags = idsAt(doc, 'tagTypeIds');
    if (tags.includes(tag)) throw conflict(`${collection.noun} has the tag ${tag} already.`);
    const changed = call.store.update(collection, doc, { tagTypeIds: [...tags, tag] });
    return { value: { [link]: doc.id ?? null, tagTypeIds: changed.tagTypeIds ?? [] } };
  };

export const removeTag =
  (collection: Collection) =>
  (call: Call): Answer => {
    const doc = found(call, collection);
    const tag = idParam(call, 'tagTypeId');
    const tags = idsAt(doc, 'tagTypeIds');
    if (!tags.includes(tag)) throw notFound(`Tag of the ${collection.noun.toLowerCase()}`, tag);
    call.store.update(collection, doc, { tagTypeIds: tags.filter((other) => other !== tag) });
    return undefined;
  };

/** Puts tags on many customers at once, or takes them off; customers that need no change are left alone. */
export const changeTags =
  (direction: 'add' | 'remove') =>
  (call: Call): Answer => {
    const body = bodyDoc(call);
    checkReferences(call, body, { customerIds: customers, tagTypeIds: tagTypes });
    const tags = idsAt(body, 'tagTypeIds');
    for (const id of idsAt(body, 'customerIds')) {
      const customer = call.store.get(customers, id);
      if (!customer) continue;
      const present = idsAt(customer, 'tagTypeIds');
      const wanted = merged(present, tags, direction);
      if (wanted.length !== present.length) call.store.update(customers, customer, { tagTypeIds: wanted });
    }
    return undefined;
  };

function merged(present: readonly Id[], tags: readonly Id[], direction: 'add' | 'remove'): Id[] {
  if (direction === 'remove') return present.filter((tag) => !tags.includes(tag));
  return [...new Set([...present, ...tags])];
}
