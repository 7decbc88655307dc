/** The accounting API, the ledger and what is owed to vendors: one row per operation. */
import { operation } from 'servicetitan/contract';
import { type Answer, type Call, type Row, type Rows, textOf } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, update } from '../../operations/record.ts';
import type { Condition } from '../../store/database.ts';
import { invalid } from '../../wire/problem.ts';
import { accountMembers } from './accounts.ts';
import { FIELD_FILTERS, fieldTypesOf, setFieldsOf } from './custom-fields.ts';
import { markExported } from './exporting.ts';
import { BILL_FILTERS, compare, compareDay, emptyEntries, oneOf, syncStatuses } from './filters.ts';
import * as entry from './journal-entries.ts';
import {
  accounts,
  accountTypes,
  apBills,
  apCredits,
  apPayments,
  inventoryBills,
  journalEntries,
  remittanceVendors,
} from './ledger-collections.ts';
import { LINE_FILTERS } from './line-filters.ts';

const billList = list(inventoryBills, { filters: BILL_FILTERS });

/** The older list answers a bare array of what the paginated one has in `data`. */
const bareBills: Row = () => {
  const paginated = operation('accounting.inventoryBills.getListPaginated');
  if (!paginated) throw new TypeError('The contract has no paginated list of inventory bills.');
  const handler = billList(paginated);
  return (call): Answer => {
    const answer = handler(call);
    if (!answer || !('text' in answer)) return answer;
    const text = textOf(answer.text);
    return { text: text.slice(text.indexOf('"data":') + '"data":'.length, -1) };
  };
};

function entriesWhere({ query }: Call): Condition[] {
  if (Number(query.pageSize ?? 1) > entry.MOST_ENTRIES)
    throw invalid({ pageSize: [`The page size must be between 1 and ${entry.MOST_ENTRIES}.`] });
  return emptyEntries(query);
}

/** Without a `billType` the list is of procurement. */
const procured = ({ query }: Call): Condition[] =>
  query.billType === undefined ? [{ sql: `"billType" = 'Procurement'`, params: [] }] : [];

const creditFilters = { filters: { ...FIELD_FILTERS, syncStatuses } };

export const ledger: Rows = {
  'accounting.glAccounts.getList': list(accounts),
  'accounting.glAccounts.getAccount': get(accounts, { param: 'accountId' }),
  'accounting.glAccounts.createAccount': create(
    accounts,
    { source: 'PublicApi', isIntacctGroup: false, isIntacctBankAccount: false },
    { make: accountMembers },
  ),
  'accounting.glAccounts.updateAccount': update(accounts, { param: 'accountId', make: accountMembers }),
  'accounting.glAccounts.getTypeList': list(accountTypes),

  'accounting.journalEntries.getList': list(journalEntries, {
    where: entriesWhere,
    sort: { ExportedBy: 'exportedById' },
    filters: {
      ...FIELD_FILTERS,
      ...LINE_FILTERS,
      statuses: oneOf('status'),
      syncStatuses: oneOf('syncStatus'),
      exportedFrom: compare('exportedOn', '>='),
      exportedTo: compare('exportedOn', '<='),
      exportedBy: oneOf('exportedById'),
      postedFrom: compareDay('postDate', '>='),
      postedTo: compareDay('postDate', '<='),
      numberFrom: compare('number', '>='),
      numberTo: compare('number', '<='),
      empty: () => null,
    },
  }),
  'accounting.journalEntries.get': get(journalEntries),
  'accounting.journalEntries.getDetails': act(entry.entryDetails),
  'accounting.journalEntries.getSummary': act(entry.entrySummary),
  'accounting.journalEntries.createJournalEntry': act(entry.createEntry),
  'accounting.journalEntries.fullUpdate': act(entry.replaceEntry),
  'accounting.journalEntries.update': act(entry.updateEntry),
  'accounting.journalEntries.deleteJournalEntry': act(entry.deleteEntry),
  'accounting.journalEntries.syncUpdate': act(entry.syncEntry),

  'accounting.apBills.getListPaginated': list(apBills, {
    where: procured,
    filters: { ...BILL_FILTERS, statuses: oneOf('status'), sources: oneOf('source') },
  }),
  'accounting.apBills.getById': get(apBills, { param: 'billId' }),
  'accounting.apBills.markAsExported': markExported([apBills, inventoryBills], 'billId', 'billIds'),
  'accounting.apBills.getCustomFieldTypes': fieldTypesOf(apBills),
  'accounting.apBills.updateCustomFields': setFieldsOf(apBills),

  'accounting.inventoryBills.getList': bareBills,
  'accounting.inventoryBills.getListPaginated': billList,
  'accounting.inventoryBills.markAsExported': markExported(
    [inventoryBills, apBills],
    'inventoryBillId',
    'inventoryBillIds',
  ),
  'accounting.inventoryBills.getCustomFieldTypes': fieldTypesOf(inventoryBills),
  'accounting.inventoryBills.updateCustomFields': setFieldsOf(inventoryBills),

  'accounting.apCredits.getList': list(apCredits, creditFilters),
  'accounting.apCredits.markAsExported': markExported([apCredits], 'apCreditId'),
  'accounting.apCredits.getCustomFieldTypes': fieldTypesOf(apCredits),
  'accounting.apCredits.updateCustomFields': setFieldsOf(apCredits),

  'accounting.apPayments.getList': list(apPayments, creditFilters),
  'accounting.apPayments.markAsExported': markExported([apPayments], 'apPaymentId'),
  'accounting.apPayments.getCustomFieldTypes': fieldTypesOf(apPayments),
  'accounting.apPayments.updateCustomFields': setFieldsOf(apPayments),

  'accounting.remittanceVendors.getList': list(remittanceVendors),
  'accounting.remittanceVendors.getById': get(remittanceVendors),

  'accounting.export.inventoryBills': feed(inventoryBills),
};
