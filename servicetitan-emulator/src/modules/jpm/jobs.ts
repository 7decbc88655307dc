/** What happens to jobs after they are booked (reference: "Jobs"). */

import { type Doc, docsAt, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import { type Answer, type Call, INTEGRATION_USER } from '../../operations/call.ts';
import { customFields } from '../../operations/custom-fields.ts';
import type { Reaction } from '../../operations/reaction.ts';
import { answer, bodyDoc, checkReferences, found, type Make } from '../../operations/record.ts';
import type { Store } from '../../store/store.ts';
import { conflict, invalid, problem } from '../../wire/problem.ts';
import { noteOf } from '../crm/notes.ts';
import { assignments } from '../dispatch/collections.ts';
import { followAppointments } from './appointments.ts';
import {
  appointments,
  canceledLogs,
  cancelReasons,
  holdReasons,
  jobFieldTypes,
  jobHistory,
  jobNotes,
  jobs,
  PRIORITIES,
} from './collections.ts';
import { jobErrors } from './create-job.ts';
import { recordEvent } from './job-history.ts';
import { type AppointmentStatus, type Move, mayMove } from './job-status.ts';

export const jobChanges: Make = (call, body, current) => {
  const errors = jobErrors(call, body, current);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const { externalData: _external, shouldUpdateInvoiceItems: _items, ...members } = body;
  const priority = textAt(body, 'priority');
  return {
    ...members,
    ...customFields(call, body, jobFieldTypes),
    ...(priority !== undefined && { priorityRank: PRIORITIES.indexOf(priority) }),
  };
};

/** Custom fields of a job type may be merged into the ones it has (reference: "Job types"). */
export const jobTypeMembers: Make = (_call, body, current) => {
  const { externalData: _external, customFieldsUpdateMode: mode, ...members } = body;
  if (mode !== 'Merge' || !current) return members;
  const ids = new Set([...idsAt(current, 'customFieldTypeIds'), ...idsAt(body, 'customFieldTypeIds')]);
  return { ...members, customFieldTypeIds: [...ids] };
};

/** Appointments show whose job they are of; that is not a change of the appointment itself. */
export const appointmentShowsCustomer: Reaction = {
  on: jobs,
  react(store, { before, after }) {
    if (!before || before.customerId === after.customerId) return;
    for (const appointment of store.find(appointments, 'jobId', after.id as Id))
      store.amend(appointments, appointment, { customerId: after.customerId ?? null });
  },
};

/** Takes every appointment that may go there to a status. */
function moveAll(store: Store, job: Doc, move: Move, status: AppointmentStatus, changes: Doc = {}): number {
  const movable = store.find(appointments, 'jobId', job.id as Id).filter((one) => mayMove(one.status, move));
  for (const appointment of movable) store.update(appointments, appointment, { status, ...changes });
  return movable.length;
}

export function cancel(call: Call): Answer {
  const job = found(call, jobs);
  const body = bodyDoc(call);
  checkReferences(call, body, { reasonId: cancelReasons });
  if (job.jobStatus === 'Canceled' || job.jobStatus === 'Completed') {
    throw problem(400, `The job is ${job.jobStatus} and cannot be canceled.`);
  }
  const { store } = call;
  moveAll(store, job, 'cancel', 'Canceled');
  store.insert(canceledLogs, {
    jobId: job.id ?? null,
    reasonId: body.reasonId ?? null,
    memo: body.memo ?? null,
    createdById: INTEGRATION_USER,
  });
  followAppointments(store, job, { jobStatus: 'Canceled', completedOn: null });
  recordEvent(store, job.id as Id, 'Job Canceled', textAt(body, 'memo'));
  return undefined;
}

export function removeCancellation(call: Call): Answer {
  const job = found(call, jobs);
  if (job.jobStatus !== 'Canceled') throw problem(400, 'The job is not canceled.');
  const { store } = call;
  moveAll(store, job, 'restore', 'Scheduled');
  for (const log of store.find(canceledLogs, 'jobId', job.id as Id))
    store.update(canceledLogs, log, { active: false });
  followAppointments(store, job);
  recordEvent(store, job.id as Id, 'Job Cancellation Removed');
  return undefined;
}

export function hold(call: Call): Answer {
  const job = found(call, jobs);
  const body = bodyDoc(call);
  checkReferences(call, body, { reasonId: holdReasons });
  const reason = { holdReasonId: body.reasonId ?? null, holdMemo: body.memo ?? null };
  if (moveAll(call.store, job, 'hold', 'Hold', reason) === 0) {
    throw problem(400, `The job is ${String(job.jobStatus)} and cannot be put on hold.`);
  }
  followAppointments(call.store, job);
  recordEvent(call.store, job.id as Id, 'Job Put On Hold', textAt(body, 'memo'));
  return undefined;
}

/** Refused with 409 when the job is over or nobody is assigned to it (reference: operations of 2026-03 only). */
export function complete(call: Call): Answer {
  const job = found(call, jobs);
  completeJob(call.store, job, textAt(bodyDoc(call), 'completedOn') ?? call.store.stamp());
  return undefined;
}

export function completeJob(store: Store, job: Doc, completedOn: string): void {
  if (job.jobStatus === 'Canceled' || job.jobStatus === 'Completed') {
    throw conflict(`The job is ${job.jobStatus} already.`);
  }
  if (store.find(assignments, 'jobId', job.id as Id).length === 0)
    throw conflict('The job has no technicians.');
  moveAll(store, job, 'finish', 'Done');
  followAppointments(store, job, { completedOn });
  recordEvent(store, job.id as Id, 'Job Completed');
}

export function createNote(call: Call): Answer {
  const jobId = found(call, jobs).id as Id;
  return answer(call, jobNotes, call.store.insert(jobNotes, { ...noteOf(bodyDoc(call)), jobId }));
}

export function history(call: Call): Answer {
  const job = found(call, jobs);
  const known = call.store.get(jobHistory, idAt(job, 'id'));
  return { value: { history: known ? docsAt(known, 'history') : [] } };
}

/** How the job was booked first: its first appointment. */
export function bookedLog(call: Call): Answer {
  const job = found(call, jobs);
  const first = call.store.get(appointments, idAt(job, 'firstAppointmentId'));
  return {
    value: {
      id: job.invoiceId ?? null,
      jobId: job.id ?? null,
      jobAppointmentId: first?.id ?? null,
      start: first?.start ?? null,
      arrivalWindowStart: first?.arrivalWindowStart ?? null,
      arrivalWindowEnd: first?.arrivalWindowEnd ?? null,
      createdOn: job.createdOn ?? null,
      createdById: job.createdById ?? null,
      active: true,
    },
  };
}

const page = (data: Doc[]): Answer => ({
  value: { page: 1, pageSize: data.length, hasMore: false, totalCount: null, data },
});

/** The jobs that `ids` asks for. */
function askedJobs(call: Call): Doc[] {
  const ids = Array.isArray(call.query.ids) ? (call.query.ids as Id[]) : [];
  return ids.map((id) => call.store.get(jobs, id)).filter((job) => job !== undefined);
}

export function cancelReasonsOfJobs(call: Call): Answer {
  return page(
    askedJobs(call).flatMap((job) =>
      call.store.find(canceledLogs, 'jobId', job.id as Id).map((log) => ({
        jobId: job.id ?? null,
        reasonId: log.reasonId ?? null,
        name: call.store.get(cancelReasons, idAt(log, 'reasonId'))?.name ?? '',
        text: log.memo ?? '',
      })),
    ),
  );
}

export function holdReasonsOfJobs(call: Call): Answer {
  return page(
    askedJobs(call).flatMap((job) => {
      const held = call.store
        .find(appointments, 'jobId', job.id as Id)
        .filter((appointment) => appointment.status === 'Hold')
        .map((appointment) => ({
          appointmentId: appointment.id ?? null,
          reasonId: appointment.holdReasonId ?? null,
          name: call.store.get(holdReasons, idAt(appointment, 'holdReasonId'))?.name ?? '',
          text: appointment.holdMemo ?? '',
        }));
      const [first] = held;
      if (!first) return [];
      const { reasonId, name, text } = first;
      return [{ jobId: job.id ?? null, reasonId, name, text, appointmentHoldReasons: held }];
    }),
  );
}
