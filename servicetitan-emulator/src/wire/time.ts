/**
 * Times on the wire: UTC ISO-8601 with up to seven fractional digits, that is ticks of 100 ns (reference: "Paging,
 * sorting, filters"). Inside, an instant is the text with exactly seven digits: it sorts as it stands and loses nothing.
 */

/** Days of the week as they stand on the wire, by their number in JavaScript. */
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const PATTERN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * The instant of an ISO-8601 date or date-time as sortable text (`2026-01-05T15:04:05.1230000Z`); undefined when it is
 * none. A value without a zone is UTC.
 */
export function toInstant(text: string): string | undefined {
  const match = PATTERN.exec(text.trim());
  if (!match) return undefined;
  const [, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${day}T${hour}:${minute}:${second}${offset}`);
  // `Date.parse` accepts February 30 and hour 24; what it shifted is no date that was meant.
  if (Number.isNaN(ms) || Number(day?.slice(8)) !== dayOf(ms, offset)) return undefined;
  const moment = new Date(ms);
  if (moment.getUTCFullYear() < 1 || moment.getUTCFullYear() > 9999) return undefined;
  return `${moment.toISOString().slice(0, 19)}.${fraction.padEnd(7, '0').slice(0, 7)}Z`;
}

function dayOf(ms: number, offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1;
  const shift = offset === 'Z' ? 0 : sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return new Date(ms + shift * 60_000).getUTCDate();
}

/** The instant of a wire time that is known to be one, such as a member of a stored record. */
export function instantOf(wire: string): string {
  return wire.length === 20 ? `${wire.slice(0, 19)}.0000000Z` : `${wire.slice(0, -1).padEnd(27, '0')}Z`;
}

/** An instant as it goes out: without the zeros at the end, as the live system writes it. */
export function toWire(instant: string): string {
  return instant.replace(/\.?0*Z$/, 'Z');
}

/** Milliseconds since 1970, and ticks of 100 ns beyond them, as wire text. */
export function wireTime(ms: number, ticks = 0): string {
  const text = new Date(ms).toISOString();
  return ms % 1000 === 0 && ticks === 0
    ? `${text.slice(0, 19)}Z`
    : toWire(`${text.slice(0, 23)}${String(ticks).padStart(4, '0')}Z`);
}

/** Milliseconds since 1970 of a wire time. */
export const msOf = (wire: string): number => Date.parse(wire);
