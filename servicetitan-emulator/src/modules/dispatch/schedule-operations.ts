/** Shifts, windows, skills and capacity: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import type { Filter } from '../../operations/filter.ts';
import { list } from '../../operations/list.ts';
import { act, create, get, update } from '../../operations/record.ts';
import { availabilityGrid, availableSlots, capacity } from './availability.ts';
import {
  createNonJobAppointment,
  deleteNonJobAppointment,
  updateNonJobAppointment,
} from './non-job-appointments.ts';
import { arrivalWindows, nonJobAppointments, shifts, technicianSkills } from './schedule-collections.ts';
import { createShifts, deleteShift, deleteShifts, updateShift } from './shifts.ts';
import {
  assignSkills,
  createSkill,
  deleteSkill,
  getSkill,
  skillShown,
  takePings,
  tracking,
} from './skills.ts';
import {
  hours,
  setHours,
  setWindowActive,
  setWindowConfiguration,
  windowConfiguration,
  windowMembers,
} from './windows.ts';

const time =
  (column: string, operator: string): Filter =>
  (value) => ({ sql: `"${column}" ${operator} ?`, params: [String(value)] });

/** Only active ones unless it is false; `active` itself is ignored (reference: "Non-job appointments") [3p]. */
const activeOnly: Filter = (value) => (value === true ? { sql: 'active = 1', params: [] } : null);

export const scheduleRows: Rows = {
  'dispatch.capacity.getList': act(capacity),
  'dispatch.adaptiveCapacity.getList': act(availabilityGrid),
  'dispatch.adaptiveCapacity.getSlots': act(availableSlots),
  'dispatch.arrivalWindows.getList': list(arrivalWindows),
  'dispatch.arrivalWindows.get': get(arrivalWindows),
  'dispatch.arrivalWindows.create': create(arrivalWindows, { businessUnitIds: [] }, { make: windowMembers }),
  'dispatch.arrivalWindows.update': update(arrivalWindows, { make: windowMembers }),
  'dispatch.arrivalWindows.activated': act(setWindowActive),
  'dispatch.arrivalWindows.getConfiguration': act(windowConfiguration),
  'dispatch.arrivalWindows.updatedConfiguration': act(setWindowConfiguration),
  'dispatch.businessHour.getList': act(hours),
  'dispatch.businessHour.create': act(setHours),
  'dispatch.nonJobAppointments.getList': list(nonJobAppointments, {
    active: 'Any',
    filters: {
      activeOnly,
      startsOnOrAfter: time('start', '>='),
      startsOnOrBefore: time('start', '<='),
    },
  }),
  'dispatch.nonJobAppointments.get': get(nonJobAppointments),
  'dispatch.nonJobAppointments.create': act(createNonJobAppointment),
  'dispatch.nonJobAppointments.update': act(updateNonJobAppointment),
  'dispatch.nonJobAppointments.delete': act(deleteNonJobAppointment),
  'dispatch.technicianShifts.getList': list(shifts, {
    filters: { startsOnOrAfter: time('start', '>='), endsOnOrBefore: time('end', '<=') },
  }),
  'dispatch.technicianShifts.get': get(shifts),
  'dispatch.technicianShifts.create': act(createShifts),
  'dispatch.technicianShifts.update': act(updateShift),
  'dispatch.technicianShifts.delete': act(deleteShift),
  'dispatch.technicianShifts.bulkDelete': act(deleteShifts),
  'dispatch.technicianSkills.getList': list(technicianSkills, { as: skillShown }),
  'dispatch.technicianSkills.get': act(getSkill),
  'dispatch.technicianSkills.createTechnicianSkill': act(createSkill),
  'dispatch.technicianSkills.assignTechnicianSkills': act(assignSkills),
  'dispatch.technicianSkills.delete': act(deleteSkill),
  'dispatch.technicianTracking.get': act(tracking),
  'dispatch.gps.create': act(takePings),
};
