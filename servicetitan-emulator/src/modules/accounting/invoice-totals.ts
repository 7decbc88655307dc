/**
 * What an invoice comes to, and who shows it: the invoice itself, its job and its customer. Sums follow from the lines,
 * the tax rate and what was applied; nothing else writes them.
 */
import { amountOf, cents, money, timesCents } from '../../json/money.ts';
import { type Doc, docAt, idAt } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import { customers } from '../crm/collections.ts';
import { jobs } from '../jpm/collections.ts';
import { invoiceItems, invoices } from './collections.ts';

export interface Sums {
  /** Whole cents. */
  subTotal: number;
  tax: number;
  discount: number;
  total: number;
}

/**
 * The sums of chargeable lines. `taxCents` is a tax that was set by hand; otherwise the rate, a fraction of 1, is taken
 * of the taxable lines together, so that it is rounded once.
 */
export function sumsOf(items: readonly Doc[], rate: Doc[string] | undefined, taxCents?: number): Sums {
  const charged = items.filter((item) => item.isChargeable !== false);
  const sum = (some: readonly Doc[]): number => some.reduce((whole, item) => whole + cents(item.total), 0);
  const subTotal = sum(charged);
  const taxable = sum(charged.filter((item) => item.taxable === true));
  const tax = taxCents ?? timesCents(amountOf(taxable), rate ?? 0);
  const discount = 0 - sum(charged.filter((item) => cents(item.total) < 0));
  return { subTotal, tax, discount, total: subTotal + tax };
}

/** Members of an invoice that say what it comes to. `now` is when it is paid, if this pays it. */
export function totalMembers(sums: Sums, appliedCents: number, paidOn: Doc[string], now: string): Doc {
  const balance = sums.total - appliedCents;
  return {
    subTotal: money(sums.subTotal),
    salesTax: money(sums.tax),
    discountTotal: money(sums.discount),
    total: money(sums.total),
    balance: money(balance),
    totalCents: sums.total,
    balanceCents: balance,
    appliedCents,
    paidOn: balance === 0 && appliedCents !== 0 ? (paidOn ?? now) : null,
  };
}

/** The sums of an invoice as it would be with the changes. */
export function sumsWith(store: Store, invoice: Doc, changes: Doc = {}): Sums {
  const next: Doc = { ...invoice, ...changes };
  const id = idAt(invoice, 'id');
  const items = id === undefined ? [] : store.find(invoiceItems, 'invoiceId', id);
  const byHand = typeof next.taxCents === 'number' ? next.taxCents : undefined;
  return sumsOf(items, docAt(next, 'salesTaxCode')?.taxRate, byHand);
}

/**
 * Writes an invoice with its sums and tells its job and its customer. What was only applied to it does not count as a
 * change of the invoice itself (`amend`; reference: checklist 6).
 */
export function settle(store: Store, invoice: Doc, changes: Doc, how: 'update' | 'amend'): Doc {
  const next: Doc = { ...invoice, ...changes };
  const sums = sumsWith(store, invoice, changes);
  const members = totalMembers(sums, Number(next.appliedCents ?? 0), next.paidOn ?? null, store.stamp());
  const written = store[how](invoices, invoice, { ...changes, ...members });
  tellJob(store, written);
  tellCustomer(store, written, Number(written.balanceCents) - Number(invoice.balanceCents ?? 0));
  return written;
}

/** A job shows the total of its own invoice, not that of adjustments. */
function tellJob(store: Store, invoice: Doc): void {
  const job = store.get(jobs, idAt(docAt(invoice, 'job') ?? {}, 'id'));
  if (job && job.invoiceId === invoice.id) {
    store.amend(jobs, job, { total: amountOf(Number(invoice.totalCents)) });
  }
}

/** A customer shows what it owes in all. */
function tellCustomer(store: Store, invoice: Doc, change: number): void {
  if (change === 0) return;
  const customer = store.get(customers, idAt(docAt(invoice, 'customer') ?? {}, 'id'));
  if (customer) store.amend(customers, customer, { balance: amountOf(cents(customer.balance) + change) });
}
