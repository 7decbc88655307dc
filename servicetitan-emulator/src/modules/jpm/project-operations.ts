/** Projects and the work breakdown structure: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { equals, type Filter, includes, linked, noEffect } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, get } from '../../operations/record.ts';
import { assignments } from '../dispatch/collections.ts';
import {
  childrenOfItem,
  codesOfProject,
  createCode,
  createNoCodes,
  createPartialCode,
  itemsOfSegment,
  listSegments,
  matchCodes,
} from './budget-codes.ts';
import { appointments, jobs } from './collections.ts';
import {
  budgetCodes,
  projectFieldTypes,
  projectNotes,
  projectStatuses,
  projectSubStatuses,
  projects,
  projectTypes,
  segmentItems,
} from './project-collections.ts';
import { attachJob, createMessage, createNote, createProject, detachJob, updateProject } from './projects.ts';

const withTechnician: Filter = (value) => ({
  sql: `id IN (SELECT "projectId" FROM "${jobs.name}" WHERE id IN
    (SELECT "jobId" FROM "${assignments.name}" WHERE "technicianId" = ? AND active = 1))`,
  params: [String(value)],
});

const codeFilters = {
  budgetCodeIds: ((value) => {
    const ids = Array.isArray(value) ? value : [value];
    return { sql: `id IN (${ids.map(() => '?').join(', ')})`, params: ids.map(String) };
  }) satisfies Filter,
};

const items = list(segmentItems, { where: itemsOfSegment, filters: { includeChildren: noEffect } });
const children = list(segmentItems, { where: childrenOfItem, filters: { includeChildren: noEffect } });
const codes = list(budgetCodes, { where: codesOfProject, filters: codeFilters });

export const projectRows: Rows = {
  'jpm.projects.getList': list(projects, {
    active: 'Any',
    filters: {
      invoiceId: linked(jobs, 'projectId', equals('invoiceId')),
      appointmentId: linked(appointments, 'projectId', equals('id')),
      technicianId: withTechnician,
      jobId: includes('jobIds'),
    },
  }),
  'jpm.projects.get': get(projects),
  'jpm.projects.create': act(createProject),
  'jpm.projects.update': act(updateProject),
  'jpm.projects.attachJob': act(attachJob),
  'jpm.projects.detachJob': act(detachJob),
  'jpm.projects.getNotes': list(projectNotes, {
    of: { collection: projects, param: 'id', column: 'projectId' },
  }),
  'jpm.projects.createNote': act(createNote),
  'jpm.projects.createMessage': act(createMessage(projects)),
  'jpm.jobs.createMessage': act(createMessage(jobs)),
  'jpm.projects.getCustomFieldTypes': list(projectFieldTypes),
  'jpm.projectStatuses.getList': list(projectStatuses),
  'jpm.projectStatuses.get': get(projectStatuses),
  'jpm.projectSubStatuses.getList': list(projectSubStatuses),
  'jpm.projectSubStatuses.get': get(projectSubStatuses),
  'jpm.projectTypes.getList': list(projectTypes),
  'jpm.projectTypes.get': get(projectTypes),
  'jpm.export.projects': feed(projects),
  'jpm.export.projectNotes': feed(projectNotes),
  'jpm.budgetCodes.listCompanySegments': act(listSegments),
  'jpm.budgetCodes.listProjectSegments': act(listSegments),
  'jpm.budgetCodes.listCompanySegmentItems': items,
  'jpm.budgetCodes.listProjectSegmentItems': items,
  'jpm.budgetCodes.listCompanySegmentItemChildren': children,
  'jpm.budgetCodes.listProjectSegmentItemChildren': children,
  'jpm.budgetCodes.listCompanyBudgetCodes': codes,
  'jpm.budgetCodes.listProjectBudgetCodes': codes,
  'jpm.budgetCodes.createBudgetCode': act(createCode),
  'jpm.budgetCodes.createBudgetCodePartial': act(createPartialCode),
  'jpm.budgetCodes.createBudgetCodesBatch': act(createNoCodes),
  'jpm.budgetCodes.createBudgetCodesPartialBatch': act(createNoCodes),
  'jpm.budgetCodes.matchCompanyBudgetCodes': act(matchCodes),
  'jpm.budgetCodes.matchProjectBudgetCodes': act(matchCodes),
};
