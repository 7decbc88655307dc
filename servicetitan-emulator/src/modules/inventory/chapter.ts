/** Inventory of the demo company: a truck for every technician, orders that come in, stock that moves. */

import type { Chapter, Company } from '../../company/chapter.ts';
import { amountOf, cents, timesCents } from '../../json/money.ts';
import type { Doc } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { adjustments, orderRequests, orders, receipts, returns, transfers } from './collections.ts';
import { address, loadPlaces, type Places } from './demo-places.ts';
import { orderTotal } from './orders.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const chapter: Chapter = {
  name: 'inventory',
  begin(company) {
    const stock = new Stock(company);
    return {
      day(midnight) {
        if (midnight <= company.now) stock.day(midnight);
      },
      close: () => stock.close(),
    };
  },
};

class Stock {
  readonly #company: Company;
  readonly #places: Places;
  #numbers = 1000;

  constructor(company: Company) {
    this.#company = company;
    this.#places = loadPlaces(company);
  }

  day(midnight: number): void {
    const { random } = this.#company;
    const sample = this.#company.sample(midnight);
    if (random.chance(0.3 * sample)) this.#order(midnight);
    if (random.chance(0.2 * sample)) this.#transfer(midnight);
    if (random.chance(0.08 * sample)) this.#adjustment(midnight);
    if (random.chance(0.05 * sample)) this.#return(midnight);
  }

  /** What technicians asked for in the last days. */
  close(): void {
    const { store, random, structure, now } = this.#company;
    for (let at = 0; at < 6; at += 1) {
      const createdOn = wireTime(now - (at + 1) * 20 * HOUR, 51);
      const items = this.#orderItems(createdOn, 0);
      store.insertPast(orderRequests, {
        createdOn,
        ...this.#orderMembers(createdOn, items),
        requestNumber: `REQ-${at + 1}`,
        requestStatus: at < 4 ? 'PendingApproval' : 'Rejected',
        technicianId: random.pick(structure.technicians).id,
      });
    }
  }

