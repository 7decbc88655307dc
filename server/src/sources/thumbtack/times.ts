import type { Lead } from '../source.ts';
import type { Negotiation } from './wire.ts';

type RequestedTime = Lead['requestedTimes'][number];

/** No home visit lasts longer than a month; a larger number is a slip, and its end is not worth believing. */
const LONGEST_BOOKING_MINUTES = 31 * 24 * 60;

/**
 * An ISO 8601 time with an offset, in UTC; null for anything else. A time without an offset is refused: guessing the
 * zone would put a customer's appointment at the wrong hour. Years before 1970 or after 9999 are slips too, and most
 * databases cannot hold them.
 */
export function utcInstant(text: string | null): string | null {
  if (text === null) return null;
  try {
    const instant = Temporal.Instant.from(text.trim());
    const iso = instant.toString();
    return instant.epochMilliseconds >= 0 && /^\d{4}-/.test(iso) ? iso : null;
  } catch {
    return null;
  }
}

function bookedTime(booking: NonNullable<Negotiation['request']>['booking']): RequestedTime | null {
  const start = utcInstant(booking?.start ?? null);
  if (start === null) return null;
  const minutes = Number(booking?.duration ?? 'none');
  const usable = Number.isInteger(minutes) && minutes > 0 && minutes <= LONGEST_BOOKING_MINUTES;
  return { start, end: usable ? Temporal.Instant.from(start).add({ minutes }).toString() : null };
}

/**
 * The times a customer asked for: a booked start first, then the proposals in the order sent (L8, L55). Proposals whose
 * start is unreadable come back as text, so that a person can still read them.
 */
export function requestedTimes(request: Negotiation['request']): {
  readonly times: readonly RequestedTime[];
  readonly unreadable: readonly string[];
} {
  const times: RequestedTime[] = [];
  const unreadable: string[] = [];
  const booked = bookedTime(request?.booking);
  if (booked !== null) times.push(booked);
  else if (request?.booking?.start) unreadable.push(request.booking.start);
  for (const proposal of request?.proposedTimes ?? []) {
    const start = utcInstant(proposal.start);
    if (start === null) {
      if (proposal.start !== null)
        unreadable.push([proposal.start, proposal.end].filter(Boolean).join(' to '));
      continue;
    }
    const end = utcInstant(proposal.end);
    const sensible = end !== null && Temporal.Instant.compare(end, start) > 0;
    const time = { start, end: sensible ? end : null };
    if (!times.some((known) => known.start === time.start && known.end === time.end)) times.push(time);
  }
  return { times, unreadable };
}
