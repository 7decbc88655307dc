/** What the demo company owes: bills of vendors, credits for what went back, and payments. */

import type { Company } from '../../company/chapter.ts';
import { amountOf, cents, decimalText, money } from '../../json/money.ts';
import { type Doc, docAt, docsAt, type Id, idAt, isDoc, toId } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { orders, orderTypes, receipts, vendors } from '../inventory/collections.ts';
import { placeOf } from '../inventory/places.ts';
import { type Catalogue, glAccount } from './demo-catalogue.ts';
import { apBills, apCredits, apPayments, inventoryBills } from './ledger-collections.ts';

const DAY = 86_400_000;
export class Payables {
  readonly #company: Company;
  readonly #catalogue: Catalogue;
  readonly #vendors: readonly Doc[];
  /** Bills to be paid, oldest first; a dozen at most. */
  #owed: Doc[] = [];
  /** The last purchase order that was billed. */
  #billed: Id = 0;
  #bills = 0;

  constructor(company: Company, catalogue: Catalogue) {
    this.#company = company;
    this.#catalogue = catalogue;
    this.#vendors = company.store.find(vendors, 'active', 1);
  }

  day(midnight: number): void {
    const { random } = this.#company;
    const sample = this.#company.sample(midnight);
    if (this.#vendors.length === 0) return;
    this.#billOrders(midnight);
    if (random.chance(0.1 * sample)) this.#billExpense(midnight);
    if (random.chance(0.03 * sample)) this.#credit(midnight);
    if (this.#owed.length > 8) this.#pay(midnight);
  }

  #stamps(midnight: number): Doc {
    const time = wireTime(Math.min(midnight + 10 * 3_600_000, this.#company.now), 88);
    return { createdOn: time, modifiedOn: time };
  }

  #status(midnight: number): string {
    const age = this.#company.now - midnight;
    return age > 30 * DAY ? 'Exported' : age > 10 * DAY ? 'Posted' : 'Pending';
  }

  /** Orders that came in since are billed by their vendors. */
  #billOrders(midnight: number): void {
    const { store } = this.#company;
    const received = store.database.all<{ id: bigint }>(
      `SELECT id FROM "${orders.name}" WHERE id > ? AND "status" = 'Received' ORDER BY id`,
      this.#billed,
    );
    for (const { id } of received) {
      const order = store.get(orders, id);
      if (order) this.#billOrder(order, midnight);
      this.#billed = toId(id);
    }
  }

  #billOrder(order: Doc, midnight: number): void {
    const { store } = this.#company;
    const place = placeOf(store, idAt(order, 'inventoryLocationId'));
    const named = { id: place?.id ?? null, name: place?.name ?? null };
    const items = docsAt(order, 'items').map((item, at) => this.#item(item, at));
    const total = cents(order.total);
    const bill = this.#billOf(midnight, total, cents(order.shipping), {
      purchaseOrderId: order.id ?? null,
      purchaseOrderNumber: order.number ?? null,
      purchaseOrderType: store.get(orderTypes, idAt(order, 'typeId'))?.name ?? null,
      vendorNumber: order.vendorDocumentNumber ?? null,
      vendor: store.get(vendors, idAt(order, 'vendorId')) ?? {},
      unitId: order.businessUnitId ?? null,
      shipTo: order.shipTo ?? null,
      shipToDescription: place?.name ?? null,
      billType: 'Procurement',
    });
    store.insertPast(apBills, {
      ...bill,
      status: bill.dateReconciled === null ? 'Unreconciled' : 'Reconciled',
      source: 'Purchasing',
      vendorInvoiceTotal: money(total),
      doNotPay: false,
      items: items.map((item, at) => ({
        ...item,
        vendorPartNumber: docsAt(order, 'items')[at]?.vendorPartNumber ?? null,
        inventoryLocation: { ...named, type: 'Warehouse' },
      })),
      expenseItems: [],
    });
    store.insertPast(inventoryBills, {
      ...bill,
      items: items.map((item) => ({ ...item, inventoryLocation: named.name })),
    });
    for (const receipt of store.find(receipts, 'purchaseOrderId', order.id as Id))
      store.amend(receipts, receipt, { billId: bill.id ?? null });
  }

  /** Something that was bought without an order. */
  #billExpense(midnight: number): void {
    const { store, random, structure } = this.#company;
    const total = random.between(1500, 60_000);
    const bill = this.#billOf(midnight, total, 0, {
      vendor: random.pick(this.#vendors),
      unitId: random.pick([...structure.units.values()]),
      billType: 'ApBill',
    });
    store.insertPast(apBills, {
      ...bill,
      status: bill.dateReconciled === null ? 'Unreconciled' : 'Reconciled',
      source: 'Standalone',
      vendorInvoiceTotal: money(total),
      doNotPay: false,
      items: [],
      expenseItems: [this.#expense(total)],
    });
  }

  /** What bills have in common; it is owed from now on. */
  #billOf(midnight: number, total: number, shipping: number, members: Doc): Doc {
    const { store, random, structure } = this.#company;
    const stamps = this.#stamps(midnight);
    const status = this.#status(midnight);
    const { vendor, unitId = null, ...others } = members;
    const { id: vendorId = null, name = null } = isDoc(vendor) ? vendor : {};
    const [unitName = null] = [...structure.units].find(([, id]) => id === unitId) ?? [];
    this.#bills += 1;
    const bill: Doc = {
      ...stamps,
      id: store.newId(),
      syncStatus: status,
      referenceNumber: `B-${1000 + this.#bills}`,
      summary: 'Stock for trucks',
      billDate: stamps.createdOn ?? null,
      billAmount: money(total),
      amountCents: total,
      taxAmount: '0.00',
      shippingAmount: money(shipping),
      landedCostMethod: 'None',
      otherAmount: '0.00',
      createdBy: 'Back Office',
      termName: 'Net 30',
      dueDate: wireTime(midnight + 30 * DAY),
      postDate: status === 'Pending' ? null : (stamps.createdOn ?? null),
      businessUnit: { id: unitId, name: unitName },
      vendor: { id: vendorId, name },
      customFields: [],
      dateReconciled: status === 'Pending' ? null : (stamps.modifiedOn ?? null),
      discrepancy: random.chance(0.06) ? 'Discrepancy' : 'NoDiscrepancy',
      ...others,
    };
    this.#owed.push({ ...bill, cents: total });
    return bill;
  }

  /** An item of an order as bills show it. */
  #item(item: Doc, at: number): Doc {
    const cost = money(cents(item.cost));
    return {
      order: at + 1,
      name: item.skuName ?? null,
      description: item.description ?? null,
      quantity: decimalText(item.quantity),
      cost,
      allocatedTax: '0.00',
      allocatedShipping: '0.00',
      allocatedOtherCosts: '0.00',
      fullyLandedUnitCost: cost,
      id: this.#company.store.newId(),
      skuId: item.skuId ?? null,
      skuType: item.skuType ?? null,
      skuCode: item.skuCode ?? null,
      costOfSaleAccount: glAccount(this.#catalogue.accounts.get('5000')),
      assetAccount: glAccount(this.#catalogue.accounts.get('1200')),
    };
  }

  #expense(amount: number): Doc {
    return {
      id: this.#company.store.newId(),
      amount: money(amount),
      description: 'Supplies',
      generalLedgerAccount: glAccount(this.#catalogue.accounts.get('6000')),
      projectLabelIds: [],
    };
  }

  /** Everything that is owed to the vendor of the oldest bill. */
  #pay(midnight: number): void {
    const { store } = this.#company;
    const stamps = this.#stamps(midnight);
    const [oldest] = this.#owed;
    const vendor = docAt(oldest ?? {}, 'vendor');
    const paid = this.#owed.filter((bill) => docAt(bill, 'vendor')?.id === vendor?.id);
    this.#owed = this.#owed.filter((bill) => !paid.includes(bill));
    const status = this.#status(midnight);
    store.insertPast(apPayments, {
      ...stamps,
      date: stamps.createdOn ?? null,
      approvedDate: stamps.createdOn ?? null,
      method: 'AccountingSystem',
      name: `Payment to ${String(vendor?.name)}`,
      printCheck: false,
      amount: amountOf(paid.reduce((sum, bill) => sum + Number(bill.cents), 0)),
      status: 'Paid',
      syncStatus: status,
      glAccount: glAccount(this.#catalogue.accounts.get('1000')),
      businessUnit: oldest?.businessUnit ?? null,
      vendor: vendor ?? null,
      customFields: [],
      splits: paid.map((bill) => ({
        id: store.newId(),
        active: true,
        createdOn: stamps.createdOn ?? null,
        documentId: bill.id ?? null,
        inventoryBillId: bill.id ?? null,
        amount: amountOf(Number(bill.cents)),
      })),
    });
  }

  /** Something went back: the vendor owes for it, and the next bill takes it up. */
  #credit(midnight: number): void {
    const { store, random, structure } = this.#company;
    const stamps = this.#stamps(midnight);
    const vendor = random.pick(this.#vendors);
    const [unitName, unitId] = random.pick([...structure.units]);
    const number = `VC-${random.between(1000, 9999)}`;
    const amount = random.between(1500, 24_000);
    const bill = this.#owed.find((one) => Number(one.cents) > amount);
    const id: Id = store.newId();
    store.insertPast(apCredits, {
      ...stamps,
      id,
      inventoryReturnId: null,
      date: stamps.createdOn ?? null,
      number,
      referenceNumber: number,
      memo: 'Returned stock',
      amount: amountOf(amount),
      appliedAmount: bill ? amountOf(amount) : 0,
      status: 'Unreconciled',
      syncStatus: this.#status(midnight),
      businessUnit: { id: unitId, name: unitName },
      vendor: { id: vendor.id ?? null, name: vendor.name ?? null },
      paymentStatus: bill ? 'Paid' : 'Unpaid',
      customFields: [],
      splits: bill
        ? [
            {
              id: store.newId(),
              active: true,
              createdOn: stamps.createdOn ?? null,
              inventoryBillId: bill.id ?? null,
              vendorCreditId: id,
              amount: amountOf(amount),
            },
          ]
        : [],
    });
  }
}