  /** Status in the books by age. */
  #synced(time: number): string {
    const age = this.#company.now - time;
    return age > 30 * DAY ? 'Exported' : age > 10 * DAY ? 'Posted' : 'Pending';
  }

  #at(midnight: number): string {
    const { random, now } = this.#company;
    return wireTime(Math.min(midnight + random.between(7, 16) * HOUR, now), random.between(1, 9999));
  }

  #next(): string {
    this.#numbers += 1;
    return String(this.#numbers);
  }

  /** What moves, without the members that only one kind of transaction has. */
  #goods(): Doc {
    const { store, random } = this.#company;
    const sku = random.pick(this.#places.skus);
    return {
      id: store.newId(),
      skuId: sku.id ?? null,
      name: sku.displayName ?? '',
      code: sku.code ?? '',
      description: sku.description ?? '',
      quantity: random.between(1, 12),
      cost: amountOf(cents(sku.cost)),
    };
  }

  #orderItems(createdOn: string, received: 0 | 1): Doc[] {
    const count = this.#company.random.between(1, 3);
    return Array.from({ length: count }, () => {
      const { name = '', code = '', ...goods } = this.#goods();
      return {
        ...goods,
        createdOn,
        modifiedOn: createdOn,
        skuName: name,
        skuCode: code,
        skuType: 'Material',
        vendorPartNumber: `VP-${String(code)}`,
        quantityReceived: received === 1 ? (goods.quantity ?? 0) : 0,
        total: amountOf(timesCents(goods.quantity, goods.cost)),
        serialNumbers: [],
        status: received === 1 ? 'Received' : 'Pending',
        chargeable: true,
      };
    });
  }

  #orderMembers(createdOn: string, items: Doc[]): Doc {
    const { random, structure } = this.#company;
    const shipping = random.chance(0.3) ? random.between(9, 45) : 0;
    return {
      typeId: random.pick(this.#places.typeIds),
      vendorId: random.pick(this.#places.vendorIds),
      shipTo: address('5200 Washington St'),
      businessUnitId: random.pick([...structure.units.values()]),
      inventoryLocationId: random.pick(this.#places.warehouseIds),
      vendorDocumentNumber: `VI-${random.between(10_000, 99_999)}`,
      date: createdOn,
      requiredOn: wireTime(Date.parse(createdOn) + 3 * DAY),
      total: orderTotal(items, 0, shipping),
      tax: 0,
      shipping,
      summary: 'Stock for the trucks',
      items,
      customFields: [],
    };
  }

  #order(midnight: number): void {
    const { store, structure, now } = this.#company;
    const createdOn = this.#at(midnight);
    const arrives = midnight + 2 * DAY + 9 * HOUR;
    const received = arrives < now;
    const items = this.#orderItems(createdOn, received ? 1 : 0);
    const members = this.#orderMembers(createdOn, items);
    const receivedOn = received ? wireTime(arrives, 52) : null;
    const number = this.#next();
    const order = store.insertPast(orders, {
      createdOn,
      modifiedOn: receivedOn ?? createdOn,
      ...members,
      number,
      status: received ? 'Received' : 'Sent',
      sentOn: createdOn,
      receivedOn,
      createdById: structure.officeIds[0] ?? null,
    });
    if (receivedOn !== null) this.#receipt(order, items, receivedOn);
  }

  #receipt(order: Doc, items: readonly Doc[], receivedOn: string): void {
    const { store, structure } = this.#company;
    store.insertPast(receipts, {
      createdOn: receivedOn,
      number: `${String(order.number)}-1`,
      vendorInvoiceNumber: order.vendorDocumentNumber ?? '',
      createdById: structure.officeIds[0] ?? null,
      memo: '',
      purchaseOrderId: order.id ?? null,
      businessUnitId: order.businessUnitId ?? null,
      vendorId: order.vendorId ?? null,
      inventoryLocationId: order.inventoryLocationId ?? null,
      shipTo: order.shipTo ?? null,
      shipToDescription: 'Warehouse',
      receiptAmount: order.total ?? 0,
      taxAmount: 0,
      shippingAmount: order.shipping ?? 0,
      receivedOn,
      syncStatus: this.#synced(Date.parse(receivedOn)),
      landedCostMethod: 'None',
      otherAmount: 0,
      customFields: [],
      items: items.map(
        ({ id = null, skuId = null, skuName, skuCode, description = '', quantity = 0, cost = 0 }) => ({
          id: store.newId(),
          skuId,
          name: skuName ?? '',
          code: skuCode ?? '',
          description,
          quantity,
          cost,
          purchaseOrderItemId: id,
        }),
      ),
    });
  }

  #moved(createdOn: string, members: Doc): Doc {
    const goods = this.#goods();
    return {
      ...goods,
      createdOn,
      modifiedOn: createdOn,
      totalCost: amountOf(timesCents(goods.quantity, goods.cost)),
      serialNumbers: [],
      active: true,
      ...members,
    };
  }

  #shared(createdOn: string): Doc {
    return {
      createdOn,
      number: this.#next(),
      referenceNumber: '',
      createdById: this.#company.structure.officeIds[0] ?? null,
      memo: '',
      syncStatus: this.#synced(Date.parse(createdOn)),
      customFields: [],
    };
  }

  #transfer(midnight: number): void {
    const { store, random } = this.#company;
    const createdOn = this.#at(midnight);
    const item = this.#moved(createdOn, {});
    store.insertPast(transfers, {
      ...this.#shared(createdOn),
      transferType: 'Replenishment',
      transferTypeId: 1,
      status: 'Received',
      fromLocationId: random.pick(this.#places.warehouseIds),
      toLocationId: random.pick(this.#places.truckIds),
      date: createdOn,
      pickedDate: createdOn,
      receivedDate: createdOn,
      items: [{ ...item, quantityPicked: item.quantity ?? 0 }],
    });
  }

  #adjustment(midnight: number): void {
    const { store, random, structure } = this.#company;
    const createdOn = this.#at(midnight);
    store.insertPast(adjustments, {
      ...this.#shared(createdOn),
      type: random.pick(['Cycle Count', 'Damaged', 'Lost']),
      inventoryLocationId: random.pick(this.#places.truckIds),
      businessUnitId: random.pick([...structure.units.values()]),
      date: createdOn,
      items: [this.#moved(createdOn, { quantity: -1 })],
    });
  }

  #return(midnight: number): void {
    const { store, random, structure, now } = this.#company;
    const createdOn = this.#at(midnight);
    const { totalCost = 0, ...item } = this.#moved(createdOn, {});
    const credited = now - midnight > 14 * DAY;
    store.insertPast(returns, {
      ...this.#shared(createdOn),
      status: credited ? 'CreditReceived' : 'Pending',
      returnTypeId: random.pick(this.#places.returnTypeIds),
      vendorId: random.pick(this.#places.vendorIds),
      businessUnitId: random.pick([...structure.units.values()]),
      inventoryLocationId: random.pick(this.#places.warehouseIds),
      returnAmount: totalCost,
      taxAmount: 0,
      shippingAmount: 0,
      returnDate: createdOn,
      returnedOn: credited ? createdOn : null,
      creditReceivedOn: credited ? wireTime(midnight + 13 * DAY) : null,
      items: [item],
    });
  }
}
