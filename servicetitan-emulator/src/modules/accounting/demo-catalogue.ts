/** What the demo company's books are made of: kinds of payment, terms, tax zones, accounts, custom fields. */
import type { Company } from '../../company/chapter.ts';
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import {
  creditMemos,
  fieldTypes,
  invoices,
  payments,
  paymentTerms,
  paymentTypes,
  taxZones,
} from './collections.ts';
import {
  accounts,
  accountTypes,
  apBills,
  apCredits,
  apPayments,
  inventoryBills,
  remittanceVendors,
} from './ledger-collections.ts';
import { salesTaxOf } from './tax.ts';

/** Name, how often it is used. */
const PAYMENT_TYPES: readonly (readonly [string, number])[] = [
  ['Credit Card', 55],
  ['Check', 18],
  ['ACH', 9],
  ['Financing', 8],
  ['Cash', 6],
  ['Debit Card', 4],
];

/** Name, days until it is due. */
const TERMS: readonly (readonly [string, number])[] = [
  ['Due Upon Receipt', 0],
  ['Net 15', 15],
  ['Net 30', 30],
  ['2% 10 Net 30', 30],
];

/** Name, the rates that add up. */
const ZONES: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'Denver',
    [
      ['Colorado', 0.029],
      ['Denver', 0.0481],
      ['RTD', 0.01],
    ],
  ],
  [
    'Aurora',
    [
      ['Colorado', 0.029],
      ['Aurora', 0.0375],
      ['RTD', 0.01],
    ],
  ],
  [
    'Lakewood',
    [
      ['Colorado', 0.029],
      ['Lakewood', 0.03],
      ['RTD', 0.01],
    ],
  ],
  [
    'Arvada',
    [
      ['Colorado', 0.029],
      ['Arvada', 0.0346],
      ['RTD', 0.01],
    ],
  ],
];

const ACCOUNT_TYPES = [
  'Bank',
  'Accounts Receivable',
  'Other Current Asset',
  'Accounts Payable',
  'Other Current Liability',
  'Equity',
  'Income',
  'Cost of Goods Sold',
  'Expense',
];

