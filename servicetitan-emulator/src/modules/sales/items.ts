/** Items of estimates: what is offered, with the prices of the pricebook unless the body says otherwise. */
import { amountOf, cents, timesCents } from '../../json/money.ts';
import { type Doc, type Id, idAt, textAt } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import { invalid } from '../../wire/problem.ts';
import { type Sku, skuByCode, skuById } from '../pricebook/skus.ts';
import { estimateItems } from './collections.ts';

/** An item's own account when its SKU names none; the emulator has one income account. */
const ACCOUNT = { id: 1, name: 'Service Income' };

const orNull = (value: Doc[string] | undefined): Doc[string] => value ?? null;

/** A SKU as items show it. */
export const skuShown = ({ type, doc }: Sku): Doc => ({
  id: orNull(doc.id),
  name: orNull(doc.code),
  displayName: doc.displayName ?? doc.code ?? '',
  type,
  soldHours: doc.hours ?? 0,
  generalLedgerAccountId: doc.generalLedgerAccountId ?? ACCOUNT.id,
  generalLedgerAccountName: ACCOUNT.name,
  modifiedOn: orNull(doc.modifiedOn),
});

/** The SKU that a body names by `skuId` or, without one, by `skuName`. Refuses with 400 under `path`. */
export function skuNamed(store: Store, body: Doc, path: string): Sku | undefined {
  const id = idAt(body, 'skuId');
  const name = textAt(body, 'skuName');
  if (id === undefined && name === undefined) return undefined;
  const sku = id === undefined ? skuByCode(store, name ?? '') : skuById(store, id);
  if (!sku)
    throw invalid({ [`${path}${id === undefined ? 'skuName' : 'skuId'}`]: ['The SKU was not found.'] });
  return sku;
}

/** What a body makes of an item; `current` is the one it changes. */
export function itemOf(store: Store, body: Doc, current: Doc | undefined, path = ''): Doc {
  const sku = skuNamed(store, body, path);
  if (!sku && !current) throw invalid({ [`${path}skuId`]: ['The SKU is required: skuId or skuName.'] });
  const qty = body.quantity ?? current?.qty ?? 1;
  const unitRate = body.unitPrice ?? (sku ? (sku.doc.price ?? 0) : (current?.unitRate ?? 0));
  const unitCost = body.unitCost ?? (sku ? (sku.doc.cost ?? 0) : (current?.unitCost ?? 0));
  return {
    ...current,
    ...(sku && { sku: skuShown(sku) }),
    skuAccount: current?.skuAccount ?? ACCOUNT.name,
    description: body.description ?? sku?.doc.description ?? current?.description ?? '',
    membershipTypeId: orNull(current?.membershipTypeId),
    qty,
    unitRate,
    total: product(unitRate, qty),
    unitCost,
    totalCost: product(unitCost, qty),
    itemGroupName: body.itemGroupName ?? current?.itemGroupName ?? '',
    itemGroupRootId: body.itemGroupRootId ?? current?.itemGroupRootId ?? null,
    chargeable: body.chargeable ?? current?.chargeable ?? true,
    invoiceItemId: orNull(current?.invoiceItemId),
    budgetCodeId: body.budgetCodeId ?? current?.budgetCodeId ?? null,
  };
}

/** Price times quantity, to the cent. */
export const product = (price: Doc[string], quantity: Doc[string]): number =>
  amountOf(timesCents(quantity, price));

export const subtotalOf = (items: readonly Doc[]): number =>
  amountOf(items.reduce((sum, item) => sum + (item.chargeable === false ? 0 : cents(item.total)), 0));

/** Writes an item as a record of its own; answers it as the estimate shows it. */
export function saveItem(store: Store, estimateId: Id, item: Doc): Doc {
  const known = store.get(estimateItems, idAt(item, 'id'));
  const saved = known
    ? store.update(estimateItems, known, item)
    : store.insert(estimateItems, { ...item, estimateId });
  return shownItem(saved);
}

/** An item without the members that only its record has. */
export function shownItem({ estimateId: _estimate, active: _active, createdById: _by, ...item }: Doc): Doc {
  return item;
}
