/** Adjustment invoices, and what integrations change about invoices (reference: "Invoices and invoice items"). */
import { cents, wholeCents } from '../../json/money.ts';
import { type Doc, docAt, docsAt, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import { type FieldErrors, invalid } from '../../wire/problem.ts';
import { employees, technicians } from '../settings/collections.ts';
import { INVOICE, invoices, payments, taxZones } from './collections.ts';
import { lineErrors, lineOf, requireCovered, requireOpen, writeLine } from './invoice-lines.ts';
import { settle } from './invoice-totals.ts';
import { salesTaxOf } from './tax.ts';

/** Kinds of invoices, named by `typeId`; there is no operation that lists them. */
const INVOICE_TYPES: ReadonlyMap<unknown, string> = new Map([
  [1, 'Service'],
  [2, 'Installation'],
  [3, 'Maintenance'],
  [4, 'Warranty'],
]);

/** Members that say what is owed: not to be changed once the invoice is in the books. */
const BOOKED = ['invoicedOn', 'dueDate', 'subtotal', 'tax', 'taxZoneId', 'items', 'number', 'typeId'];

const has = (body: Doc, name: string): boolean => body[name] !== undefined && body[name] !== null;

/** Members that creates and updates have in common, as reads name them; messages go into `errors`. */
function membersOf({ store }: Call, body: Doc, current: Doc, errors: FieldErrors): Doc {
  const typeName = INVOICE_TYPES.get(body.typeId);
  if (has(body, 'typeId') && !typeName)
    errors.typeId = [`Invoice type with id ${String(body.typeId)} was not found.`];
  const zone = store.get(taxZones, idAt(body, 'taxZoneId'));
  if (has(body, 'taxZoneId') && !zone)
    errors.taxZoneId = [`${taxZones.noun} with id ${String(body.taxZoneId)} was not found.`];
  const assigneeId = idAt(body, 'assignedToId');
  const assignee = store.get(employees, assigneeId) ?? store.get(technicians, assigneeId);
  if (has(body, 'assignedToId') && !assignee)
    errors.assignedToId = [`${employees.noun} with id ${String(assigneeId)} was not found.`];
  if (has(body, 'tax') && wholeCents(body.tax) === undefined) errors.tax = ['The value is too large.'];
  const royalty: Doc = {
    ...(docAt(current, 'royalty') ?? docAt(INVOICE, 'royalty')),
    ...(has(body, 'royaltyStatus') && { status: body.royaltyStatus ?? null }),
    ...(body.royaltyDate !== undefined && { date: body.royaltyDate }),
    ...(body.royaltySentOn !== undefined && { sentOn: body.royaltySentOn }),
    ...(body.royaltyMemo !== undefined && { memo: body.royaltyMemo }),
  };
  return {
    ...(has(body, 'number') && { referenceNumber: body.number ?? null }),
    ...(typeName !== undefined && { invoiceType: { id: body.typeId ?? null, name: typeName } }),
    ...(has(body, 'tax') && { taxCents: cents(body.tax) }),
    ...(zone && salesTaxOf(zone)),
    ...(zone && !has(body, 'tax') && { taxCents: null }),
    ...(body.summary !== undefined && { summary: body.summary }),
    ...(body.exportId !== undefined && { exportId: body.exportId }),
    ...(body.budgetCodeId !== undefined && { budgetCodeId: body.budgetCodeId }),
    ...(has(body, 'reviewStatus') && { reviewStatus: body.reviewStatus ?? null }),
    ...(assignee && { assignedTo: { id: assignee.id ?? null, name: assignee.name ?? null } }),
    royalty,
  };
}

/** The sum of an invoice's lines may be sent along; it is checked, for it follows from the lines. */
function checkSubtotal(body: Doc, invoice: Doc): void {
  if (has(body, 'subtotal') && wholeCents(body.subtotal) !== cents(invoice.subTotal)) {
    throw invalid({ subtotal: [`The subtotal of the items is ${String(invoice.subTotal)}.`] });
  }
}

/** Answers a bare int64. Business unit, date and customer are those of the invoice that it adjusts. */
export function createAdjustment(call: Call): Answer {
  const { store } = call;
  const body = bodyDoc(call);
  const errors: FieldErrors = {};
  const parent = store.get(invoices, idAt(body, 'adjustmentToId'));
  if (!parent || parent.active === false)
    throw invalid({ adjustmentToId: [`Invoice with id ${String(body.adjustmentToId)} was not found.`] });
  if (idAt(parent, 'adjustmentToId') !== undefined)
    throw invalid({ adjustmentToId: ['An adjustment invoice cannot be adjusted.'] });
  const members = membersOf(call, body, {}, errors);
  const lines = docsAt(body, 'items');
  for (const [at, line] of lines.entries()) {
    Object.assign(errors, lineErrors(store, line, undefined, `items[${at}].`));
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const before = store.find(invoices, 'adjustmentToId', parent.id as number).length;
  const inherited = [
    'invoiceDate',
    'dueDate',
    'businessUnit',
    'customer',
    'customerAddress',
    'location',
    'locationAddress',
    'job',
    'projectId',
    'termName',
    'taxZoneId',
    'salesTaxCode',
    'invoiceConfiguration',
  ];
  const invoice = store.insert(invoices, {
    ...INVOICE,
    ...Object.fromEntries(inherited.map((name) => [name, parent[name] ?? null])),
    referenceNumber: `${String(parent.referenceNumber ?? parent.id)}-${before + 1}`,
    adjustmentToId: parent.id ?? null,
    createdBy: 'Public API',
    createdById: INTEGRATION_USER,
    ...members,
  });
  for (const line of lines) writeLine(store, invoice, line, undefined);
  const { modifiedOn = null } = invoice;
  const settled = settle(store, invoice, { modifiedOn }, 'amend');
  checkSubtotal(body, settled);
  return { value: invoice.id ?? null };
}

export function updateInvoice(call: Call): Answer {
  const { store } = call;
  const invoice = found(call, invoices);
  const body = bodyDoc(call);
  if (BOOKED.some((name) => has(body, name))) requireOpen(invoice);
  const errors: FieldErrors = {};
  const members = membersOf(call, body, invoice, errors);
  const lines = docsAt(body, 'items').map((line, at) => {
    const current = lineOf(store, invoice, line, `items[${at}].`);
    Object.assign(errors, lineErrors(store, line, current, `items[${at}].`));
    return { line, current };
  });
  const settled = docsAt(body, 'payments').map((settlement, at) => {
    const payment = store.get(payments, idAt(settlement, 'id'));
    const applied = docsAt(payment ?? {}, 'appliedTo').some(({ appliedTo }) => appliedTo === invoice.id);
    if (!payment || !applied)
      errors[`payments[${at}].id`] = [
        `Payment with id ${String(settlement.id)} is not applied to the invoice.`,
      ];
    return { payment, settlement };
  });
  if (Object.keys(errors).length > 0) throw invalid(errors);
  for (const { line, current } of lines) writeLine(store, invoice, line, current);
  for (const { payment, settlement } of settled) {
    const { settlementStatus = null, settlementDate = null } = settlement;
    if (payment) store.update(payments, payment, { settlementStatus, settlementDate });
  }
  const dueDate = textAt(body, 'dueDate');
  const changed = settle(
    store,
    invoice,
    {
      ...members,
      ...(has(body, 'invoicedOn') && { invoiceDate: body.invoicedOn ?? null }),
      ...(dueDate !== undefined && { dueDate: `${dueDate.slice(0, 10)}T00:00:00Z` }),
    },
    'update',
  );
  checkSubtotal(body, changed);
  requireCovered(store, changed);
  return undefined;
}
