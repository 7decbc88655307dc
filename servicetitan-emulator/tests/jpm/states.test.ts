import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Body,
  type Caller,
  type Needs,
  needs,
  newCustomer,
  newJob,
  rowsOf,
  start,
  stopped,
} from '../caller.ts';

/** What the states of jobs and appointments allow, and what follows for technicians (reference: "Jobs", "Appointments"). */

let api: Caller;
let ids: Needs;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

const completedOn = '2026-03-09T18:05:00Z';
const times = { start: '2026-03-10T16:00:00Z', end: '2026-03-10T18:00:00Z' };
const book = async (): Promise<Body> => (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
const job = async (id: unknown): Promise<Body> => (await api.get(`jpm/jobs/${id}`)).json;
const crew = async (jobId: unknown, active = 'True'): Promise<Body[]> =>
  rowsOf(await api.get(`dispatch/appointment-assignments?jobId=${jobId}&active=${active}`));
const status = async (method: string, path: string, body?: Body): Promise<number> =>
  (await api.send(method, `jpm/${path}`, body)).status;
const cancel = async (id: unknown): Promise<number> => {
  const reasonId = rowsOf(await api.get('jpm/job-cancel-reasons'))[0]?.id;
  return await status('PUT', `jobs/${id}/cancel`, { reasonId, memo: 'Moved' });
};
const putOnHold = async (path: string): Promise<number> => {
  const reasonId = rowsOf(await api.get('jpm/job-hold-reasons'))[0]?.id;
  return await status('PUT', `${path}/hold`, { reasonId, memo: 'Parts' });
};

describe('the technicians of a job', () => {
  test('are done with it when it is completed', async () => {
    const { id } = await book();
    expect(await status('PUT', `jobs/${id}/complete`, { completedOn })).toBe(200);
    expect(await crew(id)).toMatchObject([{ technicianId: ids.technicianId, status: 'Done' }]);
  });

  test('are free when it is canceled, told so by the feed, and come back when that is undone', async () => {
    const { id, firstAppointmentId } = await book();
    const other = rowsOf(await api.get('settings/technicians'))[1]?.id;
    const order = { jobAppointmentId: firstAppointmentId, technicianIds: [other] };
    const path = 'dispatch/appointment-assignments';
    await api.send('POST', `${path}/assign-technicians`, order);
    await api.send('POST', `${path}/unassign-technicians`, order);
    expect(await cancel(id)).toBe(200);
    expect(await crew(id)).toEqual([]);
    const feed = rowsOf(await api.get('dispatch/export/appointment-assignments?from=2026-03-04T16:59:59Z'));
    expect(feed.filter(({ jobId }) => jobId === id).map(({ active }) => active)).toEqual([false, false]);
    expect(await status('PUT', `jobs/${id}/complete`, { completedOn })).toBe(409);
    expect(await status('PUT', `jobs/${id}/remove-cancellation`)).toBe(200);
    expect((await crew(id)).map(({ technicianId }) => technicianId)).toEqual([ids.technicianId]);
  });

  test('are free when their appointment is deleted', async () => {
    const { id } = await book();
    const added = (
      await api.send('POST', 'jpm/appointments', {
        jobId: id,
        ...times,
        technicianIds: [ids.technicianId],
      })
    ).json;
    expect(await status('DELETE', `appointments/${added.id}`)).toBe(200);
    expect((await crew(id)).map(({ appointmentId }) => appointmentId)).not.toContain(added.id);
  });
});

describe('an appointment', () => {
  /** Calls on an appointment, with a body that is right. */
  const STEPS = {
    reschedule: (path: string) => status('PATCH', `${path}/reschedule`, times),
    hold: putOnHold,
    release: (path: string) => status('DELETE', `${path}/hold`),
    instruct: (path: string) =>
      status('PUT', `${path}/special-instructions`, { specialInstructions: 'Gate' }),
    confirm: (path: string) => status('PUT', `${path}/confirmation`),
    unconfirm: (path: string) => status('DELETE', `${path}/confirmation`),
    delete: (path: string) => status('DELETE', path),
  };
  const ALLOWED = {
    Scheduled: ['reschedule', 'hold', 'instruct', 'confirm', 'delete'],
    Hold: ['reschedule', 'release', 'instruct', 'confirm', 'delete'],
    Done: ['instruct'],
    Canceled: ['delete'],
    deleted: [],
  } as const satisfies Record<string, readonly (keyof typeof STEPS)[]>;
  type State = keyof typeof ALLOWED;
  const names = Object.keys(STEPS) as (keyof typeof STEPS)[];
  const cases = (Object.keys(ALLOWED) as State[]).flatMap((state) =>
    names.map((name) => [state, name] as const),
  );

  /** The second of two appointments, in a state. */
  async function appointmentIn(state: State): Promise<string> {
    const { id } = await book();
    const added = (await api.send('POST', 'jpm/appointments', { jobId: id, ...times })).json;
    const path = `appointments/${added.id}`;
    if (state === 'Hold') await putOnHold(path);
    if (state === 'Done') await status('PUT', `jobs/${id}/complete`, { completedOn });
    if (state === 'Canceled') await cancel(id);
    if (state === 'deleted') await status('DELETE', path);
    return path;
  }

  test.each(cases)('that is %s: %s', async (state, name) => {
    const path = await appointmentIn(state);
    const allowed = (ALLOWED[state] as readonly string[]).includes(name);
    expect(await STEPS[name](path)).toBe(allowed ? 200 : 409);
  });

  test('of a canceled job can go, and the job is still canceled', async () => {
    const { id } = await book();
    const second = (await api.send('POST', 'jpm/appointments', { jobId: id, ...times })).json;
    await cancel(id);
    expect(await status('DELETE', `appointments/${second.id}`)).toBe(200);
    expect(await job(id)).toMatchObject({ jobStatus: 'Canceled', completedOn: null, appointmentCount: 1 });
    expect(await status('POST', 'appointments', { jobId: id, ...times })).toBe(409);
  });

  test('shows the customer its job is given to, and does not change itself', async () => {
    const { id, firstAppointmentId } = await book();
    const before = (await api.get(`jpm/appointments/${firstAppointmentId}`)).json;
    const other = (await api.send('POST', 'crm/customers', newCustomer())).json;
    const [home] = other.locations as Body[];
    expect(await status('PATCH', `jobs/${id}`, { customerId: other.id, locationId: home?.id })).toBe(200);
    const found = rowsOf(await api.get(`jpm/appointments?customerId=${other.id}`));
    expect(found).toMatchObject([{ id: firstAppointmentId, modifiedOn: before.modifiedOn }]);
  });
});

describe('a job', () => {
  test.each([
    ['hold', 'Completed', 400],
    ['cancel', 'Completed', 400],
    ['cancel', 'Canceled', 400],
    ['hold', 'Canceled', 400],
    ['cancel', 'Hold', 200],
  ])('%s when it is %s answers %i', async (step, state, expected) => {
    const { id } = await book();
    if (state === 'Completed') await status('PUT', `jobs/${id}/complete`, { completedOn });
    if (state === 'Canceled') await cancel(id);
    if (state === 'Hold') await putOnHold(`jobs/${id}`);
    expect((await job(id)).jobStatus).toBe(state);
    expect(await (step === 'hold' ? putOnHold(`jobs/${id}`) : cancel(id))).toBe(expected);
  });
});
