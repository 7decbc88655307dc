/** What whole runs (conform.test.ts) leave open: formats of the API's own, and the words of the table of deviations. */
import { describe, expect, it } from 'vitest';
import type { ApiDocument } from './documents/document.ts';
import { Judge } from './documents/judge.ts';
import { matches } from './settle.ts';

const document = { name: 'pumps', servers: [], paths: {}, components: { schemas: {} } } as ApiDocument;

const departuresOf = (format: string, type: string, value: unknown): string[] =>
  new Judge([]).departures(document, { type, format }, value, 'answer');

describe('the judge', () => {
  it.each([
    ['duration', 'string', '1.02:00:00', 'PT1H'],
    ['guid', 'string', '11111111-2222-4333-8444-555555555555', '11111111'],
    ['int32', 'integer', 2_147_483_647, 2_147_483_648],
  ])('knows a %s', (format, type, good, bad) => {
    expect(departuresOf(format, type, good)).toEqual([]);
    expect(departuresOf(format, type, bad)).toEqual([`answer is no ${format} (${JSON.stringify(bad)})`]);
  });
});

describe('the table of deliberate deviations', () => {
  it('reads a star as anything and every other character as itself', () => {
    expect(matches('GET /a.b*', 'GET /a.b/c')).toBe(true);
    expect(matches('GET /a.b*', 'GET /axb')).toBe(false);
  });
});
