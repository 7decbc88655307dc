import { createEmulator, type Emulator } from 'servicetitan-emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../test/app.ts';
import { type Company, connectCompany } from '../../../test/company.ts';
import { connectThumbtack, deliver, type Hook, negotiation } from '../../../test/thumbtack.ts';

let house: TestApp;
let emulator: Emulator;
let place: Awaited<ReturnType<TestApp['workspace']>>;
let hook: Hook;
let company: Company;
let lead = 0;

beforeAll(async () => {
  emulator = await createEmulator({ company: 'small', rateLimit: 0, firstId: 9_007_199_254_750_001n });
  house = await createTestApp();
});
afterAll(async () => {
  await house.close();
  await emulator.close();
});
beforeEach(async () => {
  place = await house.workspace('Accepting');
  hook = await connectThumbtack(house, place.workspaceId);
  company = await connectCompany(house, place.workspaceId, emulator);
});
afterEach(async () => await company.faults.clear());

async function book(
  changes: Record<string, unknown> = {},
  request: Record<string, unknown> = {},
): Promise<string> {
  lead += 1;
  const id = String(800_000_000_000_000_000n + BigInt(lead));
  await deliver(
    house,
    hook,
    negotiation(
      id,
      {
        customer: {
          firstName: `Person${lead}`,
          lastName: 'Newcomer',
          phone: `30355501${String(lead % 100).padStart(2, '0')}`,
        },
        ...changes,
      },
      request,
    ),
  );
  return (await house.call(place, 'GET', `/api/v1/bookings?q=${id}`)).body.data[0].id;
}

const accept = async (id: string, body: Record<string, unknown> = {}) =>
  await house.call(place, 'POST', `/api/v1/bookings/${id}/accept`, {
    ...company.choice,
    newCustomer: { name: `Person${lead} Newcomer`, phone: '3035550155' },
    ...body,
  });
const read = async (id: string) => (await house.call(place, 'GET', `/api/v1/bookings/${id}`)).body;
const resume = async (id: string) =>
  await house.rooms.bookings.tasks['bookings:resume']?.(
    { workspaceId: place.workspaceId, bookingId: id },
    { attempt: 1, lastAttempt: false, signal: new AbortController().signal },
  );

