/** The accounting API. */
import { type ApiModule, collectionsOf } from '../module.ts';
import { accountingChapter as chapter } from './chapter.ts';
import * as receivable from './collections.ts';
import { invoicing } from './job-invoice.ts';
import * as books from './ledger-collections.ts';
import { ledger } from './ledger-operations.ts';
import { membershipInvoicing } from './membership-invoice.ts';
import { receivables } from './operations.ts';
import { visitBilling } from './visit-items.ts';

export const accounting: ApiModule = {
  collections: [...collectionsOf(receivable), ...collectionsOf(books)],
  operations: { ...receivables, ...ledger },
  reactions: [invoicing, membershipInvoicing, visitBilling],
  chapter,
};
