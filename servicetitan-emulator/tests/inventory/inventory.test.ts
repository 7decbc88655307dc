/** Inventory over HTTP: orders and what comes in for them, returns, and the types and places they name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../accounting/office.ts';
import { type Body, rowsOf } from '../caller.ts';

let office: Office;
let ids: Body;
let sku: Body;
beforeAll(async () => {
  office = await openOffice();
  sku = await office.first('pricebook/materials');
  ids = {
    vendorId: (await office.first('inventory/vendors')).id,
    typeId: (await office.first('inventory/purchase-order-types')).id,
    businessUnitId: office.needed.businessUnitId,
    inventoryLocationId: (await office.first('inventory/trucks')).id,
  };
});
afterAll(() => office.emulator.close());

const address = { street: '1 Elm St', unit: '', city: 'Denver', state: 'CO', zip: '80202', country: 'USA' };
const orderBody = (changes: Body = {}): Body => ({
  ...ids,
  shipTo: { description: 'Shop', address },
  impactsTechnicianPayroll: false,
  date: '2026-03-04T00:00:00Z',
  requiredOn: '2026-03-06T00:00:00Z',
  tax: 1.1,
  shipping: 5,
  items: [
    { skuId: sku.id, description: 'A', vendorPartNumber: 'V1', quantity: 4, cost: 2.35 },
    { skuId: sku.id, description: 'B', vendorPartNumber: 'V2', quantity: 1, cost: 10 },
  ],
  ...changes,
});

async function newOrder(): Promise<Body> {
  const { id } = (await office.send('POST', 'inventory/purchase-orders', orderBody())).json;
  return (await office.get(`inventory/purchase-orders/${id}`)).json;
}
const orderOf = async (id: unknown): Promise<Body> =>
  (await office.get(`inventory/purchase-orders/${id}`)).json;

const receive = (order: Body, items: [number, number][]) =>
  office.send('POST', 'inventory/receipts', {
    purchaseOrderId: order.id,
    dateReceived: '2026-03-04T15:00:00Z',
    tax: 0,
    shipping: 0,
    items: items.map(([at, quantity]) => ({
      purchaseOrderItemId: (order.items as Body[])[at]?.id,
      skuId: sku.id,
      quantity,
      cost: 2.35,
    })),
  });

describe('a purchase order', () => {
  it('is made with the names of its SKUs and its total', async () => {
    const order = await newOrder();
    expect(order).toMatchObject({ ...ids, status: 'Pending', total: 25.5, shipTo: address });
    expect(order.items).toMatchObject([
      { skuCode: sku.code, total: 9.4, quantityReceived: 0, status: 'Pending' },
      { total: 10 },
    ]);
    expect(rowsOf(await office.get(`inventory/purchase-orders?number=${order.number}`))).toHaveLength(1);
  });

  it.each([
    ['vendorId', { vendorId: 5 }],
    ['inventoryLocationId', { inventoryLocationId: 5 }],
    ['items', { items: [] }],
    [
      'items[0].skuId',
      { items: [{ skuId: 5, description: '', vendorPartNumber: '', quantity: 1, cost: 1 }] },
    ],
  ])('without its %s is refused', async (member, changes) => {
    const refused = await office.send('POST', 'inventory/purchase-orders', orderBody(changes));
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.json.errors as Body)).toEqual([member]);
  });

  it('is received in parts, never more than was ordered, and missing again when a receipt is canceled', async () => {
    const order = await newOrder();
    const { id: receiptId } = (await receive(order, [[0, 3]])).json;
    expect(await orderOf(order.id)).toMatchObject({
      status: 'PartiallyReceived',
      items: [{ quantityReceived: 3, status: 'PartiallyReceived' }, { quantityReceived: 0 }],
    });
    expect((await receive(order, [[0, 2]])).status).toBe(400);
    await receive(order, [
      [0, 1],
      [1, 1],
    ]);
    expect(await orderOf(order.id)).toMatchObject({ status: 'Received', receivedOn: '2026-03-04T15:00:00Z' });
    expect((await receive(order, [[0, 1]])).status).toBe(400);
    expect((await office.send('PATCH', `inventory/purchase-orders/${order.id}`, { memo: 'x' })).status).toBe(
      400,
    );
    expect(
      (await office.send('PATCH', `inventory/purchase-orders/${order.id}/cancellation`, {})).status,
    ).toBe(400);
    const cancel = () =>
      office.send('PATCH', `inventory/receipts/${receiptId}/cancellation?id=${receiptId}`, {});
    expect((await cancel()).status).toBe(200);
    expect(await orderOf(order.id)).toMatchObject({
      status: 'PartiallyReceived',
      items: [{ quantityReceived: 1 }, { quantityReceived: 1 }],
    });
    expect((await cancel()).status).toBe(400);
    const listed = rowsOf(await office.get(`inventory/receipts?purchaseOrderIds=${order.id}&active=Any`));
    expect(listed.map(({ active }) => active)).toEqual([false, true]);
  });

  it('is changed and canceled while it is open', async () => {
    const order = await newOrder();
    const [kept] = order.items as Body[];
    const path = `inventory/purchase-orders/${order.id}`;
    const items = [
      { id: kept?.id, skuId: sku.id, description: 'A', vendorPartNumber: 'V1', quantity: 2, cost: 3 },
    ];
    await office.send('PATCH', path, { memo: 'Less', items });
    expect(await orderOf(order.id)).toMatchObject({
      summary: 'Less',
      total: 12.1,
      items: [{ id: kept?.id }],
    });
    expect((await office.send('PATCH', path, { items: [{ ...items[0], id: 5 }] })).status).toBe(400);
    await office.send('PATCH', `${path}/cancellation`, { canceledReason: 'Duplicate' });
    expect((await orderOf(order.id)).status).toBe('Canceled');
    expect((await receive(order, [[0, 1]])).status).toBe(400);
    expect((await receive({ ...order, id: 5 }, [[0, 1]])).status).toBe(404);
  });

  it('may be asked for: approved once, it becomes an order', async () => {
    const [request, other] = rowsOf(
      await office.get('inventory/purchase-orders/requests?requestStatus=PendingApproval'),
    );
    const before = (await office.get('inventory/purchase-orders?includeTotal=true&pageSize=1')).json
      .totalCount;
    const approve = (id: unknown) => office.send('PATCH', `inventory/purchase-orders/requests/${id}/approve`);
    expect((await approve(request?.id)).status).toBe(200);
    expect((await approve(request?.id)).status).toBe(400);
    const after = await office.get('inventory/purchase-orders?includeTotal=true&pageSize=1&sort=-Id');
    expect(after.json.totalCount).toBe(Number(before) + 1);
    expect(rowsOf(after)[0]).toMatchObject({ total: request?.total, vendorId: request?.vendorId });
    const reject = `inventory/purchase-orders/requests/${other?.id}/reject`;
    expect((await office.send('PATCH', reject, { rejectionReason: 'CostTooHigh' })).status).toBe(200);
    expect((await approve(other?.id)).status).toBe(400);
  });

  it('of the past is billed by its vendor for what it came to', async () => {
    const order = rowsOf(await office.get('inventory/purchase-orders?status=Received&pageSize=1'))[0];
    const [receipt] = rowsOf(await office.get(`inventory/receipts?purchaseOrderIds=${order?.id}`));
    const bill = (await office.get(`accounting/ap-bills/${receipt?.billId}`)).json;
    expect(bill).toMatchObject({ purchaseOrderId: order?.id, vendor: { id: order?.vendorId } });
    expect(Number(bill.billAmount)).toBe(order?.total);
  });
});

describe('a return', () => {
  it('is changed until it is canceled, and keeps external data apart', async () => {
    const type = await office.first('inventory/return-types?activeOnly=true');
    const made = await office.send('POST', 'inventory/returns', {
      vendorId: ids.vendorId,
      businessUnitId: ids.businessUnitId,
      inventoryLocationId: ids.inventoryLocationId,
      returnTypeId: type.id,
      returnDate: '2026-03-04T00:00:00Z',
      tax: 1,
      shipping: 2,
      restockingFee: 0.5,
      items: [{ skuId: sku.id, quantity: 2, cost: 4 }],
    });
    const { id } = made.json;
    const path = `inventory/returns/${id}`;
    const read = () => office.first(`inventory/returns?ids=${id}`);
    expect(await read()).toMatchObject({
      status: 'Pending',
      returnAmount: 10.5,
      items: [{ code: sku.code }],
    });
    await office.send('PATCH', path, { memo: 'Broken', restockingFee: 0 });
    expect(await read()).toMatchObject({ memo: 'Broken', returnAmount: 11 });
    expect((await office.send('PATCH', `${path}/cancellation`, { canceledReason: 'Other' })).status).toBe(
      200,
    );
    expect((await office.send('PATCH', path, { memo: 'x' })).status).toBe(409);
    const guid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
    const externalData = { applicationGuid: guid, externalData: [{ key: 'k', value: 'v' }] };
    expect((await office.send('PATCH', path, { externalData })).status).toBe(200);
    const mine = await office.first(`inventory/returns?ids=${id}&externalDataApplicationGuid=${guid}`);
    expect(mine.externalData).toEqual([{ key: 'k', value: 'v' }]);
    expect((await read()).externalData).toEqual([]);
    const feed = await office.get('inventory/export/returns?from=2026-03-04T16:59:00Z');
    expect(rowsOf(feed).find((one) => one.id === id)).toMatchObject({
      status: 'Canceled',
      dateCanceled: expect.any(String),
    });
  });
});

describe('types, markups, trucks and vendors', () => {
  it('of returns have names of their own, and one default', async () => {
    const body = {
      name: 'Wrong part',
      automaticallyReceiveVendorCredit: false,
      includeInSalesTax: false,
      isDefault: true,
      isDefaultForConsignment: false,
    };
    const { id } = (await office.send('POST', 'inventory/return-types', body)).json;
    expect((await office.send('POST', 'inventory/return-types', body)).status).toBe(400);
    const all = rowsOf(await office.get('inventory/return-types?activeOnly=true'));
    expect(all.filter(({ isDefault }) => isDefault).map((type) => type.id)).toEqual([id]);
    const path = `inventory/return-types/${id}`;
    expect((await office.send('PATCH', path, { id, name: 'Unused' })).status).toBe(409);
    await office.send('PATCH', path, { id, active: false });
    const listed = async (activeOnly: boolean) =>
      rowsOf(await office.get(`inventory/return-types?activeOnly=${activeOnly}`)).some(
        (one) => one.id === id,
      );
    expect([await listed(true), await listed(false)]).toEqual([false, true]);
    expect((await office.get('inventory/return-types')).status).toBe(400);
  });

  it('of markups cover a cost once', async () => {
    const send = (from: number, to: number) =>
      office.send('POST', 'inventory/purchase-order-markups', { from, to, percent: 5 });
    const { id } = (await send(5000, 9000)).json;
    expect((await send(8999, 9500)).status).toBe(400);
    expect((await send(9500, 9500)).status).toBe(400);
    expect((await send(9000, 9500)).status).toBe(200);
    expect((await office.send('DELETE', `inventory/purchase-order-markups/${id}`)).status).toBe(200);
    expect((await office.get(`inventory/purchase-order-markups/${id}`)).status).toBe(404);
    expect((await send(5000, 9000)).status).toBe(200);
  });

  it('are made and changed', async () => {
    const { id: warehouseId } = await office.first('inventory/warehouses');
    const truck = await office.send('POST', 'inventory/trucks', {
      name: 'Van 9',
      warehouseId,
      technicianIds: [office.needed.technicianId],
    });
    expect(await office.first(`inventory/trucks?ids=${truck.json.id}`)).toMatchObject({
      name: 'Van 9',
      warehouseId,
    });
    expect((await office.send('POST', 'inventory/trucks', { name: 'X', warehouseId: 5 })).status).toBe(400);
    const vendor = await office.send('POST', 'inventory/vendors', {
      name: 'Copper House',
      active: true,
      phone: '3035550111',
      email: 'copper@example.com',
      isTruckReplenishment: true,
      taxRate: 4.5,
      restrictedMobileCreation: true,
      address,
    });
    const path = `inventory/vendors/${vendor.json.id}`;
    await office.send('PATCH', path, { email: 'new@example.com' });
    expect((await office.get(path)).json).toMatchObject({
      name: 'Copper House',
      contactInfo: { phone: '3035550111', email: 'new@example.com' },
      defaultTaxRate: 4.5,
      isMobileCreationRestricted: true,
      deliveryOption: 'Manual',
      address,
    });
    const operations = [
      { objectId: vendor.json.id, customFields: [{ name: 'Cost Center', value: 'North' }] },
    ];
    await office.send('PATCH', 'inventory/vendors/custom-fields', { operations });
    const found = await office.first('inventory/vendors?customField.Fields.Cost%20Center=North');
    expect(found.customFields).toMatchObject([
      { name: 'Cost Center', value: 'North', typeId: expect.any(Number) },
    ]);
  });
});