describe('accepting a booking books the job (L56, L57, L58)', () => {
  it('with customer, location, appointment, campaign and summary in ServiceTitan', async () => {
    const id = await book();
    const answer = await accept(id, { summary: 'Bring <the> big auger & a friend' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toMatchObject({
      id,
      status: 'Converted',
      jobId: expect.stringMatching(/^\d+$/),
      jobUrl: `${emulator.url}/_emulator/jobs/${answer.body.jobId}`,
    });
    const job = await company.job(answer.body.jobId);
    expect(job).toMatchObject({
      ...company.choice,
      summary: 'Bring &lt;the&gt; big auger &amp; a friend',
      jobStatus: 'Scheduled',
    });
    const [appointment] = await company.appointments(answer.body.jobId);
    expect(appointment).toMatchObject({
      start: expect.stringMatching(/^2099-03-03T16:00:00/),
      end: expect.stringMatching(/^2099-03-03T18:00:00/),
    });
    expect(await company.customer(job.customerId)).toMatchObject({ name: `Person${lead} Newcomer` });
    expect(await company.location(job.locationId)).toMatchObject({
      customerId: job.customerId,
      address: { city: 'Denver', state: 'CO', zip: '80210' },
    });
  });

  it('shows up in the audit log with who did it', async () => {
    const id = await book();
    await accept(id);
    const { data } = (await house.call(place, 'GET', '/api/v1/audit?action=booking')).body;
    expect(data.map((entry: { action: string }) => entry.action)).toEqual([
      'booking.converted',
      'booking.accepted',
    ]);
  });

  it('takes the customer that phone and name leave no doubt about, and the location at the same address', async () => {
    const known = await company.someCustomer();
    const id = await book(
      {
        customer: {
          firstName: known.name.split(' ')[0],
          lastName: `${known.name.split(' ').at(-1)?.[0]}.`,
          phone: known.phone,
        },
      },
      {
        location: {
          address1: known.address.street,
          city: known.address.city,
          state: known.address.state,
          zipCode: known.address.zip,
        },
      },
    );
    const form = await house.call(place, 'GET', `/api/v1/bookings/${id}/form`);
    expect(form.body.customers[0]).toMatchObject({ id: known.id, name: known.name, reason: 'phone' });
    const answer = await accept(id, { newCustomer: undefined });
    expect(await company.job(answer.body.jobId)).toMatchObject({
      customerId: known.id,
      locationId: known.locationId,
    });
  });

  it('adds a location to a customer the CSR chose', async () => {
    const known = await company.someCustomer();
    const id = await book();
    const answer = await accept(id, {
      newCustomer: undefined,
      customerId: known.id,
      address: { street: '77 New Street', city: 'Denver', state: 'CO', zip: '80202' },
    });
    const job = await company.job(answer.body.jobId);
    expect(job.customerId).toBe(known.id);
    expect(await company.location(job.locationId)).toMatchObject({
      customerId: known.id,
      address: { street: '77 New Street' },
    });
  });
});

describe('the booking form', () => {
  it('pre-fills job type and business unit only when exactly one of each is mapped (L9)', async () => {
    const id = await book();
    const put = async (jobTypeIds: string[], businessUnitIds: string[]) =>
      await house.call(place, 'PUT', '/api/v1/job-type-mapping', {
        data: [{ standardJobTypeId: 'plumbing.unclog-drain', jobTypeIds, businessUnitIds }],
      });
    const { jobTypeId, businessUnitId } = company.choice;
    await put([jobTypeId], [businessUnitId]);
    expect((await house.call(place, 'GET', `/api/v1/bookings/${id}/form`)).body).toMatchObject({
      jobTypeId,
      businessUnitId,
    });
    expect(await read(id)).toMatchObject({ jobTypeId, businessUnitId });
    await put([jobTypeId, company.otherJobTypeId], [businessUnitId]);
    const plural = (await house.call(place, 'GET', `/api/v1/bookings/${id}/form`)).body;
    expect(plural).toMatchObject({ jobTypeId: null, businessUnitId: null });
    expect(plural.candidates.jobTypes.map((type: { id: string }) => type.id).toSorted()).toEqual(
      [jobTypeId, company.otherJobTypeId].toSorted(),
    );
    expect(await read(id)).toMatchObject({ jobTypeId: null, businessUnitId: null });
  });

  it('says 503 with a way on when ServiceTitan is away', async () => {
    const id = await book();
    await company.faults.add({ kind: 'server-error', status: 500 });
    const answer = await house.call(place, 'GET', `/api/v1/bookings/${id}/form`);
    expect(answer).toMatchObject({ status: 503, body: { code: 'servicetitan_unreachable' } });
  });
});

describe('bad input is refused and loses nothing', () => {
  it.each([
    ['no campaign', { campaignId: undefined }, 'campaignId'],
    ['an end before the start', { start: '2099-03-03T16:00:00Z', end: '2099-03-03T15:00:00Z' }, 'end'],
    ['a time that is none', { start: 'tomorrow' }, 'start'],
    ['an id that is none', { jobTypeId: 'drain' }, 'jobTypeId'],
    [
      'half an address',
      { address: { street: '1 Main St', city: '', state: 'CO', zip: '80202' } },
      'address.city',
    ],
  ])('%s', async (_name, body, field) => {
    const id = await book();
    const answer = await accept(id, body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([field]);
    expect(await read(id)).toMatchObject({ status: 'New' });
  });

  it('asks for a time when the customer named none (L8)', async () => {
    const id = await book({}, { proposedTimes: [] });
    const answer = await accept(id);
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: { start: [expect.stringContaining('named no time')] } },
    });
    expect((await accept(id, { start: '2099-04-01T15:00:00Z' })).body.status).toBe('Converted');
  });

  it('what ServiceTitan refuses leaves the booking open, and accepting anew makes one customer in all', async () => {
    const id = await book();
    const before = await company.count('customers');
    const refused = await accept(id, { campaignId: '123456789' });
    expect(refused.status).toBe(422);
    expect(await read(id)).toMatchObject({
      status: 'New',
      issues: expect.arrayContaining([expect.objectContaining({ code: 'refused' })]),
    });
    expect((await accept(id)).body.status).toBe('Converted');
    expect(await company.count('customers')).toBe(before + 1);
  });

  it('a workspace that is not connected says so', async () => {
    const other = await house.workspace('Unconnected');
    const answer = await house.call(
      other,
      'POST',
      `/api/v1/bookings/00000000-0000-4000-8000-000000000000/accept`,
      { ...company.choice },
    );
    expect(answer).toMatchObject({ status: 409, body: { code: 'servicetitan_not_connected' } });
  });
});

