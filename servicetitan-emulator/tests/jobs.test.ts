/** Reference: "Jobs", "Appointments", "Bookings", and the operations of 2026-03. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Body, type Caller, type Needs, needs, newJob, rowsOf, start } from './caller.ts';

const GUID = '0f0e0d0c-0b0a-0908-0706-050403020100';

let caller: Caller;
let ids: Needs;
beforeAll(async () => {
  caller = await start({ company: 'small' });
});
beforeEach(async () => {
  ids = await needs(caller);
});
afterAll(() => caller.emulator.close());

const book = async (changes: Body = {}): Promise<Body> =>
  (await caller.send('POST', 'jpm/jobs', newJob(ids, changes))).json;
const job = async (id: unknown): Promise<Body> => (await caller.get(`jpm/jobs/${id}`)).json;
const appointmentsOf = async (id: unknown): Promise<Body[]> =>
  rowsOf(await caller.get(`jpm/appointments?jobId=${id}`));

const provider = async (): Promise<unknown> => rowsOf(await caller.get('crm/booking-provider-tags'))[0]?.id;

const bookingsPath = async (): Promise<string> => `crm/booking-provider/${await provider()}/bookings`;

describe('booking a job', () => {
  it('makes its number, invoice, appointments and assignments', async () => {
    const made = await book();
    expect(made).toMatchObject({ jobStatus: 'Scheduled', appointmentCount: 1, priority: 'Normal', total: 0 });
    expect(made.jobNumber).toMatch(/^\d+$/);
    expect(made.invoiceId).toEqual(expect.any(Number));
    const [appointment] = await appointmentsOf(made.id);
    expect(appointment).toMatchObject({
      id: made.firstAppointmentId,
      status: 'Scheduled',
      start: '2026-03-09T16:00:00Z',
    });
    const assigned = rowsOf(await caller.get(`dispatch/appointment-assignments?jobId=${made.id}`));
    expect(assigned).toMatchObject([{ technicianId: ids.technicianId, appointmentId: appointment?.id }]);
    const found = rowsOf(
      await caller.get(`jpm/jobs?technicianId=${ids.technicianId}&customerId=${ids.customerId}`),
    );
    expect(found.map((row) => row.id)).toEqual([made.id]);
  });

  it.each([
    ['customerId', { customerId: 4711 }],
    ['locationId', { locationId: 4711 }],
    ['businessUnitId', { businessUnitId: 4711 }],
    ['jobTypeId', { jobTypeId: 4711 }],
    ['campaignId', { campaignId: 4711 }],
    ['priority', { priority: 'Whenever' }],
    ['bookingId', { bookingId: 4711 }],
    ['appointments', { appointments: [] }],
    [
      'appointments[0].end',
      { appointments: [{ start: '2026-03-09T16:00:00Z', end: '2026-03-09T16:00:00Z' }] },
    ],
    ['appointments[0].start', { appointments: [{ end: '2026-03-09T16:00:00Z' }] }],
    [
      'appointments[0].technicianIds',
      { appointments: [{ start: '2026-03-09T16:00:00Z', end: '2026-03-09T17:00:00Z', technicianIds: [1] }] },
    ],
  ])('refuses what is wrong with %s', async (property, changes) => {
    const before = (await caller.get('jpm/jobs?includeTotal=true')).json.totalCount;
    const answer = await caller.send('POST', 'jpm/jobs', newJob(ids, changes));
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toHaveProperty([property]);
    expect((await caller.get('jpm/jobs?includeTotal=true')).json.totalCount).toBe(before);
  });

  it('refuses a location of another customer', async () => {
    const other = await needs(caller);
    const answer = await caller.send('POST', 'jpm/jobs', newJob(ids, { locationId: other.locationId }));
    expect(answer.json.errors).toHaveProperty('locationId');
  });

  it('can be found again by external data and by number', async () => {
    const externalData = {
      applicationGuid: GUID,
      externalData: [{ key: 'lead', value: `L-${ids.customerId}` }],
    };
    const made = await book({ externalData });
    const query = `externalDataApplicationGuid=${GUID}&externalDataKey=lead&externalDataValues=L-${ids.customerId}`;
    expect(rowsOf(await caller.get(`jpm/jobs?${query}`))).toMatchObject([
      { id: made.id, externalData: [{ key: 'lead', value: `L-${ids.customerId}` }] },
    ]);
    expect((await job(made.id)).externalData).toEqual([]);
    for (const name of ['number', 'jobNumber']) {
      expect(rowsOf(await caller.get(`jpm/jobs?${name}=${made.jobNumber}`)).map((row) => row.id)).toEqual([
        made.id,
      ]);
    }
  });

  it('answers in UTC, whatever zone the times came in', async () => {
    const made = await book({
      appointments: [{ start: '2026-03-09T09:00:00-06:00', end: '2026-03-09T16:30:00Z' }],
    });
    expect(await appointmentsOf(made.id)).toMatchObject([{ start: '2026-03-09T15:00:00Z' }]);
  });
});

describe('a booking', () => {
  const body = { source: 'Web', name: 'Ada', summary: 'Leak', isFirstTimeClient: true, externalId: 'w-1' };

  it('is New, takes contacts, and needs its required members', async () => {
    const contacts = [{ type: 'Phone', value: '3035550101' }];
    const made = (await caller.send('POST', await bookingsPath(), { ...body, contacts, phone: 'ignored' }))
      .json;
    expect(made).toMatchObject({ status: 'New', externalId: 'w-1', jobId: null });
    expect(rowsOf(await caller.get(`crm/bookings/${made.id}/contacts`))).toMatchObject(contacts);
    const { summary: _summary, ...incomplete } = body;
    const refused = await caller.send('POST', await bookingsPath(), incomplete);
    expect(refused.json.errors).toMatchObject({
      summary: expect.any(Array),
      request: ['The request field is required.'],
    });
  });

  it('becomes Converted with the job that is made from it, once', async () => {
    const made = (await caller.send('POST', await bookingsPath(), body)).json;
    const booked = await book({ bookingId: made.id });
    expect((await caller.get(`crm/bookings/${made.id}`)).json).toMatchObject({
      status: 'Converted',
      jobId: booked.id,
    });
    expect(rowsOf(await caller.get(`jpm/jobs?bookingId=${made.id}`)).map((row) => row.id)).toEqual([
      booked.id,
    ]);
    expect((await caller.send('POST', 'jpm/jobs', newJob(ids, { bookingId: made.id }))).status).toBe(400);
    expect((await caller.send('PATCH', `${await bookingsPath()}/${made.id}`, { summary: 'x' })).status).toBe(
      409,
    );
  });

  it('is dismissed with a call reason, once', async () => {
    const made = (await caller.send('POST', await bookingsPath(), body)).json;
    const reason = rowsOf(await caller.get('jbce/call-reasons'))[0]?.id;
    const dismiss = `${await bookingsPath()}/${made.id}/dismiss`;
    expect((await caller.send('POST', dismiss, { callReasonId: 4711 })).status).toBe(400);
    expect((await caller.send('POST', dismiss, { callReasonId: reason })).status).toBe(200);
    const after = (await caller.get(`crm/bookings/${made.id}`)).json;
    expect(after).toMatchObject({ status: 'Dismissed', dismissingReasonId: reason });
    expect((await caller.send('POST', dismiss, { callReasonId: reason })).status).toBe(400);
  });
});

describe('the life of a job', () => {
  it('is canceled with a reason and restored', async () => {
    const { id } = await book();
    const reasonId = rowsOf(await caller.get('jpm/job-cancel-reasons'))[0]?.id;
    expect((await caller.send('PUT', `jpm/jobs/${id}/remove-cancellation`)).status).toBe(400);
    expect((await caller.send('PUT', `jpm/jobs/${id}/cancel`, { reasonId, memo: 'No-show' })).status).toBe(
      200,
    );
    expect((await job(id)).jobStatus).toBe('Canceled');
    expect(await appointmentsOf(id)).toMatchObject([{ status: 'Canceled' }]);
    expect(rowsOf(await caller.get(`jpm/jobs/cancel-reasons?ids=${id}`))).toMatchObject([
      { jobId: id, reasonId, text: 'No-show' },
    ]);
    expect((await caller.send('PUT', `jpm/jobs/${id}/cancel`, { reasonId, memo: '' })).status).toBe(400);
    expect((await caller.send('PUT', `jpm/jobs/${id}/remove-cancellation`)).status).toBe(200);
    expect((await job(id)).jobStatus).toBe('Scheduled');
    expect(rowsOf(await caller.get(`jpm/jobs/${id}/canceled-log`))).toMatchObject([{ active: false }]);
  });

  it('is put on hold through its appointment and follows its release', async () => {
    const { id, firstAppointmentId } = await book();
    const reasonId = rowsOf(await caller.get('jpm/job-hold-reasons'))[0]?.id;
    const path = `jpm/appointments/${firstAppointmentId}/hold`;
    expect((await caller.send('DELETE', path)).status).toBe(409);
    expect((await caller.send('PUT', path, { reasonId, memo: 'Parts' })).status).toBe(200);
    expect((await job(id)).jobStatus).toBe('Hold');
    expect(rowsOf(await caller.get(`jpm/jobs/hold-reasons?ids=${id}`))).toMatchObject([
      { jobId: id, text: 'Parts' },
    ]);
    expect((await caller.get('jpm/jobs/hold-reasons')).status).toBe(400);
    expect((await caller.send('DELETE', path)).status).toBe(200);
    expect((await job(id)).jobStatus).toBe('Scheduled');
  });

  it('is completed once, and only when someone is assigned', async () => {
    const { id } = await book();
    const completedOn = '2026-03-09T18:05:00Z';
    expect((await caller.send('PUT', `jpm/jobs/${id}/complete`, { completedOn })).status).toBe(200);
    expect(await job(id)).toMatchObject({ jobStatus: 'Completed', completedOn });
    expect((await caller.send('PUT', `jpm/jobs/${id}/complete`, { completedOn })).status).toBe(409);
    const times = { start: '2026-03-09T16:00:00Z', end: '2026-03-09T18:00:00Z' };
    const nobody = await book({ appointments: [times] });
    expect((await caller.send('PUT', `jpm/jobs/${nobody.id}/complete`, { completedOn })).status).toBe(409);
    expect((await caller.send('POST', 'jpm/appointments', { jobId: id, ...times })).status).toBe(409);
  });

  it('keeps notes, history and how it was booked', async () => {
    const { id, firstAppointmentId } = await book();
    const note = await caller.send('POST', `jpm/jobs/${id}/notes`, { text: 'Call first', pinToTop: true });
    expect(note.json).toMatchObject({ text: 'Call first', isPinned: true });
    expect(note.json).not.toHaveProperty('id');
    expect(rowsOf(await caller.get(`jpm/jobs/${id}/notes`))).toEqual([note.json]);
    const history = (await caller.get(`jpm/jobs/${id}/history`)).json.history as Body[];
    expect(history.map((event) => event.eventType)).toEqual(['Job Booked']);
    expect((await caller.get(`jpm/jobs/${id}/booked-log`)).json).toMatchObject({
      jobId: id,
      jobAppointmentId: firstAppointmentId,
    });
  });

  it('changes only the members that are sent, and refuses references that do not exist', async () => {
    const made = await book();
    const changed = await caller.send('PATCH', `jpm/jobs/${made.id}`, {
      summary: 'Two drains.',
      priority: 'Urgent',
    });
    expect(changed.json).toMatchObject({
      id: made.id,
      summary: 'Two drains.',
      priority: 'Urgent',
      campaignId: ids.campaignId,
    });
    const refused = await caller.send('PATCH', `jpm/jobs/${made.id}`, { jobTypeId: 4711 });
    expect(refused.json.errors).toHaveProperty('jobTypeId');
  });
});

describe('appointments', () => {
  it('are added, rescheduled and deleted, but never the last one', async () => {
    const { id, firstAppointmentId } = await book();
    const times = { start: '2026-03-10T16:00:00Z', end: '2026-03-10T18:00:00Z' };
    const added = (await caller.send('POST', 'jpm/appointments', { jobId: id, ...times })).json;
    expect(await job(id)).toMatchObject({ appointmentCount: 2, lastAppointmentId: added.id });
    const moved = await caller.send('PATCH', `jpm/appointments/${added.id}/reschedule`, {
      end: '2026-03-10T19:00:00Z',
    });
    expect(moved.json).toMatchObject({ start: times.start, end: '2026-03-10T19:00:00Z' });
    const backwards = { start: '2026-03-11T16:00:00Z' };
    expect((await caller.send('PATCH', `jpm/appointments/${added.id}/reschedule`, backwards)).status).toBe(
      400,
    );
    expect((await caller.send('DELETE', `jpm/appointments/${added.id}`)).status).toBe(200);
    expect(await job(id)).toMatchObject({ appointmentCount: 1, lastAppointmentId: firstAppointmentId });
    expect((await caller.send('DELETE', `jpm/appointments/${firstAppointmentId}`)).status).toBe(409);
  });

  it('are confirmed and unconfirmed once', async () => {
    const { firstAppointmentId } = await book();
    const path = `jpm/appointments/${firstAppointmentId}/confirmation`;
    const steps = ['DELETE', 'PUT', 'PUT', 'DELETE'];
    const statuses: number[] = [];
    for (const step of steps) statuses.push((await caller.send(step, path)).status);
    expect(statuses).toEqual([409, 200, 409, 200]);
  });

  it('change hands', async () => {
    const { id, firstAppointmentId } = await book();
    const other = rowsOf(await caller.get('settings/technicians'))[1]?.id;
    const assign = 'dispatch/appointment-assignments/assign-technicians';
    const order = { jobAppointmentId: firstAppointmentId, technicianIds: [other] };
    expect((await caller.send('POST', assign, order)).status).toBe(200);
    await caller.send('POST', assign.replace('assign-', 'unassign-'), {
      ...order,
      technicianIds: [ids.technicianId],
    });
    const assigned = rowsOf(await caller.get(`dispatch/appointment-assignments?jobId=${id}`));
    expect(assigned.map((row) => row.technicianId)).toEqual([other]);
  });
});
