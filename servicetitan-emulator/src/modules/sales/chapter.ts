/**
 * Estimates of the demo company: sales visits leave one to three options, installs were sold before, and now and then a
 * repair leads to an offer. About half of the offers are sold; the rest is dismissed in time or still open.
 */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { services } from '../pricebook/collections.ts';
import type { Sku } from '../pricebook/skus.ts';
import {
  ESTIMATE,
  estimateItems,
  estimateStatusChanges,
  estimates,
  estimateTemplates,
  proposalTemplates,
  proposalTypes,
} from './collections.ts';
import { type EstimateStatus, statusModel } from './estimates.ts';
import { itemOf, shownItem, skuShown } from './items.ts';

const DAY = 86_400_000;
const OPTIONS = ['Good', 'Better', 'Best'];
/** An offer that nobody answered for so long is dismissed. */
const PATIENCE_DAYS = 90;

export const chapter: Chapter = {
  name: 'sales',
  begin(company) {
    const offers = loadTemplates(company);
    return {
      job: (job) => offer(company, offers, job),
    };
  },
};

interface Offers {
  /** Service by the name of the job type it is for. */
  byName: ReadonlyMap<string, Sku>;
  /** Names of install jobs by trade. */
  installs: ReadonlyMap<string, readonly string[]>;
  unitNames: ReadonlyMap<Id, string>;
}

function loadTemplates({ store, structure, founded }: Company): Offers {
  const createdOn = wireTime(founded, 3579);
  const skus = store.find(services, 'active', 1).map((doc): Sku => ({ type: 'Service', doc }));
  const byName = new Map(skus.map((sku) => [String(sku.doc.displayName), sku]));
  const installs = Map.groupBy(
    structure.jobTypes.filter(({ facts }) => facts.division === 'Install').map(({ facts }) => facts),
    ({ trade }) => trade,
  );
  const { id: typeId = null, options } = store.insertPast(proposalTypes, {
    createdOn,
    name: 'Good, Better, Best',
    type: 'Progressive',
    isSystemDefault: true,
    isDefault: true,
    options: OPTIONS.map((name, order) => ({
      id: store.newId(),
      name,
      order,
      color: null,
      estimateType: 'Standard',
    })),
  });
  for (const sku of skus.filter(({ doc }) => String(doc.displayName).includes('Installation')).slice(0, 3)) {
    const name = String(sku.doc.displayName);
    const price = sku.doc.price ?? 0;
    const template = store.insertPast(estimateTemplates, {
      createdOn,
      name,
      internalName: String(sku.doc.code),
      summary: `${name}, complete.`,
      mode: 'Dynamic',
      businessUnitId: null,
      totalCost: sku.doc.cost ?? 0,
      totalPrice: price,
      items: [
        {
          id: store.newId(),
          skuId: sku.doc.id ?? null,
          skuType: sku.type,
          skuName: sku.doc.code ?? null,
          description: sku.doc.description ?? null,
          quantity: 1,
          unitPrice: price,
          totalPrice: price,
          isAddOn: false,
          chargeable: true,
          allowDiscounts: true,
          unitCost: sku.doc.cost ?? 0,
          memo: null,
          order: 0,
          parentItemId: null,
          itemGroupParentId: null,
          itemGroupName: null,
          projectLabels: null,
        },
      ],
    });
    store.insertPast(proposalTemplates, {
      createdOn,
      name: `${name} proposal`,
      description: null,
      status: 'Publish',
      proposalTypeId: typeId,
      proposalTypeName: 'Good, Better, Best',
      businessUnitIds: [],
      estimateAssignments: [
        {
          proposalTypeOptionId: (options as Doc[])[0]?.id ?? null,
          estimateTemplateId: template.id ?? null,
          estimateTemplateName: name,
          order: 0,
        },
      ],
    });
  }
  const unitNames = new Map([...structure.units].map(([name, id]) => [id, name]));
  return {
    byName,
    installs: new Map([...installs].map(([trade, facts]) => [trade, facts.map(({ name }) => name)])),
    unitNames,
  };
}

