/** Tasks of the demo company: complaints, permits and call-backs that jobs leave behind for the office. */
import type { Chapter, Company, PastJob } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import { customers } from '../crm/collections.ts';
import {
  isClosedStatus,
  subtasks,
  TASK,
  TASK_PRIORITIES,
  taskResolutions,
  taskSources,
  tasks,
  taskTypes,
} from './collections.ts';

const DAY = 86_400_000;
const RESOLUTIONS = [
  ['Settled by phone', 'Custom'],
  ['Second visit booked', 'Custom'],
  ['Money returned', 'Refund'],
] as const;
const SOURCES = ['Phone call', 'E-mail', 'Survey'];
/** Type, what is to be done first, and whether it can end in a refund. */
const TYPES = [
  ['Complaint', 'Call the customer', true],
  ['Permit', 'Send the drawing to the city', false],
  ['Warranty claim', 'Ask the manufacturer', true],
  ['Call-back', 'Find a time', false],
] as const;

interface Catalogues {
  types: { id: Id; name: string; step: string; refunds: boolean }[];
  sourceIds: Id[];
  resolutionIds: Id[];
}

export const chapter: Chapter = {
  name: 'taskmanagement',
  begin(company) {
    const catalogues = loadCatalogues(company);
    let count = 0;
    return {
      job(job) {
        if (job.status !== 'Done' || !company.random.chance(0.04)) return;
        count += 1;
        write(company, catalogues, job, count);
      },
    };
  },
};

function loadCatalogues({ store, founded }: Company): Catalogues {
  const createdOn = wireTime(founded, 41);
  const add = (collection: Collection, doc: Doc): Id =>
    store.insertPast(collection, { createdOn, ...doc }).id as Id;
  const [typeIds, resolutionIds] = [TYPES.map(() => store.newId()), RESOLUTIONS.map(() => store.newId())];
  const refundId = resolutionIds.at(-1) ?? 0;
  const types = TYPES.map(([name, step, refunds], at) => {
    const id = typeIds[at] ?? 0;
    add(taskTypes, { id, name, excludedTaskResolutionIds: refunds ? [] : [refundId] });
    return { id, name, step, refunds };
  });
  const barred = types.filter(({ refunds }) => !refunds).map(({ id }) => id);
  for (const [at, [name, type]] of RESOLUTIONS.entries())
    add(taskResolutions, {
      id: resolutionIds[at] ?? 0,
      name,
      type,
      excludedTaskTypeIds: type === 'Refund' ? barred : [],
    });
  return { types, resolutionIds, sourceIds: SOURCES.map((name) => add(taskSources, { name })) };
}

function write(
  company: Company,
  { types, sourceIds, resolutionIds }: Catalogues,
  job: PastJob,
  taskNumber: number,
) {
  const { store, random, structure, now } = company;
  const at = Math.min(now, job.changed + random.between(1, 72) * (DAY / 24));
  const type = random.pick(types);
  const doneAt = at + random.between(1, 12) * DAY;
  const status =
    doneAt <= now ? random.pick(['Completed', 'Completed', 'Completed', 'Canceled']) : openStatus(company);
  const isClosed = isClosedStatus(status);
  const ways = type.refunds ? resolutionIds : resolutionIds.slice(0, -1);
  const createdOn = wireTime(at, random.between(1, 9999));
  const closedOn = isClosed ? wireTime(doneAt) : null;
  const [reportedById, assignedToId] = [random.pick(structure.officeIds), random.pick(structure.officeIds)];
  const priority = random.pick(TASK_PRIORITIES);
  const { id = null } = store.insertPast(tasks, {
    ...TASK,
    createdOn,
    modifiedOn: closedOn ?? createdOn,
    taskNumber,
    name: `${type.name} about job ${job.jobNumber}`,
    description: `Left behind by ${job.facts.name.toLowerCase()}.`,
    descriptionModifiedOn: createdOn,
    descriptionModifiedById: reportedById,
    reportedById,
    assignedToId,
    involvedEmployeeIdList: [job.technician.id],
    status,
    isClosed,
    closedOn,
    businessUnitId: job.unitId,
    employeeTaskTypeId: type.id,
    employeeTaskSourceId: random.pick(sourceIds),
    employeeTaskResolutionId: status === 'Completed' ? random.pick(ways) : 0,
    reportedOn: wireTime(at),
    completeBy: wireTime(at + 7 * DAY),
    customerId: job.household.customerId,
    customerName: store.get(customers, job.household.customerId)?.name ?? null,
    jobId: job.jobId,
    jobNumber: job.jobNumber,
    priority,
    priorityRank: TASK_PRIORITIES.indexOf(priority),
  });
  if (!random.chance(0.4)) return;
  store.insertPast(subtasks, {
    createdOn,
    modifiedOn: closedOn ?? createdOn,
    taskId: id,
    subtaskNumber: 1,
    name: type.step,
    assignedToId,
    reportedById,
    isClosed,
    closedOn,
    dueDateTime: wireTime(at + 3 * DAY),
    isViewed: isClosed,
    assignedDateTime: createdOn,
    comments: [],
  });
}

const openStatus = ({ random }: Company): string => random.pick(['ToDo', 'InProgress', 'OnHold']);
