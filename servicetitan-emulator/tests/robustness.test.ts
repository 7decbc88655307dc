/** Whatever is sent gets an answer in the shape of the reference, and the emulator goes on. */
import { connect } from 'node:net';
import * as fc from 'fast-check';
import { operations } from 'servicetitan/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, read, start, urlOf } from './caller.ts';

let caller: Caller;
beforeAll(async () => {
  caller = await start({ company: 'small' });
});
afterAll(() => caller.emulator.close());

const alive = async (): Promise<number> => (await caller.get('crm/customers?pageSize=1')).status;

const scalar = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('2026-03-09T16:00:00Z', '0001-01-01T00:00:00Z', 'Phone', '9223372036854775807', -1),
);

/** JSON for a body of any operation: members it has, with values that may or may not fit. */
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(
    fc.constantFrom(
      'name',
      'address',
      'locations',
      'appointments',
      'start',
      'end',
      'customerId',
      'text',
      'reasonId',
      'externalData',
      '__proto__',
      'constructor',
    ),
    tie('value'),
    { maxKeys: 5 },
  ),
})).value;

describe('the emulator', () => {
  const known = operations().filter(({ module }) =>
    [
      'crm',
      'jpm',
      'settings',
      'marketing',
      'dispatch',
      'jbce',
      'accounting',
      'inventory',
      'payroll',
      'timesheets',
    ].includes(module),
  );

  it('answers any operation with any input without a fault of its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...known),
        fc.constantFrom('10001', '10400', '0', '-5', '99999999999999999999', '%00', '%E0%A4%A', 'x'),
        fc.dictionary(
          fc.constantFrom('page', 'ids', 'sort', 'from', 'active', 'name', 'createdBefore', 'zz'),
          fc.string(),
        ),
        anyJson,
        async (operation, id, query, body) => {
          const path = operation.path.replace('{tenant}', caller.emulator.tenantId).replace(/\{\w+\}/g, id);
          const answer = await caller.send(
            operation.method,
            `${path}?${new URLSearchParams(query)}`,
            operation.method === 'GET' ? undefined : body,
          );
          expect([200, 400, 404, 409, 501], `${operation.id} ${answer.text}`).toContain(answer.status);
        },
      ),
      { numRuns: 1500 },
    );
    expect(await alive()).toBe(200);
  });

  it.each([['{'], ['{"name":}'], ['\u0000'], ['[1,2'], ['NaN'], ['{"a":1e}']])(
    'refuses %j as a body',
    async (body) => {
      const answer = await caller.send('POST', 'crm/customers', body);
      expect(answer.status).toBe(400);
      expect(answer.json).toHaveProperty('errors');
    },
  );

  it('refuses an empty body where one is needed', async () => {
    const answer = await caller.send('POST', 'crm/customers');
    expect([answer.status, answer.json.errors]).toMatchObject([
      400,
      { request: ['The request field is required.'] },
    ]);
  });

  it('refuses bodies above 4 MB with 413', async () => {
    const text = 'x'.repeat(4 * 1024 * 1024);
    expect((await caller.send('POST', 'crm/customers', { name: text })).status).toBe(413);
    expect(await alive()).toBe(200);
  });

  it('survives requests that are no HTTP, or end in the middle', async () => {
    const { hostname, port } = new URL(caller.emulator.url);
    const path = urlOf(caller.emulator, 'crm/customers');
    const texts = [
      'nonsense\r\n\r\n',
      'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"name":`,
    ];
    for (const text of texts) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.end(text));
        socket
          .on('error', () => resolve())
          .on('close', () => resolve())
          .resume();
      });
    }
    expect(await alive()).toBe(200);
  });

  it('gives text back as it came, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        const made = await caller.send('POST', 'settings/tag-types', { name: text, color: '"}],{' });
        expect(made.status).toBe(200);
        const page = await caller.get(`settings/tag-types?sort=-Id&pageSize=1`);
        expect(page.json.data).toMatchObject([{ id: made.json.id, name: text, color: '"}],{' }]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the digits of numbers as they came', async () => {
    const campaign = ((await caller.get('marketing/campaigns')).json.data as { id: number }[])[0]?.id;
    const body = `{"campaignId":${campaign},"year":2026,"month":3,"dailyCost":12.50}`;
    expect((await caller.send('POST', 'marketing/costs', body)).text).toContain('"dailyCost":12.50,');
  });

  it('answers what it knows and does not serve yet with 501', async () => {
    const headers = { Authorization: caller.token, 'ST-App-Key': caller.emulator.appKey };
    const url = `${caller.emulator.url}/sales/v2/tenant/${caller.emulator.tenantId}/opportunities`;
    expect((await read(await fetch(url, { headers }))).status).toBe(501);
  });
});