/** Number, name, type, what it is the default for. */
const ACCOUNTS: readonly (readonly [string, string, string, string | null])[] = [
  ['1000', 'Operating Checking', 'Bank', 'CheckingAccount'],
  ['1050', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
  ['1100', 'Accounts Receivable', 'Accounts Receivable', 'AccountsReceivable'],
  ['1200', 'Inventory', 'Other Current Asset', 'Inventory'],
  ['2000', 'Accounts Payable', 'Accounts Payable', 'AccountsPayable'],
  ['2100', 'Sales Tax Payable', 'Other Current Liability', 'SalesTaxPayable'],
  ['2200', 'Customer Deposits', 'Other Current Liability', 'CustomerDeposits'],
  ['3000', 'Retained Earnings', 'Equity', 'RetainedEarnings'],
  ['4000', 'HVAC Sales', 'Income', 'Revenue'],
  ['4100', 'Plumbing Sales', 'Income', null],
  ['4200', 'Electrical Sales', 'Income', null],
  ['4900', 'Refunds', 'Income', 'Refunds'],
  ['5000', 'Materials', 'Cost of Goods Sold', 'CostOfGoodsSoldMaterials'],
  ['5100', 'Equipment', 'Cost of Goods Sold', 'CostOfGoodsSoldEquipment'],
  ['5200', 'Field Labor', 'Cost of Goods Sold', 'CostOfGoodsSoldLabor'],
  ['6000', 'Shop Supplies', 'Expense', null],
  ['6100', 'Vehicle Fuel', 'Expense', null],
];

const FIELD_OWNERS = [invoices, payments, creditMemos, apBills, inventoryBills, apCredits, apPayments];

const REMITTANCE = ['Front Range Factoring', 'Mile High Supply Remittance', 'Platte Valley Credit'];

export interface Catalogue {
  paymentTypes: readonly { id: Doc[string]; name: string; weight: number }[];
  /** Tax members of an invoice at a place in a city; towns without a zone of their own are in the first one. */
  taxOf(city: string): Doc;
  /** By number. */
  accounts: ReadonlyMap<string, Doc>;
  remittanceVendors: readonly Doc[];
}

export function loadCatalogue({ store, founded }: Company): Catalogue {
  const createdOn = wireTime(founded, 4321);
  const add = (collection: Collection, doc: Doc): Doc => store.insertPast(collection, { createdOn, ...doc });
  for (const collection of FIELD_OWNERS) {
    add(fieldTypes, { name: 'Cost Center', dataType: 'Text', dataTypeOptions: [], of: collection.name });
    add(fieldTypes, {
      name: 'Ledger',
      dataType: 'Dropdown',
      dataTypeOptions: ['Main', 'Branch'],
      of: collection.name,
    });
  }
  for (const name of ACCOUNT_TYPES) add(accountTypes, { name });
  for (const [at, [name, days]] of TERMS.entries()) add(paymentTerms, termOf(name, days, at));
  const taxes = new Map(
    ZONES.map(([name, rates], at) => [name, salesTaxOf(add(taxZones, zoneOf(name, rates, at)))]),
  );
  return {
    paymentTypes: PAYMENT_TYPES.map(([name, weight]) => ({
      id: add(paymentTypes, { name }).id ?? null,
      name,
      weight,
    })),
    taxOf: (city) => taxes.get(city) ?? taxes.get(ZONES[0]?.[0] ?? '') ?? {},
    accounts: new Map(
      ACCOUNTS.map(([number, name, type, defaultAccountType]) => [
        number,
        add(accounts, {
          number,
          name,
          type,
          subtype: type,
          description: `${name} of the company`,
          isIntacctGroup: false,
          isIntacctBankAccount: false,
          source: 'AccountingSystem',
          defaultAccountType,
        }),
      ]),
    ),
    remittanceVendors: REMITTANCE.map((name, at) =>
      add(remittanceVendors, {
        name,
        customerId: `RV-${100 + at}`,
        isApproved: true,
        isVerified: at > 0,
        contactInfo: {
          firstName: 'Accounts',
          lastName: 'Receivable',
          phone: `303555019${at}`,
          email: `remit${at}@example.com`,
          fax: null,
        },
        address: {
          street: `${200 + at} Market St`,
          unit: null,
          city: 'Denver',
          state: 'CO',
          zip: '80202',
          country: 'USA',
        },
      }),
    ),
  };
}

function termOf(name: string, dueDay: number, at: number): Doc {
  return {
    name,
    dueDayType: 'NumberOfDays',
    dueDay,
    isCustomerDefault: at === 0,
    isVendorDefault: name === 'Net 30',
    inUse: true,
    paymentTermDiscountModel: name.startsWith('2%')
      ? {
          id: at + 1,
          discountApplyTo: 'ApplyToSubtotalAmount',
          discount: 2,
          discountType: 'Percent',
          account: null,
          applyBy: 'NumberOfDays',
          applyByValue: 10,
        }
      : { id: null },
    interestSettings: {
      id: at + 1,
      rateType: 'Percentage',
      percentageRateValue: 1.5,
      chargeMethod: 'PrincipalOnly',
      frequency: 'Monthly',
      gracePeriod: 30,
      targetInvoices: ['JobInvoices'],
      taskId: 0,
      taskDisplayName: 'Finance Charge',
    },
  };
}

function zoneOf(name: string, rates: readonly (readonly [string, number])[], at: number): Doc {
  return {
    name,
    color: at + 1,
    isTaxRateSeparated: true,
    isMultipleTaxZone: rates.length > 1,
    rates: rates.map(([taxName, taxRate], place) => ({
      id: (at + 1) * 10 + place,
      taxName,
      taxBaseType: ['Material'],
      taxRate,
      salesTaxItem: taxName,
    })),
  };
}

/** An account as items, bills and payments show it. */
export const glAccount = (account: Doc | undefined): Doc | null =>
  account
    ? {
        id: account.id ?? null,
        name: account.name ?? null,
        number: account.number ?? null,
        type: account.type ?? null,
        detailType: account.subtype ?? null,
      }
    : null;
