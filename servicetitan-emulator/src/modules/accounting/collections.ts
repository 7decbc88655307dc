/** Collections of the accounting API: what customers owe and pay. */
import type { Doc } from '../../json/value.ts';
import type { Collection, Column } from '../../store/collection.ts';

/** Of everything that is posted and exported in batches. */
const BATCH: Record<string, Column> = {
  batchId: { kind: 'id', path: 'batch.id' },
  batchNumber: { kind: 'text', path: 'batch.number' },
};

export const invoiceItems: Collection = {
  name: 'invoiceItems',
  noun: 'Invoice item',
  schema: 'Accounting.V2.InvoiceItemResponse',
  wide: 'Accounting.V2.ExportInvoiceItemResponse',
  columns: { invoiceId: { kind: 'id', index: true }, order: { kind: 'number' } },
};

export const INVOICE_ITEM: Doc = {
  quantity: '1.00',
  cost: '0.00',
  totalCost: '0.00',
  price: '0.00',
  total: '0.00',
  type: 'Service',
  skuId: 0,
  inventory: false,
  taxable: false,
  isChargeable: true,
  membershipTypeId: 0,
  soldHours: 0,
  order: 1,
  displayInAmount: false,
  addOn: false,
  memberPrice: '0.00',
};

/** Sums are kept a second time as whole cents, hidden, to be found by: `totalCents`, `balanceCents`. */
export const invoices: Collection = {
  name: 'invoices',
  noun: 'Invoice',
  schema: 'Accounting.V2.InvoiceResponse',
  wide: 'Accounting.V2.ExportInvoiceResponse',
  nested: { member: 'items', collection: invoiceItems, column: 'invoiceId' },
  columns: {
    jobId: { kind: 'id', path: 'job.id', index: true },
    jobNumber: { kind: 'text', path: 'job.number', index: true },
    customerId: { kind: 'id', path: 'customer.id', index: true },
    businessUnitId: { kind: 'id', path: 'businessUnit.id' },
    adjustmentToId: { kind: 'id', index: true },
    referenceNumber: { kind: 'text', index: true },
    invoiceDate: { kind: 'time', index: true },
    dueDate: { kind: 'time' },
    totalCents: { kind: 'number' },
    balanceCents: { kind: 'number', index: true },
    syncStatus: { kind: 'text' },
    reviewStatus: { kind: 'text' },
    assignedToId: { kind: 'id', path: 'assignedTo.id' },
    invoiceConfiguration: { kind: 'text' },
    customFields: { kind: 'list', path: 'customFieldPairs' },
    ...BATCH,
  },
};

export const INVOICE: Doc = {
  syncStatus: 'Pending',
  subTotal: '0.00',
  salesTax: '0.00',
  total: '0.00',
  balance: '0.00',
  discountTotal: '0.00',
  totalCents: 0,
  balanceCents: 0,
  appliedCents: 0,
  termName: 'Due Upon Receipt',
  royalty: { status: 'Pending', date: null, sentOn: null, memo: null },
  sentStatus: 'NotSent',
  reviewStatus: 'NeedsReview',
  invoiceConfiguration: 'JobInvoice',
  customFields: [],
};

/** `invoiceId` is the first invoice it is applied to, `moreInvoiceIds` are the others; nearly all have one. */
export const payments: Collection = {
  name: 'payments',
  noun: 'Payment',
  schema: 'Accounting.V2.DetailedPaymentResponse',
  wide: 'Accounting.V2.ExportPaymentResponse',
  columns: {
    invoiceId: { kind: 'id', index: true },
    moreInvoiceIds: { kind: 'list', index: true },
    customerId: { kind: 'id', path: 'customer.id', index: true },
    businessUnitId: { kind: 'id', path: 'businessUnit.id' },
    depositId: { kind: 'id', path: 'deposit.id', index: true },
    date: { kind: 'time', index: true },
    totalCents: { kind: 'number' },
    syncStatus: { kind: 'text' },
    customFields: { kind: 'list', path: 'customFieldPairs' },
    ...BATCH,
  },
};

export const PAYMENT: Doc = {
  syncStatus: 'Pending',
  transactionStatus: 'Success',
  appliedTo: [],
  customFields: [],
  memo: '',
};

export const paymentTypes: Collection = {
  name: 'paymentTypes',
  noun: 'Payment type',
  schema: 'Accounting.V2.PaymentTypeResponse',
  columns: { name: { kind: 'search' } },
};

export const paymentTerms: Collection = {
  name: 'paymentTerms',
  noun: 'Payment term',
  schema: 'Accounting.V2.PaymentTermAPIModel',
  columns: { name: { kind: 'search' } },
};

export const taxZones: Collection = {
  name: 'taxZones',
  noun: 'Tax zone',
  schema: 'Accounting.V2.TaxZoneResponse',
  columns: { name: { kind: 'search' } },
};

export const creditMemos: Collection = {
  name: 'creditMemos',
  noun: 'Credit memo',
  schema: 'Accounting.V2.CreditMemos.CreditMemoPublicResponse',
  columns: {
    businessUnitId: { kind: 'id', path: 'businessUnit.id' },
    date: { kind: 'time', path: 'datedOn' },
    total: { kind: 'number' },
    balance: { kind: 'number' },
    appliedInvoiceIds: { kind: 'list' },
    appliedNumbers: { kind: 'list' },
    firstAppliedOn: { kind: 'time' },
    lastAppliedOn: { kind: 'time' },
    customFields: { kind: 'list', path: 'customFieldPairs' },
    ...BATCH,
  },
};

export const creditMemoItems: Collection = {
  name: 'creditMemoItems',
  noun: 'Credit memo item',
  schema: 'Accounting.V2.CreditMemos.CreditMemosItemsPublicResponse',
  columns: {
    creditMemoId: { kind: 'id', index: true },
    businessUnitId: { kind: 'id', path: 'businessUnit.id' },
  },
};

export const deposits: Collection = {
  name: 'deposits',
  noun: 'Deposit',
  schema: 'Accounting.V2.DetailedDepositResponse',
  columns: {
    depositDate: { kind: 'time' },
    reviewedOn: { kind: 'time' },
    reviewStatus: { kind: 'text' },
    depositStatus: { kind: 'text' },
    syncStatus: { kind: 'text' },
    grossAmount: { kind: 'number' },
  },
};

/** `invoiceId` is the invoice it is about. */
export const invoiceTasks: Collection = {
  name: 'invoiceTasks',
  noun: 'Task',
  schema: 'Accounting.V2.GetInvoiceTasksResponse',
  columns: { invoiceId: { kind: 'id', index: true } },
};

/** Of invoices, payments, bills …: `of` is the name of their collection. */
export const fieldTypes: Collection = {
  name: 'accountingFieldTypes',
  noun: 'Custom field type',
  schema: 'Accounting.V2.CustomFieldTypeResponse',
  columns: { of: { kind: 'text' }, name: { kind: 'search' } },
};
