/** Collections of the accounting API: the ledger, and what the company owes to vendors. */
import type { Collection, Column } from '../../store/collection.ts';

export const accountTypes: Collection = {
  name: 'glAccountTypes',
  noun: 'General ledger account type',
  schema: 'Accounting.V2.GlAccountTypeResponse',
  columns: { name: { kind: 'text' } },
};

export const accounts: Collection = {
  name: 'glAccounts',
  noun: 'General ledger account',
  schema: 'Accounting.V2.GlAccountExtendedResponse',
  columns: {
    name: { kind: 'text' },
    number: { kind: 'text' },
    type: { kind: 'text' },
    subtype: { kind: 'text' },
    description: { kind: 'search' },
    source: { kind: 'text' },
    isIntacctGroup: { kind: 'flag' },
    isIntacctBankAccount: { kind: 'flag' },
  },
};

/** `lines` are hidden: they are read as details. */
export const journalEntries: Collection = {
  name: 'journalEntries',
  noun: 'Journal entry',
  schema: 'Accounting.V2.JournalEntryResponse',
  columns: {
    number: { kind: 'number' },
    name: { kind: 'search' },
    status: { kind: 'text' },
    syncStatus: { kind: 'text' },
    postDate: { kind: 'time', path: 'postedOn' },
    exportedOn: { kind: 'time' },
    exportedById: { kind: 'id', path: 'exportedBy.id' },
    isEmpty: { kind: 'flag' },
    customFields: { kind: 'list', path: 'customFieldPairs' },
  },
  vanishes: true,
};

const BILL: Record<string, Column> = {
  batchId: { kind: 'id', path: 'batch.id' },
  batchNumber: { kind: 'text', path: 'batch.number' },
  billNumber: { kind: 'text', path: 'referenceNumber' },
  businessUnitId: { kind: 'id', path: 'businessUnit.id' },
  billDate: { kind: 'time' },
  jobNumber: { kind: 'text' },
  syncStatus: { kind: 'text' },
  billType: { kind: 'text' },
  amountCents: { kind: 'number' },
  dateReconciled: { kind: 'time' },
  discrepancy: { kind: 'text' },
  purchaseOrderNumber: { kind: 'text' },
  purchaseOrderType: { kind: 'text' },
  customFields: { kind: 'list', path: 'customFieldPairs' },
};

export const apBills: Collection = {
  name: 'apBills',
  noun: 'Bill',
  schema: 'Accounting.V2.ApBillResponse',
  columns: { ...BILL, status: { kind: 'text' }, source: { kind: 'text' } },
};

/** The bills of purchase orders once more, as the older operations show them; they have the ids of their `apBills`. */
export const inventoryBills: Collection = {
  name: 'inventoryBills',
  noun: 'Bill',
  schema: 'Accounting.V2.InventoryBillResponse',
  wide: 'Accounting.V2.ExportInventoryBillResponse',
  columns: BILL,
};

export const apCredits: Collection = {
  name: 'apCredits',
  noun: 'Vendor credit',
  schema: 'Accounting.V2.ApCreditResponse',
  columns: { syncStatus: { kind: 'text' }, customFields: { kind: 'list', path: 'customFieldPairs' } },
};

export const apPayments: Collection = {
  name: 'apPayments',
  noun: 'Vendor payment',
  schema: 'Accounting.V2.ApPaymentResponse',
  columns: { syncStatus: { kind: 'text' }, customFields: { kind: 'list', path: 'customFieldPairs' } },
};

export const remittanceVendors: Collection = {
  name: 'remittanceVendors',
  noun: 'Remittance vendor',
  schema: 'Accounting.V2.RemittanceVendorResponse',
  columns: { name: { kind: 'search' } },
};
