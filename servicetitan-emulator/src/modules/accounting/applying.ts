/** Money that goes to invoices: of a payment or of a credit memo. */
import { money, wholeCents } from '../../json/money.ts';
import { type Doc, docAt, docsAt, type Id, idAt, textAt } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import type { FieldErrors } from '../../wire/problem.ts';
import { invoices } from './collections.ts';
import { settle } from './invoice-totals.ts';

export interface Split {
  invoice: Doc;
  cents: number;
}

interface Source {
  /** Whose money it is; a split goes to an invoice of the same customer. */
  customerId: Id | undefined;
  /** Cents by invoice id that the source has applied already, to be taken back first. */
  applied: ReadonlyMap<Id, number>;
}

/**
 * Splits of a body, `{invoiceId or invoiceNumber, amount}`. Without an amount a split pays what is owed. More than what
 * is owed is refused (conservative; the reference is silent).
 */
export function splitsOf(store: Store, body: Doc, source: Source, errors: FieldErrors): Split[] {
  const splits: Split[] = [];
  for (const [at, split] of docsAt(body, 'splits').entries()) {
    const invoice = invoiceOf(store, split);
    const path = `splits[${at}]`;
    if (!invoice || invoice.active === false) {
      errors[`${path}.invoiceId`] = [
        `Invoice ${String(split.invoiceId ?? split.invoiceNumber)} was not found.`,
      ];
      continue;
    }
    const id = invoice.id as Id;
    if (source.customerId !== undefined && idAt(docAt(invoice, 'customer') ?? {}, 'id') !== source.customerId)
      errors[`${path}.invoiceId`] = [`Invoice with id ${id} does not belong to the customer.`];
    const others = splits.filter((other) => other.invoice.id === id);
    const owed =
      Number(invoice.balanceCents ?? 0) +
      (source.applied.get(id) ?? 0) -
      others.reduce((sum, other) => sum + other.cents, 0);
    const asked = split.amount ?? null;
    const cents = asked === null ? owed : wholeCents(asked);
    if (cents === undefined || cents <= 0) errors[`${path}.amount`] = ['The amount must be more than 0.'];
    else if (cents > owed) errors[`${path}.amount`] = [`The balance of invoice ${id} is ${money(owed)}.`];
    else splits.push({ invoice, cents });
  }
  return splits;
}

function invoiceOf(store: Store, split: Doc): Doc | undefined {
  const id = idAt(split, 'invoiceId');
  const number = textAt(split, 'invoiceNumber');
  if (id !== undefined) return store.get(invoices, id);
  return number === undefined ? undefined : store.find(invoices, 'referenceNumber', number)[0];
}

/** Applies cents to an invoice, or takes them back when they are negative. */
export function apply(store: Store, invoiceId: Id, cents: number): void {
  const invoice = store.get(invoices, invoiceId);
  if (invoice && cents !== 0) {
    settle(store, invoice, { appliedCents: Number(invoice.appliedCents ?? 0) + cents }, 'amend');
  }
}
