import { describe, expect, it } from 'vitest';
import { dayAndTime, exactTime, relativeTime, timeWindow } from './format.ts';

const now = Date.parse('2026-03-05T16:00:00Z');
/** Newer Unicode data puts a narrow no-break space before AM and PM. */
const plain = (text: string): string => text.replaceAll(/[\u202f\u2009\u00a0]/g, ' ');

describe('times on the screens', () => {
  it('are written in the zone of the workspace', () => {
    expect(plain(dayAndTime('2026-03-05T16:00:00Z', 'America/Phoenix', 'en'))).toBe('Thu, Mar 5, 9:00 AM');
    expect(plain(exactTime('2026-03-05T16:00:00Z', 'America/New_York', 'en'))).toBe(
      'Mar 5, 2026, 11:00 AM EST',
    );
  });

  it('write a window of one day once, and both days of a longer one', () => {
    const zone = 'America/Phoenix';
    expect(plain(timeWindow('2026-03-05T16:00:00Z', '2026-03-05T19:00:00Z', zone, 'en'))).toBe(
      'Thu, Mar 5, 9:00 AM – 12:00 PM',
    );
    expect(plain(timeWindow('2026-03-05T16:00:00Z', '2026-03-07T00:00:00Z', zone, 'en'))).toBe(
      'Thu, Mar 5, 9:00 AM – Fri, Mar 6, 5:00 PM',
    );
  });

  it.each([
    ['2026-03-05T15:59:31Z', 'now'],
    ['2026-03-05T15:55:00Z', '5 min. ago'],
    ['2026-03-05T13:00:00Z', '3 hr. ago'],
    ['2026-03-04T15:00:00Z', 'yesterday'],
    ['2026-03-07T17:00:00Z', 'in 2 days'],
    ['2025-12-31T16:00:00Z', '2 mo. ago'],
  ])('say how far %s is', (instant, words) => {
    expect(relativeTime(instant, now, 'en')).toBe(words);
  });
});
