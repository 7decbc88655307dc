/** Inventory: orders that are open, receipts of what was ordered, returns that were not sent back yet. */
import type { Row } from '../emulator/records.ts';
import type { Kitchen, Recipes } from './recipe.ts';

const first = async (kitchen: Kitchen, path: string): Promise<unknown> =>
  (await kitchen.list(`${path}${path.includes('?') ? '&' : '?'}pageSize=1`))[0]?.id;

/** Ids that orders and returns have in common. */
async function places(kitchen: Kitchen): Promise<Record<string, unknown>> {
  return {
    vendorId: await first(kitchen, 'inventory/vendors'),
    businessUnitId: await first(kitchen, 'settings/business-units'),
    inventoryLocationId: await first(kitchen, 'inventory/warehouses'),
    jobId: undefined,
    projectId: undefined,
    technicianId: undefined,
  };
}

const line = async (kitchen: Kitchen): Promise<Record<string, unknown>> => ({
  skuId: await first(kitchen, 'pricebook/materials'),
  description: 'Part',
  quantity: 4,
  cost: 2.5,
});

async function orderBody(kitchen: Kitchen): Promise<Record<string, unknown>> {
  return {
    ...(await places(kitchen)),
    typeId: await first(kitchen, 'inventory/purchase-order-types'),
    items: [{ ...(await line(kitchen)), vendorPartNumber: 'VP-1' }],
  };
}

async function newOrder(kitchen: Kitchen): Promise<Row> {
  const address = { street: '1 Elm St', unit: '', city: 'Denver', state: 'CO', zip: '80202', country: 'USA' };
  const { id } = await kitchen.send('POST', 'inventory/purchase-orders', {
    ...(await orderBody(kitchen)),
    jobId: await first(kitchen, 'jpm/jobs'),
    shipTo: { description: 'Shop', address },
    impactsTechnicianPayroll: false,
    date: kitchen.time(0),
    requiredOn: kitchen.time(48),
    tax: 0,
    shipping: 5,
  });
  return await kitchen.get(`inventory/purchase-orders/${id}`);
}

async function returnBody(kitchen: Kitchen): Promise<Record<string, unknown>> {
  return {
    ...(await places(kitchen)),
    purchaseOrderId: undefined,
    returnTypeId: await first(kitchen, 'inventory/return-types?activeOnly=true'),
    items: [await line(kitchen)],
  };
}

const newReturn = async (kitchen: Kitchen): Promise<Row> =>
  await kitchen.send('POST', 'inventory/returns', {
    ...(await returnBody(kitchen)),
    returnDate: kitchen.time(0),
    tax: 0,
    shipping: 0,
    restockingFee: 0,
  });

const received = (order: Row): Record<string, unknown> => {
  const [item] = order.items as Row[];
  const items = [{ purchaseOrderItemId: item?.id, skuId: item?.skuId, quantity: 1, cost: 2.5 }];
  return { purchaseOrderId: order.id, items };
};

const fieldsOf = (list: string) => ({
  before: async (kitchen: Kitchen) => {
    const objectId = await first(kitchen, `inventory/${list}`);
    return { body: { operations: [{ objectId, customFields: [{ name: 'Cost Center', value: 'North' }] }] } };
  },
});

/** A stretch of cost that no markup has. */
const stretch = (kitchen: Kitchen): Record<string, unknown> => {
  const from = 10_000 + kitchen.serial() * 10;
  return { from, to: from + 5, percent: 10 };
};

export const inventory: Recipes = {
  'POST /inventory/v2/purchase-orders': {
    before: async (kitchen) => ({ body: await orderBody(kitchen) }),
  },
  'PATCH /inventory/v2/purchase-orders/{id}': {
    before: async (kitchen) => {
      const { id, items } = await newOrder(kitchen);
      const [item] = items as Row[];
      const { items: lines, ...body } = await orderBody(kitchen);
      return { path: { id }, body: { ...body, items: [{ ...(lines as Row[])[0], id: item?.id }] } };
    },
  },
  'PATCH /inventory/v2/purchase-orders/{id}/cancellation': {
    before: async (kitchen) => ({ path: { id: (await newOrder(kitchen)).id } }),
  },
  'PATCH /inventory/v2/purchase-orders/requests/{id}/approve': {
    before: async (kitchen) => ({
      path: { id: await first(kitchen, 'inventory/purchase-orders/requests?requestStatus=PendingApproval') },
    }),
  },
  'PATCH /inventory/v2/purchase-orders/requests/{id}/reject': {
    before: async (kitchen) => ({
      path: { id: await first(kitchen, 'inventory/purchase-orders/requests?requestStatus=PendingApproval') },
    }),
  },
  'POST /inventory/v2/purchase-order-markups': {
    before: (kitchen) => Promise.resolve({ body: stretch(kitchen) }),
  },
  'PATCH /inventory/v2/purchase-order-markups/{id}': {
    before: (kitchen) => Promise.resolve({ body: stretch(kitchen) }),
  },
  'POST /inventory/v2/receipts': {
    before: async (kitchen) => ({ body: { ...received(await newOrder(kitchen)), jobId: undefined } }),
  },
  'PATCH /inventory/v2/receipts/{id}/cancellation': {
    before: async (kitchen) => {
      const { id } = await kitchen.send('POST', 'inventory/receipts', {
        ...received(await newOrder(kitchen)),
        dateReceived: kitchen.time(0),
        tax: 0,
        shipping: 0,
      });
      return { path: { id }, query: { id: String(id) } };
    },
  },
  'POST /inventory/v2/returns': {
    before: async (kitchen) => ({ body: await returnBody(kitchen) }),
  },
  'PATCH /inventory/v2/returns/{id}': {
    before: async (kitchen) => {
      const { items, ...body } = await returnBody(kitchen);
      return {
        path: { id: (await newReturn(kitchen)).id },
        body: { ...body, items: [{ ...(items as Row[])[0], id: 0 }] },
      };
    },
  },
  'PATCH /inventory/v2/returns/{id}/cancellation': {
    before: async (kitchen) => ({ path: { id: (await newReturn(kitchen)).id } }),
  },
  'PATCH /inventory/v2/return-types/{id}': {
    before: async (kitchen) => {
      const id = await first(kitchen, 'inventory/return-types?activeOnly=true');
      return { path: { id }, body: { id, name: `Return ${kitchen.serial()}` } };
    },
  },
  'PATCH /inventory/v2/vendors/custom-fields': fieldsOf('vendors'),
  'PATCH /inventory/v2/receipts/custom-fields': fieldsOf('receipts'),
  'PATCH /inventory/v2/returns/custom-fields': fieldsOf('returns'),
  'PATCH /inventory/v2/transfers/custom-fields': fieldsOf('transfers'),
  'PATCH /inventory/v2/adjustments/custom-fields': fieldsOf('adjustments'),
};
