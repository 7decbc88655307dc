/** What the demo company keeps things in, buys from, and calls its orders and returns. */
import type { Company } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import { fieldTypes } from '../accounting/collections.ts';
import { materials } from '../pricebook/collections.ts';
import {
  adjustments,
  ORDER_TYPE,
  orderMarkups,
  orderTypes,
  receipts,
  returns,
  returnTypes,
  templates,
  transfers,
  trucks,
  VENDOR,
  vendors,
  warehouses,
} from './collections.ts';

const VENDORS = [
  'Rocky Mountain Supply',
  'Summit Wholesale Plumbing',
  'Aspen Electric Supply',
  'Front Range HVAC Parts',
  'Platte River Pipe',
  'Timberline Tool',
];

/** A place in the company's town. */
export const address = (street: string): Doc => ({
  street,
  unit: '',
  city: 'Denver',
  state: 'CO',
  zip: '80216',
  country: 'USA',
});

export interface Places {
  /** Materials that are ordered, moved and returned. */
  skus: readonly Doc[];
  vendorIds: readonly Id[];
  warehouseIds: readonly Id[];
  truckIds: readonly Id[];
  typeIds: readonly Id[];
  returnTypeIds: readonly Id[];
}

export function loadPlaces({ store, structure, founded }: Company): Places {
  const createdOn = wireTime(founded, 7654);
  const add = (collection: Collection, doc: Doc): Id =>
    store.insertPast(collection, { createdOn, ...doc }).id as Id;
  const skus = store.find(materials, 'active', 1).slice(0, 60);
  for (const collection of [vendors, receipts, returns, transfers, adjustments])
    add(fieldTypes, { name: 'Cost Center', dataType: 'Text', dataTypeOptions: [], of: collection.name });
  const vendorIds = VENDORS.map((name, at) =>
    add(vendors, {
      ...VENDOR,
      name,
      isTruckReplenishment: at < 2,
      contactInfo: {
        firstName: 'Sales',
        lastName: 'Desk',
        phone: `303555018${at}`,
        email: `orders${at}@example.com`,
        fax: '',
      },
      address: address(`${4100 + at * 20} Brighton Blvd`),
    }),
  );
  const warehouseIds = ['Main Warehouse', 'North Warehouse'].map((name, at) =>
    add(warehouses, { name, address: address(`${5200 + at * 100} Washington St`) }),
  );
  const templateId = add(templates, templateOf(skus, warehouseIds));
  const truckIds = structure.technicians.map(({ id, name }, at) =>
    add(trucks, {
      name: `Truck ${at + 1}, ${name}`,
      memo: '',
      warehouseId: warehouseIds[at % 2] ?? 0,
      technicianIds: [id],
      inventoryTemplateId: templateId,
    }),
  );
  const typeIds = ['Stock', 'Job Purchase', 'Tools'].map((name) =>
    add(orderTypes, {
      ...ORDER_TYPE,
      name,
      automaticallyReceive: false,
      displayToTechnician: name !== 'Stock',
      impactToTechnicianPayroll: false,
      allowTechniciansToSendPo: false,
      defaultRequiredDateDaysOffset: 3,
      skipWeekends: true,
      excludeTaxFromJobCosting: false,
    }),
  );
  const returnTypeIds = ['Defective', 'Unused', 'Warranty'].map((name, at) =>
    add(returnTypes, {
      name,
      automaticallyReceiveVendorCredit: at === 1,
      includeInSalesTax: false,
      isDefault: at === 0,
      isDefaultForConsignment: false,
    }),
  );
  for (const [from, to, percent] of [
    [0, 50, 80],
    [50, 500, 50],
    [500, 5000, 30],
  ] as const)
    add(orderMarkups, { from, to, percent });
  return { skus, vendorIds, warehouseIds, truckIds, typeIds, returnTypeIds };
}

function templateOf(skus: readonly Doc[], warehouseIds: readonly Id[]): Doc {
  const items = skus.slice(0, 8).map((sku, at) => ({
    id: at + 1,
    skuId: sku.id ?? null,
    code: sku.code ?? null,
    description: sku.description ?? null,
    name: sku.displayName ?? null,
    skuType: 'Material',
    minQuantity: 2,
    maxQuantity: 8,
    isConsignment: false,
  }));
  return {
    name: 'Service truck',
    type: 'Truck',
    isConsignment: false,
    locationIds: warehouseIds.slice(),
    items,
  };
}
