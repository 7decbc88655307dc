/** Collections of the inventory API. */
import type { Doc } from '../../json/value.ts';
import type { Collection, Column } from '../../store/collection.ts';

/** What every transaction is found by. */
const TRANSACTION: Record<string, Column> = {
  number: { kind: 'text' },
  referenceNumber: { kind: 'text' },
  batchId: { kind: 'id' },
  syncStatus: { kind: 'text' },
  customFields: { kind: 'list', path: 'customFieldPairs' },
};

export const vendors: Collection = {
  name: 'vendors',
  noun: 'Vendor',
  schema: 'Inventory.V2.VendorResponse',
  columns: { name: { kind: 'search' }, customFields: { kind: 'list', path: 'customFieldPairs' } },
};

export const VENDOR: Doc = {
  isTruckReplenishment: false,
  isMobileCreationRestricted: false,
  memo: '',
  deliveryOption: 'Manual',
  defaultTaxRate: 0,
  customFields: [],
};

export const warehouses: Collection = {
  name: 'warehouses',
  noun: 'Warehouse',
  schema: 'Inventory.V2.WarehouseResponse',
  columns: { name: { kind: 'search' } },
};

export const trucks: Collection = {
  name: 'trucks',
  noun: 'Truck',
  schema: 'Inventory.V2.TruckResponse',
  columns: { name: { kind: 'search' }, warehouseId: { kind: 'id' } },
};

export const templates: Collection = {
  name: 'inventoryTemplates',
  noun: 'Inventory template',
  schema: 'Inventory.V2.InventoryTemplateResponse',
  columns: { name: { kind: 'search' } },
};

export const orderTypes: Collection = {
  name: 'purchaseOrderTypes',
  noun: 'Purchase order type',
  schema: 'Inventory.V2.PurchaseOrderTypeResponse',
  columns: { name: { kind: 'search' } },
};

export const ORDER_TYPE: Doc = { landedCostMethod: 'None', includeTaxInFullyLandedCost: false };

export const orders: Collection = {
  name: 'purchaseOrders',
  noun: 'Purchase order',
  schema: 'Inventory.V2.PurchaseOrderResponse',
  columns: {
    number: { kind: 'text' },
    status: { kind: 'text' },
    jobId: { kind: 'id', index: true },
    technicianId: { kind: 'id' },
    projectId: { kind: 'id' },
    date: { kind: 'time' },
    sentOn: { kind: 'time' },
  },
};

export const orderRequests: Collection = {
  name: 'purchaseOrderRequests',
  noun: 'Purchase order request',
  schema: 'Inventory.V2.PurchaseOrderRequestResponse',
  columns: {
    requestNumber: { kind: 'text' },
    requestStatus: { kind: 'text' },
    jobId: { kind: 'id' },
    technicianId: { kind: 'id' },
    projectId: { kind: 'id' },
    date: { kind: 'time' },
  },
};

export const orderMarkups: Collection = {
  name: 'purchaseOrderMarkups',
  noun: 'Purchase order markup',
  schema: 'Inventory.V2.Markups.PurchaseOrderMarkupResponse',
  columns: { from: { kind: 'number' }, to: { kind: 'number' }, percent: { kind: 'number' } },
  vanishes: true,
};

export const receipts: Collection = {
  name: 'receipts',
  noun: 'Receipt',
  schema: 'Inventory.V2.InventoryReceiptResponse',
  columns: {
    ...TRANSACTION,
    vendorInvoiceNumber: { kind: 'text' },
    billId: { kind: 'id' },
    vendorId: { kind: 'id' },
    businessUnitId: { kind: 'id' },
    inventoryLocationId: { kind: 'id' },
    purchaseOrderId: { kind: 'id', index: true },
    receivedOn: { kind: 'time' },
  },
};

export const returnTypes: Collection = {
  name: 'returnTypes',
  noun: 'Return type',
  schema: 'Inventory.V2.ListReturnTypesResponse',
  columns: { name: { kind: 'search' } },
};

export const returns: Collection = {
  name: 'inventoryReturns',
  noun: 'Return',
  schema: 'Inventory.V2.InventoryReturnResponse',
  wide: 'Inventory.V2.ExportReturnsResponse',
  columns: {
    ...TRANSACTION,
    jobId: { kind: 'id' },
    purchaseOrderId: { kind: 'id' },
    vendorId: { kind: 'id' },
    businessUnitId: { kind: 'id' },
    inventoryLocationId: { kind: 'id' },
    returnDate: { kind: 'time' },
  },
};

export const transfers: Collection = {
  name: 'inventoryTransfers',
  noun: 'Transfer',
  schema: 'Inventory.V2.InventoryTransferResponse',
  columns: {
    ...TRANSACTION,
    status: { kind: 'text' },
    transferTypeId: { kind: 'id' },
    fromLocationId: { kind: 'id' },
    toLocationId: { kind: 'id' },
    date: { kind: 'time' },
  },
};

export const adjustments: Collection = {
  name: 'inventoryAdjustments',
  noun: 'Adjustment',
  schema: 'Inventory.V2.InventoryAdjustmentResponse',
  columns: {
    ...TRANSACTION,
    type: { kind: 'text' },
    invoiceId: { kind: 'id' },
    inventoryLocationId: { kind: 'id' },
    businessUnitId: { kind: 'id' },
    date: { kind: 'time' },
  },
};
