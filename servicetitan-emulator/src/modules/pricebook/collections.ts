/** Collections of the pricebook API. SKUs are services, materials, equipment, and discounts and fees. */
import type { Doc } from '../../json/value.ts';
import type { Collection, Column } from '../../store/collection.ts';

/** What lists of SKUs are sorted and searched by. */
const SKU_COLUMNS: Readonly<Record<string, Column>> = {
  code: { kind: 'text', index: true },
  displayName: { kind: 'text' },
  price: { kind: 'number' },
  memberPrice: { kind: 'number' },
  addOnPrice: { kind: 'number' },
  addOnMemberPrice: { kind: 'number' },
  cost: { kind: 'number' },
  manufacturer: { kind: 'text' },
  primaryVendor: { kind: 'text', path: 'primaryVendor.vendorName' },
  searchText: { kind: 'search' },
};

/** Prices and flags that every SKU of the three kinds has. */
const SKU: Doc = {
  price: 0,
  memberPrice: 0,
  addOnPrice: 0,
  addOnMemberPrice: 0,
  cost: 0,
  hours: 0,
  bonus: 0,
  commissionBonus: 0,
  paysCommission: true,
  taxable: true,
  categories: [],
  assets: [],
  upgrades: [],
};

export const categories: Collection = {
  name: 'pricebookCategories',
  noun: 'Category',
  schema: 'Pricebook.V2.CategoryResponse',
  columns: { name: { kind: 'text' }, categoryType: { kind: 'text' }, parentId: { kind: 'id' } },
};

export const CATEGORY: Doc = {
  position: 0,
  subcategories: [],
  businessUnitIds: [],
  skuImages: [],
  skuVideos: [],
  hideInMobile: false,
};

export const services: Collection = {
  name: 'pricebookServices',
  noun: 'Service',
  schema: 'Pricebook.V2.ServiceGetResponse',
  columns: SKU_COLUMNS,
};

export const SERVICE: Doc = {
  ...SKU,
  isLabor: true,
  recommendations: [],
  serviceMaterials: [],
  serviceEquipment: [],
  soldByCommission: 0,
  useStaticPrices: true,
};

export const materials: Collection = {
  name: 'pricebookMaterials',
  noun: 'Material',
  schema: 'Pricebook.V2.MaterialResponse',
  columns: { ...SKU_COLUMNS, isOtherDirectCost: { kind: 'flag' }, costTypeId: { kind: 'id' } },
};

export const MATERIAL: Doc = {
  ...SKU,
  deductAsJobCost: true,
  isInventory: false,
  isConfigurableMaterial: false,
  chargeableByDefault: true,
  displayInAmount: false,
  isOtherDirectCost: false,
  otherVendors: [],
};

export const equipment: Collection = {
  name: 'pricebookEquipment',
  noun: 'Equipment',
  schema: 'Pricebook.V2.EquipmentResponse',
  columns: SKU_COLUMNS,
};

const NO_WARRANTY: Doc = { duration: 0, description: null };

export const EQUIPMENT: Doc = {
  ...SKU,
  isInventory: false,
  isConfigurableEquipment: false,
  displayInAmount: false,
  manufacturerWarranty: NO_WARRANTY,
  serviceProviderWarranty: NO_WARRANTY,
  recommendations: [],
  equipmentMaterials: [],
  otherVendors: [],
};

export const discountsAndFees: Collection = {
  name: 'pricebookDiscountsAndFees',
  noun: 'Discount or fee',
  schema: 'Pricebook.V2.DiscountAndFeesResponse',
  columns: SKU_COLUMNS,
};

export const DISCOUNT_OR_FEE: Doc = {
  limit: 0,
  taxable: false,
  categories: [],
  hours: 0,
  assets: [],
  bonus: 0,
  commissionBonus: 0,
  paysCommission: false,
  excludeFromPayroll: false,
};

/** How much is added to the cost of a material, by its cost. */
export const markups: Collection = {
  name: 'materialsMarkups',
  noun: 'Materials markup',
  schema: 'Pricebook.V2.MaterialsMarkupResponse',
  columns: { from: { kind: 'number' } },
};

/** What kind of cost a material is booked as. */
export const costTypes: Collection = {
  name: 'materialCostTypes',
  noun: 'Cost type',
  schema: 'Pricebook.V2.CostTypeResponse',
  columns: {},
};

/** Prices that customers of a rate sheet pay in place of the usual ones. */
export const rateSheets: Collection = {
  name: 'rateSheets',
  noun: 'Rate sheet',
  schema: 'Estimates.V2.ClientSpecificPricingResponse',
  columns: { searchTerm: { kind: 'search', path: 'name' } },
};
