import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, toInstant, toWire, wireTime } from './time.ts';

describe('times', () => {
  it.each([
    ['2026-01-05', '2026-01-05T00:00:00.0000000Z'],
    ['2026-01-05T15:04:05Z', '2026-01-05T15:04:05.0000000Z'],
    ['2026-01-05T15:04:05.1234567Z', '2026-01-05T15:04:05.1234567Z'],
    ['2026-01-05T15:04:05.12', '2026-01-05T15:04:05.1200000Z'],
    ['2026-01-05T23:30:00-07:00', '2026-01-06T06:30:00.0000000Z'],
    ['2026-01-05T15:04:05+0530', '2026-01-05T09:34:05.0000000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.0000000Z'],
    ['2026-02-30', undefined],
    ['2026-01-05T24:00:00Z', undefined],
    ['2026-13-01', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('%j is the instant %j', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });

  it('keep every tick on the way out and in, and sort as text', () => {
    const moment = fc.tuple(
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      fc.integer({ min: 0, max: 9999 }),
    );
    fc.assert(
      fc.property(moment, moment, ([ms, ticks], [otherMs, otherTicks]) => {
        const [one, other] = [wireTime(ms, ticks), wireTime(otherMs, otherTicks)];
        const instant = instantOf(one);
        expect(toInstant(one)).toBe(instant);
        expect(toWire(instant)).toBe(one);
        expect(instant < instantOf(other)).toBe(ms === otherMs ? ticks < otherTicks : ms < otherMs);
      }),
    );
  });
});
