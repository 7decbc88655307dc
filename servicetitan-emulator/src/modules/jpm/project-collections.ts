/** Collections of projects and of the work breakdown structure. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const projects: Collection = {
  name: 'projects',
  noun: 'Project',
  schema: 'Jpm.V2.ProjectResponse',
  wide: 'Jpm.V2.ExportProjectsResponse',
  columns: {
    name: { kind: 'text' },
    customerId: { kind: 'id', index: true },
    locationId: { kind: 'id', index: true },
    projectTypeId: { kind: 'id' },
    status: { kind: 'text' },
    projectManagerIds: { kind: 'list' },
    businessUnitIds: { kind: 'list' },
    jobIds: { kind: 'list' },
    starts: { kind: 'time', path: 'startDate' },
    completed: { kind: 'time', path: 'actualCompletionDate' },
    targetCompletionDate: { kind: 'time' },
  },
};

export const PROJECT: Doc = { projectManagerIds: [], businessUnitIds: [], jobIds: [], customFields: [] };

export const projectNotes: Collection = {
  name: 'projectNotes',
  noun: 'Note',
  schema: 'Jpm.V2.NoteResponse',
  wide: 'Jpm.V2.ExportProjectNotesResponse',
  columns: { projectId: { kind: 'id', index: true } },
  vanishes: true,
};

export const projectStatuses: Collection = {
  name: 'projectStatuses',
  noun: 'Project status',
  schema: 'Jpm.V2.ProjectStatusResponse',
  columns: { name: { kind: 'search' }, order: { kind: 'number' } },
};

export const projectSubStatuses: Collection = {
  name: 'projectSubStatuses',
  noun: 'Project sub status',
  schema: 'Jpm.V2.ProjectSubStatusResponse',
  columns: { name: { kind: 'search' }, order: { kind: 'number' }, statusId: { kind: 'id' } },
};

export const projectTypes: Collection = {
  name: 'projectTypes',
  noun: 'Project type',
  schema: 'Jpm.V2.ProjectTypeResponse',
  columns: {},
};

export const projectFieldTypes: Collection = {
  name: 'projectCustomFieldTypes',
  noun: 'Custom field type',
  schema: 'Jpm.V2.CustomFieldTypeResponse',
  columns: { name: { kind: 'search' } },
};

/** Messages of the office on a job or a project; the API only writes them. */
export const messages: Collection = {
  name: 'messages',
  noun: 'Message',
  schema: 'Jpm.V2.MessageResponse',
  columns: { ownerId: { kind: 'id', index: true } },
};

/** A dimension of the work breakdown structure: cost code, cost type … */
export const segments: Collection = {
  name: 'budgetSegments',
  noun: 'Segment',
  schema: 'Jpm.BudgetCodes.SegmentModel',
  columns: {},
};

export const segmentItems: Collection = {
  name: 'budgetSegmentItems',
  noun: 'Segment item',
  schema: 'Jpm.BudgetCodes.SegmentItemModel',
  columns: { segmentId: { kind: 'id', index: true }, parentId: { kind: 'id' } },
};

/** What is budgeted under: an item of each segment. */
export const budgetCodes: Collection = {
  name: 'budgetCodes',
  noun: 'Budget code',
  schema: 'Jpm.BudgetCodes.BudgetCodeModel',
  columns: {
    code: { kind: 'text', index: true },
    segmentIds: { kind: 'list' },
    segmentItemIds: { kind: 'list' },
  },
};
