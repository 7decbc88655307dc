/** The accounting API, what customers owe and pay: one row per operation. */
import type { Row, Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { equals, type Filter, includes } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, get } from '../../operations/record.ts';
import {
  creditMemoItems,
  creditMemos,
  deposits,
  invoiceItems,
  invoices,
  invoiceTasks,
  payments,
  paymentTerms,
  paymentTypes,
  taxZones,
} from './collections.ts';
import { addSplits, updateCreditMemo } from './credit-memos.ts';
import { FIELD_FILTERS, fieldTypesOf, setFieldsOf } from './custom-fields.ts';
import { markDeposits } from './deposits.ts';
import { markExported } from './exporting.ts';
import { activeState, amountFilter, appliedTo, compare, compareCents, oneOf } from './filters.ts';
import { deleteItem, updateItems } from './invoice-lines.ts';
import { createTask, updateTask } from './invoice-tasks.ts';
import { createAdjustment, updateInvoice } from './invoices.ts';
import { createPayment, updatePayment, updateStatus } from './payments.ts';

const stretch =
  (filter: Filter): Filter =>
  (value, query) => {
    const condition = filter(value, query);
    return condition && { ...condition, stretch: true };
  };

const ORDERS = ['id', 'createdon', 'modifiedon'];

/** `orderBy` and `orderByDirection` are the older way to sort (reference: "Invoices and invoice items"); unknown fields do nothing. */
const ordered =
  (row: Row): Row =>
  (operation) => {
    const handler = row(operation);
    return (call) => {
      const { orderBy, orderByDirection, sort } = call.query;
      const known = ORDERS.includes(String(orderBy).toLowerCase());
      if (!known || sort !== undefined) return handler(call);
      const sign = /^desc/i.test(String(orderByDirection ?? '')) ? '-' : '+';
      return handler({ ...call, query: { ...call.query, sort: `${sign}${String(orderBy)}` } });
    };
  };

/** Every payment is one that was received. */
const received: Filter = (value) => ({ sql: value === 'ReceivePayment' ? '1' : '0', params: [] });

const appliedToNumber: Filter = (value) => ({
  sql: `("invoiceId" IN (SELECT id FROM "${invoices.name}" WHERE "referenceNumber" = ?) OR ("moreInvoiceIds" > ''
    AND EXISTS (SELECT 1 FROM "${invoices.name}" i WHERE i."referenceNumber" = ? AND instr("moreInvoiceIds", ',' || i.id || ',') > 0)))`,
  params: [String(value), String(value)],
});

const ofInvoice = { collection: invoices, param: 'invoiceId', column: 'invoiceId' };

export const receivables: Rows = {
  'accounting.invoices.getList': ordered(
    list(invoices, {
      active: 'Any',
      where: activeState,
      filters: {
        ...FIELD_FILTERS,
        activeState: () => null,
        statuses: oneOf('syncStatus'),
        number: equals('referenceNumber'),
        invoicedOnOrAfter: stretch(compare('invoiceDate', '>=')),
        invoicedOnBefore: stretch(compare('invoiceDate', '<')),
        totalGreater: compareCents('totalCents', '>='),
        totalLess: compareCents('totalCents', '<='),
        reviewStatuses: oneOf('reviewStatus'),
        ...amountFilter('balanceFilter', 'Balance', 'balanceCents', 100),
      },
    }),
  ),
  'accounting.invoices.createAdjustmentInvoice': act(createAdjustment),
  'accounting.invoices.updateInvoice': act(updateInvoice),
  'accounting.invoices.updateInvoiceItems': act(updateItems),
  'accounting.invoices.deleteInvoiceItem': act(deleteItem),
  'accounting.invoices.markAsExported': markExported([invoices], 'invoiceId'),
  'accounting.invoices.getCustomFieldTypes': fieldTypesOf(invoices),
  'accounting.invoices.updateCustomFields': setFieldsOf(invoices),
  'accounting.invoices.getInvoiceTasks': list(invoiceTasks, { of: ofInvoice }),
  'accounting.invoices.createInvoiceTask': act(createTask),
  'accounting.invoices.updateInvoiceTask': act(updateTask),

  'accounting.payments.getList': list(payments, {
    active: 'Any',
    where: activeState,
    filters: {
      ...FIELD_FILTERS,
      activeState: () => null,
      appliedToInvoiceIds: appliedTo,
      appliedToReferenceNumber: appliedToNumber,
      paidOnAfter: stretch(compare('date', '>=')),
      paidOnBefore: stretch(compare('date', '<=')),
      statuses: oneOf('syncStatus'),
      totalGreater: compareCents('totalCents', '>='),
      totalLess: compareCents('totalCents', '<='),
      transactionType: received,
    },
  }),
  'accounting.payments.create': act(createPayment),
  'accounting.payments.update': act(updatePayment),
  'accounting.payments.updateStatus': act(updateStatus),
  'accounting.payments.getCustomFieldTypes': fieldTypesOf(payments),
  'accounting.payments.updateCustomFields': setFieldsOf(payments),

  'accounting.paymentTypes.getList': list(paymentTypes),
  'accounting.paymentTypes.get': get(paymentTypes),
  'accounting.paymentTerms.getList': list(paymentTerms),
  'accounting.paymentTerms.getPaymentTermModel': get(paymentTerms, { param: 'paymentTermId' }),
  'accounting.taxZones.getList': list(taxZones),

  'accounting.creditMemos.getCreditMemosList': list(creditMemos, {
    filters: {
      ...FIELD_FILTERS,
      ...amountFilter('totalFilter', 'Amount', 'total', 1),
      ...amountFilter('balanceFilter', 'Amount', 'balance', 1),
      appliedToInvoiceIds: includes('appliedInvoiceIds'),
      appliedToReferenceNumber: includes('appliedNumbers'),
      appliedBefore: compare('firstAppliedOn', '<'),
      appliedOnOrAfter: compare('lastAppliedOn', '>='),
    },
  }),
  'accounting.creditMemos.getCreditMemoItemsList': list(creditMemoItems, {
    of: { collection: creditMemos, param: 'id', column: 'creditMemoId' },
  }),
  'accounting.creditMemos.getCreditMemosItemsList': list(creditMemoItems),
  'accounting.creditMemos.addCreditMemoSplits': act(addSplits),
  'accounting.creditMemos.updateCreditMemo': act(updateCreditMemo),
  'accounting.creditMemos.markAsExported': markExported([creditMemos], 'creditMemoId'),
  'accounting.creditMemos.getCustomFieldTypes': fieldTypesOf(creditMemos),
  'accounting.creditMemos.updateCustomFields': setFieldsOf(creditMemos),

  'accounting.deposits.getList': list(deposits, {
    filters: {
      grossAmountGreater: compare('grossAmount', '>='),
      grossAmountLess: compare('grossAmount', '<='),
    },
  }),
  'accounting.deposits.getTransactionsList': list(payments, {
    of: { collection: deposits, param: 'id', column: 'depositId' },
  }),
  'accounting.deposits.markAsExported': act(markDeposits),

  'accounting.export.invoices': feed(invoices),
  'accounting.export.invoiceItems': feed(invoiceItems),
  'accounting.export.payments': feed(payments),
};
