/**
 * How much time a business unit has in a slot (reference: "Capacity"). Pure: everything is plain data in minutes.
 *
 * What the reference leaves open is decided so:
 * - A technician works in the normal shifts within the business hours; who has no shifts at all works those hours. Time off
 *   and non-job appointments that take a technician out of capacity planning are no working time; other non-job
 *   appointments and assigned appointments are working time that is taken.
 * - `totalAvailability` is the working time in the slot, `openAvailability` what of it is neither taken nor over, less
 *   what is booked for the unit without a technician.
 * - A technician is available who could begin a job of the asked kind in the slot and go on to its end, which may be after
 *   the slot; without a kind, who has any time at all.
 * - A slot is past the ideal load when more than four fifths of its time are taken.
 */
import type { Id } from '../../json/value.ts';
import { difference, firstFit, intersection, length, type Stretch, union } from './stretches.ts';

const IDEAL_LOAD = 0.8;

export interface Worker {
  id: Id;
  name: string;
  /** Business units that the technician works for. */
  unitIds: readonly Id[];
  /** Whether the technician has every skill that is asked for; null when nothing is asked. */
  skilled: boolean | null;
  /** Normal shifts; undefined for a technician who has none and works the business hours. */
  shifts: readonly Stretch[] | undefined;
  /** Absences: time off, and what takes the technician out of capacity planning. */
  off: readonly Stretch[];
  /** Assigned appointments and other non-job appointments. */
  busy: readonly Stretch[];
}

export interface Slot {
  unitId: Id;
  span: Stretch;
}

export interface Question {
  workers: readonly Worker[];
  slots: readonly Slot[];
  /** When the company is open. */
  open: readonly Stretch[];
  /** Appointments of a unit that nobody is assigned to. */
  unassigned: readonly { unitId: Id; span: Stretch }[];
  /** The present: time before it is over. */
  now: number;
  /** Length of the job in minutes; undefined when any time will do. */
  duration: number | undefined;
  /** Whether technicians without the skills count for nothing. */
  skilledOnly: boolean;
}

export interface Capacity extends Slot {
  totalMinutes: number;
  openMinutes: number;
  technicians: { worker: Worker; available: boolean; begin: number | undefined }[];
  isAvailable: boolean;
  isExceedingIdeal: boolean;
}

/** The working time of a technician, and what of it is free. */
interface Day {
  working: Stretch[];
  free: Stretch[];
}

function dayOf(worker: Worker, open: readonly Stretch[], now: number): Day {
  const shifts = worker.shifts ? intersection(union(worker.shifts), open) : open;
  const working = difference(shifts, union(worker.off));
  const free = difference(working, union([...worker.busy, [Number.NEGATIVE_INFINITY, now]]));
  return { working, free };
}

/** The capacity of every slot, in the order of the slots. */
export function capacityOf(question: Question): Capacity[] {
  const { workers, slots, now, duration, skilledOnly } = question;
  const open = union(question.open);
  const days = new Map(workers.map((worker) => [worker, dayOf(worker, open, now)]));
  const byUnit = new Map<Id, Worker[]>();
  for (const worker of workers) {
    if (skilledOnly && worker.skilled !== true) continue;
    for (const unitId of worker.unitIds) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), worker]);
  }
  return slots.map((slot) => {
    const { unitId, span } = slot;
    let [totalMinutes, freeMinutes] = [0, 0];
    const technicians = (byUnit.get(unitId) ?? []).map((worker) => {
      const { working, free } = days.get(worker) ?? { working: [], free: [] };
      totalMinutes += length(intersection(working, [span]));
      freeMinutes += length(intersection(free, [span]));
      const begin = firstFit(free, span, duration ?? 1);
      return { worker, available: begin !== undefined, begin };
    });
    const booked = question.unassigned
      .filter((one) => one.unitId === unitId)
      .reduce((sum, one) => sum + length(intersection([one.span], [span])), 0);
    const openMinutes = Math.max(0, freeMinutes - booked);
    return {
      ...slot,
      totalMinutes,
      openMinutes,
      technicians,
      isAvailable: openMinutes > 0 && technicians.some(({ available }) => available),
      isExceedingIdeal: totalMinutes > 0 && (totalMinutes - openMinutes) / totalMinutes > IDEAL_LOAD,
    };
  });
}
