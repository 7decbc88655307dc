/** Collections of the task management API: what people of the company have to do beside their jobs. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

/** `priorityRank` and `startedOn` are not shown in lists. */
export const tasks: Collection = {
  name: 'tasks',
  noun: 'Task',
  schema: 'TaskManagement.V2.TaskGetResponse',
  columns: {
    reportedById: { kind: 'id' },
    assignedToId: { kind: 'id' },
    isClosed: { kind: 'flag' },
    status: { kind: 'text' },
    name: { kind: 'search' },
    businessUnitId: { kind: 'id' },
    employeeTaskTypeId: { kind: 'id' },
    employeeTaskSourceId: { kind: 'id' },
    employeeTaskResolutionId: { kind: 'id' },
    reportedOn: { kind: 'time' },
    completeBy: { kind: 'time' },
    descriptionModifiedOn: { kind: 'time' },
    involvedEmployeeIdList: { kind: 'list' },
    customerId: { kind: 'id', index: true },
    jobId: { kind: 'id', index: true },
    projectId: { kind: 'id' },
    priority: { kind: 'text' },
    priorityRank: { kind: 'number' },
    taskNumber: { kind: 'id' },
    jobNumber: { kind: 'text' },
  },
};

/** A resolution of 0 says that there is none yet: the member is never null. */
export const TASK: Doc = {
  employeeTaskResolutionId: 0,
  involvedEmployeeIdList: [],
  comments: [],
  attachments: [],
};

export const subtasks: Collection = {
  name: 'subtasks',
  noun: 'Subtask',
  schema: 'TaskManagement.Contracts.ApiModels.Tasks.SubTaskGet',
  columns: { taskId: { kind: 'id', index: true } },
};

/** What kinds of tasks there are, where they come from and how they end is set up in the office's own screens. */
export const taskTypes: Collection = {
  name: 'taskTypes',
  noun: 'Task type',
  schema: 'TaskManagement.V2.ClientSideTaskTypeResponse',
  columns: {},
};

export const taskSources: Collection = {
  name: 'taskSources',
  noun: 'Task source',
  schema: 'TaskManagement.V2.ClientSideTaskSourceResponse',
  columns: {},
};

export const taskResolutions: Collection = {
  name: 'taskResolutions',
  noun: 'Task resolution',
  schema: 'TaskManagement.V2.ClientSideTaskResolutionResponse',
  columns: {},
};

/** In the order of urgency. */
export const TASK_PRIORITIES = ['Low', 'Normal', 'High', 'Urgent'];
export const TASK_STATUSES = ['ToDo', 'InProgress', 'OnHold', 'Canceled', 'Completed'];
export const RESOLUTION_TYPES = ['Custom', 'Refund'];

/** Whether nothing is left to do. */
export const isClosedStatus = (status: string): boolean => status === 'Canceled' || status === 'Completed';
