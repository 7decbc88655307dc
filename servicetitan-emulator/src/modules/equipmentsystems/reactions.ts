/** What installed equipment shows of others: the name of its type, the customer of its location. */
import type { Id } from '../../json/value.ts';
import type { Reaction } from '../../operations/reaction.ts';
import { locations } from '../crm/collections.ts';
import { equipmentTypes, installedEquipment } from './collections.ts';

export const reactions: readonly Reaction[] = [
  {
    on: equipmentTypes,
    react(store, { before, after }) {
      if (!before || before.name === after.name) return;
      const { id = null, name = null } = after;
      for (const equipment of store.find(installedEquipment, 'equipmentTypeId', id as Id))
        store.amend(installedEquipment, equipment, { type: { id, name } });
    },
  },
  {
    on: locations,
    react(store, { before, after }) {
      if (!before || before.customerId === after.customerId) return;
      const { id = null, customerId = null } = after;
      for (const equipment of store.find(installedEquipment, 'locationId', id as Id))
        store.amend(installedEquipment, equipment, { customerId });
    },
  },
];
