/** Purchase orders: ordered, received in parts, canceled while nothing was received; and requests for them. */
import { amountOf, cents, timesCents } from '../../json/money.ts';
import { type Doc, docAt, docsAt, type Id, idAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid, problem } from '../../wire/problem.ts';
import { jobs } from '../jpm/collections.ts';
import { skuById } from '../pricebook/skus.ts';
import { businessUnits, technicians } from '../settings/collections.ts';
import { orderRequests, orders, orderTypes, vendors } from './collections.ts';
import { nextNumber } from './numbers.ts';
import { checkPlace, itemErrors } from './places.ts';

const REFERENCES = {
  vendorId: vendors,
  typeId: orderTypes,
  businessUnitId: businessUnits,
  jobId: jobs,
  technicianId: technicians,
};

/** Statuses in which an order may still be changed. */
const OPEN = ['Pending', 'Sent'];

/** An item of an order with its SKU's names. */
function orderItem(store: Store, item: Doc, current: Doc | undefined): Doc {
  const sku = skuById(store, idAt(item, 'skuId'));
  const now = store.stamp();
  return {
    id: current?.id ?? store.newId(),
    createdOn: current?.createdOn ?? now,
    modifiedOn: now,
    skuId: item.skuId ?? null,
    skuName: sku?.doc.displayName ?? sku?.doc.code ?? '',
    skuCode: sku?.doc.code ?? '',
    skuType: sku?.type ?? 'Material',
    description: item.description ?? '',
    vendorPartNumber: item.vendorPartNumber ?? '',
    quantity: item.quantity ?? 1,
    quantityReceived: current?.quantityReceived ?? 0,
    cost: item.cost ?? 0,
    total: amountOf(timesCents(item.quantity, item.cost)),
    serialNumbers: [],
    status: current?.status ?? 'Pending',
    chargeable: true,
    budgetCodeId: item.budgetCodeId ?? null,
  };
}

export const orderTotal = (items: readonly Doc[], tax: Doc[string], shipping: Doc[string]): number =>
  amountOf(items.reduce((sum, item) => sum + cents(item.total), 0) + cents(tax) + cents(shipping));

/** Members of the body under the names that reads have. */
function membersOf(call: Call, body: Doc): Doc {
  checkReferences(call, body, REFERENCES);
  checkPlace(call, body);
  const { items: _items, shipTo: _shipTo, memo, vendorInvoiceNumber, ...members } = body;
  const shipTo = docAt(docAt(body, 'shipTo') ?? {}, 'address');
  const job = call.store.get(jobs, idAt(body, 'jobId'));
  return {
    ...members,
    ...(memo !== undefined && { summary: memo ?? '' }),
    ...(vendorInvoiceNumber !== undefined && { vendorDocumentNumber: vendorInvoiceNumber ?? '' }),
    ...(shipTo && { shipTo }),
    ...(job && { invoiceId: job.invoiceId ?? null }),
  };
}

function insertOrder(store: Store, members: Doc): Doc {
  return store.insert(orders, {
    summary: '',
    vendorDocumentNumber: '',
    customFields: [],
    ...members,
    number: nextNumber(store, orders),
    status: 'Pending',
    createdById: INTEGRATION_USER,
  });
}

export function createOrder(call: Call): Answer {
  const { store } = call;
  const body = bodyDoc(call);
  const members = membersOf(call, body);
  const wanted = docsAt(body, 'items');
  const errors = itemErrors(call, wanted);
  if (wanted.length === 0) errors.items = ['An order needs at least one item.'];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const items = wanted.map((item) => orderItem(store, item, undefined));
  const total = orderTotal(items, body.tax ?? 0, body.shipping ?? 0);
  return answer(call, orders, insertOrder(store, { ...members, items, total }));
}

const requireOpen = (order: Doc): void => {
  if (!OPEN.includes(String(order.status)))
    throw problem(400, `The purchase order is ${String(order.status)} and cannot be changed.`);
};

export function updateOrder(call: Call): Answer {
  const { store } = call;
  const order = found(call, orders);
  const body = bodyDoc(call);
  requireOpen(order);
  const members = membersOf(call, body);
  const known = docsAt(order, 'items');
  const wanted = docsAt(body, 'items');
  const errors = itemErrors(call, wanted);
  for (const [at, { id }] of wanted.entries()) {
    if (id !== 0 && !known.some((item) => item.id === id))
      errors[`items[${at}].id`] = [`The order has no item ${String(id)}.`];
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const items = Array.isArray(body.items)
    ? wanted.map((item) =>
        orderItem(
          store,
          item,
          known.find(({ id }) => id === item.id),
        ),
      )
    : known;
  const total = orderTotal(items, body.tax ?? order.tax ?? 0, body.shipping ?? order.shipping ?? 0);
  return answer(call, orders, store.update(orders, order, { ...members, items, total }));
}

export function cancelOrder(call: Call): Answer {
  const order = found(call, orders);
  requireOpen(order);
  const canceledReason = textAt(bodyDoc(call), 'canceledReason') ?? 'NotRequired';
  return answer(call, orders, call.store.update(orders, order, { status: 'Canceled', canceledReason }));
}

/** The order's items after some were received (or, negative, taken back), and the status that follows. */
export function afterReceiving(order: Doc, received: ReadonlyMap<Id, number>): Doc {
  const items = docsAt(order, 'items').map((item): Doc => {
    const quantityReceived = Number(item.quantityReceived) + (received.get(item.id as Id) ?? 0);
    const missing = Number(item.quantity) - quantityReceived;
    const status = missing <= 0 ? 'Received' : quantityReceived > 0 ? 'PartiallyReceived' : 'Pending';
    return { ...item, quantityReceived, status };
  });
  const all = items.every(({ status }) => status === 'Received');
  const none = items.every(({ status }) => status === 'Pending');
  return { items, status: all ? 'Received' : none ? 'Sent' : 'PartiallyReceived' };
}

function pendingRequest(call: Call): Doc {
  const request = found(call, orderRequests);
  if (request.requestStatus !== 'PendingApproval')
    throw problem(400, `The request is ${String(request.requestStatus)} already.`);
  return request;
}

/** An approved request becomes an order. */
export function approveRequest(call: Call): Answer {
  const { store } = call;
  const request = pendingRequest(call);
  const { id: _id, requestNumber: _number, requestStatus: _status, ...wanted } = request;
  const { createdOn: _created, modifiedOn: _modified, ...members } = wanted;
  const order = insertOrder(store, { ...members, shipTo: request.shipTo ?? {} });
  const changes = { requestStatus: 'Approved', orderId: order.id ?? null };
  return answer(call, orderRequests, store.update(orderRequests, request, changes));
}

export function rejectRequest(call: Call): Answer {
  const rejectionReason = bodyDoc(call).rejectionReason ?? null;
  const changes = { requestStatus: 'Rejected', rejectionReason };
  return answer(call, orderRequests, call.store.update(orderRequests, pendingRequest(call), changes));
}
