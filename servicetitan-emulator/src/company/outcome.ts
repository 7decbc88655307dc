/** What became of a visit: a decision on the numbers of its times. */
import type { AppointmentStatus } from '../modules/jpm/job-status.ts';
import type { Random } from '../random.ts';

/** Milliseconds since 1970. */
interface Times {
  booked: number;
  start: number;
  end: number;
  now: number;
}

export interface Outcome {
  status: AppointmentStatus;
  /** When it became so; milliseconds since 1970, never before the visit was booked nor in the future. */
  changed: number;
  /** Position among the cancel reasons (catalogue.ts); undefined unless it was canceled. */
  cancelReason?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One in ten visits does not happen; of those, one in five because nobody was at home. */
const CANCELED = 0.1;
const CANCELED_AHEAD = 0.03;
const NO_SHOW = 0.2;
/** Weights of the reasons after the no-show. */
const REASONS = [6, 4, 2, 2, 1, 1, 1, 1];
/** Of the visits of the last month; none waits for parts or an approval for longer. */
const HELD = 0.03;

/** Past visits are done or canceled, today's follow the clock, those to come are scheduled. */
export function outcomeOf(random: Random, times: Times): Outcome {
  const { booked, start, end, now } = times;
  const canceled = random.chance(start < now ? CANCELED : CANCELED_AHEAD);
  const held = random.chance(start < now - 30 * DAY ? 0 : HELD);
  const within = (from: number, to: number): number =>
    Math.max(booked, Math.min(now, random.between(from, to)));
  if (canceled && start < now && random.chance(NO_SHOW)) {
    return { status: 'Canceled', changed: within(start + 30 * MINUTE, start + 90 * MINUTE), cancelReason: 0 };
  }
  if (canceled) {
    const cancelReason = 1 + random.weighted(REASONS);
    return {
      status: 'Canceled',
      changed: within(booked, Math.max(booked, Math.min(start, now))),
      cancelReason,
    };
  }
  if (held) return { status: 'Hold', changed: within(Math.min(start, now), Math.min(start, now) + HOUR) };
  if (end < now) return { status: 'Done', changed: within(end + MINUTE, end + 40 * MINUTE) };
  const changed = within(booked, booked + HOUR);
  if (start <= now) return { status: 'Working', changed: Math.max(changed, start) };
  return { status: start - now < HOUR ? 'Dispatched' : 'Scheduled', changed };
}
