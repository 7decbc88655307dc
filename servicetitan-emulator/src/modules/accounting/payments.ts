/** Payments of customers and the invoices they are applied to (reference: "Payments", "Accounting: create payment"). */
import { amountOf, cents, money, wholeCents } from '../../json/money.ts';
import { type Doc, docAt, docsAt, type Id, idAt, idsAt, parseId, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import { type FieldErrors, invalid, problem } from '../../wire/problem.ts';
import { customers } from '../crm/collections.ts';
import { apply, type Split, splitsOf } from './applying.ts';
import { payments, paymentTypes } from './collections.ts';
import { applications, appliedMembers, recordPayment } from './record-payment.ts';

const has = (body: Doc, name: string): boolean => body[name] !== undefined && body[name] !== null;

/** Where a payment goes, in the order in which it can: what is in the books of others does not come back. */
const STATUSES = ['Pending', 'Posted', 'Exported'];

const mayBecome = (from: unknown, to: unknown): boolean =>
  STATUSES.indexOf(String(to)) >= STATUSES.indexOf(String(from));

/** Cents that a payment has on each invoice. */
function appliedOf(payment: Doc): Map<Id, number> {
  const applied = new Map<Id, number>();
  for (const split of docsAt(payment, 'appliedTo')) {
    const id = idAt(split, 'appliedTo');
    if (id !== undefined) applied.set(id, (applied.get(id) ?? 0) + cents(split.appliedAmount));
  }
  return applied;
}

/** What a write of a payment answers; not what lists show. */
function response(payment: Doc): Answer {
  return {
    value: {
      id: payment.id ?? null,
      typeId: parseId(String(payment.typeId)) ?? null,
      active: payment.active ?? null,
      memo: payment.memo ?? null,
      paidOn: payment.date ?? null,
      authCode: payment.authCode ?? null,
      checkNumber: payment.checkNumber ?? null,
      exportId: payment.exportId ?? null,
      transactionStatus: payment.transactionStatus ?? null,
      status: payment.syncStatus ?? null,
      customerId: idAt(docAt(payment, 'customer') ?? {}, 'id') ?? null,
      splits: docsAt(payment, 'appliedTo').map((split) => ({
        invoiceId: split.appliedTo ?? null,
        invoiceNumber: split.appliedToReferenceNumber ?? null,
        amount: amountOf(cents(split.appliedAmount)),
      })),
    },
  };
}

function typeMembers({ store }: Call, body: Doc, errors: FieldErrors): Doc {
  const type = store.get(paymentTypes, idAt(body, 'typeId'));
  if (!type) errors.typeId = [`${paymentTypes.noun} with id ${String(body.typeId)} was not found.`];
  return { typeId: String(type?.id), type: type?.name ?? null };
}

/** Members that the body gives under other names than reads have. */
const plainMembers = (body: Doc): Doc => ({
  ...(has(body, 'memo') && { memo: body.memo ?? null }),
  ...(has(body, 'authCode') && { authCode: body.authCode ?? null }),
  ...(has(body, 'checkNumber') && { checkNumber: body.checkNumber ?? null }),
  ...(has(body, 'exportId') && { exportId: body.exportId ?? null }),
  ...(has(body, 'paidOn') && { date: body.paidOn ?? null }),
  ...(has(body, 'status') && { syncStatus: body.status ?? null }),
});

const sumOf = (splits: readonly Split[]): number => splits.reduce((sum, split) => sum + split.cents, 0);

export function createPayment(call: Call): Answer {
  const { store } = call;
  const body = bodyDoc(call);
  const errors: FieldErrors = {};
  const type = typeMembers(call, body, errors);
  const named = idAt(body, 'customerId');
  if (named !== undefined && !store.get(customers, named))
    errors.customerId = [`${customers.noun} with id ${named} was not found.`];
  const splits = splitsOf(store, body, { customerId: named, applied: new Map() }, errors);
  const customerId = named ?? idAt(docAt(splits[0]?.invoice ?? {}, 'customer') ?? {}, 'id');
  const total = has(body, 'amount') ? wholeCents(body.amount) : sumOf(splits);
  if (customerId === undefined && Object.keys(errors).length === 0)
    errors.customerId = ['The customer or an invoice is required.'];
  if (total === undefined || total <= 0) errors.amount ??= ['The amount must be more than 0.'];
  else if (total < sumOf(splits)) errors.splits = ['The splits are more than the amount of the payment.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const payment = recordPayment(store, {
    customer: store.get(customers, customerId),
    type,
    cents: total ?? 0,
    splits,
    paidOn: textAt(body, 'paidOn'),
    by: 'Public API',
    members: plainMembers(body),
  });
  return response(payment);
}

/** The body's splits replace those of the payment. Exported payments stay as they are. */
export function updatePayment(call: Call): Answer {
  const { store } = call;
  const payment = found(call, payments);
  const body = bodyDoc(call);
  if (payment.syncStatus === 'Exported') throw problem(400, 'The payment is Exported and cannot be changed.');
  const errors: FieldErrors = {};
  const type = typeMembers(call, body, errors);
  const before = payment.active === false ? new Map<Id, number>() : appliedOf(payment);
  const customerId = idAt(docAt(payment, 'customer') ?? {}, 'id');
  const splits = splitsOf(store, body, { customerId, applied: before }, errors);
  const totalCents = Number(payment.totalCents ?? 0);
  if (sumOf(splits) > totalCents)
    errors.splits = [`The splits are more than the amount of the payment, ${money(totalCents)}.`];
  if (has(body, 'status') && !mayBecome(payment.syncStatus, body.status))
    errors.status = [
      `The payment is ${String(payment.syncStatus)} and cannot become ${String(body.status)}.`,
    ];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const active = has(body, 'active') ? body.active === true : payment.active !== false;
  const changed = store.update(payments, payment, {
    ...plainMembers(body),
    ...type,
    active,
    ...appliedMembers(totalCents, applications(store, splits, store.stamp(), 'Public API')),
  });
  for (const [invoiceId, amount] of before) apply(store, invoiceId, -amount);
  if (active) for (const { invoice, cents: amount } of splits) apply(store, invoice.id as Id, amount);
  return response(changed);
}

/** All of them or, when one cannot, none. */
export function updateStatus(call: Call): Answer {
  const body = bodyDoc(call);
  const status = body.status ?? null;
  const wanted = idsAt(body, 'paymentIds').map((id, at) => {
    const payment = call.store.get(payments, id);
    if (!payment) throw invalid({ [`paymentIds[${at}]`]: [`Payment with id ${id} was not found.`] });
    if (!mayBecome(payment.syncStatus, status))
      throw problem(
        400,
        `Payment ${id} is ${String(payment.syncStatus)} and cannot become ${String(status)}.`,
      );
    return payment;
  });
  for (const payment of wanted) call.store.update(payments, payment, { syncStatus: status });
  return undefined;
}
