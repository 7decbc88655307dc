/** `POST /capacity` and the availability of 2026-03 (reference: "Capacity", "Dispatch: adaptive capacity"). */
import { type Doc, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, checkReferences } from '../../operations/record.ts';
import { type FieldErrors, invalid } from '../../wire/problem.ts';
import { msOf, wireTime } from '../../wire/time.ts';
import { jobTypes } from '../jpm/collections.ts';
import { businessUnits, technicians } from '../settings/collections.ts';
import { type Capacity, capacityOf } from './capacity.ts';
import { localText } from './local-time.ts';
import { Planning, slotsOf } from './planning.ts';
import type { Stretch } from './stretches.ts';

const MINUTE = 60_000;
/** Longest stretch of one question [3p]. */
const MOST_DAYS = 14;
/** Length of a job that nothing says the length of, in minutes (reference: "Dispatch: adaptive capacity"). */
const USUAL_JOB = 120;

function rangeOf(body: Doc, from: string, to: string): Stretch {
  const [start, end] = [textAt(body, from) ?? '', textAt(body, to) ?? ''].map((text) =>
    Math.floor(msOf(text) / MINUTE),
  ) as [number, number];
  const errors: FieldErrors = {};
  if (start >= end) errors[to] = [`${to} must be after ${from}.`];
  else if (end - start > MOST_DAYS * 1440)
    errors[to] = [`At most ${MOST_DAYS} days can be asked for at once.`];
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return [start, end];
}

/** The units asked for; all active ones when none are named. */
function unitsAsked(call: Call, named: readonly Id[]): Id[] {
  return named.length > 0
    ? [...new Set(named)]
    : call.store.find(businessUnits, 'active', 1).map(({ id }) => id as Id);
}

export function capacity(call: Call): Answer {
  const body = bodyDoc(call);
  const { store, tenant } = call;
  checkReferences(call, body, { businessUnitIds: businessUnits, jobTypeId: jobTypes });
  const range = rangeOf(body, 'startsOnOrAfter', 'endsOnOrBefore');
  const type = store.get(jobTypes, idAt(body, 'jobTypeId'));
  const skilledOnly = body.skillBasedAvailability === true;
  if (skilledOnly && !type)
    throw invalid({ jobTypeId: ['The job type is required for skill based availability.'] });
  const planning = new Planning(store, range);
  const found = capacityOf({
    workers: planning.workers(type && skillsOf(type)),
    slots: slotsOf(store, range, unitsAsked(call, idsAt(body, 'businessUnitIds'))),
    open: planning.open(),
    unassigned: planning.unassigned(),
    now: Math.ceil(tenant.now() / MINUTE),
    duration: type ? Math.ceil(Number(type.duration ?? 0) / 60) : undefined,
    skilledOnly,
  });
  return { value: { timeStamp: store.stamp(), availabilities: found.map(availabilityOf) } };
}

const skillsOf = (type: Doc): string[] => (Array.isArray(type.skills) ? type.skills.map(String) : []);

function availabilityOf({ unitId, span: [start, end], ...found }: Capacity): Doc {
  return {
    start: localText(start),
    end: localText(end),
    startUtc: wireTime(start * MINUTE),
    endUtc: wireTime(end * MINUTE),
    businessUnitIds: [unitId],
    totalAvailability: found.totalMinutes / 60,
    openAvailability: found.openMinutes / 60,
    technicians: found.technicians.map(({ worker, available }) => ({
      id: worker.id,
      name: worker.name,
      status: available ? 'Available' : 'Unavailable',
      hasRequiredSkills: worker.skilled,
    })),
    isAvailable: found.isAvailable,
    isExceedingIdealBookingPercentage: found.isExceedingIdeal,
  };
}

/** The capacity that a question of 2026-03 is about, one slot for all of its technicians together. */
function adaptive(call: Call): { found: Capacity[]; duration: number } {
  const body = bodyDoc(call);
  const { store, tenant } = call;
  checkReferences(call, body, { businessUnits, jobTypes, technicians });
  const range = rangeOf(body, 'startUtc', 'endUtc');
  const [type] = idsAt(body, 'jobTypes').map((id) => store.get(jobTypes, id));
  const lasts = Number(body.jobDurationInMinutes ?? 0) || Number(type?.duration ?? 0) / 60 || USUAL_JOB;
  const units = unitsAsked(call, idsAt(body, 'businessUnits'));
  const moved = idAt(body, 'existingJobAppointmentId');
  const planning = new Planning(store, range);
  const only = idsAt(body, 'technicians');
  const workers = planning
    .workers(type && skillsOf(type), moved)
    .filter(({ id }) => only.length === 0 || only.includes(id));
  const question = {
    workers,
    slots: slotsOf(store, range, units),
    open: planning.open(),
    unassigned: planning.unassigned(moved),
    now: Math.ceil(tenant.now() / MINUTE),
    duration: Math.ceil(lasts),
    skilledOnly: type !== undefined,
  };
  return { found: capacityOf(question), duration: question.duration };
}

