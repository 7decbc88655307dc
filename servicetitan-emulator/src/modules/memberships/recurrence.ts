/** When the visits of a recurring service are due (reference: "Recurring services (per location)"). */
import { type Doc, textAt } from '../../json/value.ts';
import { msOf, WEEKDAYS, wireTime } from '../../wire/time.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const WEEKS = ['First', 'Second', 'Third', 'Fourth', 'Last'];
const DAY_MS = 86_400_000;
/** A continuous service has its visits a year ahead. */
const AHEAD_MS = 366 * DAY_MS;
/** No plan in use has more visits than one a day for a year. */
const MOST = 366;
/** Patterns are followed for so many years. */
const YEARS = 30;

/** The same day so many months later; the last one of the month where that day is missing. */
export function addMonths(ms: number, months: number): number {
  const from = new Date(ms);
  const target = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return target + (Math.min(from.getUTCDate(), last) - 1) * DAY_MS + (ms % DAY_MS);
}

const namesAt = (doc: Doc, name: string): string[] => {
  const value = doc[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

/**
 * Days on which the service is due, as wire times of their first moment (UTC), in order. A service of a number of visits
 * has that many; a continuous one has those of the year that begins at `now` (milliseconds since 1970) or when the service
 * does, whichever is later. None is due after `until`.
 */
export function dueDates(service: Doc, until: string | undefined, now = 0): string[] {
  const from = textAt(service, 'from');
  if (from === undefined) return [];
  const start = Math.floor(msOf(from) / DAY_MS) * DAY_MS;
  const continuous = service.durationType === 'Continuous';
  const since = Math.max(start, continuous ? Math.floor(now / DAY_MS) * DAY_MS : start);
  const visits = continuous ? MOST : Math.min(MOST, Number(service.durationLength ?? 1));
  const end = Math.min(
    until === undefined ? Number.POSITIVE_INFINITY : msOf(until),
    continuous ? since + AHEAD_MS : Number.POSITIVE_INFINITY,
  );
  const dates: string[] = [];
  for (const due of occurrences(service, start)) {
    if (due > end || dates.length >= visits) break;
    if (due >= since) dates.push(wireTime(due));
  }
  return dates;
}

/** Every day of the pattern from `start` on, for so many years. */
function* occurrences(service: Doc, start: number): Generator<number> {
  const interval = Math.max(1, Number(service.recurrenceInterval ?? 1));
  switch (service.recurrenceType) {
    case 'Daily':
      for (let at = 0; at < MOST * YEARS; at += 1) yield start + at * interval * DAY_MS;
      return;
    case 'Weekly':
      for (let day = start; day < start + MOST * interval * 7 * DAY_MS; day += DAY_MS) {
        const week = Math.floor((day - start) / (7 * DAY_MS));
        if (week % interval === 0 && onWeekday(service, day, start)) yield day;
      }
      return;
    case 'NthWeekdayOfMonth':
      for (let month = 0; month < 12 * YEARS; month += interval) {
        const day = nthWeekday(service, addMonths(firstOfMonth(start), month));
        if (day >= start) yield day;
      }
      return;
    case 'Seasonal': {
      const months = new Set(namesAt(service, 'recurrenceMonths'));
      for (let month = 0; month < 12 * YEARS; month += 1) {
        const day = addMonths(start, month);
        if (months.size === 0 || months.has(MONTHS[new Date(day).getUTCMonth()] ?? '')) yield day;
      }
      return;
    }
    default:
      for (let month = 0; month < 12 * YEARS; month += interval) yield addMonths(start, month);
  }
}

function onWeekday(service: Doc, day: number, start: number): boolean {
  const wanted = namesAt(service, 'recurrenceDaysOfWeek');
  const weekday = new Date(day).getUTCDay();
  return wanted.length > 0
    ? wanted.includes(WEEKDAYS[weekday] ?? '')
    : weekday === new Date(start).getUTCDay();
}

const firstOfMonth = (ms: number): number => {
  const day = new Date(ms);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
};

/** The weekday the service names in the month that begins at `first`; the first Monday when it names none. */
function nthWeekday(service: Doc, first: number): number {
  const wanted = Math.max(0, WEEKDAYS.indexOf(textAt(service, 'recurrenceDayOfNthWeek') ?? 'Monday'));
  const week = Math.max(0, WEEKS.indexOf(textAt(service, 'recurrenceWeek') ?? 'First'));
  const offset = (wanted - new Date(first).getUTCDay() + 7) % 7;
  const days = (addMonths(first, 1) - first) / DAY_MS;
  const last = offset + 7 * Math.floor((days - 1 - offset) / 7);
  return first + (week === 4 ? last : offset + 7 * week) * DAY_MS;
}
