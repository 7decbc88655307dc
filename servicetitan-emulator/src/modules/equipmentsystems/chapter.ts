/** Equipment of the demo company: what customers had when they came, and what installs put in. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import type { Household } from '../../company/households.ts';
import type { Doc, Id } from '../../json/value.ts';
import { wireTime } from '../../wire/time.ts';
import { equipment as pricebookEquipment } from '../pricebook/collections.ts';
import {
  equipmentFieldTypes,
  equipmentTypes,
  INSTALLED_EQUIPMENT,
  installedEquipment,
} from './collections.ts';

const YEAR = 365 * 86_400_000;
const MAKERS = ['Aspen Ridge', 'Northfork', 'Copper Creek', 'Wattson', 'Bluestem'];

/** Type, code of the SKU that is put in, kind of job that puts it in. */
const KINDS: readonly (readonly [string, string, string])[] = [
  ['Air Conditioner', 'AC-3T-16', 'AC Installation'],
  ['Furnace', 'FURN-80K', 'Furnace Installation'],
  ['Heat Pump', 'HP-3T', 'Heat Pump Installation'],
  ['Ductless Mini-Split', 'MINI-12K', 'Ductless Mini-Split Installation'],
  ['Water Heater', 'WH-50G', 'Water Heater Installation'],
  ['Tankless Water Heater', 'WH-TANKLESS', 'Tankless Water Heater Installation'],
  ['Service Panel', 'PANEL-200', 'Panel Upgrade'],
  ['EV Charger', 'EV-48', 'EV Charger Installation'],
];

/** How often a household has one of each before the company comes, against the others. */
const WEIGHTS = [6, 8, 1, 1, 8, 1, 3, 0];

export const chapter: Chapter = {
  name: 'equipmentsystems',
  begin(company) {
    const kinds = loadKinds(company);
    return {
      household: (household, createdOn) => found(company, kinds, household, createdOn),
      job: (job) => installed(company, kinds, job),
    };
  },
};

interface Kind {
  type: Doc;
  /** Kind of job that puts it in. */
  jobName: string;
  /** The SKU of the pricebook; absent when the pricebook has none. */
  sku: Doc | undefined;
}

function loadKinds({ store, founded }: Company): Kind[] {
  const createdOn = wireTime(founded, 4680);
  for (const [name, dataType, dataTypeOptions] of [
    ['Filter Size', 'Dropdown', ['14x20x1', '16x25x1', '20x25x4']],
    ['Breaker Position', 'Numeric', []],
    ['Access Notes', 'Text', []],
  ] as const)
    store.insertPast(equipmentFieldTypes, {
      createdOn,
      name,
      dataType,
      dataTypeOptions: [...dataTypeOptions],
    });
  return KINDS.map(([name, code, jobName]) => {
    const { id = null } = store.insertPast(equipmentTypes, { createdOn, name });
    return { type: { id, name }, jobName, sku: store.find(pricebookEquipment, 'code', code)[0] };
  });
}

/** What stands at a location when its customer first calls. */
function found(company: Company, kinds: readonly Kind[], household: Household, createdOn: number): void {
  const { random } = company;
  if (!random.chance(0.45)) return;
  const kind = kinds[random.weighted(WEIGHTS)];
  if (!kind) return;
  const age = random.between(1, 16);
  add(company, kind, household, {
    createdOn: wireTime(Math.min(createdOn, company.now), 21),
    installedOn: wireTime(createdOn - age * YEAR),
    manufacturer: random.pick(MAKERS),
    model: `M-${random.between(100, 999)}`,
    memo: age > 11 ? 'Near the end of its life.' : '',
    cost: 0,
  });
}

/** What an install puts in, once it is done; the job names it. */
function installed(company: Company, kinds: readonly Kind[], job: PastJob): void {
  const kind = kinds.find(({ jobName }) => jobName === job.facts.name);
  if (!kind || job.status !== 'Done') return;
  const { sku } = kind;
  const installedOn = wireTime(job.start);
  const id = add(company, kind, job.household, {
    createdOn: wireTime(Math.min(job.end, company.now), 22),
    installedOn,
    equipmentId: sku?.id ?? null,
    manufacturer: sku?.manufacturer ?? '',
    model: sku?.model ?? '',
    cost: sku?.cost ?? 0,
    manufacturerWarrantyStart: installedOn,
    manufacturerWarrantyEnd: wireTime(job.start + 10 * YEAR),
    serviceProviderWarrantyStart: installedOn,
    serviceProviderWarrantyEnd: wireTime(job.start + YEAR),
  });
  job.draft.equipmentIds = [id];
}

function add({ store, random }: Company, { type }: Kind, household: Household, members: Doc): Id {
  return store.insertPast(installedEquipment, {
    ...INSTALLED_EQUIPMENT,
    ...household,
    name: type.name ?? '',
    type,
    serialNumber: `SN${random.between(1_000_000, 9_999_999)}`,
    ...members,
  }).id as Id;
}
