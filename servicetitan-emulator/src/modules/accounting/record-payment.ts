/** Taking a payment in: whoever pays, and wherever it comes from. */
import { cents, money } from '../../json/money.ts';
import { type Doc, docAt, type Id } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import { apply, type Split } from './applying.ts';
import { PAYMENT, payments } from './collections.ts';

/** Members that say where a payment's money went. */
export function appliedMembers(totalCents: number, applied: readonly Doc[]): Doc {
  const [first, ...others] = applied.map(({ appliedTo }) => appliedTo ?? null);
  const sum = applied.reduce((whole, { appliedAmount }) => whole + cents(appliedAmount), 0);
  return {
    appliedTo: [...applied],
    invoiceId: first ?? null,
    moreInvoiceIds: others.length > 0 ? others : null,
    unappliedAmount: money(totalCents - sum),
  };
}

/** Splits as the payment shows them. */
export function applications(store: Store, splits: readonly Split[], on: string, by: string): Doc[] {
  return splits.map(({ invoice, cents: amount }) => ({
    appliedId: store.newId(),
    appliedTo: invoice.id ?? null,
    appliedAmount: money(amount),
    appliedOn: on,
    appliedBy: by,
    appliedToReferenceNumber: invoice.referenceNumber ?? null,
  }));
}

interface Received {
  customer: Doc | undefined;
  /** `typeId` and `type`, as reads have them. */
  type: Doc;
  cents: number;
  splits: readonly Split[];
  /** Wire time; the present without it. */
  paidOn?: string | undefined;
  /** Who wrote it down. */
  by: string;
  members?: Doc;
}

/** Adds a payment and lowers the balances of the invoices it is applied to. */
export function recordPayment(store: Store, received: Received): Doc {
  const { customer, type, cents: total, splits, by, members } = received;
  const paidOn = received.paidOn ?? store.stamp();
  const id = store.newId();
  const payment = store.insert(payments, {
    ...PAYMENT,
    id,
    referenceNumber: String(id),
    ...type,
    ...members,
    date: paidOn,
    total: money(total),
    totalCents: total,
    customer: { id: customer?.id ?? null, name: customer?.name ?? null },
    businessUnit: docAt(splits[0]?.invoice ?? {}, 'businessUnit') ?? null,
    createdBy: by,
    ...appliedMembers(total, applications(store, splits, paidOn, by)),
  });
  for (const { invoice, cents: amount } of splits) apply(store, invoice.id as Id, amount);
  return payment;
}
