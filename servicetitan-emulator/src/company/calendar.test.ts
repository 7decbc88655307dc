import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetMs, TIME_ZONE, workDay } from './calendar.ts';

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: TIME_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What the clocks of Denver show, as if it were UTC. */
function shown(at: number): number {
  const part = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 0, day = 0] = ['year', 'month', 'day'].map((name) => part.get(name as never));
  return Date.UTC(year, month - 1, day, part.get('hour'), part.get('minute'), part.get('second'));
}

const moment = fc
  .integer({ min: Date.UTC(2008, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000);

describe('the calendar of the demo company', () => {
  it('knows the clocks of Denver, to the second in the nights they change', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(at + offsetMs(at)).toBe(shown(at));
      }),
      { numRuns: 500 },
    );
    for (let year = 2008; year < 2037; year += 1) {
      for (const month of [2, 10]) {
        for (let hour = 0; hour < 24 * 15; hour += 1) {
          const at = Date.UTC(year, month, 1, hour);
          if (at + offsetMs(at) !== shown(at)) expect(new Date(at).toISOString()).toBe('right');
        }
      }
    }
  });

  it('has noon twelve hours after the beginning of a day, also of those with 23 or 25 hours', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -400, max: 400 }), (now, ahead) => {
        const { midnight, month, weekday } = workDay(now, ahead);
        const local = new Date(shown(midnight + 12 * 3_600_000));
        expect(local.toISOString().slice(10)).toBe('T12:00:00.000Z');
        expect([month, weekday]).toEqual([local.getUTCMonth(), local.getUTCDay()]);
      }),
      { numRuns: 300 },
    );
  });
});
