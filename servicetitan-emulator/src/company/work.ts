/** One job of the demo company, with its appointments and everything that hangs on them. */

import type { Doc, Id } from '../json/value.ts';
import { assignments } from '../modules/dispatch/collections.ts';
import {
  APPOINTMENT,
  appointments,
  canceledLogs,
  JOB,
  jobHistory,
  jobNotes,
  jobs,
  PRIORITIES,
} from '../modules/jpm/collections.ts';
import { type AppointmentStatus, jobStatusOf } from '../modules/jpm/job-status.ts';
import type { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import { wireTime } from '../wire/time.ts';
import type { JobTypeFacts } from './catalogue.ts';
import type { PastJob, Stages } from './chapter.ts';
import type { Household } from './households.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Technician } from './staff.ts';
import type { Structure } from './structure.ts';

/** What is to be done, where, by whom and when (milliseconds since 1970). */
interface Visit {
  household: Household;
  jobTypeId: Id;
  unitId: Id;
  facts: JobTypeFacts;
  technician: Technician;
  booked: number;
  start: number;
  now: number;
}

const HOUR = 3_600_000;
const JOB_NOTES = [
  'Customer will meet the technician at the door.',
  'Replaced the part, tested, working.',
  'Left a quote for replacement.',
  'Called ahead, no answer, left a message.',
  'Second visit needed for the part on order.',
];

export function loadJob(
  store: Store,
  random: Random,
  structure: Structure,
  stages: readonly Stages[],
  visit: Visit,
): Id {
  const { facts, technician, booked, start, now } = visit;
  const end = start + facts.hours * HOUR;
  const outcome = outcomeOf(random, { booked, start, end, now });
  const { status, changed } = outcome;
  const ticks = random.between(1, 9999);
  const createdOn = wireTime(booked, ticks);
  const done = status === 'Done';
  const modifiedOn = wireTime(changed, ticks);
  const createdById = random.pick(structure.officeIds);
  const stamps = { createdOn, modifiedOn, createdById };
  const [jobId, appointmentId, number] = [store.newId(), store.newId(), store.newId()];
  const campaign = structure.campaigns[random.weighted(structure.campaignWeights)];
  const total = done ? priceOf(random, facts) : 0;
  const draft: Doc = {
    ...JOB,
    ...stamps,
    id: jobId,
    active: true,
    jobNumber: String(number),
    invoiceId: number,
    ...visit.household,
    jobStatus: jobStatusOf([status]),
    completedOn: done ? modifiedOn : null,
    businessUnitId: visit.unitId,
    jobTypeId: visit.jobTypeId,
    priority: facts.priority,
    priorityRank: PRIORITIES.indexOf(facts.priority),
    campaignId: campaign?.id ?? null,
    appointmentCount: 1,
    firstAppointmentId: appointmentId,
    lastAppointmentId: appointmentId,
    soldById: facts.division === 'Sales' && done ? technician.id : null,
    tagTypeIds: random.chance(0.12) ? [random.pick(structure.tagIds)] : [],
    total,
    noCharge: done && total === 0,
    summary: `${facts.name}. Requested through ${campaign?.name ?? 'the office'}.`,
  };
  const { household, unitId, jobTypeId } = visit;
  const past: PastJob = {
    household,
    facts,
    unitId,
    jobTypeId,
    campaign,
    technician,
    booked,
    start,
    end,
    changed,
    status,
    createdById,
    jobId,
    jobNumber: String(number),
    appointmentId,
    draft,
  };
  for (const stage of stages) stage.job?.(past);
  store.loadPast(jobs, draft);
  store.loadPast(appointments, {
    ...APPOINTMENT,
    ...stamps,
    id: appointmentId,
    active: true,
    jobId,
    customerId: visit.household.customerId,
    appointmentNumber: `${number}-1`,
    start: wireTime(start),
    end: wireTime(end),
    arrivalWindowStart: wireTime(start),
    arrivalWindowEnd: wireTime(start + 2 * HOUR),
    status,
    isConfirmed: random.chance(0.4),
    ...(status === 'Hold' && { holdReasonId: random.pick(structure.holdReasonIds), holdMemo: 'Waiting.' }),
  });
  if (status !== 'Canceled') loadAssignment(store, { ...stamps, jobId, appointmentId }, technician, status);
  loadRecords(store, random, structure, { ...stamps, jobId }, outcome);
  return jobId;
}

function loadAssignment(store: Store, link: Doc, technician: Technician, status: AppointmentStatus): void {
  store.loadPast(assignments, {
    ...link,
    id: store.newId(),
    active: true,
    technicianId: technician.id,
    technicianName: technician.name,
    assignedById: link.createdById ?? null,
    assignedOn: link.createdOn ?? null,
    status: status === 'Hold' ? 'Scheduled' : status,
    isPaused: false,
  });
}

/** What is written down about a job: its history, why it was canceled, notes. */
function loadRecords(
  store: Store,
  random: Random,
  structure: Structure,
  link: Doc,
  { status, cancelReason }: Outcome,
): void {
  const { jobId = null, createdOn = null, modifiedOn = null, createdById = null } = link;
  const event = (eventType: string, date: Doc[string]): Doc => ({
    id: store.newId(),
    employeeId: createdById,
    eventType,
    date,
    usedSchedulingTool: 'Manual',
    memo: '',
  });
  const history = [event('Job Booked', createdOn)];
  if (status === 'Canceled') history.push(event('Job Canceled', modifiedOn));
  if (status === 'Done') history.push(event('Job Completed', modifiedOn));
  store.loadPast(jobHistory, { id: jobId, active: true, createdOn, modifiedOn, jobId, history });
  if (status === 'Canceled') {
    const reasonId = structure.cancelReasonIds[cancelReason ?? 0] ?? null;
    const memo = cancelReason === 0 ? 'Nobody at home, no answer.' : 'Told by phone.';
    const log = { id: store.newId(), active: true, jobId, reasonId, memo };
    store.loadPast(canceledLogs, { ...log, createdOn: modifiedOn, modifiedOn, createdById });
  }
  if (random.chance(0.25)) {
    const note = { id: store.newId(), active: true, text: random.pick(JOB_NOTES), isPinned: false, jobId };
    store.loadPast(jobNotes, { ...note, createdOn: modifiedOn, modifiedOn, createdById });
  }
}

function priceOf(random: Random, facts: JobTypeFacts): number {
  const [low, high] = facts.price;
  return Math.round((low + (high - low) * random.next() ** 2) * 100) / 100;
}
