/** Estimates: offers for a job, which are sold or dismissed (reference: "Estimates"). */
import { type Doc, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER, idParam } from '../../operations/call.ts';
import { answer, bodyDoc, checkReferences, found } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { invalid, notFound, problem } from '../../wire/problem.ts';
import { locations } from '../crm/collections.ts';
import { jobs } from '../jpm/collections.ts';
import { businessUnits, employees, technicians } from '../settings/collections.ts';
import { ESTIMATE, estimateItems, estimateStatusChanges, estimates } from './collections.ts';
import { itemOf, saveItem, subtotalOf } from './items.ts';

/** The numbers behind the names are not documented; they count from 0 in the order of the documents. */
export const STATUSES = ['Open', 'Sold', 'Dismissed'] as const;
export type EstimateStatus = (typeof STATUSES)[number];

export const statusModel = (name: EstimateStatus): Doc => ({ value: STATUSES.indexOf(name), name });

export const statusOf = (estimate: Doc): string =>
  String((estimate.status as Doc | undefined)?.name ?? 'Open');

/** Members that an estimate takes from the job it is for. */
function jobMembers(store: Store, job: Doc): Doc {
  const unit = store.get(businessUnits, idAt(job, 'businessUnitId'));
  return {
    jobId: job.id ?? null,
    jobNumber: job.jobNumber ?? null,
    projectId: job.projectId ?? null,
    locationId: job.locationId ?? null,
    customerId: job.customerId ?? null,
    businessUnitId: job.businessUnitId ?? null,
    businessUnitName: unit?.name ?? null,
  };
}

/** Where the estimate belongs: a job, or at least a location. */
function placeOf(call: Call, body: Doc): Doc {
  checkReferences(call, body, { jobId: jobs, locationId: locations });
  const job = call.store.get(jobs, idAt(body, 'jobId'));
  if (job) return jobMembers(call.store, job);
  const location = call.store.get(locations, idAt(body, 'locationId'));
  if (!location && idAt(body, 'projectId') === undefined)
    throw invalid({ jobId: ['One of jobId, projectId and locationId is required.'] });
  return {
    projectId: body.projectId ?? null,
    locationId: location?.id ?? null,
    customerId: location?.customerId ?? null,
  };
}

const MEMBERS = [
  'name',
  'summary',
  'tax',
  'reviewStatus',
  'isRecommended',
  'budgetCodeId',
  'externalLinks',
  'depositAmount',
  'depositPercent',
  'requireDepositOnSignature',
];

const given = (body: Doc): Doc =>
  Object.fromEntries(MEMBERS.flatMap((name) => (body[name] == null ? [] : [[name, body[name] ?? null]])));

export function createEstimate(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  const place = placeOf(call, body);
  const drafts = docsAt(body, 'items').map((item, at) => itemOf(store, item, undefined, `items[${at}].`));
  const id = store.newId();
  const items = drafts.map((draft) => saveItem(store, id, draft));
  let estimate = store.insert(estimates, {
    ...ESTIMATE,
    ...place,
    ...given(body),
    id,
    status: statusModel('Open'),
    items,
    subtotal: subtotalOf(items),
    createdById: INTEGRATION_USER,
  });
  followJob(store, estimate);
  const status = textAt(body, 'status');
  if (status === 'Sold') estimate = sell(store, estimate, sellerOf(call, body.soldBy));
  if (status === 'Dismissed') estimate = move(store, estimate, 'Dismissed');
  return answer(call, estimates, estimate);
}

export function updateEstimate(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  const estimate = found(call, estimates);
  const items = Array.isArray(body.items) ? replaceItems(call, estimate, docsAt(body, 'items')) : undefined;
  let changed = store.update(estimates, estimate, {
    ...given(body),
    ...(items && { items, subtotal: subtotalOf(items) }),
  });
  const status = textAt(body, 'status');
  if (status !== undefined && status !== statusOf(estimate)) {
    if (status === 'Sold') changed = sell(store, changed, sellerOf(call, body.soldBy));
    else if (status === 'Open') changed = reopen(store, changed);
    else changed = move(store, changed, 'Dismissed');
  }
  return answer(call, estimates, changed);
}

/** What was agreed on is not changed behind the customer's back: a sold estimate is unsold first. */
function mustBeOpen(estimate: Doc): void {
  const status = statusOf(estimate);
  if (status !== 'Open' || estimate.active === false)
    throw problem(400, `The estimate is ${status}: this is not possible now.`);
}

