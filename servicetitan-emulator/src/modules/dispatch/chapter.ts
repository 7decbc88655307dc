/** When the demo company works: hours, arrival windows, shifts of the last and the coming weeks, lunch, training, days off. */
import { type WorkDay, workDay } from '../../company/calendar.ts';
import type { Chapter, Company } from '../../company/chapter.ts';
import type { Doc, Id } from '../../json/value.ts';
import type { Collection } from '../../store/collection.ts';
import { wireTime } from '../../wire/time.ts';
import {
  arrivalWindows,
  businessHours,
  NON_JOB_APPOINTMENT,
  nonJobAppointments,
  shifts,
  technicianSkills,
  windowConfigurations,
} from './schedule-collections.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Shifts are kept from two weeks ago to six weeks ahead. */
const [BACK, AHEAD] = [-14, 42];
const WINDOWS = ['08:00:00', '10:00:00', '12:00:00', '14:00:00', '16:00:00'];
const SKILLS: Readonly<Record<string, readonly string[]>> = {
  HVAC: ['Gas Furnace', 'Heat Pump'],
  Plumbing: ['Drain Machine', 'Gas Line'],
  Electrical: ['Panel Work'],
};

export const chapter: Chapter = {
  name: 'dispatch',
  begin(company) {
    const { store, random, structure, founded, now } = company;
    const createdOn = wireTime(founded, 911);
    const add = (collection: Collection, doc: Doc): void => {
      store.insertPast(collection, { createdOn, ...doc });
    };
    for (const start of WINDOWS) add(arrivalWindows, { start, duration: '02:00:00', businessUnitIds: [] });
    add(windowConfigurations, { configuration: 'StartTimeOfArrivalWindow' });
    add(businessHours, {
      weekdays: [{ fromHour: 8, toHour: 18 }],
      saturday: [{ fromHour: 9, toHour: 15 }],
      sunday: [],
    });
    for (const { id, trade } of structure.technicians) {
      for (const name of SKILLS[trade] ?? [])
        if (random.chance(0.8)) add(technicianSkills, { name, technicianId: id });
      add(nonJobAppointments, lunch(id, now));
    }
    for (let ahead = BACK; ahead <= AHEAD; ahead += 1) loadShifts(company, workDay(now, ahead));
    const [someone] = structure.technicians;
    if (someone) add(nonJobAppointments, training(someone.id, now));
    return {};
  },
};

/** An hour at noon on working days; it takes time but nobody is away for it. */
const lunch = (technicianId: Id, now: number): Doc => ({
  ...NON_JOB_APPOINTMENT,
  technicianId,
  name: 'Lunch',
  start: wireTime(workDay(now, BACK).midnight + 12 * HOUR),
  duration: '00:30:00',
  repeat: true,
  frequency: 'Weekly',
  interval: 1,
  endType: 'Never',
  daysOfWeek: 'Monday, Tuesday, Wednesday, Thursday, Friday',
  createdById: 1,
});

const training = (technicianId: Id, now: number): Doc => ({
  ...NON_JOB_APPOINTMENT,
  technicianId,
  name: 'Manufacturer training',
  start: wireTime(workDay(now, 3).midnight + 8 * HOUR),
  duration: '04:00:00',
  removeTechnicianFromCapacityPlanning: true,
  createdById: 1,
});

function loadShifts({ store, random, structure, now }: Company, day: WorkDay): void {
  if (day.weekday === 0) return;
  const saturday = day.weekday === 6;
  const createdOn = wireTime(Math.min(now, day.midnight) - 28 * DAY, 912);
  for (const [at, { id }] of structure.technicians.entries()) {
    // Every other technician works on a Saturday.
    if (saturday && (at + day.ahead) % 2 !== 0) continue;
    const off = !saturday && random.chance(0.03);
    const [from, to] = saturday ? [9, 15] : off ? [0, 24] : [8, 17];
    store.insertPast(shifts, {
      createdOn,
      technicianId: id,
      shiftType: off ? 'TimeOff' : 'Normal',
      title: off ? 'Vacation' : 'Regular shift',
      start: wireTime(day.midnight + from * HOUR),
      end: wireTime(day.midnight + to * HOUR),
    });
  }
}
