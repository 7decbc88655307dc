/** Working days of a company in Denver: local hours as instants, and how busy the season is. */
import type { Season } from './catalogue.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Where the demo company lives. */
export const TIME_ZONE = 'America/Denver';

/** One day of the calendar. */
export interface WorkDay {
  /** Milliseconds since 1970 at local midnight; twelve hours before noon where the clocks change in between. */
  midnight: number;
  /** 0 is January. */
  month: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Days from today; negative in the past. */
  ahead: number;
}

/** The day that is `ahead` days from the one `now` lies in, in local time. */
export function workDay(now: number, ahead: number): WorkDay {
  const today = Math.floor((now + offsetMs(now)) / DAY);
  const local = (today + ahead) * DAY;
  const date = new Date(local);
  const midnight = local - offsetMs(local + DAY / 2);
  return { midnight, month: date.getUTCMonth(), weekday: date.getUTCDay(), ahead };
}

/**
 * How far Denver's clocks are ahead of UTC: seven hours behind it, six from the second Sunday of March to the first of
 * November, 2:00 each (since 2007). By rule, for the first use of `Intl` would take a tenth of the time of a start.
 */
export function offsetMs(at: number): number {
  const year = new Date(at).getUTCFullYear();
  const from = Date.UTC(year, 2, sunday(year, 2, 2), 9);
  const until = Date.UTC(year, 10, sunday(year, 10, 1), 8);
  return (at >= from && at < until ? -6 : -7) * HOUR;
}

/** Day of the month that is its `nth` Sunday. */
const sunday = (year: number, month: number, nth: number): number =>
  1 + ((7 - new Date(Date.UTC(year, month, 1)).getUTCDay()) % 7) + (nth - 1) * 7;

/** Work asked for in a month against the average of the year: summers cool, winters heat. */
const LOAD = [1.15, 1.05, 0.85, 0.8, 0.9, 1.2, 1.35, 1.25, 0.9, 0.85, 0.95, 1.1];

/** Share of a full day's work that a day brings. */
export function loadOf(day: WorkDay): number {
  const weekday = day.weekday === 0 ? 0.12 : day.weekday === 6 ? 0.45 : 1;
  const booked = day.ahead <= 0 ? 1 : Math.max(0.12, 0.85 - day.ahead * 0.055);
  return (LOAD[day.month] ?? 1) * weekday * booked;
}

/** How much more, or less, a seasonal kind of work is asked for in a month. */
export function demand(season: Season, month: number): number {
  const hot = month >= 5 && month <= 8;
  const cold = month >= 10 || month <= 2;
  if (season === 'any') return 1;
  if (season === 'hot') return hot ? 2.6 : cold ? 0.08 : 0.7;
  if (season === 'cold') return cold ? 2.4 : hot ? 0.1 : 0.8;
  return hot || cold ? 0.5 : 2;
}
