/** When a non-job appointment takes place, once or again and again (reference: "Non-job appointments"). */
import { type Doc, textAt } from '../../json/value.ts';
import { msOf, WEEKDAYS } from '../../wire/time.ts';
import { addMonths } from '../memberships/recurrence.ts';
import { atLocal, DAY_MINUTES, localDay, minutesOf, weekdayOf } from './local-time.ts';
import type { Stretch } from './stretches.ts';

const NAMES = WEEKDAYS.map((name) => name.toLowerCase());
const MINUTE = 60_000;

/** Weekdays named in a text, in full or by their first three letters, whatever stands between them. */
function weekdaysIn(text: string): Set<number> {
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return new Set(words.map((word) => NAMES.findIndex((name) => name.startsWith(word.slice(0, 3)))));
}

/** Its stretches that reach into `[from, to)`, at the same local time each. */
export function occurrencesOf(appointment: Doc, [from, to]: Stretch): Stretch[] {
  const start = Math.floor(msOf(textAt(appointment, 'start') ?? '') / MINUTE);
  if (Number.isNaN(start)) return [];
  const first = localDay(start);
  const allDay = appointment.allDay === true;
  const clock = allDay ? 0 : start - atLocal(first, 0);
  const lasts = allDay ? DAY_MINUTES : minutesOf(textAt(appointment, 'duration') ?? '');
  const span = (day: number): Stretch => {
    const begin = allDay ? atLocal(day, 0) : day === first ? start : atLocal(day, clock);
    return [begin, begin + lasts];
  };
  const within = ([begin, end]: Stretch): boolean => begin < to && end > from;
  if (appointment.repeat !== true) return [span(first)].filter(within);
  const last = localDay(to);
  const found: Stretch[] = [];
  let count = 0;
  const most = appointment.endType === 'After' ? Number(appointment.countOccurrences ?? 1) : Infinity;
  const endOn = textAt(appointment, 'endOn');
  const until = appointment.endType === 'On' && endOn ? localDay(Math.floor(msOf(endOn) / MINUTE)) : last;
  for (const day of daysFrom(appointment, first, Math.min(last, until))) {
    count += 1;
    if (count > most) break;
    const stretch = span(day);
    if (within(stretch)) found.push(stretch);
  }
  return found;
}

function* daysFrom(appointment: Doc, first: number, last: number): Generator<number> {
  const interval = Math.max(1, Number(appointment.interval ?? 1));
  const { frequency } = appointment;
  if (frequency === 'Monthly' || frequency === 'Yearly') {
    const months = frequency === 'Yearly' ? 12 * interval : interval;
    for (let at = 0; ; at += 1) {
      const day = Math.floor(addMonths(first * DAY_MINUTES * MINUTE, at * months) / (DAY_MINUTES * MINUTE));
      if (day > last) return;
      yield day;
    }
  }
  const weekdays = frequency === 'Weekly' ? (textAt(appointment, 'daysOfWeek') ?? '') : undefined;
  yield* everyFew([first, last], interval, weekdays);
}

/**
 * Every `interval`-th day from the first to the last one, both included; with a text of weekdays those of every
 * `interval`-th week, or the first day's own when it names none. Weeks begin on Sunday.
 */
export function* everyFew(
  [first, last]: readonly [number, number],
  interval: number,
  weekdays: string | undefined,
): Generator<number> {
  const wanted = weekdaysIn(weekdays ?? '');
  if (wanted.size === 0) wanted.add(weekdayOf(first));
  const week = (day: number): number => Math.floor((day - first + weekdayOf(first)) / 7);
  for (let day = first; day <= last; day += 1) {
    const due =
      weekdays === undefined
        ? (day - first) % interval === 0
        : week(day) % interval === 0 && wanted.has(weekdayOf(day));
    if (due) yield day;
  }
}
