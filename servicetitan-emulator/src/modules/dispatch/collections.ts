/** Collections of the dispatch API. */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const zones: Collection = {
  name: 'zones',
  noun: 'Zone',
  schema: 'Dispatch.V2.ZoneResponse',
  columns: { name: { kind: 'search' }, zips: { kind: 'list' } },
};

export const ZONE: Doc = {
  name: '',
  zips: [],
  cities: [],
  territoryNumbers: [],
  locnNumbers: [],
  serviceDaysEnabled: false,
  serviceDays: [],
  serviceDaysIds: [],
  businessUnits: [],
  technicians: [],
  createdBy: 1,
};

export const teams: Collection = {
  name: 'teams',
  noun: 'Team',
  schema: 'Dispatch.V2.TeamResponse',
  columns: { name: { kind: 'search' } },
};

/** `created` is part of the answer to a create. */
export const TEAM: Doc = { createdBy: 1, created: true };

/** A technician's part in an appointment. */
export const assignments: Collection = {
  name: 'appointmentAssignments',
  noun: 'Appointment assignment',
  schema: 'Dispatch.V2.AppointmentAssignmentResponse',
  wide: 'Dispatch.V2.ExportAppointmentAssignmentsResponse',
  columns: {
    technicianId: { kind: 'id', index: true },
    jobId: { kind: 'id', index: true },
    appointmentId: { kind: 'id', index: true },
  },
};
