/** Lines of invoices (reference: "Invoices and invoice items"). */
import { decimalText, money, timesCents, wholeCents } from '../../json/money.ts';
import { type Doc, docAt, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { bodyDoc, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { type FieldErrors, invalid, notFound, problem } from '../../wire/problem.ts';
import { type Sku, skuByCode, skuById } from '../pricebook/skus.ts';
import { technicians } from '../settings/collections.ts';
import { INVOICE_ITEM, invoiceItems, invoices } from './collections.ts';
import { settle, sumsWith } from './invoice-totals.ts';

/** Posted and exported invoices are in the books: what they come to stays (conservative; the reference is silent). */
export function requireOpen(invoice: Doc): void {
  if (invoice.active === false) throw problem(400, 'The invoice is not active.');
  if (invoice.syncStatus !== 'Pending')
    throw problem(400, `The invoice is ${String(invoice.syncStatus)} and cannot be changed.`);
}

/** A line of a trillion dollars is a mistake; sums of such lines would not be exact. */
const MOST_CENTS = 1e14;

/** What is wrong with a line; `path` comes before the members' names. */
export function lineErrors(store: Store, line: Doc, current: Doc | undefined, path = ''): FieldErrors {
  const errors: FieldErrors = {};
  if (!current && !textAt(line, 'skuName'))
    errors[`${path}skuName`] = ['The SkuName field is required for a new item.'];
  const technicianId = idAt(line, 'technicianId');
  if (technicianId !== undefined && !store.get(technicians, technicianId))
    errors[`${path}technicianId`] = [`${technicians.noun} with id ${technicianId} was not found.`];
  for (const member of ['quantity', 'unitPrice', 'cost']) {
    const value = line[member];
    if (value !== undefined && value !== null && wholeCents(value) === undefined)
      errors[`${path}${member}`] = ['The value is too large.'];
  }
  const quantity = line.quantity ?? current?.quantity;
  for (const [member, price] of [
    ['unitPrice', line.unitPrice ?? current?.price],
    ['cost', line.cost ?? current?.cost],
  ] as const) {
    if (Math.abs(timesCents(quantity, price)) > MOST_CENTS)
      errors[`${path}${member}`] ??= ['The total of the line is too large.'];
  }
  return errors;
}

/** The line of an invoice that the body's `id` names; undefined when it names none. Refuses one of another invoice. */
export function lineOf(store: Store, invoice: Doc, line: Doc, path = ''): Doc | undefined {
  const id = idAt(line, 'id');
  if (id === undefined || id === 0) return undefined;
  const current = store.get(invoiceItems, id);
  if (!current || current.active === false || current.invoiceId !== invoice.id)
    throw invalid({ [`${path}id`]: [`${invoiceItems.noun} with id ${id} was not found.`] });
  return current;
}

/** The SKU that a line names, if the pricebook has it; what is sold beside the pricebook is what the caller says. */
function skuOf(store: Store, line: Doc): Sku | undefined {
  const [id, name] = [idAt(line, 'skuId'), textAt(line, 'skuName')];
  return skuById(store, id) ?? (name === undefined ? undefined : skuByCode(store, name));
}

/** Adds a line or changes one. `unitPrice` is the price; without one a new line has the price of the pricebook. */
export function writeLine(store: Store, invoice: Doc, line: Doc, current: Doc | undefined): Doc {
  const skuName = textAt(line, 'skuName');
  const named = skuName ?? idAt(line, 'skuId');
  const sku = skuOf(store, line);
  const quantity = decimalText(line.quantity ?? current?.quantity ?? 1);
  const price = decimalText(line.unitPrice ?? current?.price ?? sku?.doc.price ?? 0);
  const cost = decimalText(line.cost ?? current?.cost ?? sku?.doc.cost ?? 0);
  const members: Doc = {
    ...(line.description !== undefined && { description: line.description }),
    quantity,
    price,
    cost,
    total: money(timesCents(quantity, price)),
    totalCost: money(timesCents(quantity, cost)),
    ...given(line, {
      technicianId: 'technicianId',
      isAddOn: 'addOn',
      inventoryLocationId: 'inventoryLocationId',
      inventoryWarehouseName: 'inventoryLocation',
      budgetCodeId: 'budgetCodeId',
      installedOn: 'serviceDate',
      estimateItemId: 'estimateItemId',
      isChargeable: 'isChargeable',
    }),
    ...(named !== undefined && {
      skuId: sku?.doc.id ?? idAt(line, 'skuId') ?? current?.skuId ?? 0,
      skuName: sku?.doc.code ?? skuName ?? current?.skuName ?? null,
      displayName: sku?.doc.displayName ?? skuName ?? current?.displayName ?? null,
    }),
    ...(sku && { type: sku.type, taxable: sku.doc.taxable === true, soldHours: sku.doc.hours ?? 0 }),
    ...(idAt(line, 'itemGroupRootId') !== undefined && {
      itemGroup: { rootId: line.itemGroupRootId ?? 0, name: line.itemGroupName ?? null },
    }),
  };
  if (current) return store.update(invoiceItems, current, members);
  const before = store.find(invoiceItems, 'invoiceId', invoice.id as Id);
  const last = Math.max(0, ...before.map(({ order }) => Number(order)));
  return store.insert(invoiceItems, {
    ...INVOICE_ITEM,
    ...members,
    serviceDate: members.serviceDate ?? invoice.invoiceDate ?? null,
    businessUnit: docAt(invoice, 'businessUnit') ?? null,
    order: last + 1,
    createdById: INTEGRATION_USER,
    invoiceId: invoice.id ?? null,
  });
}

/** Members of the body that are given, under the names that reads have. */
function given(line: Doc, names: Readonly<Record<string, string>>): Doc {
  const pairs = Object.entries(names).filter(([name]) => line[name] !== undefined && line[name] !== null);
  return Object.fromEntries(pairs.map(([name, read]) => [read, line[name] ?? null]));
}

/** What was paid stays covered by what is charged: lines that would undercut it are refused. */
export function requireCovered(store: Store, invoice: Doc): void {
  const applied = Number(invoice.appliedCents ?? 0);
  const { total } = sumsWith(store, invoice);
  if (applied > 0 && total < applied)
    throw problem(
      400,
      `Payments of ${money(applied)} are applied to the invoice, more than ${money(total)}.`,
    );
}

export function updateItems(call: Call): Answer {
  const { store } = call;
  const invoice = found(call, invoices, 'invoiceId');
  const line = bodyDoc(call);
  requireOpen(invoice);
  const current = lineOf(store, invoice, line);
  const errors = lineErrors(store, line, current);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  writeLine(store, invoice, line, current);
  requireCovered(store, invoice);
  settle(store, invoice, {}, 'update');
  return undefined;
}

export function deleteItem(call: Call): Answer {
  const { store } = call;
  const invoice = found(call, invoices, 'invoiceId');
  const item = found(call, invoiceItems, 'itemId', {
    collection: invoices,
    param: 'invoiceId',
    column: 'invoiceId',
  });
  if (item.active === false) throw notFound(invoiceItems.noun, item.id);
  requireOpen(invoice);
  store.update(invoiceItems, item, { active: false });
  requireCovered(store, invoice);
  settle(store, invoice, {}, 'update');
  return undefined;
}
