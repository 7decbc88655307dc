/** Invoices, payments and credit memos of the demo company's completed jobs. */

import type { Company, PastJob } from '../../company/chapter.ts';
import { amountOf, cents, money } from '../../json/money.ts';
import { type Doc, docAt, type Id, textAt } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { customers, locations } from '../crm/collections.ts';
import { businessUnits } from '../settings/collections.ts';
import {
  creditMemoItems,
  creditMemos,
  INVOICE,
  invoiceItems,
  invoices,
  PAYMENT,
  payments,
} from './collections.ts';
import { creditMembers } from './credit-memos.ts';
import { type Catalogue, glAccount } from './demo-catalogue.ts';
import { demoLines, type Goods } from './demo-lines.ts';
import { statusAt, type Week } from './demo-week.ts';
import { totalMembers } from './invoice-totals.ts';
import { membersOfJob } from './job-invoice.ts';
import { appliedMembers } from './record-payment.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SALES: Readonly<Record<string, string>> = { HVAC: '4000', Plumbing: '4100', Electrical: '4200' };

/** How much of an invoice was paid, and when; nothing when it is still open. */
interface Outcome {
  cents: number;
  on: number;
}

export class Billing {
  readonly #company: Company;
  readonly #catalogue: Catalogue;
  readonly #goods: Goods;
  readonly #creditSkuId: Id;
  readonly #units = new Map<Id, Doc | null>();
  #credits = 0;

  constructor(company: Company, catalogue: Catalogue, goods: Goods) {
    this.#company = company;
    this.#catalogue = catalogue;
    this.#goods = goods;
    this.#creditSkuId = company.store.newId();
  }

  /** Writes what a completed job brings: its invoice always, a payment mostly, now and then a credit. */
  bill(job: PastJob, week: Week): void {
    const { store, random, now } = this.#company;
    const total = cents(job.draft.total);
    const members = membersOfJob(job.draft, {
      customer: store.get(customers, job.household.customerId),
      location: store.get(locations, job.household.locationId),
      type: job.facts.name,
    });
    const unit = this.#unit(job.unitId);
    const taxed = this.#catalogue.taxOf(textAt(docAt(members, 'locationAddress') ?? {}, 'city') ?? '');
    const rate = Number(docAt(taxed, 'salesTaxCode')?.taxRate ?? 0);
    const { items, subTotal, tax } =
      total > 0 ? demoLines(random, this.#goods, job, total, rate) : { items: [], subTotal: 0, tax: 0 };
    const id = job.draft.invoiceId as Id;
    const createdOn = wireTime(job.changed, random.between(1, 9999));
    // One in a hundred; the smallest company has one too.
    const credit =
      total > 20_000 && job.changed < now - 5 * DAY && (this.#credits === 0 || random.chance(0.01));
    if (credit) this.#credits += 1;
    const credited = credit ? Math.round(total * 0.1) : 0;
    const paid = total > 0 ? this.#outcome(total - credited, job.changed) : undefined;
    const status = week.status;
    const invoice: Doc = {
      ...INVOICE,
      ...members,
      ...taxed,
      id,
      active: true,
      createdOn,
      modifiedOn: createdOn,
      businessUnit: unit,
      invoiceDate: createdOn,
      dueDate: createdOn,
      createdBy: job.technician.name,
      syncStatus: status,
      batch: status === 'Pending' ? null : week.batch,
      reviewStatus: status === 'Pending' ? 'NeedsReview' : 'Reviewed',
      sentStatus: random.chance(0.7) ? 'Sent' : 'NotSent',
      employeeInfo: { id: job.technician.id, name: job.technician.name, modifiedOn: createdOn },
      ...totalMembers(
        { subTotal, tax, discount: 0, total },
        (paid?.cents ?? 0) + credited,
        paid ? wireTime(paid.on) : null,
        createdOn,
      ),
    };
    store.loadPast(invoices, invoice);
    this.#writeItems(items, invoice, SALES[job.facts.trade] ?? '4000');
    week.sold({ unit, account: SALES[job.facts.trade] ?? '4000', subTotal, tax });
    if (paid) this.#pay(invoice, paid, week);
    if (credited > 0) this.#credit(invoice, credited, week);
  }

  #unit(id: Id): Doc | null {
    let unit = this.#units.get(id);
    if (unit === undefined) {
      const found = this.#company.store.get(businessUnits, id);
      unit = found ? { id, name: found.name ?? null } : null;
      this.#units.set(id, unit);
    }
    return unit;
  }

  #writeItems(items: readonly Doc[], invoice: Doc, account: string): void {
    const { store } = this.#company;
    const generalLedgerAccount = glAccount(this.#catalogue.accounts.get(account));
    const { id = null, createdOn = null, businessUnit = null } = invoice;
    for (const item of items) {
      store.loadPast(invoiceItems, {
        ...item,
        id: store.newId(),
        active: true,
        createdOn,
        modifiedOn: createdOn,
        serviceDate: createdOn,
        businessUnit,
        generalLedgerAccount,
        invoiceId: id,
      });
    }
  }

  /** Most pay the technician at the door, others within weeks; of older invoices few are open. */
  #outcome(owed: number, since: number): Outcome | undefined {
    const { random, now } = this.#company;
    const late = random.chance(0.28);
    const on = since + (late ? random.between(DAY, 28 * DAY) : random.between(MINUTE, 15 * MINUTE));
    const never = random.chance(since < now - 60 * DAY ? 0.012 : 0.06);
    if (on > now || never) return undefined;
    return { on, cents: random.chance(0.02) ? Math.round(owed / 2) : owed };
  }

