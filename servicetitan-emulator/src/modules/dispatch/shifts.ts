/** Technicians' shifts and absences (reference: "Technician shifts"). */
import { type Doc, type Id, idAt, idsAt, textAt } from '../../json/value.ts';
import type { Answer, Call } from '../../operations/call.ts';
import { bodyDoc, checkReferences, found } from '../../operations/record.ts';
import { invalid } from '../../wire/problem.ts';
import { instantOf, msOf, wireTime } from '../../wire/time.ts';
import { technicians } from '../settings/collections.ts';
import { atLocal, localDay } from './local-time.ts';
import { everyFew } from './occurrences.ts';
import { shifts } from './schedule-collections.ts';

const MINUTE = 60_000;
/** A shift that repeats without an end is written out for so many days. */
const AHEAD_DAYS = 90;
const MOST_DAYS = 366;

function checkTimes(start: string | undefined, end: string | undefined): void {
  if (start !== undefined && end !== undefined && msOf(start) >= msOf(end))
    throw invalid({ end: ['end must be after start.'] });
}

const shown = ({
  id,
  shiftType,
  title,
  note,
  active,
  technicianId,
  start,
  end,
  timesheetCodeId,
  createdOn,
  modifiedOn,
}: Doc): Doc => ({
  id: id ?? null,
  shiftType: shiftType ?? null,
  title: title ?? null,
  note: note ?? null,
  active: active ?? true,
  technicianId: technicianId ?? null,
  start: start ?? null,
  end: end ?? null,
  timesheetCodeId: timesheetCodeId ?? null,
  createdOn: createdOn ?? null,
  modifiedOn: modifiedOn ?? null,
});

/** Days of the pattern, as days since 1970 in local time. */
function daysOf(body: Doc, first: number): number[] {
  if (body.repeatType === 'Never') return [first];
  const interval = Number(body.repeatInterval ?? 1);
  if (!Number.isInteger(interval) || interval < 1)
    throw invalid({ repeatInterval: ['The interval must be a whole number of 1 or more.'] });
  const end = textAt(body, 'repeatEndDate');
  const last = end === undefined ? first + AHEAD_DAYS : localDay(Math.floor(msOf(end) / MINUTE));
  if (last < first) throw invalid({ repeatEndDate: ['repeatEndDate must not be before start.'] });
  if (last - first > MOST_DAYS) throw invalid({ repeatEndDate: ['A shift repeats for a year at most.'] });
  const weekdays = body.repeatType === 'Weekly' ? (textAt(body, 'shiftDays') ?? '') : undefined;
  return [...everyFew([first, last], interval, weekdays)];
}

/** Writes out a shift for each technician and each day, at the same local time. */
export function createShifts(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  checkReferences(call, body, { technicianIds: technicians });
  const ids = idsAt(body, 'technicianIds');
  if (ids.length === 0) throw invalid({ technicianIds: ['At least one technician is required.'] });
  const [start, end] = [textAt(body, 'start') ?? '', textAt(body, 'end') ?? ''];
  checkTimes(start, end);
  const begin = Math.floor(msOf(start) / MINUTE);
  const lasts = Math.floor(msOf(end) / MINUTE) - begin;
  const first = localDay(begin);
  const clock = begin - atLocal(first, 0);
  const made = ids.flatMap((technicianId) =>
    daysOf(body, first).map((day) => {
      const from = day === first ? begin : atLocal(day, clock);
      return store.insert(shifts, {
        technicianId,
        shiftType: body.shiftType ?? null,
        title: body.title ?? '',
        note: body.note ?? null,
        timesheetCodeId: body.timesheetCodeId ?? null,
        start: wireTime(from * MINUTE),
        end: wireTime((from + lasts) * MINUTE),
      });
    }),
  );
  return { value: { created: true, technicianShifts: made.map(shown) } };
}

export function updateShift(call: Call): Answer {
  const shift = found(call, shifts);
  const body = bodyDoc(call);
  const times = { ...shift, ...body };
  checkTimes(textAt(times, 'start'), textAt(times, 'end'));
  return { value: { technicianShifts: [shown(call.store.update(shifts, shift, body))] } };
}

export function deleteShift(call: Call): Answer {
  const shift = found(call, shifts);
  call.store.update(shifts, shift, { active: false });
  return { value: { message: 'The shift was deleted.', id: shift.id ?? null } };
}

/** Deletes the shifts that begin and end within a stretch of time. */
export function deleteShifts(call: Call): Answer {
  const body = bodyDoc(call);
  const { store } = call;
  const [start, end] = [textAt(body, 'start') ?? '', textAt(body, 'end') ?? ''];
  checkTimes(start, end);
  const ids = store.database
    .all<{ id: bigint }>(
      `SELECT id FROM "${shifts.name}" WHERE active = 1 AND "start" >= ? AND "end" <= ? ORDER BY id`,
      instantOf(wireTime(msOf(start))),
      instantOf(wireTime(msOf(end))),
    )
    .map(({ id }): Id => Number(id));
  for (const id of ids) {
    const shift = store.get(shifts, idAt({ id }, 'id'));
    if (shift) store.update(shifts, shift, { active: false });
  }
  return { value: { message: `${ids.length} shifts were deleted.`, deletedIds: ids } };
}
