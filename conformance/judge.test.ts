/** The judge finds what departs from documents made up for it: nothing here is taken from the real ones. */
import { describe, expect, it } from 'vitest';
import type { ApiDocument } from './documents/document.ts';
import { Judge } from './documents/judge.ts';
import { matches, settle } from './settle.ts';

const pump = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'state'],
  properties: {
    id: { type: 'integer', format: 'int64' },
    state: { type: 'string', enum: ['Idle', 'Running'] },
    started: { type: 'string', format: 'date-time' },
    note: { type: ['string', 'null'] },
    ran: { type: 'string', format: 'duration' },
  },
};
const document = { name: 'pumps', components: { schemas: { Pump: pump } } } as unknown as ApiDocument;

const departuresOf = (value: unknown): string[] => new Judge([]).departures(document, pump, value, 'answer');

describe('the judge (issue: conformance)', () => {
  it('lets pass what the document says, with null only where it is allowed', () => {
    const good = { id: 7, state: 'Idle', started: '2026-01-05T15:04:05Z', note: null, ran: '1.02:00:00' };
    expect(departuresOf(good)).toEqual([]);
  });

  it.each([
    ['a wrong type', { id: '7', state: 'Idle' }, 'answer.id is a string, not integer'],
    ['a null that is not allowed', { id: null, state: 'Idle' }, 'answer.id is null'],
    ['a missing member', { id: 7 }, 'answer.state is missing'],
    [
      'an unknown member of an enumeration',
      { id: 7, state: 'Gone' },
      'answer.state is no known member ("Gone")',
    ],
    ['a member the document lacks', { id: 7, state: 'Idle', odd: 1 }, 'answer.odd is not in the document'],
    [
      'a time that is none',
      { id: 7, state: 'Idle', started: 'noon' },
      'answer.started is no date-time ("noon")',
    ],
    ['a duration that is none', { id: 7, state: 'Idle', ran: 'PT1H' }, 'answer.ran is no duration ("PT1H")'],
  ])('finds %s', (_what, value, departure) => {
    expect(departuresOf(value)).toEqual([departure]);
  });
});

describe('the table of deliberate deviations', () => {
  const deviation = {
    operation: 'GET /pumps',
    side: 'emulator',
    where: 'answer.note is null',
    detail: '',
  } as const;
  const row = { operation: 'GET /pumps*', where: 'answer.note is null', reason: 'Pumps have no note.' };

  it('explains what it names, and nothing else', () => {
    const other = { ...deviation, where: 'answer.id is null' };
    const settled = settle([deviation, other], [row], ['GET /pumps']);
    expect(settled.deliberate).toEqual([{ ...deviation, reason: row.reason }]);
    expect(settled.unexplained).toEqual([other]);
    expect(settled.stale).toEqual([]);
  });

  it('tells a row that no longer occurs, once its operation was judged', () => {
    expect(settle([], [row], ['GET /pumps']).stale).toEqual([row]);
    expect(settle([], [row], ['GET /valves']).stale).toEqual([]);
  });

  it('reads a star as anything and every other character as itself', () => {
    expect(matches('GET /a.b*', 'GET /a.b/c')).toBe(true);
    expect(matches('GET /a.b*', 'GET /axb')).toBe(false);
  });
});
