import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ADDRESS,
  type Answer,
  type Body,
  type Caller,
  type Needs,
  needs,
  newJob,
  rowsOf,
  start,
  stopped,
} from '../caller.ts';

/** Leads from the first call to a job or to nothing (reference: "Leads"). */

let api: Caller;
let ids: Needs;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

const post = async (path: string, body?: Body): Promise<Answer> =>
  await api.send('POST', `crm/${path}`, body);
const draft = (changes: Body = {}): Body => ({
  campaignId: ids.campaignId,
  summary: 'Asked about a water heater.',
  followUpDate: '2026-03-05T17:00:00Z',
  ...changes,
});
const newLead = async (changes: Body = {}): Promise<Body> => (await post('leads', draft(changes))).json;
const lead = async (id: unknown): Promise<Body> => (await api.get(`crm/leads/${id}`)).json;
const reason = async (): Promise<unknown> => rowsOf(await api.get('jbce/call-reasons'))[0]?.id;

describe('a lead', () => {
  test('needs a campaign, a summary, and a follow-up date or a call reason', async () => {
    expect((await post('leads', draft({ followUpDate: null }))).status).toBe(400);
    expect((await post('leads', draft({ summary: undefined }))).status).toBe(400);
    expect((await post('leads', draft({ campaignId: 1 }))).status).toBe(400);
    const answer = await post('leads', draft({ followUpDate: null, callReasonId: await reason() }));
    expect(answer.json).toMatchObject({ status: 'Open', priority: 'Normal', customerId: null });
  });

  test('takes the customer of its location, and dismisses the booking it comes from', async () => {
    const booking = rowsOf(await api.get('crm/bookings')).find(({ status }) => status === 'New');
    const made = await newLead({ locationId: ids.locationId, bookingId: booking?.id });
    expect(made).toMatchObject({ customerId: ids.customerId, bookingId: booking?.id });
    expect((await api.get(`crm/bookings/${booking?.id}`)).json.status).toBe('Dismissed');
    const other = rowsOf(await api.get('crm/customers?pageSize=1'))[0]?.id;
    expect((await post('leads', draft({ locationId: ids.locationId, customerId: other }))).status).toBe(400);
  });

  test('does not come from a booking that a job was booked from', async () => {
    const booking = rowsOf(await api.get('crm/bookings')).find(({ status }) => status === 'New');
    const job = await api.send('POST', 'jpm/jobs', newJob(ids, { bookingId: booking?.id }));
    expect(job.status).toBe(200);
    expect((await post('leads', draft({ bookingId: booking?.id }))).status).toBe(400);
    const { status, jobId } = (await api.get(`crm/bookings/${booking?.id}`)).json;
    expect({ status, jobId }).toEqual({ status: 'Converted', jobId: job.json.id });
  });

  test('is followed up with a note, until it is dismissed with a call reason', async () => {
    const { id } = await newLead();
    const followUp = { followUpDate: '2026-03-09T17:00:00Z', text: 'Wife decides.', pinToTop: true };
    expect((await post(`leads/${id}/follow-up`, followUp)).json).toEqual({ leadId: id, ...followUp });
    expect((await lead(id)).followUpDate).toBe('2026-03-09T17:00:00Z');
    expect(rowsOf(await api.get(`crm/leads/${id}/notes`))).toMatchObject([
      { text: 'Wife decides.', isPinned: true },
    ]);
    expect((await post(`leads/${id}/dismiss`, { dismissingReasonId: 1 })).status).toBe(400);
    const dismissingReasonId = await reason();
    expect((await post(`leads/${id}/dismiss`, { dismissingReasonId })).status).toBe(200);
    expect(await lead(id)).toMatchObject({ status: 'Dismissed', dismissingReasonId });
    expect((await post(`leads/${id}/dismiss`, { dismissingReasonId })).status).toBe(400);
    expect((await post(`leads/${id}/follow-up`, followUp)).status).toBe(400);
    expect((await api.send('PATCH', `crm/leads/${id}`, { summary: 'x' })).status).toBe(400);
    expect((await post('leads/999999999/dismiss', { dismissingReasonId })).status).toBe(404);
  });

  test('is converted by the job that is booked from it, once', async () => {
    const { id } = await newLead();
    expect((await api.send('POST', 'jpm/jobs', newJob(ids, { leadId: id }))).status).toBe(200);
    expect((await lead(id)).status).toBe('Converted');
    const before = (await api.get('jpm/jobs?includeTotal=true&pageSize=1')).json.totalCount;
    expect((await api.send('POST', 'jpm/jobs', newJob(ids, { leadId: id }))).status).toBe(400);
    expect((await api.get('jpm/jobs?includeTotal=true&pageSize=1')).json.totalCount).toBe(before);
  });

  test('comes from a web form without a customer', async () => {
    const form = { name: 'Ada Byron', phoneNumber: '3035550142', address: ADDRESS, summary: 'No heat' };
    const { leadId } = (await post('leads/form', form)).json;
    expect(await lead(leadId)).toMatchObject({
      leadCustomerName: 'Ada Byron',
      leadZip: '80202',
      captureSource: 'Form',
      customerId: null,
    });
    const found = rowsOf(await api.get('crm/leads?isCaptureSourceForm=true'));
    expect(found.map(({ id }) => id)).toEqual([leadId]);
    const other = rowsOf(await api.get('crm/leads?isCaptureSourceForm=false&pageSize=500'));
    expect(other.map(({ id }) => id)).not.toContain(leadId);
  });
});

test('leads are found by their customer, by having none, by name and by status', async () => {
  const { id } = await newLead({ customerId: ids.customerId });
  const alone = await newLead({ leadCustomerName: 'Grace Hopper', leadPhone: '7205550142' });
  const found = async (query: string): Promise<unknown[]> =>
    rowsOf(await api.get(`crm/leads?pageSize=500&${query}`)).map((one) => one.id);
  expect(await found(`customerId=${ids.customerId}`)).toContain(id);
  expect(await found('withoutCustomer=true')).toContain(alone.id);
  expect(await found('withoutCustomer=true')).not.toContain(id);
  expect(await found('withoutCustomer=false')).toContain(id);
  expect(await found('leadCustomerName=hopper&leadPhone=7205550142')).toEqual([alone.id]);
  expect(
    await found('customerCity=denver&status=Open&customerCreatedOnOrAfter=2026-03-04T16:00:00Z'),
  ).toContain(id);
  expect(await found('customerCity=nowhere')).toEqual([]);
});

test('the address of a lead is told when it is asked for; the feed shows leads of any status', async () => {
  const { id } = await newLead();
  const [plain] = rowsOf(await api.get(`crm/leads?ids=${id}`));
  const [asked] = rowsOf(await api.get(`crm/leads?ids=${id}&genPermUrl=true`));
  expect(plain?.leadUrl).toBeNull();
  expect(asked?.leadUrl).toContain(String(id));
  const statuses = rowsOf(await api.get('crm/export/leads')).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set(['Open', 'Dismissed', 'Converted']));
});
