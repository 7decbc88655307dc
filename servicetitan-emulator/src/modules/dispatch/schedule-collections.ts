/** Collections of when technicians work, and of what the town is told about it (reference: "Dispatch"). */
import type { Doc } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';

export const arrivalWindows: Collection = {
  name: 'arrivalWindows',
  noun: 'Arrival window',
  schema: 'Dispatch.V2.ArrivalWindowResponse',
  columns: {},
};

/** One record each: the hours of the company, and which end of an arrival window a job starts at. */
export const businessHours: Collection = {
  name: 'businessHours',
  noun: 'Business hours',
  schema: 'Dispatch.V2.BusinessHourModel',
  columns: {},
};

export const windowConfigurations: Collection = {
  name: 'arrivalWindowConfigurations',
  noun: 'Arrival window configuration',
  schema: 'Dispatch.V2.ArrivalWindowConfigurationResponse',
  columns: {},
};

export const shifts: Collection = {
  name: 'technicianShifts',
  noun: 'Technician shift',
  schema: 'Dispatch.V2.TechnicianShiftResponse',
  columns: {
    technicianId: { kind: 'id', index: true },
    shiftType: { kind: 'text' },
    start: { kind: 'time', index: true },
    end: { kind: 'time' },
    titleContains: { kind: 'search', path: 'title' },
    noteContains: { kind: 'search', path: 'note' },
  },
};

export const nonJobAppointments: Collection = {
  name: 'nonJobAppointments',
  noun: 'Non-job appointment',
  schema: 'Dispatch.V2.NonJobAppointmentResponse',
  columns: {
    technicianId: { kind: 'id', index: true },
    start: { kind: 'time' },
    timesheetCodeId: { kind: 'id' },
    showOnTechnicianSchedule: { kind: 'flag' },
  },
};

export const NON_JOB_APPOINTMENT: Doc = {
  timesheetCodeId: 0,
  summary: '',
  clearDispatchBoard: false,
  clearTechnicianView: false,
  removeTechnicianFromCapacityPlanning: false,
  allDay: false,
  showOnTechnicianSchedule: true,
  daysOfWeek: '',
};

/** A skill of one technician; job types ask for skills by name. */
export const technicianSkills: Collection = {
  name: 'technicianSkills',
  noun: 'Technician skill',
  schema: 'Dispatch.V2.TechnicianSkillResponse',
  columns: { technicianId: { kind: 'id', index: true }, name: { kind: 'text' } },
};

export const gpsPings: Collection = {
  name: 'gpsPings',
  noun: 'GPS ping',
  schema: 'Dispatch.V2.GpsPingResponse',
  columns: { unitId: { kind: 'text' } },
};
