/** Credit memos: what a customer is owed, and the invoices it is applied to. */
import { amountOf, cents, money } from '../../json/money.ts';
import { type Doc, docAt, docsAt, type Id, idAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import { type FieldErrors, invalid, problem } from '../../wire/problem.ts';
import { businessUnits } from '../settings/collections.ts';
import { apply, type Split, splitsOf } from './applying.ts';
import { creditMemos } from './collections.ts';

/** Members that follow from where the credit went. */
export function creditMembers(totalCents: number, applied: readonly Doc[]): Doc {
  const sum = applied.reduce((whole, { appliedAmount }) => whole + cents(appliedAmount), 0);
  const days = applied.map(({ appliedOn }) => String(appliedOn)).toSorted();
  return {
    appliedTo: [...applied],
    balance: amountOf(totalCents - sum),
    appliedInvoiceIds: applied.map(({ appliedTo }) => appliedTo ?? null),
    appliedNumbers: applied.map(({ appliedToReferenceNumber }) => appliedToReferenceNumber ?? ''),
    firstAppliedOn: midnight(days[0]),
    lastAppliedOn: midnight(days.at(-1)),
  };
}

const midnight = (day: string | undefined): string | null =>
  day === undefined ? null : `${day.slice(0, 10)}T00:00:00Z`;

export function addSplits(call: Call): Answer {
  const { store } = call;
  const memo = found(call, creditMemos);
  if (memo.active === false) throw problem(400, 'The credit memo is not active.');
  const errors: FieldErrors = {};
  const customerId = idAt(docAt(memo, 'customer') ?? {}, 'id');
  const splits = splitsOf(store, bodyDoc(call), { customerId, applied: new Map() }, errors);
  const sum = splits.reduce((whole, split) => whole + split.cents, 0);
  if (sum > cents(memo.balance))
    errors.splits = [`The balance of the credit memo is ${money(cents(memo.balance))}.`];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const applied = [...docsAt(memo, 'appliedTo'), ...splits.map((split) => application(call, split))];
  store.update(creditMemos, memo, creditMembers(cents(memo.total), applied));
  for (const { invoice, cents: amount } of splits) apply(store, invoice.id as Id, amount);
  return {
    value: {
      id: memo.id ?? null,
      splits: splits.map(({ invoice, cents: amount }) => ({
        invoiceId: invoice.id ?? null,
        amount: amountOf(amount),
      })),
    },
  };
}

const application = ({ store }: Call, { invoice, cents: amount }: Split): Doc => ({
  appliedId: store.newId(),
  appliedTo: invoice.id ?? null,
  appliedAmount: amountOf(amount),
  appliedOn: store.stamp().slice(0, 10),
  appliedBy: 'Public API',
  appliedToReferenceNumber: invoice.referenceNumber ?? null,
});

/** A memo that is in the books keeps its date, its unit and its being there; what it was applied to is taken back with it. */
export function updateCreditMemo(call: Call): Answer {
  const { store } = call;
  const memo = found(call, creditMemos);
  const body = bodyDoc(call);
  const unitId = idAt(body, 'businessUnitId');
  const unit = store.get(businessUnits, unitId);
  if (unitId !== undefined && !unit)
    throw invalid({ businessUnitId: [`${businessUnits.noun} with id ${unitId} was not found.`] });
  const booked = unit !== undefined || textAt(body, 'date') !== undefined || body.active === false;
  if (booked && memo.syncStatus !== 'Pending')
    throw problem(400, `The credit memo is ${String(memo.syncStatus)} and cannot be changed.`);
  const leaves = body.active === false && memo.active !== false;
  const applied = docsAt(memo, 'appliedTo');
  const changed = store.update(creditMemos, memo, {
    ...(body.summary !== undefined && { description: body.summary }),
    ...(typeof body.active === 'boolean' && { active: body.active }),
    ...(textAt(body, 'date') !== undefined && {
      date: String(body.date).slice(0, 10),
      datedOn: midnight(textAt(body, 'date')),
    }),
    ...(unit && { businessUnit: { id: unit.id ?? null, name: unit.name ?? null } }),
    ...(leaves && creditMembers(cents(memo.total), [])),
    modifiedBy: 'Public API',
  });
  if (leaves) for (const split of applied) apply(store, split.appliedTo as Id, -cents(split.appliedAmount));
  return {
    value: {
      id: changed.id ?? null,
      active: changed.active ?? null,
      summary: changed.description ?? null,
      date: changed.date ?? null,
      businessUnitId: idAt(docAt(changed, 'businessUnit') ?? {}, 'id') ?? null,
    },
  };
}