/** The list takes the place of the one before; items that it does not name are gone. */
function replaceItems(call: Call, estimate: Doc, bodies: readonly Doc[]): Doc[] {
  mustBeOpen(estimate);
  const { store } = call;
  const known = docsAt(estimate, 'items');
  const drafts = bodies.map((body, at) => {
    const id = idAt(body, 'id');
    const current = known.find((item) => item.id === id);
    if (id !== undefined && !current)
      throw invalid({ [`items[${at}].id`]: [`The estimate has no item ${id}.`] });
    return itemOf(store, body, current, `items[${at}].`);
  });
  for (const item of known) {
    if (drafts.some(({ id }) => id === item.id)) continue;
    const record = store.get(estimateItems, idAt(item, 'id'));
    if (record) store.update(estimateItems, record, { active: false });
  }
  return drafts.map((draft) => saveItem(store, estimate.id as Id, draft));
}

/** Adds an item, or changes the one whose id the body has. */
export function putItem(call: Call): Answer {
  const estimate = found(call, estimates);
  mustBeOpen(estimate);
  const body = bodyDoc(call);
  const items = docsAt(estimate, 'items');
  const id = idAt(body, 'id');
  const current = items.find((item) => item.id === id);
  if (id !== undefined && !current) throw invalid({ id: [`The estimate has no item ${id}.`] });
  const saved = saveItem(call.store, estimate.id as Id, itemOf(call.store, body, current));
  const next = current ? items.map((item) => (item === current ? saved : item)) : [...items, saved];
  call.store.update(estimates, estimate, { items: next, subtotal: subtotalOf(next) });
  return { value: { ...saved, estimateId: estimate.id ?? null } };
}

export function deleteItem(call: Call): Answer {
  const estimate = found(call, estimates);
  mustBeOpen(estimate);
  const id = idParam(call, 'itemId');
  const record = call.store.get(estimateItems, id);
  if (!record || record.estimateId !== estimate.id) throw notFound(estimateItems.noun, id);
  call.store.update(estimateItems, record, { active: false });
  const items = docsAt(estimate, 'items').filter((item) => item.id !== id);
  call.store.update(estimates, estimate, { items, subtotal: subtotalOf(items) });
  return undefined;
}

/** Whoever sells must be somebody of the company. */
function sellerOf(call: Call, soldBy: Doc[string] | undefined): Id {
  const id = idAt({ soldBy: soldBy ?? null }, 'soldBy');
  const person = call.store.get(technicians, id) ?? call.store.get(employees, id);
  if (id === undefined || !person) throw invalid({ soldBy: ['soldBy must be an employee or a technician.'] });
  return id;
}

function move(store: Store, estimate: Doc, to: EstimateStatus, changes: Doc = {}): Doc {
  if (to !== 'Open') mustBeOpen(estimate);
  store.insert(estimateStatusChanges, {
    estimateId: estimate.id ?? null,
    oldStatus: statusOf(estimate),
    newStatus: to,
    createdById: INTEGRATION_USER,
  });
  return store.update(estimates, estimate, { status: statusModel(to), ...changes });
}

/** Sells an open estimate, and marks its job as sold by the same person. */
export function sell(store: Store, estimate: Doc, soldBy: Id): Doc {
  const sold = move(store, estimate, 'Sold', { soldBy, soldOn: store.stamp() });
  const job = store.get(jobs, idAt(sold, 'jobId'));
  if (job && job.soldById !== soldBy) store.update(jobs, job, { soldById: soldBy });
  return sold;
}

/** Takes a sale or a dismissal back. */
function reopen(store: Store, estimate: Doc): Doc {
  const open = move(store, estimate, 'Open', { soldBy: null, soldOn: null });
  const job = store.get(jobs, idAt(open, 'jobId'));
  if (job && statusOf(estimate) === 'Sold') {
    const others = store.find(estimates, 'jobId', job.id as Id);
    const sold = others.find((other) => statusOf(other) === 'Sold');
    store.update(jobs, job, { soldById: sold?.soldBy ?? null });
  }
  return open;
}

export function sellEstimate(call: Call): Answer {
  const soldBy = sellerOf(call, bodyDoc(call).soldBy);
  return answer(call, estimates, sell(call.store, found(call, estimates), soldBy));
}

export function unsellEstimate(call: Call): Answer {
  const estimate = found(call, estimates);
  if (statusOf(estimate) !== 'Sold') throw problem(400, 'The estimate is not sold.');
  reopen(call.store, estimate);
  return undefined;
}

export function dismissEstimate(call: Call): Answer {
  move(call.store, found(call, estimates), 'Dismissed');
  return undefined;
}

/** A job shows the ids of its estimates; that is not a change of the job itself. */
function followJob(store: Store, estimate: Doc): void {
  const job = store.get(jobs, idAt(estimate, 'jobId'));
  if (job) store.amend(jobs, job, { estimateIds: [...idsAt(job, 'estimateIds'), estimate.id as Id] });
}
