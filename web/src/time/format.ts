/** How instants are written on the screens: in the workspace's zone, whatever zone the browser is in. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(instant: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let formatter = formats.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formats.set(key, formatter);
  }
  return formatter.format(Date.parse(instant));
}

/** Date and time with the zone's name, for tooltips and records: "Mar 5, 2026, 9:00 AM MST". */
export function exactTime(instant: string, timeZone: string, locale: string): string {
  return format(instant, locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** A day and time of the near future or past: "Thu, Mar 5, 9:00 AM". */
export function dayAndTime(instant: string, timeZone: string, locale: string): string {
  return format(instant, locale, {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** A calendar day: "Mar 5, 2026". */
export function calendarDay(instant: string, timeZone: string, locale: string): string {
  return format(instant, locale, { timeZone, year: 'numeric', month: 'short', day: 'numeric' });
}

function clockTime(instant: string, timeZone: string, locale: string): string {
  return format(instant, locale, { timeZone, hour: 'numeric', minute: '2-digit' });
}

/** A window: "Thu, Mar 5, 9:00 AM – 12:00 PM"; both days are written when it spans more than one. */
export function timeWindow(start: string, end: string | null, timeZone: string, locale: string): string {
  const from = dayAndTime(start, timeZone, locale);
  if (end === null) return from;
  const sameDay = calendarDay(start, timeZone, locale) === calendarDay(end, timeZone, locale);
  const until = sameDay ? clockTime(end, timeZone, locale) : dayAndTime(end, timeZone, locale);
  return `${from} – ${until}`;
}

const STEPS = [
  { unit: 'minute', ms: 60_000, until: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, until: 86_400_000 },
  { unit: 'day', ms: 86_400_000, until: 14 * 86_400_000 },
  { unit: 'week', ms: 7 * 86_400_000, until: 60 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000, until: 730 * 86_400_000 },
  { unit: 'year', ms: 365 * 86_400_000, until: Infinity },
] as const;

/** Time from now in one rounded-down unit: "5 min. ago", "in 2 days"; within a minute "now". */
export function relativeTime(instant: string, now: number, locale: string): string {
  const distance = Date.parse(instant) - now;
  const far = Math.abs(distance);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (far < 60_000) return words.format(0, 'second');
  const step = STEPS.find((candidate) => far < candidate.until) ?? STEPS[STEPS.length - 1];
  return step ? words.format(Math.trunc(distance / step.ms), step.unit) : '';
}

/** A length of time in its largest fitting unit, rounded: "45 sec", "12 min", "3.5 hr". */
export function durationText(seconds: number, locale: string): string {
  const [value, unit, digits]: [number, string, number] =
    seconds < 60
      ? [seconds, 'second', 0]
      : seconds < 5_400
        ? [seconds / 60, 'minute', 0]
        : seconds < 172_800
          ? [seconds / 3_600, 'hour', 1]
          : [seconds / 86_400, 'day', 1];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value);
}
