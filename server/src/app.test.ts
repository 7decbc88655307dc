import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../test/app.ts';

let house: TestApp;
let place: Awaited<ReturnType<TestApp['workspace']>>;

beforeAll(async () => {
  house = await createTestApp();
  place = await house.workspace('Kit');
});
afterAll(async () => await house.close());

describe('the HTTP kit', () => {
  it.each([
    ['nothing there', 'GET', '/api/v1/nothing', undefined, 404, 'not_found'],
    ['not JSON', 'PUT', '/api/v1/job-type-mapping', '{"data":', 400, 'invalid_json'],
    ['another media type', 'PUT', '/api/v1/job-type-mapping', '<xml/>', 415, 'media_type'],
    [
      'a body too large',
      'PUT',
      '/api/v1/job-type-mapping',
      `{"data":"${'x'.repeat(1_100_000)}"}`,
      413,
      'body_too_large',
    ],
    ['an id that is none', 'GET', '/api/v1/bookings/17', undefined, 422, 'validation'],
  ] as const)(
    'answers problem details with a code: %s',
    async (_name, method, url, payload, status, code) => {
      const answer = await house.app.inject({
        method,
        url,
        headers: {
          authorization: `Bearer ${place.key}`,
          'content-type': payload === '<xml/>' ? 'text/xml' : 'application/json',
        },
        ...(payload ? { payload } : {}),
      });
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
      expect(answer.json()).toMatchObject({
        status,
        code,
        title: expect.any(String),
        detail: expect.any(String),
        requestId: answer.headers['x-request-id'],
      });
    },
  );

  it('sends security headers', async () => {
    const { headers } = await house.app.inject('/health');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('slows down guessing at sign-in and at invitation links', async () => {
    const codes = new Set<number>();
    for (let n = 0; n < 35; n++)
      codes.add(
        (
          await house.app.inject({
            url: '/api/v1/invitations/00000000-0000-4000-8000-000000000000',
            remoteAddress: '198.51.100.7',
          })
        ).statusCode,
      );
    expect([...codes].toSorted()).toEqual([404, 429]);
  });

  it('has health, readiness, metrics and its own description', async () => {
    expect((await house.app.inject('/health')).json()).toMatchObject({ status: 'ok' });
    expect((await house.app.inject('/ready')).json()).toEqual({ status: 'ready' });
    expect((await house.app.inject('/metrics')).body).toContain('tradepost_http_request_seconds_bucket');
    const document = (await house.app.inject('/api/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/bookings',
        '/api/v1/bookings/{id}/accept',
        '/api/v1/job-type-mapping',
        '/api/v1/audit',
      ]),
    );
    const reference = await house.app.inject('/api/');
    expect(reference.statusCode).toBe(200);
    expect(reference.headers['content-type']).toContain('text/html');
  });

  it('is not ready while the database is away, and says nothing of its insides', async () => {
    const lost = await createTestApp();
    await lost.parts.db.systemPool.end();
    const answer = await lost.app.inject('/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'database_unavailable' });
    expect(answer.body).not.toMatch(/pool|stack/i);
  });
});

describe('the job type mapping over the API (L28, L33)', () => {
  it('keeps rows by standard job type and says which are complete (GL-4)', async () => {
    const saved = await house.call(place, 'PUT', '/api/v1/job-type-mapping', {
      data: [
        {
          standardJobTypeId: 'hvac.repair-ac',
          jobTypeIds: ['9007199254740993', '9007199254740993'],
          businessUnitIds: ['7'],
        },
        { standardJobTypeId: 'plumbing.unclog-drain', jobTypeIds: ['5'], businessUnitIds: [] },
      ],
    });
    expect(saved.body.data).toEqual([
      {
        standardJobTypeId: 'hvac.repair-ac',
        trade: 'HVAC',
        name: 'Repair AC',
        jobTypeIds: ['9007199254740993'],
        businessUnitIds: ['7'],
        complete: true,
      },
      {
        standardJobTypeId: 'plumbing.unclog-drain',
        trade: 'Plumbing',
        name: 'Unclog Drain',
        jobTypeIds: ['5'],
        businessUnitIds: [],
        complete: false,
      },
    ]);
    await house.call(place, 'PUT', '/api/v1/job-type-mapping', {
      data: [{ standardJobTypeId: 'plumbing.unclog-drain', jobTypeIds: [], businessUnitIds: [] }],
    });
    expect(
      (await house.call(place, 'GET', '/api/v1/job-type-mapping')).body.data.map(
        (row: { standardJobTypeId: string }) => row.standardJobTypeId,
      ),
    ).toEqual(['hvac.repair-ac']);
  });

  it.each([
    [
      'an unknown standard job type',
      [{ standardJobTypeId: 'hvac.magic', jobTypeIds: [], businessUnitIds: [] }],
      'data.0.standardJobTypeId',
    ],
    [
      'an id that is no number',
      [{ standardJobTypeId: 'hvac.repair-ac', jobTypeIds: ['AC'], businessUnitIds: [] }],
      'data.0.jobTypeIds.0',
    ],
    ['nothing', [], 'data'],
  ])('refuses %s under the field', async (_name, data, field) => {
    const answer = await house.call(place, 'PUT', '/api/v1/job-type-mapping', { data });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([field]);
  });
});
