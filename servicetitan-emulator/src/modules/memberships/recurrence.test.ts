import { describe, expect, test } from 'vitest';
import { addMonths, dueDates } from './recurrence.ts';

/** When visits are due (reference: "Recurring services (per location)"); dates were read off a calendar. */

const service = {
  from: '2026-01-31T09:00:00Z',
  durationType: 'NumberOfVisits',
  durationLength: 3,
  recurrenceInterval: 1,
};
const days = (changes: object, until?: string): string[] =>
  dueDates({ ...service, ...changes }, until).map((date) => date.slice(0, 10));

describe('visits', () => {
  test.each([
    [
      'every month, on its last day where the 31st is missing',
      { recurrenceType: 'Monthly' },
      ['2026-01-31', '2026-02-28', '2026-03-31'],
    ],
    [
      'every other month',
      { recurrenceType: 'Monthly', recurrenceInterval: 2 },
      ['2026-01-31', '2026-03-31', '2026-05-31'],
    ],
    [
      'in the months named',
      { recurrenceType: 'Seasonal', recurrenceMonths: ['April', 'October'] },
      ['2026-04-30', '2026-10-31', '2027-04-30'],
    ],
    [
      'every tenth day',
      { recurrenceType: 'Daily', recurrenceInterval: 10 },
      ['2026-01-31', '2026-02-10', '2026-02-20'],
    ],
    [
      'every week on its own weekday',
      { recurrenceType: 'Weekly' },
      ['2026-01-31', '2026-02-07', '2026-02-14'],
    ],
    [
      'every other week on two days',
      { recurrenceType: 'Weekly', recurrenceInterval: 2, recurrenceDaysOfWeek: ['Monday', 'Friday'] },
      ['2026-02-02', '2026-02-06', '2026-02-16'],
    ],
    [
      'on the second Tuesday of a month',
      { recurrenceType: 'NthWeekdayOfMonth', recurrenceWeek: 'Second', recurrenceDayOfNthWeek: 'Tuesday' },
      ['2026-02-10', '2026-03-10', '2026-04-14'],
    ],
    [
      'on the last Friday of a month',
      { recurrenceType: 'NthWeekdayOfMonth', recurrenceWeek: 'Last', recurrenceDayOfNthWeek: 'Friday' },
      ['2026-02-27', '2026-03-27', '2026-04-24'],
    ],
  ])('%s', (_case, changes, expected) => {
    expect(days(changes)).toEqual(expected);
  });

  test('end with the membership, and reach a year ahead when the service goes on', () => {
    expect(days({ recurrenceType: 'Monthly' }, '2026-03-01T00:00:00Z')).toEqual(['2026-01-31', '2026-02-28']);
    expect(days({ recurrenceType: 'Monthly', durationType: 'Continuous' })).toHaveLength(13);
  });
});

test('a month later than the last day of January is the last day of February', () => {
  expect(new Date(addMonths(Date.UTC(2028, 0, 31, 5), 1)).toISOString()).toBe('2028-02-29T05:00:00.000Z');
});
