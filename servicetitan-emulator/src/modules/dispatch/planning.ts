/** What capacity is computed from, read from the company's records for a stretch of time. */
import { type Doc, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import type { Store } from '../../store/store.ts';
import { instantOf, msOf, wireTime } from '../../wire/time.ts';
import { appointments, jobs } from '../jpm/collections.ts';
import { businessUnits, technicians } from '../settings/collections.ts';
import type { Slot, Worker } from './capacity.ts';
import { assignments } from './collections.ts';
import { atLocal, DAY_MINUTES, localDay, minutesOf, weekdayOf } from './local-time.ts';
import { occurrencesOf } from './occurrences.ts';
import {
  arrivalWindows,
  businessHours,
  nonJobAppointments,
  shifts,
  technicianSkills,
} from './schedule-collections.ts';
import type { Stretch } from './stretches.ts';

const MINUTE = 60_000;
/** A job that is longer than a slot ends within a day of it. */
const BEYOND = DAY_MINUTES;

interface Row {
  technicianId: bigint;
  kind: string;
  start: string;
  end: string;
}

const minuteOf = (instant: string): number => Math.floor(msOf(instant) / MINUTE);
const instant = (minutes: number): string => instantOf(wireTime(minutes * MINUTE));

const groupByTechnician = (rows: readonly Row[]): Map<Id, Row[]> =>
  Map.groupBy(rows, ({ technicianId }) => Number(technicianId) as Id);

const stretchOf = ({ start, end }: Row): Stretch => [minuteOf(start), minuteOf(end)];

/** Statuses in which an appointment takes its technician's time; on hold nobody waits for it. */
const TAKING = `('Scheduled', 'Dispatched', 'Working', 'Done')`;

export class Planning {
  readonly #store: Store;
  readonly #range: Stretch;

  constructor(store: Store, [from, to]: Stretch) {
    this.#store = store;
    this.#range = [from, to + BEYOND];
  }

  /** The hours of the company on every day of the range; around the clock for a company that named none. */
  open(): Stretch[] {
    const [record] = this.#store.find(businessHours, 'active', 1);
    const [from, to] = this.#range;
    if (!record) return [[from, to]];
    const found: Stretch[] = [];
    for (let day = localDay(from); day <= localDay(to); day += 1) {
      const weekday = weekdayOf(day);
      const name = weekday === 0 ? 'sunday' : weekday === 6 ? 'saturday' : 'weekdays';
      for (const hours of (record[name] ?? []) as Doc[])
        found.push([atLocal(day, Number(hours.fromHour) * 60), atLocal(day, Number(hours.toHour) * 60)]);
    }
    return found;
  }

  /** Active technicians with their time; `exceptAppointment` is one whose time counts as free. */
  workers(skills: readonly string[] | undefined, exceptAppointment?: Id): Worker[] {
    const known = this.#store.find(technicians, 'active', 1);
    const [own, taken] = [this.#shifts(), this.#taken(exceptAppointment)];
    const away = this.#nonJobAppointments();
    const owners = new Set(this.#ownersOfShifts());
    const held = this.#skills();
    const units = this.#unitsOf(known);
    return known.map((technician) => {
      const id = technician.id as Id;
      const mine = own.get(id) ?? [];
      const has = new Set([...(held.get(id) ?? []), ...ownSkills(technician)]);
      return {
        id,
        name: String(technician.name ?? ''),
        unitIds: units(technician),
        skilled: skills ? skills.every((skill) => has.has(skill.toLowerCase())) : null,
        shifts: owners.has(id) ? mine.filter(({ kind }) => kind === 'Normal').map(stretchOf) : undefined,
        off: [...mine.filter(({ kind }) => kind === 'TimeOff').map(stretchOf), ...(away.off.get(id) ?? [])],
        busy: [...(taken.get(id) ?? []).map(stretchOf), ...(away.busy.get(id) ?? [])],
      };
    });
  }

  /** A technician works for his own unit; a unit that nobody belongs to is served by the technicians of its trade. */
  #unitsOf(known: readonly Doc[]): (technician: Doc) => Id[] {
    const all = this.#store.find(businessUnits, 'active', 1);
    const tradeOf = new Map(all.map((unit) => [unit.id, (unit.trade as Doc | null)?.id ?? null]));
    const manned = new Set(known.map((technician) => technician.businessUnitId ?? null));
    const vacant = all.filter(({ id }) => !manned.has(id ?? null));
    return (technician) => {
      const own = idAt(technician, 'businessUnitId');
      if (own === undefined) return [];
      const trade = tradeOf.get(own) ?? null;
      const shared = vacant.filter((unit) => trade !== null && tradeOf.get(unit.id) === trade);
      return [own, ...shared.map(({ id }) => id as Id)];
    };
  }

  #shifts(): Map<Id, Row[]> {
    const [from, to] = this.#range;
    const rows = this.#store.database.all<Row>(
      `SELECT "technicianId", "shiftType" AS kind, "start", "end" FROM "${shifts.name}"
        WHERE active = 1 AND "start" < ? AND "end" > ?`,
      instant(to),
      instant(from),
    );
    return groupByTechnician(rows);
  }

  #ownersOfShifts(): Id[] {
    const sql = `SELECT DISTINCT "technicianId" AS id FROM "${shifts.name}" WHERE active = 1`;
    return this.#store.database.all<{ id: bigint }>(sql).map(({ id }) => Number(id));
  }

  #taken(exceptAppointment: Id | undefined): Map<Id, Row[]> {
    const [from, to] = this.#range;
    const rows = this.#store.database.all<Row>(
      `SELECT t."technicianId", '' AS kind, a."start", a."end" FROM "${appointments.name}" a
        JOIN "${assignments.name}" t ON t."appointmentId" = a.id AND t.active = 1
        WHERE a.active = 1 AND a.status IN ${TAKING} AND a."start" < ? AND a."end" > ? AND a.id <> ?`,
      instant(to),
      instant(from),
      exceptAppointment ?? 0,
    );
    return groupByTechnician(rows);
  }

  /** Appointments that nobody is assigned to, by the business unit of their job. */
  unassigned(exceptAppointment?: Id): { unitId: Id; span: Stretch }[] {
    const [from, to] = this.#range;
    const rows = this.#store.database.all<Row & { unitId: bigint }>(
      `SELECT j."businessUnitId" AS unitId, a."start", a."end" FROM "${appointments.name}" a
        JOIN "${jobs.name}" j ON j.id = a."jobId"
        WHERE a.active = 1 AND a.status IN ('Scheduled', 'Dispatched') AND a."start" < ? AND a."end" > ? AND a.id <> ?
        AND NOT EXISTS (SELECT 1 FROM "${assignments.name}" t WHERE t."appointmentId" = a.id AND t.active = 1)`,
      instant(to),
      instant(from),
      exceptAppointment ?? 0,
    );
    return rows.map((row) => ({ unitId: Number(row.unitId), span: stretchOf(row) }));
  }

  #nonJobAppointments(): { off: Map<Id, Stretch[]>; busy: Map<Id, Stretch[]> } {
    const found = { off: new Map<Id, Stretch[]>(), busy: new Map<Id, Stretch[]>() };
    for (const appointment of this.#store.find(nonJobAppointments, 'active', 1)) {
      const id = idAt(appointment, 'technicianId');
      if (id === undefined) continue;
      const kind = appointment.removeTechnicianFromCapacityPlanning === true ? found.off : found.busy;
      kind.set(id, [...(kind.get(id) ?? []), ...occurrencesOf(appointment, this.#range)]);
    }
    return found;
  }

  #skills(): Map<Id, string[]> {
    const all = this.#store.find(technicianSkills, 'active', 1);
    const byId = Map.groupBy(all, (skill) => skill.technicianId as Id);
    return new Map([...byId].map(([id, own]) => [id, own.map(({ name }) => String(name).toLowerCase())]));
  }
}

/** Skills on a technician's own record: names, or objects with a name. */
function ownSkills({ skills }: Doc): string[] {
  if (!Array.isArray(skills)) return [];
  return skills.map((skill) => String((skill as Doc | null)?.name ?? skill).toLowerCase());
}

/** Slots of the arrival windows that lie within the range, for each unit that a window is for. */
export function slotsOf(store: Store, [from, to]: Stretch, unitIds: readonly Id[]): Slot[] {
  const windows = store.find(arrivalWindows, 'active', 1).map((window) => ({
    start: minutesOf(textAt(window, 'start') ?? ''),
    lasts: minutesOf(textAt(window, 'duration') ?? ''),
    units: idsAt(window, 'businessUnitIds'),
  }));
  const slots: Slot[] = [];
  for (let day = localDay(from); day <= localDay(to); day += 1) {
    for (const { start, lasts, units } of windows.toSorted((one, other) => one.start - other.start)) {
      const span: Stretch = [atLocal(day, start), atLocal(day, start + lasts)];
      if (span[0] < from || span[1] > to) continue;
      for (const unitId of unitIds)
        if (units.length === 0 || units.includes(unitId)) slots.push({ unitId, span });
    }
  }
  return slots;
}
