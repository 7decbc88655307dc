/** What accounting adds to the demo company: invoices and payments of its jobs, and its books week by week. */

import type { Chapter, Company } from '../../company/chapter.ts';
import { amountOf } from '../../json/money.ts';
import { toId } from '../../json/value.ts';
import { guidOf } from '../../wire/guid.ts';
import { wireTime } from '../../wire/time.ts';
import { customers } from '../crm/collections.ts';
import { invoices, invoiceTasks } from './collections.ts';
import { type Catalogue, loadCatalogue } from './demo-catalogue.ts';
import { Billing } from './demo-invoices.ts';
import { Goods } from './demo-lines.ts';
import { Payables } from './demo-payables.ts';
import { Week } from './demo-week.ts';
import { accountOf } from './journal-entries.ts';
import { journalEntries } from './ledger-collections.ts';

const DAYS = 7;

export const accountingChapter: Chapter = {
  name: 'accounting',
  begin(company) {
    const catalogue = loadCatalogue(company);
    const billing = new Billing(company, catalogue, new Goods(company.store));
    const payables = new Payables(company, catalogue);
    let week: Week | undefined;
    let days = 0;
    return {
      day(midnight) {
        if (midnight > company.now) return;
        if (days % DAYS === 0) {
          week?.close();
          week = new Week(company, catalogue, midnight, days / DAYS + 1);
        }
        days += 1;
        payables.day(midnight);
      },
      job(job) {
        if (job.status === 'Done' && week) billing.bill(job, week);
      },
      close() {
        week?.close();
        addManualEntry(company, catalogue, Math.ceil(days / DAYS) + 1);
        showBalances(company);
        addTasks(company);
      },
    };
  },
};

/** What the bookkeeper entered by hand and has not closed yet. */
function addManualEntry({ store, now }: Company, { accounts }: Catalogue, number: number): void {
  const createdOn = wireTime(now - 3_600_000, 99);
  const postDate = createdOn.slice(0, 10);
  const line = { postDate, transactionDate: postDate, memo: 'Fuel cards' };
  store.insertPast(journalEntries, {
    createdOn,
    number,
    name: 'Fuel of the month',
    source: 'External',
    status: 'Open',
    syncStatus: 'NotSynced',
    versionId: 1,
    postDate,
    postedOn: `${postDate}T00:00:00Z`,
    customFields: [],
    isEmpty: false,
    lines: [
      { ...line, account: accountOf(accounts.get('6100') ?? {}), debit: 1840.5, credit: 0 },
      { ...line, account: accountOf(accounts.get('1000') ?? {}), debit: 0, credit: 1840.5 },
    ],
  });
}

/** Someone in the office asks after the invoices that are open longest. */
function addTasks({ store, now, structure }: Company): void {
  const open = store.database.integers(
    `SELECT id FROM "${invoices.name}" WHERE "balanceCents" > 0 ORDER BY "invoiceDate" DESC LIMIT 12`,
  );
  for (const [at, invoiceId] of open.entries()) {
    const id = store.newId();
    const taskId = guidOf(id);
    store.insertPast(invoiceTasks, {
      id,
      taskId,
      createdOn: wireTime(now - (at + 1) * 3_600_000, 11),
      type: 'Invoice',
      name: 'Ask for the payment',
      status: at % 3 === 0 ? 'Done' : 'Open',
      assigneeId: guidOf(structure.officeIds[0] ?? 1),
      dueDate: wireTime(now + 86_400_000),
      description: 'Call the customer about the open balance.',
      templateId: 'open-balance',
      relations: [{ type: 'Invoice', taskId }],
      invoiceId: toId(invoiceId),
    });
  }
}

/** Customers show what they owe; few do, so this is cheap. */
function showBalances({ store }: Company): void {
  const owing = store.database.all<{ customerId: bigint; owed: number }>(
    `SELECT "customerId", sum("balanceCents") AS owed FROM "${invoices.name}"
      WHERE "balanceCents" <> 0 AND "customerId" IS NOT NULL GROUP BY "customerId"`,
  );
  for (const { customerId, owed } of owing) {
    const customer = store.get(customers, customerId);
    if (customer) store.amend(customers, customer, { balance: amountOf(Number(owed)) });
  }
}
