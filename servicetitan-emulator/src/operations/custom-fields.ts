/** Values of custom fields: written by type id, read with the field's name. */
import { type Doc, docsAt, idAt } from '../json/value.ts';
import type { Collection } from '../store/collection.ts';
import { invalid } from '../wire/problem.ts';
import type { Call } from './call.ts';

/** The list that replaces the record's own; absent when the body has none. Refuses type ids that do not exist. */
export function customFields(call: Call, body: Doc, types: Collection): { customFields?: Doc[] } {
  if (!Array.isArray(body.customFields)) return {};
  return {
    customFields: docsAt(body, 'customFields').map((field, at) => {
      const type = call.store.get(types, idAt(field, 'typeId'));
      if (!type) {
        throw invalid({
          [`customFields[${at}].typeId`]: [`${types.noun} with id ${field.typeId} was not found.`],
        });
      }
      return { typeId: field.typeId ?? null, name: type.name ?? '', value: field.value ?? null };
    }),
  };
}
