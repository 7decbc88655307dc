/** The job planning and management API without projects and budget codes: one row per operation. */

import type { Rows } from '../../operations/call.ts';
import { feed } from '../../operations/feed.ts';
import { equals, type Filter, linked } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, update } from '../../operations/record.ts';
import { assignments } from '../dispatch/collections.ts';
import { businessUnits, tagTypes } from '../settings/collections.ts';
import * as appointment from './appointments.ts';
import {
  appointments,
  canceledLogs,
  cancelReasons,
  holdReasons,
  JOB_TYPE,
  jobFieldTypes,
  jobHistory,
  jobNotes,
  jobs,
  jobTypes,
} from './collections.ts';
import { createJob } from './create-job.ts';
import { attachEquipment, detachAllEquipment, detachEquipment, equipment } from './job-equipment.ts';
import * as job from './jobs.ts';

const JOB_REFERENCES = { businessUnitIds: businessUnits, tagTypeIds: tagTypes };
const ofJob = { collection: jobs, param: 'id', column: 'jobId' };

const withTechnician = linked(assignments, 'jobId', equals('technicianId'));
const withStatus = linked(appointments, 'jobId', equals('status'));

/** One and the same appointment starts in the range, of which either end may be open. */
const startsWithin: Filter = (_value, query) => {
  const { appointmentStartsOnOrAfter: from, appointmentStartsBefore: until } = query;
  const parts = [
    ...(from === undefined ? [] : [{ sql: '"start" >= ?', params: [String(from)] }]),
    ...(until === undefined ? [] : [{ sql: '"start" < ?', params: [String(until)] }]),
  ];
  const range = {
    sql: parts.map(({ sql }) => sql).join(' AND '),
    params: parts.flatMap(({ params }) => params),
  };
  return linked(appointments, 'jobId', () => range)('', query);
};

/** A condition on the first appointment of a job. */
const byFirstAppointment =
  (operator: string): Filter =>
  (value) => ({
    sql: `"firstAppointmentId" IN (SELECT id FROM "${appointments.name}" WHERE "start" ${operator} ?)`,
    params: [String(value)],
  });

const unusedAppointments: Filter = (value) => ({
  sql: `id ${value === true ? 'IN' : 'NOT IN'} (SELECT "jobId" FROM "${appointments.name}" WHERE unused = 1 AND active = 1)`,
  params: [],
});

const atLeast: Filter = (value) => ({ sql: 'duration >= ?', params: [Number(value)] });
const atMost: Filter = (value) => ({ sql: 'duration <= ?', params: [Number(value)] });

export const jpm: Rows = {
  'jpm.jobs.getList': list(jobs, {
    active: 'Any',
    sort: { Priority: 'priorityRank' },
    filters: {
      number: equals('jobNumber'),
      appointmentStatus: withStatus,
      appointmentStartsOnOrAfter: startsWithin,
      appointmentStartsBefore: startsWithin,
      firstAppointmentStartsOnOrAfter: byFirstAppointment('>='),
      firstAppointmentStartsBefore: byFirstAppointment('<'),
      technicianId: withTechnician,
      hasUnusedAppointments: unusedAppointments,
    },
  }),
  'jpm.jobs.get': get(jobs),
  'jpm.jobs.create': act(createJob),
  'jpm.jobs.update': update(jobs, { make: job.jobChanges }),
  'jpm.jobs.cancel': act(job.cancel),
  'jpm.jobs.removeCancellation': act(job.removeCancellation),
  'jpm.jobs.hold': act(job.hold),
  'jpm.jobs.complete': act(job.complete),
  'jpm.jobs.getNotes': list(jobNotes, { of: ofJob }),
  'jpm.jobs.createNote': act(job.createNote),
  'jpm.jobs.getHistory': act(job.history),
  'jpm.jobs.getBookedLog': act(job.bookedLog),
  'jpm.jobs.getJobCanceledLogs': list(canceledLogs, { of: ofJob, active: 'Any' }),
  'jpm.jobs.getCancelReasons': act(job.cancelReasonsOfJobs),
  'jpm.jobs.getHoldReasons': act(job.holdReasonsOfJobs),
  'jpm.jobs.getCustomFieldTypes': list(jobFieldTypes),
  'jpm.jobEquipment.get': act(equipment),
  'jpm.jobEquipment.attach': act(attachEquipment),
  'jpm.jobEquipment.detach': act(detachEquipment),
  'jpm.jobEquipment.detachBulk': act(detachAllEquipment),

  'jpm.appointments.getList': list(appointments, {
    filters: {
      number: equals('appointmentNumber'),
      technicianId: linked(assignments, 'appointmentId', equals('technicianId')),
    },
  }),
  'jpm.appointments.get': get(appointments),
  'jpm.appointments.add': act(appointment.create),
  'jpm.appointments.delete': act(appointment.remove),
  'jpm.appointments.reschedule': act(appointment.reschedule),
  'jpm.appointments.hold': act(appointment.hold),
  'jpm.appointments.removeHold': act(appointment.removeHold),
  'jpm.appointments.confirm': act(appointment.setConfirmed(true)),
  'jpm.appointments.removeConfirmation': act(appointment.setConfirmed(false)),
  'jpm.appointments.updateSpecialInstructions': act(appointment.setInstructions),
  'jpm.appointments.setSummary': act(appointment.setSummary),

  'jpm.jobTypes.getList': list(jobTypes, {
    filters: { minDuration: atLeast, maxDuration: atMost },
  }),
  'jpm.jobTypes.get': get(jobTypes),
  'jpm.jobTypes.create': create(jobTypes, JOB_TYPE, { references: JOB_REFERENCES, make: job.jobTypeMembers }),
  'jpm.jobTypes.update': update(jobTypes, { references: JOB_REFERENCES, make: job.jobTypeMembers }),
  'jpm.jobCancelReasons.getList': list(cancelReasons, { active: 'Any' }),
  'jpm.jobHoldReasons.get': list(holdReasons, { active: 'Any' }),

  'jpm.export.jobs': feed(jobs),
  'jpm.export.appointments': feed(appointments),
  'jpm.export.jobNotes': feed(jobNotes),
  'jpm.export.jobCancelReasons': feed(canceledLogs),
  'jpm.export.jobHistory': feed(jobHistory),
};