  #pay(invoice: Doc, { cents: amount, on }: Outcome, week: Week): void {
    const { store, random, now } = this.#company;
    const types = this.#catalogue.paymentTypes;
    const type = types[random.weighted(types.map(({ weight }) => weight))];
    const createdOn = wireTime(on, random.between(1, 9999));
    const together = week.holds(on);
    const id = store.newId();
    const card = type?.name.endsWith('Card');
    store.loadPast(payments, {
      ...PAYMENT,
      id,
      active: true,
      createdOn,
      modifiedOn: createdOn,
      referenceNumber: String(id),
      typeId: String(type?.id),
      type: type?.name ?? null,
      date: createdOn,
      total: money(amount),
      totalCents: amount,
      customer: invoice.customer ?? null,
      businessUnit: invoice.businessUnit ?? null,
      generalLedgerAccount: glAccount(this.#catalogue.accounts.get('1050')),
      syncStatus: together ? week.status : statusAt(now - on),
      batch: together && week.status !== 'Pending' ? week.batch : null,
      deposit: together ? week.deposit : null,
      authCode: card ? String(random.between(100_000, 999_999)) : null,
      checkNumber: type?.name === 'Check' ? String(random.between(101, 9899)) : null,
      createdBy: 'Back Office',
      ...appliedMembers(amount, [this.#application(invoice, money(amount), createdOn)]),
    });
    if (together) week.paid(amount);
  }

  #application(invoice: Doc, appliedAmount: Doc[string], appliedOn: string): Doc {
    return {
      appliedId: this.#company.store.newId(),
      appliedTo: invoice.id ?? null,
      appliedAmount,
      appliedOn,
      appliedBy: 'Back Office',
      appliedToReferenceNumber: invoice.referenceNumber ?? null,
    };
  }

  /** A tenth off, after a complaint. */
  #credit(invoice: Doc, amount: number, week: Week): void {
    const { store } = this.#company;
    const refunds = this.#catalogue.accounts.get('4900');
    const { createdOn = null, businessUnit = null, customer = null, location = null } = invoice;
    const { customerAddress = null, locationAddress = null } = invoice;
    const day = String(createdOn).slice(0, 10);
    const stamps = { createdOn, modifiedOn: createdOn };
    const application = this.#application(invoice, amountOf(amount), day);
    const memo = store.insertPast(creditMemos, {
      ...stamps,
      businessUnit,
      customer,
      location,
      customerAddress,
      locationAddress,
      date: day,
      datedOn: `${day}T00:00:00Z`,
      referenceNumber: `CM-${String(invoice.referenceNumber)}`,
      subTotal: amountOf(amount),
      salesTax: 0,
      total: amountOf(amount),
      syncStatus: week.status,
      batch: week.status === 'Pending' ? null : week.batch,
      customFields: [],
      createdBy: 'Back Office',
      description: 'A courtesy after a second visit.',
      ...creditMembers(amount, [application]),
    });
    store.insertPast(creditMemoItems, {
      ...stamps,
      creditMemoId: memo.id ?? null,
      description: 'Courtesy credit',
      quantity: 1,
      cost: 0,
      price: amountOf(amount),
      total: amountOf(amount),
      type: 'Service',
      skuName: 'CREDIT',
      skuId: this.#creditSkuId,
      taxable: false,
      createdBy: 'Back Office',
      businessUnit,
      revenueGeneralLedgerAccount: {
        id: refunds?.id ?? null,
        name: refunds?.name ?? null,
        number: refunds?.number ?? null,
        type: refunds?.type ?? null,
      },
    });
  }
}
