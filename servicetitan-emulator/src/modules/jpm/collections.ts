/** Collections of the job planning and management API. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const jobTypes: Collection = {
  name: 'jobTypes',
  noun: 'Job type',
  schema: 'Jpm.V2.JobTypeResponse',
  columns: { name: { kind: 'search' }, duration: { kind: 'number' }, priority: { kind: 'text' } },
};

export const JOB_TYPE: Doc = {
  businessUnitIds: [],
  skills: [],
  tagTypeIds: [],
  priority: 'Normal',
  duration: 7200,
  soldThreshold: null,
  class: '',
  summary: '',
  noCharge: false,
  enforceRecurringServiceEventSelection: false,
  invoiceSignaturesRequired: false,
  isSmartDispatched: false,
  defaultEstimateSoldAction: 'None',
  customFieldTypeIds: [],
};

export const jobs: Collection = {
  name: 'jobs',
  noun: 'Job',
  schema: 'Jpm.V2.JobResponse',
  wide: 'Jpm.V2.ExportJobsResponse',
  columns: {
    jobNumber: { kind: 'text', index: true },
    customerId: { kind: 'id', index: true },
    locationId: { kind: 'id', index: true },
    bookingId: { kind: 'id', index: true },
    invoiceId: { kind: 'id', index: true },
    jobStatus: { kind: 'text', index: true },
    completedOn: { kind: 'time', index: true },
    businessUnitId: { kind: 'id', index: true },
    jobTypeId: { kind: 'id', index: true },
    campaignId: { kind: 'id', index: true },
    priority: { kind: 'text' },
    priorityRank: { kind: 'number' },
    projectId: { kind: 'id' },
    soldById: { kind: 'id' },
    createdFromEstimateId: { kind: 'id' },
    tagTypeIds: { kind: 'list' },
    estimateIds: { kind: 'list' },
    equipmentIds: { kind: 'list' },
    firstAppointmentId: { kind: 'id' },
  },
};

export const PRIORITIES = ['Low', 'Normal', 'High', 'Urgent'];

export const JOB: Doc = {
  jobStatus: 'Scheduled',
  noCharge: false,
  notificationsEnabled: true,
  tagTypeIds: [],
  customerPo: '',
  total: 0,
  estimateIds: [],
  equipmentIds: [],
  isAutoDispatched: false,
  customFields: [],
};

export const appointments: Collection = {
  name: 'appointments',
  noun: 'Appointment',
  schema: 'Jpm.V2.AppointmentResponse',
  wide: 'Jpm.V2.ExportAppointmentsResponse',
  columns: {
    jobId: { kind: 'id', index: true },
    customerId: { kind: 'id', index: true },
    projectId: { kind: 'id' },
    appointmentNumber: { kind: 'text', index: true },
    status: { kind: 'text', index: true },
    start: { kind: 'time', index: true },
    end: { kind: 'time' },
    unused: { kind: 'flag' },
  },
};

export const APPOINTMENT: Doc = {
  status: 'Scheduled',
  unused: false,
  isConfirmed: false,
  appointmentSummaries: [],
};

export const jobNotes: Collection = {
  name: 'jobNotes',
  noun: 'Note',
  schema: 'Jpm.V2.NoteResponse',
  wide: 'Jpm.V2.ExportJobNotesResponse',
  columns: { jobId: { kind: 'id', index: true } },
  vanishes: true,
};

export const canceledLogs: Collection = {
  name: 'jobCanceledLogs',
  noun: 'Cancellation',
  schema: 'Jpm.V2.JobCanceledLogResponse',
  wide: 'Jpm.V2.ExportJobCanceledLogResponse',
  columns: { jobId: { kind: 'id', index: true } },
};

/** One record per job, with the job's id: what happened to it. */
export const jobHistory: Collection = {
  name: 'jobHistory',
  noun: 'Job history',
  schema: 'Jpm.V2.JobHistoryResponse',
  wide: 'Jpm.V2.ExportJobHistoryResponse',
  columns: {},
};

export const cancelReasons: Collection = {
  name: 'jobCancelReasons',
  noun: 'Cancel reason',
  schema: 'Jpm.V2.JobCancelReasonResponse',
  columns: { name: { kind: 'search' } },
};

export const holdReasons: Collection = {
  name: 'jobHoldReasons',
  noun: 'Hold reason',
  schema: 'Jpm.V2.JobHoldReasonResponse',
  columns: { name: { kind: 'search' } },
};

export const jobFieldTypes: Collection = {
  name: 'jobCustomFieldTypes',
  noun: 'Custom field type',
  schema: 'Jpm.V2.CustomFieldTypeResponse',
  columns: { name: { kind: 'search' } },
};
