/** Projects of the demo company: large installs are run as one, with a note; and the codes that work is budgeted under. */
import type { Chapter, Company } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import { codeMembers } from './budget-codes.ts';
import {
  budgetCodes,
  PROJECT,
  projectFieldTypes,
  projectNotes,
  projectStatuses,
  projectSubStatuses,
  projects,
  projectTypes,
  segmentItems,
  segments,
} from './project-collections.ts';

const DAY = 86_400_000;
const STATUSES: readonly (readonly [string, readonly string[]])[] = [
  ['New', ['Waiting for permit', 'Ready to schedule']],
  ['In Progress', ['Equipment ordered', 'On site']],
  ['Completed', ['Inspected', 'Closed out']],
  ['On Hold', ['Waiting for customer']],
];
const TYPES = ['HVAC Replacement', 'Water Heater Replacement', 'Electrical Upgrade'];
const TYPE_OF_TRADE = { HVAC: 0, Plumbing: 1, Electrical: 2 } as const;
const NOTES = [
  'Permit is posted at the panel.',
  'Crane is booked for the morning.',
  'Customer wants photos.',
];

/** Cost codes with what belongs below them, and cost types with their category. */
const COST_CODES: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  [
    '15',
    'Mechanical',
    [
      ['15-100', 'Ductwork'],
      ['15-200', 'Equipment setting'],
    ],
  ],
  ['16', 'Electrical', [['16-100', 'Panel and feeder']]],
];
const COST_TYPES = [
  ['L', 'Labor', 'Labor'],
  ['M', 'Material', 'Material'],
  ['S', 'Subcontract', 'Subcontract'],
] as const;

interface Kinds {
  statuses: { status: Doc; subs: Doc[] }[];
  typeIds: Id[];
}

export const chapter: Chapter = {
  name: 'jpm',
  begin(company) {
    const kinds = loadKinds(company);
    return {
      job(job) {
        if (job.facts.division !== 'Install' || job.status === 'Canceled' || !company.random.chance(0.5))
          return;
        const { store, random, now } = company;
        const done = job.status === 'Done';
        const kind = kinds.statuses[done ? 2 : job.start < now ? 1 : 0];
        const sub = kind && random.pick(kind.subs);
        const ticks = random.between(1, 9999);
        const stamps = { createdOn: wireTime(job.booked, ticks), modifiedOn: wireTime(job.changed, ticks) };
        const { id: projectId = null } = store.insertPast(projects, {
          ...PROJECT,
          ...stamps,
          ...job.household,
          createdById: job.createdById,
          number: String(store.newId()),
          name: job.facts.name,
          summary: `${job.facts.name} with removal of the old unit.`,
          status: kind?.status.name ?? null,
          statusId: kind?.status.id ?? null,
          subStatus: sub?.name ?? null,
          subStatusId: sub?.id ?? null,
          projectTypeId: kinds.typeIds[TYPE_OF_TRADE[job.facts.trade]] ?? null,
          projectManagerIds: [job.createdById],
          businessUnitIds: [job.unitId],
          startDate: wireTime(job.start),
          targetCompletionDate: wireTime(job.start + 2 * DAY),
          actualCompletionDate: done ? wireTime(job.end) : null,
          jobIds: [job.jobId],
        });
        job.draft.projectId = projectId;
        if (random.chance(0.4))
          store.insertPast(projectNotes, {
            ...stamps,
            createdOn: stamps.modifiedOn,
            createdById: job.createdById,
            text: random.pick(NOTES),
            isPinned: false,
            projectId,
          });
      },
    };
  },
};

function loadKinds({ store, founded, structure }: Company): Kinds {
  const createdOn = wireTime(founded, 5432);
  const createdById = structure.officeIds[0] ?? 1;
  const add = (collection: Collection, doc: Doc): Doc =>
    store.insertPast(collection, { createdOn, createdById, ...doc });
  const statuses = STATUSES.map(([name, subs], order) => {
    const status = add(projectStatuses, { name, order });
    const statusId = status.id ?? null;
    return {
      status,
      subs: subs.map((sub, at) => add(projectSubStatuses, { name: sub, order: at, statusId })),
    };
  });
  const typeIds = TYPES.map((name) => add(projectTypes, { name, description: `${name}.` }).id as Id);
  add(projectFieldTypes, { name: 'Permit Number', dataType: 'Text', dataTypeOptions: null });
  add(projectFieldTypes, {
    name: 'Financing',
    dataType: 'Dropdown',
    dataTypeOptions: ['None', 'Bank', 'In-house'],
  });
  loadBudget(add);
  return { statuses, typeIds };
}

function loadBudget(add: (collection: Collection, doc: Doc) => Doc): void {
  const segment = (name: string, type: string, structure: string): Id =>
    add(segments, { name, type, structure, isActive: true, isRequired: true }).id as Id;
  const codeSegment = segment('Cost Code', 'CostCode', 'Hierarchal');
  const typeSegment = segment('Cost Type', 'CostType', 'Flat');
  const item = (
    segmentId: Id,
    parent: Doc | undefined,
    code: string,
    description: string,
    costCategory: string,
  ): Doc =>
    add(segmentItems, {
      segmentId,
      parentId: parent?.id ?? null,
      code,
      description,
      path: parent ? `${String(parent.path)}/${code}` : code,
      costCategory,
      isActive: true,
    });
  const types = COST_TYPES.map(([code, description, category]) =>
    item(typeSegment, undefined, code, description, category),
  );
  for (const [code, description, below] of COST_CODES) {
    const parent = item(codeSegment, undefined, code, description, 'None');
    for (const [childCode, childName] of below) {
      const child = item(codeSegment, parent, childCode, childName, 'None');
      for (const type of types) {
        const bindings = [
          { segment: codeSegment, item: child },
          { segment: typeSegment, item: type },
        ];
        add(budgetCodes, codeMembers(bindings));
      }
    }
  }
}
