import { describe, expect, test } from 'vitest';
import { atLocal, localText } from './local-time.ts';
import { occurrencesOf } from './occurrences.ts';
import type { Stretch } from './stretches.ts';

/** Non-job appointments that repeat, on Denver's clocks (reference: "Non-job appointments"). */

const minute = (text: string): number => Date.parse(text) / 60_000;
const march: Stretch = [minute('2026-03-01T07:00:00Z'), minute('2026-04-01T06:00:00Z')];
/** Noon of Tuesday, 3 March 2026 in Denver. */
const lunch = {
  start: '2026-03-03T19:00:00Z',
  duration: '00:30:00',
  repeat: true,
  interval: 1,
  endType: 'Never',
};
const days = (changes: object): string[] =>
  occurrencesOf({ ...lunch, ...changes }, march).map(([from]) => localText(from).slice(5, 16));

describe('what repeats', () => {
  test.each([
    [
      'weekly on two days',
      { frequency: 'Weekly', daysOfWeek: 'Tue,Thu', endType: 'After', countOccurrences: 3 },
      ['03-03T12:00', '03-05T12:00', '03-10T12:00'],
    ],
    [
      'every other week',
      { frequency: 'Weekly', interval: 2, daysOfWeek: 'Tuesday' },
      ['03-03T12:00', '03-17T12:00', '03-31T12:00'],
    ],
    [
      'daily until a day',
      { frequency: 'Daily', endType: 'On', endOn: '2026-03-05T23:00:00Z' },
      ['03-03T12:00', '03-04T12:00', '03-05T12:00'],
    ],
    ['every tenth day', { frequency: 'Daily', interval: 10 }, ['03-03T12:00', '03-13T12:00', '03-23T12:00']],
    ['monthly', { frequency: 'Monthly' }, ['03-03T12:00']],
    ['once', { repeat: false }, ['03-03T12:00']],
  ])('%s, at noon also after the clocks change', (_case, changes, expected) => {
    expect(days(changes)).toEqual(expected);
  });

  test('all day is from midnight to midnight', () => {
    const [found] = occurrencesOf({ ...lunch, repeat: false, allDay: true }, march);
    expect(found?.map(localText)).toEqual(['2026-03-03T00:00:00', '2026-03-04T00:00:00']);
  });
});

test.each([
  ['2026-03-07', 480, '2026-03-07T15:00:00Z'],
  ['2026-03-08', 480, '2026-03-08T14:00:00Z'],
  ['2026-11-01', 60, '2026-11-01T07:00:00Z'],
  ['2026-11-01', 480, '2026-11-01T15:00:00Z'],
])('%s: %i minutes after midnight in Denver', (day, clock, expected) => {
  expect(atLocal(Date.parse(day) / 86_400_000, clock)).toBe(minute(expected));
});
