import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Attributed leads and what ads brought (reference: "Marketing ads"). */

let api: Caller;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
});
afterAll(() => api.emulator.close());

const session = (changes: Body = {}): Body => ({
  landingPageUrl: 'https://www.example.com/ac',
  referrerUrl: '',
  gclid: 'click-1',
  utmCampaign: 'Nobody knows this one',
  ...changes,
});
const TODAY = 'fromUtc=2026-03-04T16:00:00Z&toUtc=2026-03-04T18:00:00Z';
const leads = async (query = ''): Promise<Body[]> =>
  rowsOf(await api.get(`marketingads/attributed-leads?${TODAY}&pageSize=500${query}`));

test('a job, a booking and a call of somewhere else are tied to the session they came from', async () => {
  const [job] = rowsOf(await api.get('jpm/jobs?pageSize=1'));
  const [booking] = rowsOf(await api.get('crm/bookings?pageSize=1'));
  const [campaign] = rowsOf(await api.get('marketing/campaigns?pageSize=1'));
  const send = async (path: string, body: Body): Promise<number> =>
    (await api.send('POST', `marketingads/${path}`, { webSessionData: session(), ...body })).status;
  const known = session({ utmCampaign: campaign?.name });
  expect(await send('job-attributions', { jobId: job?.id, webSessionData: known })).toBe(200);
  expect(await send('web-booking-attributions', { bookingId: booking?.id })).toBe(200);
  const externalCallData = {
    customerPhoneNumber: '3035550144',
    forwardingPhoneNumber: '3035550100',
    trackingPhoneNumber: '3035550101',
    callStartedOnUtc: '2026-03-04T16:30:00Z',
  };
  expect(await send('external-call-attributions', { externalCallData })).toBe(200);
  expect(await leads('&leadType=ManualJob')).toMatchObject([
    { job: { id: job?.id }, attribution: { stCampaignId: campaign?.id, clickId: 'click-1' } },
  ]);
  expect(await leads('&leadType=WebBooking')).toMatchObject([{ booking: { id: booking?.id } }]);
  expect(await leads('&leadType=Call')).toMatchObject([
    {
      dateTime: '2026-03-04T16:30:00Z',
      call: { callerNumber: '3035550144' },
      attribution: { stCampaignId: null },
    },
  ]);
  expect(await send('job-attributions', { jobId: 1 })).toBe(400);
  expect(await send('web-booking-attributions', { bookingId: 1 })).toBe(400);
});

test('a lead form names the customer that its lead belongs to, or who filled it in', async () => {
  const [customer] = rowsOf(await api.get('crm/customers?pageSize=1'));
  const [campaign] = rowsOf(await api.get('marketing/campaigns?pageSize=1'));
  const lead = {
    campaignId: campaign?.id,
    summary: 'No heat.',
    followUpDate: '2026-03-05T17:00:00Z',
    leadCustomerName: 'Ada Byron',
  };
  for (const customerId of [customer?.id, null]) {
    const { id } = (await api.send('POST', 'crm/leads', { ...lead, customerId })).json;
    const body = { webSessionData: session(), leadId: id };
    expect((await api.send('POST', 'marketingads/web-lead-form-attributions', body)).status).toBe(200);
  }
  const named = (await leads('&leadType=WebLeadForm')).map((one) => one.customer);
  expect(named).toEqual([
    { id: customer?.id, name: customer?.name },
    { id: null, name: 'Ada Byron' },
  ]);
});

test('performance adds up to the same, however it is cut', async () => {
  const range = 'fromUtc=2026-01-01T00:00:00Z&toUtc=2026-03-01T00:00:00Z';
  const cut = async (by: string): Promise<Body[]> =>
    rowsOf(await api.get(`marketingads/performance?${range}&performanceSegmentationType=${by}`));
  const [campaigns, groups, keywords] = [await cut('Campaign'), await cut('AdGroup'), await cut('Keyword')];
  expect([campaigns.length, groups.length, keywords.length]).toEqual([1, 2, 4]);
  const cents = (rows: Body[]): number =>
    rows.reduce((sum, row) => sum + Math.round(Number((row.digitalStats as Body).cost) * 100), 0);
  expect(cents(groups)).toBe(cents(campaigns));
  expect(cents(keywords)).toBe(cents(campaigns));
  const none = await api.get(
    'marketingads/performance?fromUtc=2026-03-01&toUtc=2026-01-01&performanceSegmentationType=Campaign',
  );
  expect(none.status).toBe(400);
});
