import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { outcomeOf } from './outcome.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-04T17:00:00Z');

/** Outcomes of many visits that began `ago` hours ago and took two. */
function many(ago: number): ReturnType<typeof outcomeOf>[] {
  const random = new Random('outcomes');
  const start = NOW - ago * HOUR;
  const times = { booked: start - 24 * HOUR, start, end: start + 2 * HOUR, now: NOW };
  return Array.from({ length: 5000 }, () => outcomeOf(random, times));
}

const share = (outcomes: ReturnType<typeof outcomeOf>[], status: string): number =>
  outcomes.filter((outcome) => outcome.status === status).length / outcomes.length;

describe('the outcome of a visit', () => {
  it('is never older than its booking, never of the future, and done only after its end', () => {
    const hours = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.string(),
        fc.double({ min: -2000, max: 2000, noNaN: true }),
        hours(240),
        hours(8),
        (seed, from, lead, length) => {
          const start = Math.floor(NOW + from * HOUR);
          const booked = Math.min(NOW, Math.floor(start - lead * HOUR));
          const end = Math.floor(start + length * HOUR);
          const { status, changed, cancelReason } = outcomeOf(new Random(seed), {
            booked,
            start,
            end,
            now: NOW,
          });
          expect(changed).toBeGreaterThanOrEqual(booked);
          expect(changed).toBeLessThanOrEqual(NOW);
          if (status === 'Done') expect(changed).toBeGreaterThanOrEqual(end);
          if (status === 'Working') expect([start <= NOW, end >= NOW]).toEqual([true, true]);
          if (status === 'Scheduled' || status === 'Dispatched') expect(start).toBeGreaterThan(NOW);
          expect(cancelReason !== undefined).toBe(status === 'Canceled');
          if (cancelReason === 0) expect(start).toBeLessThan(NOW);
        },
      ),
    );
  });

  it('is a cancellation one time in ten, of which some are because nobody was at home', () => {
    const past = many(24 * 90);
    expect(share(past, 'Canceled')).toBeCloseTo(0.1, 1);
    const noShows = past.filter(({ cancelReason }) => cancelReason === 0);
    expect(noShows.length / past.length).toBeGreaterThan(0.01);
    expect(noShows.length / past.length).toBeLessThan(0.03);
    expect(share(past, 'Done') + share(past, 'Canceled')).toBe(1);
  });

  it('leaves a few visits of the last month waiting', () => {
    expect(share(many(24 * 10), 'Hold')).toBeGreaterThan(0.01);
    expect(share(many(24 * 10), 'Hold')).toBeLessThan(0.05);
  });
});
