/** Days and clock times of the company, in minutes since 1970 in UTC. */
import { offsetMs } from '../../company/calendar.ts';

const MINUTE = 60_000;
export const DAY_MINUTES = 1440;

/** How far local clocks are ahead of UTC at an instant, in minutes. */
const offsetAt = (minutes: number): number => offsetMs(minutes * MINUTE) / MINUTE;

/** The instant at which local clocks show `clock` minutes after midnight of a local day (days since 1970). */
export function atLocal(day: number, clock: number): number {
  const shown = day * DAY_MINUTES + clock;
  // The offset of a guess that is at most an hour off tells the right one, but within the hour that clocks skip.
  return shown - offsetAt(shown - offsetAt(shown));
}

/** The local day (days since 1970) that an instant lies in. */
export const localDay = (minutes: number): number => Math.floor((minutes + offsetAt(minutes)) / DAY_MINUTES);

/** Local clocks at an instant as text without a zone: `2026-03-09T08:00:00`. */
export const localText = (minutes: number): string =>
  new Date((minutes + offsetAt(minutes)) * MINUTE).toISOString().slice(0, 19);

export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Minutes of a length of time on the wire (`02:30:00`, `1.00:00:00`). */
export function minutesOf(duration: string): number {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})/.exec(duration);
  if (!match) return 0;
  const [, days = '0', hours, minutes, seconds] = match;
  return Number(days) * DAY_MINUTES + Number(hours) * 60 + Number(minutes) + Math.floor(Number(seconds) / 60);
}
