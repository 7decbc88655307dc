/** Projects: jobs at one location that belong together. */
import { type Doc, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER, idParam } from '../../operations/call.ts';
import { customFields } from '../../operations/custom-fields.ts';
import { acceptExternal } from '../../operations/external-data.ts';
import type { Reaction } from '../../operations/reaction.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Collection } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { invalid, notFound, problem } from '../../wire/problem.ts';
import { msOf } from '../../wire/time.ts';
import { locations } from '../crm/collections.ts';
import { noteOf } from '../crm/notes.ts';
import { businessUnits, employees, technicians } from '../settings/collections.ts';
import { appointments, jobs } from './collections.ts';
import {
  messages,
  PROJECT,
  projectFieldTypes,
  projectNotes,
  projectStatuses,
  projectSubStatuses,
  projects,
  projectTypes,
} from './project-collections.ts';

/** What follows from the ids of the body: names of the statuses, and 400 for what does not fit together. */
function projectMembers(call: Call, body: Doc, current: Doc): Doc {
  const { store } = call;
  checkReferences(call, body, {
    projectTypeId: projectTypes,
    businessUnitIds: businessUnits,
    statusId: projectStatuses,
    subStatusId: projectSubStatuses,
  });
  const managers = idsAt(body, 'projectManagerIds').filter((id) => !isPerson(store, id));
  if (managers.length > 0)
    throw invalid({ projectManagerIds: managers.map((id) => `Employee with id ${id} was not found.`) });
  const whole = { ...current, ...body };
  const [start, target] = [textAt(whole, 'startDate'), textAt(whole, 'targetCompletionDate')];
  if (start !== undefined && target !== undefined && msOf(start) > msOf(target))
    throw invalid({ targetCompletionDate: ['targetCompletionDate must not be before startDate.'] });
  const status = store.get(projectStatuses, idAt(whole, 'statusId'));
  const subStatus = store.get(projectSubStatuses, idAt(body, 'subStatusId'));
  if (subStatus && subStatus.statusId !== status?.id)
    throw invalid({ subStatusId: ['The sub status belongs to another status.'] });
  const { externalData: _external, jobIds: _jobs, ...members } = body;
  return {
    ...members,
    ...customFields(call, body, projectFieldTypes),
    ...(status && { status: status.name ?? null }),
    ...(subStatus && { subStatus: subStatus.name ?? null }),
  };
}

const isPerson = (store: Store, id: Id): boolean =>
  (store.get(employees, id) ?? store.get(technicians, id)) !== undefined;

export function createProject(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, { locationId: locations });
  const location = store.get(locations, idAt(body, 'locationId')) ?? {};
  const customerId = idAt(body, 'customerId');
  if (customerId !== undefined && customerId !== location.customerId)
    throw invalid({ customerId: ['The location belongs to another customer.'] });
  const known = Object.entries(projectMembers(call, body, {})).filter(([, value]) => value !== null);
  const project = store.insert(projects, {
    ...PROJECT,
    ...Object.fromEntries(known),
    customerId: location.customerId ?? null,
    number: String(store.newId()),
    createdById: INTEGRATION_USER,
  });
  return answer(call, projects, project, acceptExternal(call, projects, project, body));
}

/** A list of jobs in the body takes the place of the one before: jobs that it leaves out are detached. */
export function updateProject(call: Call): Answer {
  const project = found(call, projects);
  const body = bodyDoc(call);
  const { store } = call;
  let changed = store.update(projects, project, projectMembers(call, body, project));
  if (Array.isArray(body.jobIds)) {
    const wanted = idsAt(body, 'jobIds');
    checkReferences(call, body, { jobIds: jobs });
    for (const id of idsAt(project, 'jobIds').filter((one) => !wanted.includes(one))) {
      const job = store.get(jobs, id);
      if (job) setProject(store, job, null);
    }
    for (const id of wanted) {
      const job = store.get(jobs, id);
      if (job && job.projectId !== project.id) attach(store, project, job);
    }
    changed = store.get(projects, idAt(project, 'id')) ?? changed;
  }
  return answer(call, projects, changed, acceptExternal(call, projects, changed, body));
}

function setProject(store: Store, job: Doc, projectId: Id | null): void {
  store.update(jobs, job, { projectId });
  for (const appointment of store.find(appointments, 'jobId', job.id as Id))
    store.amend(appointments, appointment, { projectId });
}

function attach(store: Store, project: Doc, job: Doc): void {
  if (job.projectId != null)
    throw problem(400, `The job belongs to project ${String(job.projectId)} already.`);
  if (job.customerId !== project.customerId)
    throw problem(400, 'The job and the project belong to different customers.');
  setProject(store, job, project.id as Id);
}

function jobOf(call: Call): Doc {
  const id = idParam(call, 'jobId');
  const job = call.store.get(jobs, id);
  if (!job) throw notFound(jobs.noun, id);
  return job;
}

export function attachJob(call: Call): Answer {
  attach(call.store, found(call, projects), jobOf(call));
  return undefined;
}

export function detachJob(call: Call): Answer {
  const job = jobOf(call);
  if (job.projectId == null) throw problem(400, 'The job belongs to no project.');
  setProject(call.store, job, null);
  return undefined;
}

/** A project shows the ids of its jobs; that is not a change of the project itself. */
export const projectShowsJobs: Reaction = {
  on: jobs,
  react(store, { before, after }) {
    const [was, is] = [idAt(before ?? {}, 'projectId'), idAt(after, 'projectId')];
    if (was === is) return;
    const id = after.id as Id;
    const old = store.get(projects, was);
    if (old) store.amend(projects, old, { jobIds: idsAt(old, 'jobIds').filter((one) => one !== id) });
    const now = store.get(projects, is);
    if (now) store.amend(projects, now, { jobIds: [...idsAt(now, 'jobIds'), id] });
  },
};

export function createNote(call: Call): Answer {
  const projectId = found(call, projects).id as Id;
  return answer(call, projectNotes, call.store.insert(projectNotes, { ...noteOf(bodyDoc(call)), projectId }));
}

/** A message to people of the office (only in the documents of 2026-03). */
export const createMessage =
  (owner: Collection) =>
  (call: Call): Answer => {
    const { id: ownerId = null } = found(call, owner);
    const body = bodyDoc(call);
    const { store } = call;
    checkReferences(call, body, { parentMessageId: messages });
    const author = idAt(body, 'createdByEmployeeId');
    const people = [...(author === undefined ? [] : [author]), ...idsAt(body, 'recipientIds')];
    const unknown = people.find((id) => !isPerson(store, id));
    if (unknown !== undefined)
      throw invalid({
        [unknown === author ? 'createdByEmployeeId' : 'recipientIds']: [
          `Employee with id ${unknown} was not found.`,
        ],
      });
    const parent = store.get(messages, idAt(body, 'parentMessageId'));
    if (parent && parent.ownerId !== ownerId)
      throw invalid({ parentMessageId: ['The message is on another record.'] });
    const message = store.insert(messages, { ...body, ownerId });
    return { value: { id: message.id ?? null } };
  };
