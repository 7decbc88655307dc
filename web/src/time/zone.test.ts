import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, wallAfter, wallAt } from './zone.ts';

const zones = fc.constantFrom(
  'America/Phoenix',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
);
const minutes = fc.integer({ min: Date.UTC(2012, 0, 5) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 });

describe('wall-clock time in a zone', () => {
  it('agrees with Temporal for every wall time, also in the gaps and overlaps of daylight saving', () => {
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const wall = new Date(minute * 60_000).toISOString().slice(0, 16);
        const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant();
        expect(instantOf(wall, zone)).toBe(new Date(expected.epochMilliseconds).toISOString());
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees with Temporal for every instant', () => {
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const instant = new Date(minute * 60_000).toISOString();
        const expected = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
        expect(wallAt(instant, zone)).toBe(expected.toString().slice(0, 16));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-07-01T09:00', 'America/Phoenix', '2026-07-01T16:00:00.000Z'],
  ])('reads %s in %s', (wall, zone, instant) => {
    expect(instantOf(wall, zone)).toBe(instant);
  });

  it('has no instant for text that is no time', () => {
    expect(instantOf('2026-13-01T25:00', 'UTC')).toBeNull();
    expect(instantOf('T', 'UTC')).toBeNull();
  });

  it('adds a duration on the paper calendar', () => {
    expect(wallAfter('2026-03-05T23:30', 90)).toBe('2026-03-06T01:00');
  });
});
