/** Tasks: who has to do what until when, for which customer or job. */
import { type Doc, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { among, type Filter, noEffect } from '../../operations/filter.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { SqlValue } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { type FieldErrors, invalid } from '../../wire/problem.ts';
import { customers } from '../crm/collections.ts';
import { jobs } from '../jpm/collections.ts';
import { projects } from '../jpm/project-collections.ts';
import { businessUnits, employees, technicians } from '../settings/collections.ts';
import {
  isClosedStatus,
  RESOLUTION_TYPES,
  subtasks,
  TASK,
  TASK_PRIORITIES,
  TASK_STATUSES,
  taskResolutions,
  taskSources,
  tasks,
  taskTypes,
} from './collections.ts';

const REFERENCES = {
  businessUnitId: businessUnits,
  employeeTaskTypeId: taskTypes,
  employeeTaskSourceId: taskSources,
  employeeTaskResolutionId: taskResolutions,
  customerId: customers,
  jobId: jobs,
  projectId: projects,
};

/** Tasks are for people of the office and of the field. Refuses, by member, who is neither. */
function checkPeople({ store }: Call, body: Doc, members: readonly string[]): void {
  const errors: FieldErrors = {};
  for (const member of members) {
    const one = idAt(body, member);
    for (const id of one === undefined ? idsAt(body, member) : [one]) {
      if (!store.get(employees, id) && !store.get(technicians, id))
        errors[member] = [`Employee with id ${id} was not found.`];
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/** Not every type of task can end in every way. */
function checkResolution(store: Store, body: Doc): void {
  const resolutionId = idAt(body, 'employeeTaskResolutionId');
  const type = store.get(taskTypes, idAt(body, 'employeeTaskTypeId'));
  if (resolutionId === undefined || !type) return;
  if (idsAt(type, 'excludedTaskResolutionIds').includes(resolutionId))
    throw invalid({
      employeeTaskResolutionId: [`Tasks of type ${String(type.name)} do not end in this resolution.`],
    });
}

/** What a task shows of its job and customer. Refuses a job of another customer. */
function shownOfJob(store: Store, body: Doc): Doc {
  const job = store.get(jobs, idAt(body, 'jobId'));
  const project = store.get(projects, idAt(body, 'projectId'));
  const asked = idAt(body, 'customerId');
  const customerId = asked ?? (job && idAt(job, 'customerId')) ?? (project && idAt(project, 'customerId'));
  if (job && job.customerId !== customerId)
    throw invalid({ jobId: ['The job belongs to another customer.'] });
  if (project && project.customerId !== customerId)
    throw invalid({ projectId: ['The project belongs to another customer.'] });
  return {
    customerId: customerId ?? null,
    customerName: store.get(customers, customerId)?.name ?? null,
    jobNumber: job?.jobNumber ?? null,
  };
}

/** `isClosed` is the older way to say it: it counts where there is no status. */
const statusOf = (body: Doc): string =>
  textAt(body, 'status') ?? (body.isClosed === true ? 'Completed' : 'ToDo');

/** Tasks are counted on from 1; none is ever removed. */
export function createTask(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, REFERENCES);
  checkPeople(call, body, ['reportedById', 'assignedToId', 'involvedEmployeeIdList']);
  checkResolution(store, body);
  const { reportedDate = null, ...members } = body;
  const status = statusOf(body);
  const isClosed = isClosedStatus(status);
  const now = store.stamp();
  const described = textAt(body, 'description') !== undefined;
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
  const task = store.insert(tasks, {
    ...TASK,
    ...given,
    ...shownOfJob(store, body),
    status,
    isClosed,
    closedOn: isClosed ? now : null,
    reportedOn: reportedDate,
    priorityRank: TASK_PRIORITIES.indexOf(String(body.priority)),
    taskNumber: store.count(tasks) + 1,
    descriptionModifiedOn: described ? now : null,
    descriptionModifiedById: described ? INTEGRATION_USER : null,
    createdOn: now,
  });
  const employeeTaskResolutionId = idAt(body, 'employeeTaskResolutionId') ?? null;
  return answer(call, tasks, { ...task, reportedDate, employeeTaskResolutionId });
}

/** The task with its subtasks, where they are asked for. */
export function taskShown({ store, query }: Call, task: Doc): Doc {
  if (query.includeSubtasks !== true) return task;
  const subTasks = store.find(subtasks, 'taskId', task.id as Id);
  return { ...task, subTasksData: { count: subTasks.length, subTasks } };
}

export const getTask = (call: Call): Answer => answer(call, tasks, taskShown(call, found(call, tasks)));

/** Subtasks are counted within their task. */
export function createSubtask(call: Call): Answer {
  const task = found(call, tasks);
  const body = bodyDoc(call);
  const { store } = call;
  checkPeople(call, body, ['assignedToId']);
  if (task.isClosed === true) throw invalid({ id: ['The task is closed: nothing can be added to it.'] });
  const taskId = task.id as Id;
  const now = store.stamp();
  const subtaskNumber = store.find(subtasks, 'taskId', taskId).length + 1;
  const subtask = store.insert(subtasks, {
    ...body,
    taskId,
    subtaskNumber,
    reportedById: INTEGRATION_USER,
    closedOn: body.isClosed === true ? now : null,
    isViewed: false,
    assignedDateTime: now,
    createdOn: now,
    comments: [],
  });
  return answer(call, subtasks, { ...subtask, parentTaskId: taskId, subtaskNumber: String(subtaskNumber) });
}

const due =
  (operator: string): Filter =>
  (value) => ({ sql: `"completeBy" ${operator} ?`, params: [value as SqlValue] });

/** One of the names, which are told apart by commas. Refuses names that there are none of. */
const named =
  (column: string, parameter: string, known: readonly string[]): Filter =>
  (value, query) => {
    const texts = (Array.isArray(value) ? value.map(String) : String(value).split(',')).map((one) =>
      one.trim(),
    );
    const names = texts.map((text) => known.find((one) => one.toLowerCase() === text.toLowerCase()));
    const good = names.filter((name) => name !== undefined);
    if (good.length < names.length)
      throw invalid({
        [parameter]: [`The value '${texts.join(',').slice(0, 100)}' is not valid for ${parameter}.`],
      });
    return among(column)(good, query);
  };

export const taskFilters: Readonly<Record<string, Filter>> = {
  includeSubtasks: noEffect,
  completeBefore: due('<'),
  completeOnOrAfter: due('>='),
  statuses: named('status', 'statuses', TASK_STATUSES),
  priorities: named('priority', 'priorities', TASK_PRIORITIES),
};

/** What a task can be made of: people, units and the company's own catalogues. */
export function listChoices({ store }: Call): Answer {
  const all = (collection: typeof taskTypes): Doc[] => store.find(collection, 'active', 1);
  const person = ({ id = null, name = null, active = true }: Doc): Doc => ({ id, name, active });
  const names = (list: readonly string[]): Doc[] => list.map((name) => ({ name }));
  return {
    value: {
      employees: [...all(employees), ...all(technicians)].map(person),
      businessUnits: all(businessUnits).map(({ id = null, name = null }) => ({ name, value: id })),
      taskPriorities: names(TASK_PRIORITIES),
      taskResolutionTypes: names(RESOLUTION_TYPES),
      taskStatuses: names(TASK_STATUSES),
      taskTypes: all(taskTypes).map((type) => ({
        ...person(type),
        excludedTaskResolutionIds: idsAt(type, 'excludedTaskResolutionIds'),
      })),
      taskSources: all(taskSources).map(person),
      taskResolutions: all(taskResolutions).map((resolution) => ({
        ...person(resolution),
        type: resolution.type ?? null,
        excludedTaskTypeIds: idsAt(resolution, 'excludedTaskTypeIds'),
      })),
    },
  };
}
