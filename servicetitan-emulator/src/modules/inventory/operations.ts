/** The inventory API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import type { Filter } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, remove, update } from '../../operations/record.ts';
import { FIELD_FILTERS, fieldTypesOf, setFieldsOf } from '../accounting/custom-fields.ts';
import { oneOf } from '../accounting/filters.ts';
import {
  adjustments,
  ORDER_TYPE,
  orderMarkups,
  orderRequests,
  orders,
  orderTypes,
  receipts,
  returns,
  returnTypes,
  templates,
  transfers,
  trucks,
  VENDOR,
  vendors,
  warehouses,
} from './collections.ts';
import * as order from './orders.ts';
import { markupMembers, onlyExternal, truckMembers, typeMembers, vendorMembers } from './places.ts';
import * as goods from './receipts.ts';

const transaction = { ...FIELD_FILTERS, syncStatuses: oneOf('syncStatus') };
const activeOnly: Filter = (value) => (value === true ? { sql: '+active = 1', params: [] } : null);

export const inventory: Rows = {
  'inventory.vendors.getList': list(vendors, { filters: FIELD_FILTERS }),
  'inventory.vendors.getById': get(vendors),
  'inventory.vendors.create': create(vendors, VENDOR, { make: vendorMembers }),
  'inventory.vendors.update': update(vendors, { make: vendorMembers }),
  'inventory.vendors.getCustomFieldTypes': fieldTypesOf(vendors),
  'inventory.vendors.updateCustomFields': setFieldsOf(vendors, 'typeId'),

  'inventory.warehouses.getList': list(warehouses),
  'inventory.warehouses.update': update(warehouses, { make: onlyExternal }),
  'inventory.trucks.getList': list(trucks),
  'inventory.trucks.create': create(trucks, { memo: '', technicianIds: [] }, { make: truckMembers }),
  'inventory.trucks.update': update(trucks, { make: truckMembers }),
  'inventory.inventoryTemplates.getList': list(templates),

  'inventory.purchaseOrderTypes.getList': list(orderTypes),
  'inventory.purchaseOrderTypes.create': create(orderTypes, ORDER_TYPE, { make: typeMembers(orderTypes) }),
  'inventory.purchaseOrderTypes.update': update(orderTypes, { make: typeMembers(orderTypes) }),
  'inventory.purchaseOrders.getList': list(orders, { filters: { status: oneOf('status') } }),
  'inventory.purchaseOrders.getById': get(orders),
  'inventory.purchaseOrders.create': act(order.createOrder),
  'inventory.purchaseOrders.update': act(order.updateOrder),
  'inventory.purchaseOrders.cancel': act(order.cancelOrder),
  'inventory.purchaseOrders.getRequests': list(orderRequests),
  'inventory.purchaseOrders.approveRequest': act(order.approveRequest),
  'inventory.purchaseOrders.rejectRequest': act(order.rejectRequest),
  'inventory.purchaseOrdersMarkup.get': list(orderMarkups),
  'inventory.purchaseOrdersMarkup.getById': get(orderMarkups),
  'inventory.purchaseOrdersMarkup.create': create(orderMarkups, {}, { make: markupMembers }),
  'inventory.purchaseOrdersMarkup.update': update(orderMarkups, { make: markupMembers }),
  'inventory.purchaseOrdersMarkup.delete': remove(orderMarkups),

  'inventory.receipts.getList': list(receipts, { filters: transaction }),
  'inventory.receipts.createReceipt': act(goods.createReceipt),
  'inventory.receipts.cancelReceipts': act(goods.cancelReceipt),
  'inventory.receipts.updateCustomFields': setFieldsOf(receipts, 'typeId'),

  'inventory.returnTypes.getList': list(returnTypes, { active: 'Any', filters: { activeOnly } }),
  'inventory.returnTypes.create': create(returnTypes, {}, { make: typeMembers(returnTypes) }),
  'inventory.returnTypes.update': update(returnTypes, { make: typeMembers(returnTypes) }),
  'inventory.returns.getList': list(returns, { filters: transaction }),
  'inventory.returns.createReturn': act(goods.createReturn),
  'inventory.returns.update': act(goods.updateReturn),
  'inventory.returns.cancel': act(goods.cancelReturn),
  'inventory.returns.updateCustomFields': setFieldsOf(returns, 'typeId'),

  'inventory.transfers.getList': list(transfers, { filters: { ...transaction, statuses: oneOf('status') } }),
  'inventory.transfers.update': update(transfers, { make: onlyExternal }),
  'inventory.transfers.updateCustomFields': setFieldsOf(transfers, 'typeId'),
  'inventory.adjustments.getList': list(adjustments, {
    filters: { ...transaction, adjustmentTypes: oneOf('type') },
  }),
  'inventory.adjustments.update': update(adjustments, { make: onlyExternal }),
  'inventory.adjustments.updateCustomFields': setFieldsOf(adjustments, 'typeId'),

  'inventory.export.purchaseOrders': feed(orders),
  'inventory.export.returns': feed(returns),
  'inventory.export.transfers': feed(transfers),
  'inventory.export.adjustments': feed(adjustments),
};
