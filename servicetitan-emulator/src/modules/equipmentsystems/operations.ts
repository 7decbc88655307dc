/** The equipment systems API without files, of which the emulator keeps none: one row per operation. */
import type { Row, Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { noEffect } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { create, get, update } from '../../operations/record.ts';
import { locations } from '../crm/collections.ts';
import { tagTypes } from '../settings/collections.ts';
import {
  equipmentFieldTypes,
  equipmentTypes,
  INSTALLED_EQUIPMENT,
  installedEquipment,
} from './collections.ts';
import { equipmentTypeMembers } from './equipment-types.ts';
import { equipmentMembers } from './installed-equipment.ts';

const FIELDS = ['Id', 'Name', 'CreatedOn', 'ModifiedOn'];

/**
 * The list of custom field types has its order in two parameters. Which fields it takes is not documented, so that one
 * it does not know leaves the order of the ids.
 */
const fieldTypes: Row = (operation) => {
  const answered = list(equipmentFieldTypes, { filters: { sortBy: noEffect, descending: noEffect } })({
    ...operation,
    sort: FIELDS,
  });
  return (call) => {
    const { sortBy, descending } = call.query;
    const asked = String(sortBy).toLowerCase();
    const field = FIELDS.find((name) => name.toLowerCase() === asked) ?? 'Id';
    const sort = `${descending === true ? '-' : '+'}${field}`;
    return answered({ ...call, query: { ...call.query, sort } });
  };
};

const REFERENCES = { locationId: locations, equipmentTypeId: equipmentTypes, tagTypeIds: tagTypes };

export const equipmentsystems: Rows = {
  'equipmentsystems.equipmentTypes.getList': list(equipmentTypes),
  'equipmentsystems.equipmentTypes.get': get(equipmentTypes),
  'equipmentsystems.equipmentTypes.create': create(equipmentTypes, {}, { make: equipmentTypeMembers }),
  'equipmentsystems.equipmentTypes.update': update(equipmentTypes, { make: equipmentTypeMembers }),
  'equipmentsystems.installedEquipment.getList': list(installedEquipment),
  'equipmentsystems.installedEquipment.get': get(installedEquipment),
  'equipmentsystems.installedEquipment.create': create(installedEquipment, INSTALLED_EQUIPMENT, {
    references: REFERENCES,
    make: equipmentMembers,
  }),
  'equipmentsystems.installedEquipment.update': update(installedEquipment, {
    references: REFERENCES,
    make: equipmentMembers,
  }),
  'equipmentsystems.installedEquipment.getCustomFieldTypes': fieldTypes,
  'equipmentsystems.export.exportInstalledEquipment': feed(installedEquipment),
};
