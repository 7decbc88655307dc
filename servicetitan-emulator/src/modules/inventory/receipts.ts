/** What came in for purchase orders, and what went back to vendors. */
import { amountOf, cents, timesCents } from '../../json/money.ts';
import { type Doc, docsAt, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { acceptExternal } from '../../operations/external-data.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { conflict, type FieldErrors, invalid, notFound, problem } from '../../wire/problem.ts';
import { jobs } from '../jpm/collections.ts';
import { skuById } from '../pricebook/skus.ts';
import { businessUnits } from '../settings/collections.ts';
import { orders, orderTypes, receipts, returns, returnTypes, vendors } from './collections.ts';
import { nextNumber } from './numbers.ts';
import { afterReceiving } from './orders.ts';
import { checkPlace, itemErrors } from './places.ts';

const sumOf = (items: readonly Doc[]): number =>
  items.reduce((sum, { quantity, cost }) => sum + timesCents(quantity, cost), 0);

/** A thing as receipts and returns show it. */
function goodsOf(store: Store, item: Doc): Doc {
  const sku = skuById(store, idAt(item, 'skuId'));
  return {
    id: store.newId(),
    skuId: item.skuId ?? null,
    name: sku?.doc.displayName ?? sku?.doc.code ?? '',
    code: sku?.doc.code ?? '',
    description: item.description ?? sku?.doc.description ?? '',
    quantity: item.quantity ?? 1,
    cost: item.cost ?? 0,
    budgetCodeId: item.budgetCodeId ?? null,
  };
}

/** Which item of the order each item of a receipt is for, and no more of it than was ordered. */
function matchItems(order: Doc, items: readonly Doc[]): { received: Map<Id, number>; ids: Id[] } {
  const received = new Map<Id, number>();
  const errors: FieldErrors = {};
  const ids = items.map((item, at) => {
    const named = idAt(item, 'purchaseOrderItemId');
    const ordered = docsAt(order, 'items').find((one) =>
      named === undefined ? one.skuId === item.skuId : one.id === named,
    );
    const id = (ordered?.id ?? 0) as Id;
    if (!ordered) {
      errors[`items[${at}].${named === undefined ? 'skuId' : 'purchaseOrderItemId'}`] = [
        'The order has no such item.',
      ];
      return id;
    }
    const sum = (received.get(id) ?? 0) + Number(item.quantity);
    if (sum > Number(ordered.quantity) - Number(ordered.quantityReceived))
      errors[`items[${at}].quantity`] = ['More is received than was ordered.'];
    received.set(id, sum);
    return id;
  });
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { received, ids };
}

/** Statuses of orders that take receipts. */
const RECEIVING = ['Pending', 'Sent', 'PartiallyReceived'];

export function createReceipt(call: Call): Answer {
  const { store } = call;
  const body = bodyDoc(call);
  const order = store.get(orders, idAt(body, 'purchaseOrderId'));
  if (!order) throw notFound(orders.noun, body.purchaseOrderId);
  checkReferences(call, body, { jobId: jobs });
  if (!RECEIVING.includes(String(order.status)))
    throw problem(400, `The purchase order is ${String(order.status)} and takes no receipts.`);
  const type = store.get(orderTypes, idAt(order, 'typeId'));
  const jobId = idAt(body, 'jobId') ?? idAt(order, 'jobId');
  if (type?.requireJobBeforeReceipt === true && jobId === undefined)
    throw invalid({ jobId: ['Orders of this type need a job before they are received.'] });
  const wanted = docsAt(body, 'items');
  const errors = itemErrors(call, wanted);
  if (wanted.length === 0) errors.items = ['A receipt needs at least one item.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const { received, ids } = matchItems(order, wanted);
  const items = wanted.map((item, at) => ({ ...goodsOf(store, item), purchaseOrderItemId: ids[at] ?? 0 }));
  const receipt = store.insert(receipts, {
    number: `${String(order.number)}-${store.find(receipts, 'purchaseOrderId', order.id as Id).length + 1}`,
    vendorInvoiceNumber: body.vendorDocumentNumber ?? '',
    memo: body.memo ?? '',
    purchaseOrderId: order.id ?? null,
    jobId: jobId ?? null,
    businessUnitId: order.businessUnitId ?? null,
    vendorId: order.vendorId ?? null,
    technicianId: order.technicianId ?? null,
    inventoryLocationId: order.inventoryLocationId ?? null,
    shipTo: order.shipTo ?? null,
    shipToDescription: '',
    receiptAmount: amountOf(sumOf(items) + cents(body.tax) + cents(body.shipping)),
    taxAmount: body.tax ?? 0,
    shippingAmount: body.shipping ?? 0,
    receivedOn: body.dateReceived ?? null,
    syncStatus: 'Pending',
    landedCostMethod: type?.landedCostMethod ?? 'None',
    otherAmount: 0,
    budgetCodeId: body.budgetCodeId ?? null,
    items,
    customFields: [],
    createdById: INTEGRATION_USER,
  });
  const after = afterReceiving(order, received);
  store.update(orders, order, {
    ...after,
    ...(after.status === 'Received' && { receivedOn: body.dateReceived ?? null }),
  });
  return answer(call, receipts, receipt);
}

/** What was received is missing again. */
export function cancelReceipt(call: Call): Answer {
  const { store } = call;
  const receipt = found(call, receipts);
  if (receipt.active === false) throw problem(400, 'The receipt is canceled already.');
  if (receipt.syncStatus !== 'Pending')
    throw problem(400, `The receipt is ${String(receipt.syncStatus)} and cannot be canceled.`);
  const order = store.get(orders, idAt(receipt, 'purchaseOrderId'));
  const back = new Map<Id, number>();
  for (const item of docsAt(receipt, 'items')) {
    const id = item.purchaseOrderItemId as Id;
    back.set(id, (back.get(id) ?? 0) - Number(item.quantity));
  }
  if (order) store.update(orders, order, { ...afterReceiving(order, back), receivedOn: null });
  const canceledReason = textAt(bodyDoc(call), 'canceledReason') ?? 'NotRequired';
  return answer(call, receipts, store.update(receipts, receipt, { active: false, canceledReason }));
}

const RETURN_REFERENCES = {
  vendorId: vendors,
  returnTypeId: returnTypes,
  businessUnitId: businessUnits,
  jobId: jobs,
  purchaseOrderId: orders,
};

/** Members of a return from its body. */
function returnMembers(call: Call, body: Doc, current: Doc): Doc {
  checkReferences(call, body, RETURN_REFERENCES);
  checkPlace(call, body);
  const { items: _items, externalData: _external, tax, shipping, memo, ...members } = body;
  const errors = itemErrors(call, docsAt(body, 'items'));
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const known = docsAt(current, 'items');
  const items = Array.isArray(body.items)
    ? docsAt(body, 'items').map((item, at): Doc => {
        const named = item.id === undefined || item.id === 0 ? undefined : item.id;
        const before = known.find(({ id }) => id === named);
        if (named !== undefined && !before)
          throw invalid({ [`items[${at}].id`]: [`The return has no item ${String(named)}.`] });
        const now = call.store.stamp();
        return {
          ...goodsOf(call.store, { ...item, description: item.itemDescription ?? item.description ?? null }),
          id: before?.id ?? call.store.newId(),
          createdOn: before?.createdOn ?? now,
          modifiedOn: now,
          createdById: before?.createdById ?? INTEGRATION_USER,
          active: true,
          receiptItemId: item.shipmentItemId ?? before?.receiptItemId ?? null,
        };
      })
    : known;
  const [taxAmount, shippingAmount] = [
    tax ?? current.taxAmount ?? 0,
    shipping ?? current.shippingAmount ?? 0,
  ];
  const fee = body.restockingFee ?? current.restockingFee ?? 0;
  return {
    ...members,
    ...(memo !== undefined && { memo: memo ?? '' }),
    items,
    taxAmount,
    shippingAmount,
    returnAmount: amountOf(sumOf(items) + cents(taxAmount) + cents(shippingAmount) - cents(fee)),
  };
}

export function createReturn(call: Call): Answer {
  const { store } = call;
  const body = bodyDoc(call);
  if (docsAt(body, 'items').length === 0) throw invalid({ items: ['A return needs at least one item.'] });
  const members = returnMembers(call, body, {});
  const doc = store.insert(returns, {
    referenceNumber: '',
    memo: '',
    ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)),
    number: nextNumber(store, returns),
    status: 'Pending',
    syncStatus: 'Pending',
    customFields: [],
    createdById: INTEGRATION_USER,
  });
  return answer(call, returns, doc, acceptExternal(call, returns, doc, body));
}

/** External data may be written at any time; the return itself only until it is sent back (409). */
export function updateReturn(call: Call): Answer {
  const doc = found(call, returns);
  const body = bodyDoc(call);
  const changes = Object.keys(body).some((name) => name !== 'externalData');
  if (changes && doc.status !== 'Pending')
    throw conflict(`The return is ${String(doc.status)} and cannot be changed.`);
  const members = changes ? returnMembers(call, body, doc) : {};
  const changed = call.store.update(returns, doc, members);
  return answer(call, returns, changed, acceptExternal(call, returns, changed, body));
}

export function cancelReturn(call: Call): Answer {
  const { store } = call;
  const doc = found(call, returns);
  if (doc.status !== 'Pending' && doc.status !== 'Returned')
    throw problem(400, `The return is ${String(doc.status)} and cannot be canceled.`);
  const changed = store.update(returns, doc, {
    status: 'Canceled',
    canceledReason: textAt(bodyDoc(call), 'canceledReason') ?? 'NotRequired',
    canceledById: INTEGRATION_USER,
    dateCanceled: store.stamp(),
  });
  return answer(call, returns, changed);
}