describe('never two jobs', () => {
  it('for ten clicks at once', async () => {
    const id = await book();
    const answers = await Promise.all(Array.from({ length: 10 }, async () => await accept(id)));
    expect(
      answers.every(({ status }) => [200, 202].includes(status)),
      JSON.stringify(answers.map((answer) => answer.status)),
    ).toBe(true);
    await expect.poll(async () => (await read(id)).status).toBe('Converted');
    expect(await company.jobsOf(id)).toHaveLength(1);
  });

  it('for a second, different acceptance: refused', async () => {
    const id = await book();
    await accept(id);
    expect(await accept(id, { campaignId: company.otherCampaignId })).toMatchObject({
      status: 409,
      body: { code: 'booking_not_open' },
    });
    expect(await company.jobsOf(id)).toHaveLength(1);
  });

  it.each(['crm.customers.create', 'jpm.jobs.create'])(
    'when the answer of %s is lost after it was carried out',
    async (operation) => {
      const id = await book();
      const customers = await company.count('customers');
      await company.faults.add({ kind: 'drop-after', operation, times: 1 });
      const answer = await accept(id);
      expect(answer).toMatchObject({
        status: 202,
        body: { status: 'Accepted', progress: { state: 'failed' } },
      });
      await resume(id);
      expect((await read(id)).status).toBe('Converted');
      expect(await company.jobsOf(id)).toHaveLength(1);
      expect(await company.count('customers')).toBe(customers + 1);
    },
  );

  it.each(['crm.customers.create', 'crm.locations.create', 'jpm.jobs.create'])(
    'when the connection breaks before %s was carried out',
    async (operation) => {
      const known = await company.someCustomer();
      const id = await book();
      const body =
        operation === 'crm.locations.create'
          ? {
              newCustomer: undefined,
              customerId: known.id,
              address: { street: `${lead} Lost Lane`, city: 'Denver', state: 'CO', zip: '80202' },
            }
          : {};
      await company.faults.add({ kind: 'drop-before', operation, times: 1 });
      const answer = await accept(id, body);
      expect(answer.status).toBe(202);
      // The call might still be at work over there: nothing is made again before that is over.
      await resume(id);
      expect((await read(id)).status).toBe('Accepted');
      await house.parts.db.systemPool.query(
        "update acceptances set customer_started_at = customer_started_at - interval '1 minute', location_started_at = location_started_at - interval '1 minute', job_started_at = job_started_at - interval '1 minute'",
      );
      await resume(id);
      expect((await read(id)).status).toBe('Converted');
      expect(await company.jobsOf(id)).toHaveLength(1);
    },
  );

  it('when ServiceTitan answers 503 for a while: it goes on by itself', async () => {
    const id = await book();
    await company.faults.add({
      kind: 'server-error',
      status: 500,
      operation: 'crm.customers.getList',
      times: 1,
    });
    expect((await accept(id, { newCustomer: undefined })).body).toMatchObject({
      status: 'Accepted',
      progress: { step: 'customer', state: 'failed' },
    });
    await resume(id);
    expect((await read(id)).status).toBe('Converted');
    expect(await company.jobsOf(id)).toHaveLength(1);
  });
});

describe('dismissing (GL-5) and taking it back (B5)', () => {
  it('keeps reason and memo, offers the call reasons of ServiceTitan, and is undone', async () => {
    const id = await book();
    const { data: reasons } = (await house.call(place, 'GET', '/api/v1/dismiss-reasons')).body;
    expect(reasons.length).toBeGreaterThan(2);
    const dismissed = await house.call(place, 'POST', `/api/v1/bookings/${id}/dismiss`, {
      reason: reasons[0].id,
      memo: 'Called twice',
    });
    expect(dismissed.body).toMatchObject({
      status: 'Dismissed',
      dismissReason: reasons[0].name,
      dismissMemo: 'Called twice',
    });
    expect(await accept(id)).toMatchObject({ status: 409, body: { code: 'booking_not_open' } });
    const restored = await house.call(place, 'POST', `/api/v1/bookings/${id}/restore`);
    expect(restored.body).toMatchObject({ status: 'New', dismissReason: null, dismissMemo: null });
  });

  it('works while ServiceTitan is away, with reasons of our own', async () => {
    const other = await house.workspace('No ServiceTitan');
    expect(
      (await house.call(other, 'GET', '/api/v1/dismiss-reasons')).body.data.map(
        (reason: { id: string }) => reason.id,
      ),
    ).toContain('out_of_area');
  });

  it('needs a reason, and an open booking', async () => {
    const id = await book();
    expect(
      (await house.call(place, 'POST', `/api/v1/bookings/${id}/dismiss`, { reason: ' ' })).body.errors,
    ).toHaveProperty('reason');
    await accept(id);
    expect(
      (await house.call(place, 'POST', `/api/v1/bookings/${id}/dismiss`, { reason: 'spam' })).body.code,
    ).toBe('booking_not_open');
  });
});
