import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Body,
  type Caller,
  control,
  needs,
  newCustomer,
  newJob,
  rowsOf,
  start,
  stopped,
} from './caller.ts';

/** Webhooks out (reference: "Webhooks V2"): what is told, how it is signed, and the ladder of repeats. */

interface Told {
  headers: IncomingHttpHeaders;
  text: string;
  json: Body;
}

interface Receiver {
  url: string;
  told: Told[];
  /** Status of the next answers; 200 when there are none left. */
  answers: number[];
  close(): Promise<void>;
}

async function receiver(): Promise<Receiver> {
  const told: Told[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      told.push({ headers: request.headers, text, json: JSON.parse(text) as Body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    told,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function listen(): Promise<Receiver> {
  const made = await receiver();
  open.push(made);
  return made;
}

async function company(options: Parameters<typeof start>[0] = {}): Promise<Caller> {
  const caller = await start({ clock: stopped, ...options });
  open.push(caller.emulator);
  return caller;
}

const subscribe = async (caller: Caller, body: Body): Promise<Body> =>
  (await control(caller.emulator, 'POST', 'webhooks', body)).json;
const deliveries = async (caller: Caller): Promise<Body[]> =>
  rowsOf(await control(caller.emulator, 'GET', 'deliveries'));
const states = async (caller: Caller): Promise<unknown[]> =>
  (await deliveries(caller)).map(({ state }) => state);

describe('what is told', () => {
  test('customers, jobs and appointments as they come and change; only what was asked for', async () => {
    const caller = await company({ company: 'small' });
    const ids = await needs(caller);
    const hook = await listen();
    await subscribe(caller, {
      url: hook.url,
      events: ['job.*', 'appointment.rescheduled', 'customer.created'],
    });
    await caller.send('POST', 'crm/customers', newCustomer());
    const job = (await caller.send('POST', 'jpm/jobs', newJob(ids))).json;
    const later = { start: '2026-03-10T16:00:00Z', end: '2026-03-10T18:00:00Z' };
    await caller.send('PATCH', `jpm/appointments/${job.firstAppointmentId}/reschedule`, later);
    await control(caller.emulator, 'POST', 'simulate/job-completed', { jobId: job.id });
    await expect
      .poll(() => hook.told.map(({ json }) => json.event))
      .toEqual(
        expect.arrayContaining([
          'customer.created',
          'job.created',
          'appointment.rescheduled',
          'job.completed',
        ]),
      );
    expect(hook.told.some(({ json }) => String(json.event).startsWith('appointment.u'))).toBe(false);
    const moved = hook.told.find(({ json }) => json.event === 'appointment.rescheduled')?.json;
    expect(moved).toMatchObject({
      tenantId: caller.emulator.tenantId,
      data: { id: job.firstAppointmentId, ...later },
    });
  });

  test('nothing of a request that is refused', async () => {
    const caller = await company({ company: 'small' });
    const ids = await needs(caller);
    const hook = await listen();
    await subscribe(caller, { url: hook.url });
    await caller.send('POST', 'jpm/jobs', newJob(ids, { bookingId: 5 }));
    await caller.send('POST', 'crm/customers', newCustomer());
    await expect.poll(() => hook.told.length).toBe(1);
    expect(hook.told[0]?.json.event).toBe('customer.created');
  });

  test('in the flat envelope of V1 when that is asked for', async () => {
    const caller = await company({ company: 'small' });
    const hook = await listen();
    await subscribe(caller, { url: hook.url, events: ['call.completed'], envelope: 'v1' });
    await control(caller.emulator, 'POST', 'simulate/call-completed');
    await expect.poll(() => hook.told.length).toBe(1);
    expect(hook.told[0]?.json).toMatchObject({
      direction: 'Inbound',
      __eventInfo: { webhookType: 'CallCompleted' },
      __tenantInfo: { id: Number(caller.emulator.tenantId) },
    });
  });
});

test.each([
  [{}, 'x-servicetitan-signature', 'sha256', 'hex', ''],
  [
    { header: 'X-Hub', digest: 'sha512', encoding: 'base64', prefix: 'v1=' },
    'x-hub',
    'sha512',
    'base64',
    'v1=',
  ],
] as const)(
  'the signature is over the body, as chosen: %j',
  async (choice, header, digest, encoding, prefix) => {
    const caller = await company();
    const hook = await listen();
    const secret = 'a-key-of-thirty-two-letters-or-so';
    expect(await subscribe(caller, { url: hook.url, secret, ...choice })).not.toHaveProperty('secret');
    await caller.send('POST', 'crm/customers', newCustomer());
    await expect.poll(() => hook.told.length).toBe(1);
    const [{ headers, text }] = hook.told as [Told];
    expect(headers[header]).toBe(prefix + createHmac(digest, secret).update(text).digest(encoding));
  },
);

describe('a delivery that is not taken', () => {
  test('is repeated after 10, 30, 60 and 300 s by the emulator’s clock, then failed, and can be replayed', async () => {
    const caller = await company();
    const { clock } = caller.emulator;
    const hook = await listen();
    hook.answers.push(500, 404, 302, 500, 500);
    await subscribe(caller, { url: hook.url });
    await caller.send('POST', 'crm/customers', newCustomer());
    for (const [at, seconds] of [10, 30, 60, 300].entries()) {
      await expect.poll(async () => ((await deliveries(caller))[0]?.attempts as Body[]).length).toBe(at + 1);
      clock.advance(seconds * 1000 - 1);
      expect(hook.told).toHaveLength(at + 1);
      clock.advance(1);
      await expect.poll(() => hook.told.length).toBe(at + 2);
    }
    await expect.poll(async () => await states(caller)).toEqual(['failed']);
    clock.advance(3_600_000);
    expect((await control(caller.emulator, 'POST', 'deliveries/replay')).json).toEqual({ replayed: 1 });
    await expect.poll(async () => await states(caller)).toEqual(['delivered']);
    expect(new Set(hook.told.map(({ json }) => json.eventId)).size).toBe(1);
    const [delivery] = await deliveries(caller);
    expect((delivery?.attempts as Body[]).map(({ status }) => status)).toEqual([
      500, 404, 302, 500, 500, 200,
    ]);
  });

  test('does not hold up the API, nor the end of the emulator', async () => {
    const caller = await company();
    await subscribe(caller, { url: 'http://127.0.0.1:1/nobody' });
    expect((await caller.send('POST', 'crm/customers', newCustomer())).status).toBe(200);
    await expect.poll(async () => ((await deliveries(caller))[0]?.attempts as Body[])[0]?.status).toBeNull();
  });

  test('is there again after a restart with a data folder', async () => {
    const data = join(mkdtempSync(join(tmpdir(), 'emulator-')), 'data');
    const hook = await listen();
    const first = await start({ data });
    hook.answers.push(503);
    await subscribe(first, { url: hook.url });
    await first.send('POST', 'crm/customers', newCustomer());
    await expect.poll(() => hook.told.length).toBe(1);
    await first.emulator.close();
    const second = await company({ data, clock: undefined as never });
    expect(rowsOf(await control(second.emulator, 'GET', 'webhooks'))).toHaveLength(1);
    second.emulator.clock.advance(11_000);
    await expect.poll(async () => await states(second)).toEqual(['delivered']);
  });
});

test.each([
  ['no address', {}, 'url'],
  ['an address of another kind', { url: 'ftp://example.com' }, 'url'],
  ['an event that does not exist', { url: 'http://127.0.0.1:1', events: ['invoice.paid'] }, 'events'],
  ['an unknown digest', { url: 'http://127.0.0.1:1', digest: 'md5' }, 'digest'],
])('a subscription with %s is refused', async (_case, body, member) => {
  const caller = await company();
  const answer = await control(caller.emulator, 'POST', 'webhooks', body);
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.json.errors as Body)).toEqual([member]);
});
