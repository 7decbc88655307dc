/** Loads the plans of the demo company: types of visits, invoice templates, membership types with their terms. */
import type { Company } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import { services as pricebookServices } from '../pricebook/collections.ts';
import { PLANS, type PlanFacts, SERVICES, type ServiceFacts } from './catalogue.ts';
import {
  durationBillings,
  invoiceTemplates,
  MEMBERSHIP_TYPE,
  membershipFieldTypes,
  membershipTypes,
  recurringServiceTypes,
  typeDiscounts,
  typeServices,
} from './collections.ts';

export interface Plan {
  facts: PlanFacts;
  type: Doc;
  services: { facts: ServiceFacts; type: Doc }[];
}

export function loadPlans({ store, structure, founded }: Company): Plan[] {
  const createdOn = wireTime(founded, 4321);
  const add = (collection: Collection, doc: Doc): Doc =>
    store.insertPast(collection, { createdOn, createdById: structure.officeIds[0] ?? 1, ...doc });
  const unitOf = (trade: string): Id => structure.units.get(`${trade} Maintenance`) ?? 0;
  add(membershipFieldTypes, { name: 'Referred By', dataType: 'Text', dataTypeOptions: null });

  const services = new Map(
    SERVICES.map((facts) => [facts.name, { facts, type: add(recurringServiceTypes, serviceType(facts)) }]),
  );

  /** An invoice template of one item. */
  function templateOf(name: string, skuId: Id, price: number): Doc {
    const item = {
      id: store.newId(),
      skuId,
      skuType: 'Service',
      quantity: 1,
      unitPrice: price,
      isAddOn: false,
    };
    const rest = { importId: null, workflowActionItemId: null, description: name, cost: 0, hours: 1 };
    return add(invoiceTemplates, {
      name,
      total: price,
      isSettingsTemplate: true,
      items: [{ ...item, ...rest }],
    });
  }

  /** The plan has paid for the visit: its invoice says what was done and charges nothing for it. */
  function serviceType(facts: ServiceFacts): Doc {
    const [sku] = store.find(pricebookServices, 'displayName', facts.jobType);
    const template = templateOf(facts.name, sku ? (sku.id as Id) : store.newId(), 0);
    return {
      name: facts.name,
      recurrenceType: 'Seasonal',
      recurrenceInterval: 1,
      recurrenceMonths: [...facts.months],
      durationType: 'NumberOfVisits',
      durationLength: 1,
      invoiceTemplateId: template.id ?? null,
      businessUnitId: unitOf(facts.trade),
      jobTypeId: structure.jobTypes.find((one) => one.facts.name === facts.jobType)?.id ?? null,
      priority: 'Normal',
      campaignId: structure.campaigns[0]?.id ?? null,
      jobSummary: `${facts.name}, part of the plan.`,
    };
  }

  return PLANS.map((facts) => {
    const included = facts.services.flatMap((name) => services.get(name) ?? []);
    const id = store.newId();
    const price = facts.terms[0]?.[2] ?? 0;
    const type = add(membershipTypes, {
      ...MEMBERSHIP_TYPE,
      id,
      name: facts.name,
      displayName: facts.displayName,
      active: facts.weight > 0,
      discount: facts.discount,
      billingTemplateId: templateOf(`${facts.name} Bill`, store.newId(), price).id ?? null,
      durationBilling: facts.terms.map(termOf),
      durations: facts.terms.flatMap(([months]) => months ?? []),
      frequencies: facts.terms.map(([, frequency]) => frequency),
      discounts: [...structure.units.values()]
        .slice(0, 2)
        .map((targetId) => ({ targetId, discount: facts.discount })),
      recurringServices: included.map((one) => serviceItem(id, one.type)),
    });
    for (const term of facts.terms) add(durationBillings, { ...termOf(term), membershipTypeId: id });
    for (const targetId of [...structure.units.values()].slice(0, 2))
      add(typeDiscounts, { targetId, discount: facts.discount, membershipTypeId: id });
    for (const one of included) add(typeServices, serviceItem(id, one.type));
    return { facts, type, services: included };
  });
}

const termOf = ([duration, billingFrequency, price]: PlanFacts['terms'][number]): Doc => ({
  duration,
  billingFrequency,
  salePrice: price,
  billingPrice: price,
  renewalPrice: price,
});

const serviceItem = (membershipTypeId: Id, service: Doc): Doc => ({
  membershipTypeId,
  recurringServiceTypeId: service.id ?? null,
  offset: 0,
  offsetType: 'Months',
  allocation: 0,
});
