import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRetryAfter, refusal } from '../src/client/refusal.ts';
import { DEFAULT_RETRY, retryDelay } from '../src/client/retry.ts';
import { type ErrorKind, ServiceTitanError } from '../src/index.ts';

interface Failure {
  kind: ErrorKind;
  status?: number;
  sent?: boolean;
  retryAfterMs?: number;
}
const failure = ({ sent = false, ...rest }: Failure): ServiceTitanError =>
  new ServiceTitanError({ operation: 'crm.customers.get', detail: '', sent, ...rest });

describe('which failures are repeated', () => {
  const safe = ['GET', 'PUT', 'DELETE'] as const;
  const unsafe = ['POST', 'PATCH'] as const;
  const table: [string, Failure, boolean, boolean][] = [
    ['429', { kind: 'throttled', status: 429 }, true, true],
    ['502', { kind: 'server', status: 502, sent: true }, true, false],
    ['503', { kind: 'server', status: 503, sent: true }, true, false],
    ['504', { kind: 'server', status: 504, sent: true }, true, false],
    ['500', { kind: 'server', status: 500, sent: true }, false, false],
    ['connection refused', { kind: 'network', sent: false }, true, true],
    ['connection broken', { kind: 'network', sent: true }, true, false],
    ['no answer in time', { kind: 'timeout', sent: true }, true, false],
    ['400', { kind: 'validation', status: 400 }, false, false],
    ['401', { kind: 'unauthorized', status: 401 }, false, false],
    ['404', { kind: 'notFound', status: 404 }, false, false],
    ['409', { kind: 'conflict', status: 409 }, false, false],
    ['aborted', { kind: 'aborted', sent: true }, false, false],
  ];

  test.each(table)('%s', (_, details, idempotent, other) => {
    const repeated = (method: (typeof safe | typeof unsafe)[number]): boolean =>
      retryDelay(method, failure(details), 1, 0, DEFAULT_RETRY, () => 0) !== null;
    for (const method of safe) expect(repeated(method), method).toBe(idempotent);
    for (const method of unsafe) expect(repeated(method), method).toBe(other);
  });
});

test('delays have full jitter under a doubling ceiling, and end with the attempts and the total time', () => {
  fc.assert(
    fc.property(
      fc.nat(8),
      fc.nat(90_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (made, elapsed, random) => {
        const attempt = made + 1;
        const error = failure({ kind: 'throttled' });
        const delay = retryDelay('GET', error, attempt, elapsed, DEFAULT_RETRY, () => random);
        if (attempt >= DEFAULT_RETRY.attempts || elapsed > DEFAULT_RETRY.totalMs) expect(delay).toBeNull();
        if (delay === null) return;
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(Math.min(20_000, 250 * 2 ** (attempt - 1)));
        expect(elapsed + delay).toBeLessThanOrEqual(DEFAULT_RETRY.totalMs);
      },
    ),
  );
});

const wait = (retryAfterMs: number): number | null =>
  retryDelay('POST', failure({ kind: 'throttled', retryAfterMs }), 1, 0, DEFAULT_RETRY, () => 0.5);

test('a time that the API names is the least that is waited; one beyond the total time ends the call', () => {
  expect(wait(7_000)).toBe(7_250);
  expect(wait(70_000)).toBeNull();
});

describe('how long the API asks to wait', () => {
  const now = Date.UTC(2026, 4, 21, 12);
  const cases: [string | null, string, number | undefined][] = [
    ['7', '', 7_000],
    ['0', '', 0],
    ['Thu, 21 May 2026 12:00:30 GMT', '', 30_000],
    ['Thu, 21 May 2026 11:00:00 GMT', '', 0],
    ['soon', 'Rate limit is exceeded. Try again in 12 seconds.', 12_000],
    [null, 'Rate limit is exceeded. Try again in 1 second.', 1_000],
    [null, 'Too many requests', undefined],
    [null, '', undefined],
  ];
  test.each(cases)('Retry-After %j, title %j', (header, title, expected) => {
    expect(readRetryAfter(header, title, now)).toBe(expected);
  });
});

describe('errors by status', () => {
  const cases: [number, ErrorKind, boolean][] = [
    [400, 'validation', false],
    [401, 'unauthorized', false],
    [403, 'forbidden', false],
    [404, 'notFound', false],
    [409, 'conflict', false],
    [422, 'validation', false],
    [429, 'throttled', false],
    [500, 'server', true],
    [503, 'server', true],
  ];
  test.each(cases)('%d is %s', (status, kind, sent) => {
    const error = refusal('crm.customers.create', { status, text: '<html>', retryAfter: null }, 0);
    expect(error).toMatchObject({ kind, status, sent, operation: 'crm.customers.create', errors: {} });
    expect(error.publicMessage).not.toBe('');
  });

  test('the body gives title, trace id and messages by field; a bare string is a title', () => {
    const text = JSON.stringify({
      title: 'One or more validation errors occurred.',
      traceId: '00-abc-00',
      errors: { source: ['The Source field is required.'], name: 'Too long.' },
    });
    expect(refusal('x', { status: 400, text, retryAfter: null }, 0)).toMatchObject({
      title: 'One or more validation errors occurred.',
      traceId: '00-abc-00',
      errors: { source: ['The Source field is required.'], name: ['Too long.'] },
    });
    expect(refusal('x', { status: 400, text: '"No."', retryAfter: null }, 0).title).toBe('No.');
  });
});
