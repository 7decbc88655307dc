/** A week of the demo company's books: its batch, its deposit, and the journal entry that sums it up. */

import type { Company } from '../../company/chapter.ts';
import { amountOf } from '../../json/money.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { deposits } from './collections.ts';
import { type Catalogue, glAccount } from './demo-catalogue.ts';
import { accountOf } from './journal-entries.ts';
import { journalEntries } from './ledger-collections.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

interface Sale {
  unit: Doc | null;
  /** Number of the account that the sale is booked under. */
  account: string;
  subTotal: number;
  tax: number;
}

type BookStatus = 'Pending' | 'Posted' | 'Exported';

/** What is so old, in milliseconds: exported after three weeks, posted after one. */
export const statusAt = (age: number): BookStatus =>
  age > 3 * WEEK ? 'Exported' : age > WEEK ? 'Posted' : 'Pending';

export class Week {
  readonly batch: Doc;
  readonly deposit: Doc;
  readonly #company: Company;
  readonly #catalogue: Catalogue;
  readonly #start: number;
  readonly #number: number;
  readonly #sales = new Map<string, Sale>();
  #deposited = 0;

  constructor(company: Company, catalogue: Catalogue, start: number, number: number) {
    const { store } = company;
    const day = wireTime(start).slice(0, 10);
    this.#company = company;
    this.#catalogue = catalogue;
    this.#start = start;
    this.#number = number;
    this.batch = { id: store.newId(), number: String(number), name: `Week of ${day}` };
    this.deposit = { id: store.newId(), name: `Deposit ${number}` };
  }

  /** Status of what was written in it. */
  get status(): BookStatus {
    return statusAt(this.#company.now - this.#start);
  }

  holds(time: number): boolean {
    return time >= this.#start && time < this.#start + WEEK;
  }

  sold(sale: Sale): void {
    const key = `${sale.account}/${String(sale.unit?.id)}`;
    const known = this.#sales.get(key) ?? { ...sale, subTotal: 0, tax: 0 };
    known.subTotal += sale.subTotal;
    known.tax += sale.tax;
    this.#sales.set(key, known);
  }

  paid(cents: number): void {
    this.#deposited += cents;
  }

  /** Writes the deposit and the journal entry. */
  close(): void {
    const end = this.#start + WEEK;
    const { now } = this.#company;
    const createdOn = wireTime(Math.min(this.#start + DAY / 2, now), 77);
    const modifiedOn = wireTime(Math.min(end, now), 77);
    const stamps = { createdOn, modifiedOn };
    this.#closeDeposit(stamps, end <= now, modifiedOn);
    this.#closeEntry(stamps, modifiedOn);
  }

  #closeDeposit(stamps: Doc, over: boolean, depositDate: string): void {
    const fees = Math.round(this.#deposited * 0.012);
    const account = this.#catalogue.accounts;
    this.#company.store.insertPast(deposits, {
      ...stamps,
      ...this.deposit,
      depositStatus: over ? 'Deposited' : 'Open',
      syncStatus: this.status,
      batch: this.status === 'Pending' ? null : this.batch,
      createdBy: 'Back Office',
      depositDate,
      reviewStatus: this.status === 'Pending' ? 'NeedsReview' : 'Reviewed',
      reviewedOn: this.status === 'Pending' ? null : depositDate,
      grossAmount: amountOf(this.#deposited),
      netAmount: amountOf(this.#deposited - fees),
      fees: amountOf(fees),
      bankAccount: glAccount(account.get('1000')),
      feeAccount: glAccount(account.get('6000')),
    });
  }

  #closeEntry(stamps: Doc, closedOn: string): void {
    const postDate = closedOn.slice(0, 10);
    const lines = [...this.#sales.values()].flatMap((sale) => this.#linesOf(sale, postDate));
    const synced = this.status === 'Exported';
    this.#company.store.insertPast(journalEntries, {
      ...stamps,
      number: this.#number,
      name: `Sales, ${String(this.batch.name).toLowerCase()}`,
      source: 'ServiceTitan',
      status: this.status === 'Pending' ? 'Open' : 'Closed',
      syncStatus: synced ? 'Synced' : 'NotSynced',
      versionId: 1,
      lastSyncVersionId: synced ? 1 : null,
      message: null,
      postDate,
      postedOn: `${postDate}T00:00:00Z`,
      exportedOn: synced ? closedOn : null,
      exportedBy: synced
        ? { id: (this.#company.structure.officeIds[0] ?? 0) as Id, name: 'Back Office' }
        : null,
      customFields: [],
      url: null,
      isEmpty: lines.length === 0,
      lines,
    });
  }

  #linesOf({ unit, account, subTotal, tax }: Sale, postDate: string): Doc[] {
    const line = (number: string, debit: number, credit: number): Doc => ({
      postDate,
      transactionDate: postDate,
      account: accountOf(this.#catalogue.accounts.get(number) ?? {}),
      debit: amountOf(debit),
      credit: amountOf(credit),
      memo: `Sales of ${String(unit?.name ?? 'the company')}`,
      businessUnit: unit,
    });
    const sides = [line('1100', subTotal + tax, 0), line(account, 0, subTotal)];
    return tax === 0 ? sides : [...sides, line('2100', 0, tax)];
  }
}
