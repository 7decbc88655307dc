/** Custom fields of invoices, payments, bills …: types, values by name, and the filter by value. */
import { type Doc, docsAt, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call, Row } from '../../operations/call.ts';
import { type Filter, noEffect } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, bodyDoc } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { type FieldErrors, invalid } from '../../wire/problem.ts';
import { fieldTypes } from './collections.ts';

/** A row that lists the types of a collection's custom fields. */
export const fieldTypesOf = (collection: Collection): Row =>
  list(fieldTypes, { where: () => [{ sql: '"of" = ?', params: [collection.name] }] });

/**
 * A row that sets custom fields of some records, all or none; a field that is not named stays. Inventory shows the id of
 * the type beside the value.
 */
export const setFieldsOf = (collection: Collection, shows: 'name' | 'typeId' = 'name'): Row =>
  act((call) => setFields(call, collection, shows));

function setFields(call: Call, collection: Collection, shows: 'name' | 'typeId'): Answer {
  const { store } = call;
  const errors: FieldErrors = {};
  const changes = docsAt(bodyDoc(call), 'operations').map((operation, at) => {
    const doc = store.get(collection, idAt(operation, 'objectId'));
    if (!doc)
      errors[`operations[${at}].objectId`] = [
        `${collection.noun} with id ${String(operation.objectId)} was not found.`,
      ];
    const fields = docsAt(operation, 'customFields').map((field, index): Doc => {
      const type = typeOf(store, collection, field);
      const wrong = type
        ? valueError(type, field)
        : ['name', `There is no custom field '${shown(field.name)}'.`];
      if (wrong) errors[`operations[${at}].customFields[${index}].${wrong[0]}`] = [String(wrong[1])];
      return shows === 'name' ? field : { typeId: type?.id ?? null, ...field };
    });
    return { doc, fields };
  });
  if (Object.keys(errors).length > 0) throw invalid(errors);
  for (const { doc, fields } of changes) {
    if (doc) store.update(collection, doc, fieldMembers(docsAt(doc, 'customFields'), fields));
  }
  return undefined;
}

const shown = (value: Doc[string] | undefined): string => String(value).slice(0, 100);

const typeOf = (store: Store, collection: Collection, field: Doc): Doc | undefined =>
  store
    .find(fieldTypes, 'name', (textAt(field, 'name') ?? '').toLowerCase())
    .find((type) => type.of === collection.name);

/** Which member of a field is wrong, and why. */
function valueError(type: Doc, field: Doc): readonly [string, string] | undefined {
  const value = textAt(field, 'value');
  if (value === undefined || value === '') return undefined;
  const options = Array.isArray(type.dataTypeOptions) ? type.dataTypeOptions : [];
  if (type.dataType === 'Dropdown' && !options.includes(value))
    return ['value', `'${shown(value)}' is none of the options.`];
  if (type.dataType === 'Numeric' && !Number.isFinite(Number(value)))
    return ['value', `'${shown(value)}' is not a number.`];
  return undefined;
}

/** A record's custom fields with some set, and the pairs they are found by. */
export function fieldMembers(known: readonly Doc[], set: readonly Doc[]): Doc {
  const values = new Map(known.map((field) => [field.name, field]));
  for (const field of set) values.set(field.name, { ...field, value: field.value ?? '' });
  const customFields = [...values.values()];
  return { customFields, customFieldPairs: customFields.map(pairOf) };
}

const pairOf = ({ name, value }: Doc): string => `${String(name)}=${String(value)}`.toLowerCase();

/** The filter by names and values; `operator` is the parameter that says whether one of them suffices. */
function byFields(operator: string): Filter {
  return (value, query) => {
    const words = Array.isArray(value) ? value.map(String) : [];
    const pairs = words.flatMap((name, at) =>
      at % 2 === 0 ? [pairOf({ name, value: words[at + 1] ?? '' })] : [],
    );
    const joint = query[operator] === 'Or' ? ' OR ' : ' AND ';
    return {
      sql: `(${pairs.map(() => 'instr("customFields", ?) > 0').join(joint)})`,
      params: pairs.map((pair) => `,${pair},`),
    };
  };
}

export const FIELD_FILTERS: Readonly<Record<string, Filter>> = {
  'customField.Fields': byFields('customField.Operator'),
  'customField.Operator': noEffect,
  'customFields.Fields': byFields('customFields.Operator'),
  'customFields.Operator': noEffect,
  customField: byFields(''),
};
