/** What an accounting system has taken over is marked as exported; each record is answered for by itself. */
import { type Doc, type Id, idAt, idsAt, isDoc } from '../../json/value.ts';
import type { Row } from '../../operations/call.ts';
import { act, bodyDoc } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';

/** Marks one record in each of the collections that has it; gives back why it cannot, if so. */
function mark(store: Store, collections: readonly Collection[], id: Id, request: Doc): string | null {
  const [main] = collections;
  const doc = main && store.get(main, id);
  if (!doc) return `${main?.noun ?? 'Record'} with id ${id} was not found.`;
  if (doc.syncStatus === 'Exported') return `${main.noun} with id ${id} is exported already.`;
  const changes: Doc = {
    syncStatus: 'Exported',
    ...(request.externalId !== undefined && { exportId: request.externalId }),
    ...(request.externalMessage !== undefined && { exportMessage: request.externalMessage }),
  };
  for (const collection of collections) {
    const known = store.get(collection, id);
    if (known) store.update(collection, known, changes);
  }
  return null;
}

/**
 * A row for `markasexported`. `member` is what answers call the id, and requests too, unless these are one object with a
 * list of ids, `ids`.
 */
export const markExported = (collections: readonly Collection[], member: string, ids?: string): Row =>
  act((call) => {
    const body = call.body;
    const requests: Doc[] = ids
      ? idsAt(bodyDoc(call), ids).map((id) => ({ [member]: id }))
      : (Array.isArray(body) ? body : []).filter(isDoc);
    return {
      value: requests.map((request) => {
        const id = idAt(request, member) ?? 0;
        const errorMessage = mark(call.store, collections, id, request);
        return { [member]: id, success: errorMessage === null, errorMessage };
      }),
    };
  });
