/** Collections of the equipment systems API: what stands at the locations of customers. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const equipmentTypes: Collection = {
  name: 'equipmentTypes',
  noun: 'Equipment type',
  schema: 'EquipmentSystems.V2.EquipmentTypeResponse',
  columns: { name: { kind: 'search' } },
};

/** Custom fields and attachments are shown by the answers for one record only. */
export const installedEquipment: Collection = {
  name: 'installedEquipment',
  noun: 'Installed equipment',
  schema: 'EquipmentSystems.V2.InstalledEquipmentResponse',
  columns: {
    locationId: { kind: 'id', index: true },
    equipmentTypeId: { kind: 'id', path: 'type.id' },
    barcodeId: { kind: 'text' },
  },
};

export const INSTALLED_EQUIPMENT: Doc = {
  name: '',
  serialNumber: '',
  memo: '',
  manufacturer: '',
  model: '',
  cost: 0,
  status: 'Installed',
  tags: [],
  customFields: [],
  attachments: [],
};

export const equipmentFieldTypes: Collection = {
  name: 'equipmentFieldTypes',
  noun: 'Custom field type',
  schema: 'LocationEquipment.CustomFieldTypeModel',
  columns: { name: { kind: 'text' } },
};
