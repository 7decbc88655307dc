import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADDRESS, type Answer, type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Calls of v2 and v3 and their feed (reference: "Calls"), and opt-outs. */

let api: Caller;
let feed: Body[];
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  feed = rowsOf(await api.get('telecom/export/calls'));
});
afterAll(() => api.emulator.close());

const v3 = async (path: string): Promise<Answer> =>
  await api.get(`/telecom/v3/tenant/${api.emulator.tenantId}/${path}`);
const ofType = (type: string): Body => feed.find((call) => call.type === type) ?? {};

describe('the list of v3', () => {
  test('shows a booked call with its job', async () => {
    const booked = ofType('Booked');
    const [call] = rowsOf(await v3(`calls?ids=${booked.id}`));
    const job = booked.job as Body;
    expect(call).toMatchObject({
      id: booked.id,
      jobNumber: job.number,
      leadCall: { callType: 'Booked', from: booked.from },
    });
    expect((await api.get(`jpm/jobs/${job.id}`)).json.leadCallId).toBe(booked.id);
  });

  test('is filtered by length, number, agent and time', async () => {
    const call = feed.find(({ agent }) => agent !== null) ?? {};
    const found = async (query: string): Promise<Body[]> => rowsOf(await v3(`calls?pageSize=5000&${query}`));
    const long = await found('minDuration=300');
    expect(long.length).toBeGreaterThan(0);
    expect(long.every(({ leadCall }) => String((leadCall as Body).duration) >= '00:05:00')).toBe(true);
    const { id, name } = call.agent as Body;
    const byAgent = await found(`agentId=${id}&callerPhoneNumber=${call.from}`);
    expect(byAgent.map((one) => one.id)).toContain(call.id);
    expect(await found(`agentName=${encodeURIComponent(String(name))}&agentId=1`)).toEqual([]);
    const after = await found(`createdAfter=${call.createdOn}`);
    expect(after.map((one) => one.id)).not.toContain(call.id);
    const from = await found(`createdOnOrAfter=${call.createdOn}`);
    expect(from.map((one) => one.id)).toContain(call.id);
  });
});

describe('v2', () => {
  test('always tells the total, and embeds whole records', async () => {
    const answer = await api.get('telecom/calls?pageSize=5');
    const counted = await v3('calls?active=Any&includeTotal=true&pageSize=1');
    expect(answer.json.totalCount).toBe(counted.json.totalCount);
    const booked = ofType('Booked');
    const { json } = await api.get(`telecom/calls/${booked.id}`);
    const { customer } = json.leadCall as Body;
    expect(json.businessUnit).toHaveProperty('officialName');
    expect(customer).toMatchObject({
      ...(booked.customer as Body),
      hasActiveMembership: expect.any(Boolean),
    });
    expect((await api.get('telecom/calls/999999999')).status).toBe(404);
  });

  test('sends recordings as MP3, and 404 where there is none', async () => {
    const booked = ofType('Booked');
    const answer = await fetch(
      `${api.emulator.url}/telecom/v2/tenant/${api.emulator.tenantId}/calls/${booked.id}/recording`,
      {
        headers: { Authorization: api.token, 'ST-App-Key': api.emulator.appKey },
      },
    );
    expect(answer.headers.get('content-type')).toBe('audio/mpeg');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([bytes[0], bytes[1]]).toEqual([0xff, 0xfb]);
    expect((await api.get(`telecom/calls/${booked.id}/voicemail`)).status).toBe(404);
  });
});

test('a call is classified: type, reason, customer and job, which shows it in turn', async () => {
  const call = ofType('Unbooked');
  const job =
    rowsOf(await api.get('jpm/jobs?pageSize=500')).find(({ leadCallId }) => leadCallId === null) ?? {};
  const [reason] = rowsOf(await api.get('jbce/call-reasons'));
  const person = { name: '', address: ADDRESS, contacts: [] };
  const address = { ...ADDRESS, unit: '' };
  const body = {
    callType: 'Booked',
    jobId: job.id,
    excuseMemo: '',
    tag: 'vip',
    reason: { name: reason?.name, lead: true },
    customer: { ...person, address, id: job.customerId },
    location: { ...person, address, id: job.locationId },
  };
  const answer = await api.send('PUT', `telecom/calls/${call.id}`, body);
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ callType: 'Booked', reason: { id: reason?.id, name: reason?.name } });
  const [listed] = rowsOf(await v3('calls?tag=vip'));
  expect(listed).toMatchObject({ id: call.id, jobNumber: job.jobNumber });
  expect((await api.get(`jpm/jobs/${job.id}`)).json).toMatchObject({
    leadCallId: call.id,
    modifiedOn: job.modifiedOn,
  });
  const changed = rowsOf(await api.get('telecom/export/calls?from=2026-03-04T17:00:00Z'));
  expect(changed.map(({ id }) => id)).toContain(call.id);
  expect((await api.send('PUT', `telecom/calls/${call.id}`, { ...body, jobId: 1 })).status).toBe(400);
});

test('opt-outs are kept by number; what is no number is told apart', async () => {
  const path = `/telecom/v3/tenant/${api.emulator.tenantId}/optinouts/optouts`;
  const contactNumbers = ['(303) 555-0199', '+1 720 555 0198', '12'];
  const made = await api.send('POST', path, { optOutType: 'Marketing', contactNumbers });
  expect((made.json.data as Body[]).map(({ status }) => status)).toEqual(['Ok', 'Ok', 'LogicalError']);
  const found = await api.send('POST', `${path}/getlist`, { contactNumbers: ['303-555-0199', '3035550102'] });
  expect(found.json.data).toEqual([{ contactNumber: '3035550199', optOutType: 'Marketing' }]);
  const all = (await api.get(path)).json.data as Body[];
  expect(all.map(({ contactNumber }) => contactNumber)).toContain('7205550198');
});