/** Offers that come with a job, as the job's record is about to be written. */
function offer(company: Company, offers: Offers, job: PastJob): void {
  const { random } = company;
  const { facts, draft, start, booked } = job;
  const over = job.status === 'Done';
  if (facts.division === 'Install' && job.status !== 'Canceled') {
    // The offer was accepted before the job was booked.
    const price = over ? draft.total : undefined;
    add(company, offers, job, {
      name: facts.name,
      at: booked - random.between(1, 6) * DAY,
      price,
      sold: booked,
    });
    draft.soldById = job.technician.id;
    return;
  }
  if (!over) return;
  const isSale = facts.division === 'Sales';
  if (!isSale && !random.chance(facts.division === 'Service' ? 0.16 : 0.05)) return;
  const wanted = random.pick(offers.installs.get(facts.trade) ?? [facts.name]);
  const count = isSale ? random.between(1, 3) : 1;
  const sold = random.chance(0.45) ? random.between(0, count - 1) : -1;
  const decided = start + random.between(0, 12) * DAY;
  for (let at = 0; at < count; at += 1) {
    const isSold = at === sold && decided <= company.now;
    add(company, offers, job, {
      name: wanted,
      option: count > 1 ? OPTIONS[at] : undefined,
      at: start,
      factor: 0.9 + at * 0.18,
      ...(isSold && { sold: decided }),
    });
    if (isSold) draft.soldById = job.technician.id;
  }
}

interface Offer {
  name: string;
  option?: string | undefined;
  /** When it was made, and when it was sold, in milliseconds since 1970. */
  at: number;
  sold?: number;
  /** Its price; that of the pricebook times `factor` when absent. */
  price?: Doc[string] | undefined;
  factor?: number;
}

function add({ store, random, now }: Company, offers: Offers, job: PastJob, made: Offer): void {
  const sku = offers.byName.get(made.name);
  if (!sku) return;
  const ticks = random.between(1, 9999);
  const dismissed = made.sold === undefined && (now - made.at > PATIENCE_DAYS * DAY || random.chance(0.25));
  const status: EstimateStatus = made.sold === undefined ? (dismissed ? 'Dismissed' : 'Open') : 'Sold';
  const at = Math.min(made.at, now);
  const decided = made.sold ?? (dismissed ? Math.min(now, at + random.between(3, PATIENCE_DAYS) * DAY) : at);
  const id = store.newId();
  const stamps = { createdOn: wireTime(at, ticks), modifiedOn: wireTime(decided, ticks) };
  const unitPrice = made.price ?? Math.round(Number(sku.doc.price ?? 0) * (made.factor ?? 1));
  const item = store.insertPast(estimateItems, {
    ...itemOf(
      store,
      { quantity: 1, unitPrice, description: sku.doc.description ?? '' },
      { sku: skuShown(sku) },
    ),
    unitCost: sku.doc.cost ?? 0,
    totalCost: sku.doc.cost ?? 0,
    ...stamps,
    estimateId: id,
  });
  store.insertPast(estimates, {
    ...ESTIMATE,
    ...stamps,
    id,
    createdById: job.technician.id,
    ...job.household,
    jobId: job.jobId,
    jobNumber: job.jobNumber,
    businessUnitId: job.unitId,
    businessUnitName: offers.unitNames.get(job.unitId) ?? null,
    name: made.option === undefined ? made.name : `${made.name}: ${made.option}`,
    proposalTagName: made.option ?? null,
    isRecommended: made.option === 'Better',
    summary: `${made.name} as discussed.`,
    status: statusModel(status),
    soldOn: made.sold === undefined ? null : wireTime(made.sold, ticks),
    soldBy: made.sold === undefined ? null : job.technician.id,
    items: [shownItem(item)],
    subtotal: item.total ?? 0,
  });
  if (status !== 'Open') {
    store.insertPast(estimateStatusChanges, {
      createdOn: wireTime(decided, ticks),
      createdById: job.technician.id,
      estimateId: id,
      oldStatus: 'Open',
      newStatus: status,
    });
  }
  job.draft.estimateIds = [...((job.draft.estimateIds as Id[] | undefined) ?? []), id];
}
