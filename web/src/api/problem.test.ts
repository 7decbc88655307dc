import { describe, expect, it } from 'vitest';
import { unwrap } from './client.ts';
import { Problem, problemFrom } from './problem.ts';

describe('an error answer', () => {
  it('is read from problem details', () => {
    const body = {
      code: 'validation',
      title: 'Validation',
      detail: 'Two fields.',
      requestId: 'r1',
      errors: { email: ['Taken.'], role: 'Unknown.' },
    };
    expect(problemFrom(422, body)).toMatchObject({
      status: 422,
      code: 'validation',
      message: 'Two fields.',
      requestId: 'r1',
      fields: { email: ['Taken.'], role: ['Unknown.'] },
    });
  });

  it.each([['<html>'], [null], [undefined], [{}], [{ errors: ['a'] }]])(
    'of any other shape still is a problem: %o',
    (body) => {
      expect(problemFrom(502, body)).toMatchObject({ status: 502, code: 'http_502', fields: {} });
    },
  );

  it('that never came has status 0', async () => {
    await expect(unwrap(Promise.reject(new TypeError('Failed to fetch')))).rejects.toMatchObject({
      status: 0,
      code: 'network',
    });
  });

  it('of a request that was taken back stays an abort', async () => {
    const abort = new DOMException('aborted', 'AbortError');
    await expect(unwrap(Promise.reject(abort))).rejects.toBe(abort);
  });

  it('throws a Problem, and a good answer its data', async () => {
    const failed = { error: { code: 'not_found' }, response: new Response(null, { status: 404 }) };
    await expect(unwrap(Promise.resolve(failed))).rejects.toBeInstanceOf(Problem);
    await expect(unwrap(Promise.resolve({ data: 7, response: new Response() }))).resolves.toBe(7);
  });
});