/** Technicians who could begin the job in each slot; a technician of several units is told once. */
export function availableSlots(call: Call): Answer {
  const { found, duration } = adaptive(call);
  const bySpan = Map.groupBy(found, ({ span }) => span.join());
  const offered = [...bySpan.values()].flatMap((slots) => {
    const [{ span }] = slots as [Capacity];
    const able = new Map(
      slots.flatMap(({ technicians: all }) =>
        all.flatMap(({ worker, begin }) =>
          begin === undefined ? [] : [[worker.id, { worker, begin }] as const],
        ),
      ),
    );
    if (able.size === 0) return [];
    return [
      {
        slotStart: wireTime(span[0] * MINUTE),
        slotEnd: wireTime(span[1] * MINUTE),
        technicians: [...able.values()].map(({ worker, begin }) => ({
          technicianId: worker.id,
          technicianName: worker.name,
          jobStart: wireTime(begin * MINUTE),
          jobEnd: wireTime((begin + duration) * MINUTE),
        })),
      },
    ];
  });
  return { value: { timeStamp: call.store.stamp(), availableSlots: offered } };
}

/** What a column of the grid is: the slots it takes, by id and name. */
function columnsOf(
  call: Call,
  found: readonly Capacity[],
): { id: Id | null; name: string; slots: Capacity[] }[] {
  const { xType } = bodyDoc(call);
  if (xType === 'BusinessUnit') {
    return [...Map.groupBy(found, ({ unitId }) => unitId)].map(([id, slots]) => ({
      id,
      name: String(call.store.get(businessUnits, id)?.name ?? ''),
      slots,
    }));
  }
  if (xType === 'ArrivalWindow') {
    const clockOf = ({ span: [start, end] }: Capacity): string =>
      `${localText(start).slice(11, 16)} - ${localText(end).slice(11, 16)}`;
    return [...Map.groupBy(found, clockOf)].map(([name, slots]) => ({ id: null, name, slots }));
  }
  throw invalid({ xType: ['The emulator makes grids by ArrivalWindow and by BusinessUnit.'] });
}

/** One row a local day. Numbers are minutes: of working time, taken by appointments, and open. */
export function availabilityGrid(call: Call): Answer {
  const { found } = adaptive(call);
  const columns = columnsOf(call, found);
  const rows = [...Map.groupBy(found, ({ span }) => localText(span[0]).slice(0, 10))];
  const sum = (slots: readonly Capacity[]) => {
    const total = slots.reduce((all, slot) => all + slot.totalMinutes, 0);
    const open = slots.reduce((all, slot) => all + slot.openMinutes, 0);
    const starts = slots.map(({ span }) => span[0]);
    const ends = slots.map(({ span }) => span[1]);
    const can = slots.some(({ isAvailable }) => isAvailable);
    return {
      total,
      assigned: total - open,
      booked: total - open,
      done: 0,
      startUtc: starts.length > 0 ? wireTime(Math.min(...starts) * MINUTE) : null,
      endUtc: ends.length > 0 ? wireTime(Math.max(...ends) * MINUTE) : null,
      isBookable: can,
      isAssignable: can,
    };
  };
  const cell = (index: number, id: Id | null, name: string, slots: readonly Capacity[]): Doc => ({
    index,
    id,
    name,
    ...sum(slots),
  });
  const grid = {
    rowHeaders: rows.map(([day, slots], index) => cell(index, null, day, slots)),
    columnHeaders: columns.map(({ id, name, slots }, index) => cell(index, id, name, slots)),
    table: rows.map(([, ofDay]) =>
      columns.map(({ id, name, slots }, index) =>
        cell(
          index,
          id,
          name,
          slots.filter((slot) => ofDay.includes(slot)),
        ),
      ),
    ),
  };
  return { value: { timeStamp: call.store.stamp(), grids: [grid] } };
}
