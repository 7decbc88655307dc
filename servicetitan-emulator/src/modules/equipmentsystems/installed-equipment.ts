/** Equipment at a location: what a body makes of it. */
import { type Doc, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import type { Call } from '../../operations/call.ts';
import { customFields } from '../../operations/custom-fields.ts';
import type { Make } from '../../operations/record.ts';
import { conflict, type FieldErrors, invalid } from '../../wire/problem.ts';
import { locations } from '../crm/collections.ts';
import { tagTypes } from '../settings/collections.ts';
import { equipmentFieldTypes, equipmentTypes, installedEquipment } from './collections.ts';

const orNull = (value: Doc[string] | undefined): Doc[string] => value ?? null;

/** Tags as equipment shows them; an id of a tag is the one of its type, as a type is put on once. */
function tagsOf(call: Call, ownerId: Id, typeIds: readonly Id[]): Doc[] {
  return [...new Set(typeIds)].map((typeId) => {
    const type = call.store.get(tagTypes, typeId);
    return {
      id: typeId,
      ownerId,
      typeId,
      typeName: orNull(type?.name),
      memo: null,
      color: orNull(type?.color),
      textColor: null,
      code: orNull(type?.code),
    };
  });
}

/** Values of custom fields, which have ids of their own here: those of the body, or new ones. */
function fieldsOf(call: Call, body: Doc): Doc {
  const { customFields: values } = customFields(call, body, equipmentFieldTypes);
  const given = docsAt(body, 'customFields');
  if (!values) return {};
  return {
    customFields: values.map((value, at) => ({
      id: idAt(given[at] ?? {}, 'id') ?? call.store.newId(),
      ...value,
    })),
  };
}

const attachmentOf = ({ alias, fileName, type, url }: Doc): Doc => ({
  alias: orNull(alias),
  fileName: orNull(fileName),
  type: orNull(type),
  url: orNull(url),
});

const WARRANTIES = ['manufacturerWarranty', 'serviceProviderWarranty'];

/** A warranty must not end before it starts. */
function checkWarranties(equipment: Doc): void {
  const errors: FieldErrors = {};
  for (const name of WARRANTIES) {
    const [start, end] = [textAt(equipment, `${name}Start`), textAt(equipment, `${name}End`)];
    if (start !== undefined && end !== undefined && Date.parse(end) < Date.parse(start))
      errors[`${name}End`] = [`${name}End must not be before ${name}Start.`];
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/** A barcode stands for one piece of equipment. */
function checkBarcode(call: Call, equipment: Doc, own: Doc[string] | undefined): void {
  const barcode = textAt(equipment, 'barcodeId');
  if (!barcode || equipment.active === false) return;
  const other = call.store.find(installedEquipment, 'barcodeId', barcode).find(({ id }) => id !== own);
  if (other) throw conflict(`The barcode '${barcode}' is on equipment ${String(other.id)} already.`);
}

/**
 * Members of installed equipment; lists in the body replace those it has.
 * @throws Refusal 400 for what does not fit together, 409 for a barcode in use.
 */
export const equipmentMembers: Make = (call, body, current) => {
  const { attachments, customFields: _fields, tagTypeIds, equipmentTypeId, ...members } = body;
  checkWarranties({ ...current, ...members });
  checkBarcode(call, { ...current, ...members }, current?.id);
  const id = idAt(current ?? {}, 'id') ?? call.store.newId();
  const type = call.store.get(
    equipmentTypes,
    idAt({ equipmentTypeId: orNull(equipmentTypeId) }, 'equipmentTypeId'),
  );
  const location = current ? undefined : call.store.get(locations, idAt(body, 'locationId'));
  return {
    ...members,
    id,
    ...(location && { customerId: orNull(location.customerId) }),
    ...(type && { type: { id: orNull(type.id), name: orNull(type.name) } }),
    ...(Array.isArray(tagTypeIds) && { tags: tagsOf(call, id, idsAt(body, 'tagTypeIds')) }),
    ...(Array.isArray(attachments) && { attachments: docsAt(body, 'attachments').map(attachmentOf) }),
    ...fieldsOf(call, body),
  };
};
