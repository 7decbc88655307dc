/** `externalData` in the bodies of creates and updates (reference: "Writes"). */
import { type Doc, docAt, docsAt, idAt, textAt } from '../json/value.ts';
import type { Collection } from '../store/collection.ts';
import { setExternal } from '../store/external.ts';
import type { Call } from './call.ts';

/** Stores the pairs that a body brings for a record; gives back the application they belong to. */
export function acceptExternal(call: Call, collection: Collection, doc: Doc, body: Doc): string | undefined {
  const external = docAt(body, 'externalData');
  const application = external && textAt(external, 'applicationGuid');
  const owner = idAt(doc, 'id');
  if (!application || owner === undefined) return undefined;
  const entries = docsAt(external, 'externalData').map((pair) => ({
    key: textAt(pair, 'key') ?? '',
    value: textAt(pair, 'value') ?? null,
  }));
  const mode = textAt(external, 'patchMode') === 'Merge' ? 'Merge' : 'Replace';
  setExternal(call.store, collection, owner, application, entries, mode);
  return application;
}
