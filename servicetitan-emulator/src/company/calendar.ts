/** Working days of a company in Denver: local hours as instants, and how busy the season is. */
import type { Season } from './catalogue.ts';

const DAY = 86_400_000;
/** Where the demo company lives. */
export const TIME_ZONE = 'America/Denver';
const ZONE = new Intl.DateTimeFormat('en-US', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' });

/** One day of the calendar. */
export interface WorkDay {
  /** Milliseconds since 1970 at local midnight. */
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
  // Noon decides: the clocks change at night.
  const midnight = local - offsetMs(local + DAY / 2);
  return { midnight, month: date.getUTCMonth(), weekday: date.getUTCDay(), ahead };
}

function offsetMs(at: number): number {
  const name = ZONE.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

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
