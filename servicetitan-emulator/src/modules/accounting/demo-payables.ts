/** What the demo company owes: bills of vendors, credits for what went back, and payments. */
import type { Company } from '../../company/chapter.ts';
import { amountOf } from '../../json/money.ts';
import { type Doc, docAt, type Id } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import { wireTime } from '../../wire/time.ts';
import { type Catalogue, glAccount } from './demo-catalogue.ts';
import { apBills, apCredits, apPayments, inventoryBills } from './ledger-collections.ts';
import { money } from './money.ts';

const DAY = 86_400_000;
const VENDORS = ['Rocky Mountain Supply', 'Summit Wholesale Plumbing', 'Aspen Electric Supply'];

/** Code, name, price in cents from and to. */
const GOODS: readonly (readonly [string, string, number, number])[] = [
  ['CAP-45-5', 'Dual run capacitor 45/5', 900, 2400],
  ['REF-410A', 'Refrigerant R-410A, 25 lb', 21_000, 34_000],
  ['PEX-075', 'PEX tubing 3/4 in, 100 ft', 5200, 8900],
  ['WH-50G', 'Water heater 50 gal', 52_000, 78_000],
  ['BRK-20A', 'Breaker 20 A', 600, 1400],
  ['GFCI-15', 'GFCI outlet 15 A', 1100, 2600],
];

/** Vendors of the inventory, or some known by name only when it has none. */
function vendorsOf(store: Store): readonly Doc[] {
  const table = store.tables.find(({ collection }) => collection.schema === 'Inventory.V2.VendorResponse');
  const known = table ? store.find(table.collection, 'active', 1).slice(0, 20) : [];
  return known.length > 0 ? known : VENDORS.map((name) => ({ id: store.newId(), name }));
}

export class Payables {
  readonly #company: Company;
  readonly #catalogue: Catalogue;
  readonly #vendors: readonly Doc[];
  /** Bills to be paid, oldest first; never more than a month's. */
  #owed: Doc[] = [];
  #bills = 0;

  constructor(company: Company, catalogue: Catalogue) {
    this.#company = company;
    this.#catalogue = catalogue;
    this.#vendors = vendorsOf(company.store);
  }

  day(midnight: number): void {
    const { random } = this.#company;
    if (random.chance(0.35)) this.#bill(midnight);
    if (random.chance(0.03)) this.#credit(midnight);
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

  #bill(midnight: number): void {
    const { store, random, structure } = this.#company;
    const stamps = this.#stamps(midnight);
    const vendor = random.pick(this.#vendors);
    const items = Array.from({ length: random.between(1, 3) }, (_unused, at) => this.#item(at));
    const goods = items.reduce((sum, { total }) => sum + total, 0);
    const shipping = random.chance(0.3) ? random.between(900, 4500) : 0;
    const procured = random.chance(0.75);
    const [unitName, unitId] = random.pick([...structure.units]);
    const status = this.#status(midnight);
    this.#bills += 1;
    const id = store.newId();
    const reconciled = status !== 'Pending';
    const shared: Doc = {
      ...stamps,
      id,
      purchaseOrderId: procured ? store.newId() : null,
      syncStatus: status,
      referenceNumber: `B-${1000 + this.#bills}`,
      vendorNumber: `V${random.between(10_000, 99_999)}`,
      summary: 'Stock for trucks',
      billDate: stamps.createdOn ?? null,
      billAmount: money(goods + shipping),
      amountCents: goods + shipping,
      taxAmount: '0.00',
      shippingAmount: money(shipping),
      landedCostMethod: 'None',
      otherAmount: '0.00',
      createdBy: 'Back Office',
      termName: 'Net 30',
      dueDate: wireTime(midnight + 30 * DAY),
      shipToDescription: 'Main warehouse',
      postDate: status === 'Pending' ? null : (stamps.createdOn ?? null),
      businessUnit: { id: unitId, name: unitName },
      vendor: { id: vendor.id ?? null, name: vendor.name ?? null },
      shipTo: docAt(this.#catalogue.remittanceVendors[0] ?? {}, 'address') ?? null,
      customFields: [],
      dateReconciled: reconciled ? (stamps.modifiedOn ?? null) : null,
      billType: procured ? 'Procurement' : 'ApBill',
      discrepancy: random.chance(0.06) ? 'Discrepancy' : 'NoDiscrepancy',
      purchaseOrderNumber: procured ? `PO-${1000 + this.#bills}` : null,
      purchaseOrderType: procured ? 'Stock' : null,
    };
    const warehouse = { id: 1, name: 'Main warehouse', type: 'Warehouse' };
    store.insertPast(apBills, {
      ...shared,
      status: reconciled ? 'Reconciled' : 'Unreconciled',
      source: procured ? 'Purchasing' : 'Standalone',
      vendorInvoiceTotal: money(goods + shipping),
      doNotPay: false,
      items: procured ? items.map(({ doc }) => ({ ...doc, inventoryLocation: warehouse })) : [],
      expenseItems: procured ? [] : [this.#expense(goods)],
    });
    if (procured)
      store.insertPast(inventoryBills, {
        ...shared,
        items: items.map(({ doc }) => ({ ...doc, inventoryLocation: warehouse.name })),
      });
    this.#owed.push({ ...shared, cents: goods + shipping });
  }

  #item(at: number): { doc: Doc; total: number } {
    const { store, random } = this.#company;
    const [skuCode, name, low, high] = random.pick(GOODS);
    const quantity = random.between(1, 12);
    const cost = random.between(low, high);
    return {
      total: quantity * cost,
      doc: {
        order: at + 1,
        name,
        description: name,
        quantity: `${quantity}.00`,
        cost: money(cost),
        allocatedTax: '0.00',
        allocatedShipping: '0.00',
        allocatedOtherCosts: '0.00',
        fullyLandedUnitCost: money(cost),
        id: store.newId(),
        skuId: GOODS.findIndex(([code]) => code === skuCode) + 1,
        skuType: 'Material',
        skuCode,
        costOfSaleAccount: glAccount(this.#catalogue.accounts.get('5000')),
        assetAccount: glAccount(this.#catalogue.accounts.get('1200')),
      },
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
