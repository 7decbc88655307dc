/** Service agreements of the demo company: firms have their equipment looked after for a year, most renew it. */
import type { Chapter, Company } from '../../company/chapter.ts';
import type { Household } from '../../company/households.ts';
import { type Doc, type Id, toId } from '../../json/value.ts';
import { project } from '../../wire/project.ts';
import { wireTime } from '../../wire/time.ts';
import { customers } from '../crm/collections.ts';
import { services } from '../pricebook/collections.ts';
import { SERVICE_AGREEMENT, serviceAgreements } from './collections.ts';

/** Members that a template leaves open are null in the list as they are in the single answer. */
const TEMPLATE = {
  kind: 'ref',
  name: 'ServiceAgreements.V2.ServiceAgreementTemplateFieldsResponse',
  nullable: false,
} as const;

const DAY = 86_400_000;
const MONTHS = 12;
/** Customers that are asked; nothing else grows with the size of the company. */
const ASKED = 400;
/** What becomes of an offer that is not under way. */
const OFFERED = ['Draft', 'Sent', 'Rejected', 'Accepted'];
const SCHEDULES = ['Monthly', 'Quarterly', 'Annual'];

interface Asked extends Household {
  since: number;
}

export const chapter: Chapter = {
  name: 'service-agreements',
  begin(company) {
    const asked = new Map<Id, Asked>();
    return {
      household(household, since) {
        if (asked.size < ASKED && !asked.has(household.customerId))
          asked.set(household.customerId, { ...household, since });
      },
      close: () => agree(company, asked.values()),
    };
  },
};

/** Goes through the firms among the customers. */
function agree(company: Company, asked: Iterable<Asked>): void {
  const { store, random, structure } = company;
  const template = templateOf(company);
  if (!template) return;
  const unitId = structure.units.get('HVAC Service') ?? null;
  for (const one of asked) {
    const customer = store.get(customers, one.customerId);
    if (customer?.type !== 'Commercial') continue;
    const price = random.between(18, 96) * 100;
    const schedule = random.pick(SCHEDULES);
    const terms: Doc = {
      ...SERVICE_AGREEMENT,
      ...pricesOf(price),
      name: `Maintenance of ${String(customer.name)}`,
      summary: 'Two visits a year with filters.',
      customerId: one.customerId,
      locationIds: [one.locationId],
      businessUnitId: unitId,
      templateFields: { ...template, billingScheduleType: schedule },
      billingSchedule: schedule,
      durationMonths: MONTHS,
      autoRenew: random.chance(0.7),
      accountManagerId: random.pick(structure.officeIds),
      soldById: random.pick(structure.technicians).id,
    };
    if (random.chance(0.25)) offer(company, one, terms);
    else run(company, one, terms);
  }
}

/** What all agreements are made from; undefined where there is no service to bill. No API shows the template itself. */
function templateOf({ store }: Company): Doc | undefined {
  const [service] = store.database.integers(`SELECT id FROM "${services.name}" ORDER BY id LIMIT 1`);
  if (service === undefined) return undefined;
  const template: Doc = {
    originalTemplateId: store.newId(),
    revenueRecognitionMode: 'Deferred',
    invoiceCancellationMode: 'AskToCreateInvoice',
    billingServiceId: toId(service),
    defaultPricingStrategy: 'TotalAgreementFlatPrice',
    defaultAutoRenew: true,
  };
  return project(template, TEMPLATE) as Doc;
}

/** Labour is two fifths of the price, materials a tenth, the way a twentieth. */
function pricesOf(price: number): Doc {
  const [labor, material, travel] = [(price * 2) / 5, price / 10, price / 20];
  const margin = price - labor - material - travel;
  return {
    totalAgreementPrice: price,
    estimatedLaborCost: labor,
    estimatedMaterialCost: material,
    estimatedTravelCost: travel,
    estimatedGrossMarginAmount: margin,
    estimatedGrossMarginPercentage: (margin * 100) / price,
  };
}

function offer({ store, random, now }: Company, { since }: Asked, terms: Doc): void {
  const createdOn = wireTime(Math.max(since, now - random.between(3, 40) * DAY), 77);
  store.insertPast(serviceAgreements, {
    ...terms,
    createdOn,
    createdById: terms.accountManagerId ?? null,
    modifiedById: terms.accountManagerId ?? null,
    status: random.pick(OFFERED),
    origin: 'Initial',
  });
}

/** The years since it was signed: each is an agreement, which names the one that renewed it. */
function run({ store, random, now }: Company, { since }: Asked, terms: Doc): void {
  const signed = Math.min(now, since + random.between(5, 60) * DAY);
  const canceled = random.chance(0.1);
  let id = store.newId();
  for (let year = 0; ; year += 1) {
    const [start, next] = [yearsAfter(signed, year), yearsAfter(signed, year + 1)];
    const ended = next.getTime() <= now;
    const renewed = ended && terms.autoRenew === true && !canceled;
    const renewal = renewed ? store.newId() : null;
    const end = new Date(next.getTime() - DAY);
    const written = year === 0 ? signed : start.getTime();
    store.insertPast(serviceAgreements, {
      ...terms,
      id,
      createdOn: wireTime(written, 78),
      modifiedOn: wireTime(ended ? next.getTime() : written, 79),
      createdById: terms.accountManagerId ?? null,
      modifiedById: terms.accountManagerId ?? null,
      status: statusOf(canceled, ended),
      origin: year === 0 ? 'Initial' : 'AutoRenew',
      renewalAgreementId: renewal,
      startDate: dateOf(start),
      endDate: dateOf(end),
    });
    if (renewal === null) return;
    id = renewal;
  }
}

function statusOf(canceled: boolean, ended: boolean): string {
  if (canceled) return 'Canceled';
  return ended ? 'Expired' : 'Activated';
}

function yearsAfter(ms: number, years: number): Date {
  const date = new Date(ms);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date;
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);
