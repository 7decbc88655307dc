import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
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

/** `POST /capacity` follows the board (reference: "Capacity"). */

let api: Caller;
let ids: Needs;
/** A unit that only Ada works for, from eight to five on Tuesday, 10 March 2026 in Denver. */
let unitId: number;
let ada: number;

const post = async (path: string, body: Body): Promise<Body> => {
  const answer = await api.send('POST', path, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};

beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
  const [unit] = rowsOf(await api.get('settings/business-units?name=Electrical Sales'));
  unitId = Number(unit?.id);
  const [role] = rowsOf(await api.get('settings/user-roles?employeeType=Technician'));
  const person = {
    name: 'Ada Byron',
    accountCreationMethod: 'CreateLater',
    roleId: role?.id,
    positions: ['Sales'],
  };
  const technician = { ...person, licenseType: 'ManagedTech', login: 'ada', businessUnitId: unitId };
  ada = Number((await post('settings/technicians', technician)).id);
  await post('dispatch/technician-shifts', {
    technicianIds: [ada],
    shiftType: 'Normal',
    title: 'Regular',
    start: '2026-03-10T14:00:00Z',
    end: '2026-03-10T23:00:00Z',
    repeatType: 'Never',
  });
});
afterAll(() => api.emulator.close());

const DAY = { startsOnOrAfter: '2026-03-10T06:00:00Z', endsOnOrBefore: '2026-03-11T06:00:00Z' };
const ask = async (changes: Body = {}): Promise<Answer> =>
  await api.send('POST', 'dispatch/capacity', {
    ...DAY,
    businessUnitIds: [unitId],
    skillBasedAvailability: false,
    ...changes,
  });
const slots = async (changes: Body = {}): Promise<Body[]> =>
  (await ask(changes)).json.availabilities as Body[];
/** Open hours of the slots of the day, in order: 8, 10, 12, 2 and 4 o'clock. */
const open = async (changes: Body = {}): Promise<unknown[]> =>
  (await slots(changes)).map(({ openAvailability }) => openAvailability);

const TEN = { start: '2026-03-10T16:00:00Z', end: '2026-03-10T18:00:00Z' };
const booked = async (technicianIds: number[], times: Body = TEN): Promise<Body> =>
  await post(
    'jpm/jobs',
    newJob(ids, { businessUnitId: unitId, appointments: [{ ...times, technicianIds }] }),
  );
const cancel = async ({ id }: Body): Promise<void> => {
  const [reason] = rowsOf(await api.get('jpm/job-cancel-reasons'));
  await api.send('PUT', `jpm/jobs/${id}/cancel`, { reasonId: reason?.id, memo: '' });
};

describe('a day of one technician', () => {
  test('has a slot for each arrival window, in local time and UTC, with the hours of the shift', async () => {
    const [first, ...others] = await slots();
    expect(first).toMatchObject({
      start: '2026-03-10T08:00:00',
      end: '2026-03-10T10:00:00',
      startUtc: '2026-03-10T14:00:00Z',
      endUtc: '2026-03-10T16:00:00Z',
      businessUnitIds: [unitId],
      totalAvailability: 2,
      openAvailability: 2,
      technicians: [{ id: ada, name: 'Ada Byron', status: 'Available', hasRequiredSkills: null }],
      isAvailable: true,
      isExceedingIdealBookingPercentage: false,
    });
    expect(others.map(({ totalAvailability }) => totalAvailability)).toEqual([2, 2, 2, 1]);
  });

  test('shrinks when a job is booked, follows when it is moved, and is as before when it is canceled', async () => {
    const before = await open();
    const job = await booked([ada]);
    expect(await open()).toEqual([2, 0, 2, 2, 1]);
    const [, ten] = await slots();
    expect(ten).toMatchObject({
      isAvailable: false,
      isExceedingIdealBookingPercentage: true,
      totalAvailability: 2,
    });
    const at = { start: '2026-03-10T19:00:00Z', end: '2026-03-10T20:00:00Z' };
    await api.send('PATCH', `jpm/appointments/${job.firstAppointmentId}/reschedule`, at);
    expect(await open()).toEqual([2, 2, 1, 2, 1]);
    await api.send('POST', 'dispatch/appointment-assignments/unassign-technicians', {
      jobAppointmentId: job.firstAppointmentId,
      technicianIds: [ada],
    });
    // Booked for the unit still, although nobody is assigned.
    expect(await open()).toEqual([2, 2, 1, 2, 1]);
    await cancel(job);
    expect(await open()).toEqual(before);
  });

  test('is shorter by other appointments, and nothing is left of a day off', async () => {
    const meeting = { technicianId: ada, name: 'Meeting', start: TEN.start, duration: '01:00:00' };
    const made = await post('dispatch/non-job-appointments', meeting);
    const [, ten] = await slots();
    expect(ten).toMatchObject({ totalAvailability: 2, openAvailability: 1 });
    const away = { ...meeting, removeTechnicianFromCapacityPlanning: true };
    await api.send('PUT', `dispatch/non-job-appointments/${made.id}`, away);
    expect((await slots())[1]).toMatchObject({ totalAvailability: 1, openAvailability: 1 });
    await api.send('DELETE', `dispatch/non-job-appointments/${made.id}`);
    const off = { technicianIds: [ada], shiftType: 'TimeOff', title: 'Off', repeatType: 'Never', ...TEN };
    const { technicianShifts } = await post('dispatch/technician-shifts', off);
    expect((await slots())[1]).toMatchObject({
      totalAvailability: 0,
      openAvailability: 0,
      isAvailable: false,
    });
    await api.send('DELETE', `dispatch/technician-shifts/${(technicianShifts as Body[])[0]?.id}`);
    expect(await open()).toEqual([2, 2, 2, 2, 1]);
  });

  test('has nobody available for a job that does not fit any more', async () => {
    const type = await post('jpm/job-types', {
      name: 'Long one',
      businessUnitIds: [unitId],
      duration: 3 * 3600,
    });
    const job = await booked([ada], { start: '2026-03-10T20:00:00Z', end: '2026-03-10T21:00:00Z' });
    const found = await slots({ jobTypeId: type.id });
    // Three hours from eight or ten o'clock, or from eleven at the latest; none after the job at two o'clock.
    expect(found.map(({ isAvailable }) => isAvailable)).toEqual([true, true, false, false, false]);
    await cancel(job);
  });
});

describe('skills', () => {
  test('count when they are asked for', async () => {
    const type = await post('jpm/job-types', {
      name: 'Panel',
      businessUnitIds: [unitId],
      skills: ['Panel Work'],
    });
    const asked = { jobTypeId: type.id, skillBasedAvailability: true };
    const [loose] = await slots({ jobTypeId: type.id });
    expect(loose?.technicians).toMatchObject([{ hasRequiredSkills: false }]);
    expect((await slots(asked))[0]).toMatchObject({ totalAvailability: 0, technicians: [] });
    const skill = await post('dispatch/technician-skills', {
      technicianId: ada,
      name: 'Panel Work',
      active: true,
    });
    expect(skill).toMatchObject({ id: expect.any(String), jobTypeIds: [type.id] });
    expect((await slots(asked))[0]).toMatchObject({
      totalAvailability: 2,
      technicians: [{ hasRequiredSkills: true }],
    });
    expect((await ask({ skillBasedAvailability: true })).status).toBe(400);
  });
});

test('a week across the change of clocks keeps its windows at local hours', async () => {
  const range = { startsOnOrAfter: '2026-03-06T07:00:00Z', endsOnOrBefore: '2026-03-10T06:00:00Z' };
  const starts = (await slots(range)).filter(({ start: at }) => String(at).includes('T08:00'));
  expect(starts.map(({ startUtc }) => startUtc)).toEqual([
    '2026-03-06T15:00:00Z',
    '2026-03-07T15:00:00Z',
    '2026-03-08T14:00:00Z',
    '2026-03-09T14:00:00Z',
  ]);
});

test.each([
  ['more than 14 days', { endsOnOrBefore: '2026-03-25T06:00:00Z' }],
  ['an end before its start', { endsOnOrBefore: '2026-03-09T06:00:00Z' }],
  ['an unknown unit', { businessUnitIds: [1] }],
  ['an unknown job type', { jobTypeId: 1 }],
])('a question for %s is refused', async (_case, changes) => {
  expect((await ask(changes)).status).toBe(400);
});

test('what is over is not open', async () => {
  const today = { startsOnOrAfter: '2026-03-04T07:00:00Z', endsOnOrBefore: '2026-03-05T07:00:00Z' };
  const all = await slots({ ...today, businessUnitIds: [ids.businessUnitId] });
  expect(all[0]).toMatchObject({ start: '2026-03-04T08:00:00', openAvailability: 0 });
  expect(Number(all[0]?.totalAvailability)).toBeGreaterThan(0);
});

describe('the availability of 2026-03', () => {
  const adcap = async (path: string, changes: Body = {}): Promise<Answer> =>
    await api.send('POST', `dispatch/adcap/${path}`, {
      startUtc: DAY.startsOnOrAfter,
      endUtc: DAY.endsOnOrBefore,
      xType: 'ArrivalWindow',
      businessUnits: [unitId],
      ...changes,
    });

  test('tells who could begin a job of two hours in each window, the one to be moved left out', async () => {
    const job = await booked([ada]);
    const starts = async (changes: Body = {}): Promise<unknown[]> =>
      ((await adcap('availability/slots', changes)).json.availableSlots as Body[]).map(
        ({ slotStart }) => slotStart,
      );
    expect(await starts()).toEqual(['2026-03-10T14:00:00Z', '2026-03-10T18:00:00Z', '2026-03-10T20:00:00Z']);
    const moved = await starts({ existingJobAppointmentId: job.firstAppointmentId });
    expect(moved).toContain('2026-03-10T16:00:00Z');
    expect(await starts({ jobDurationInMinutes: 60 })).toContain('2026-03-10T22:00:00Z');
    await cancel(job);
  });

  test('sums up as a grid', async () => {
    const { grids } = (await adcap('availability')).json as { grids: Body[] };
    expect(grids).toMatchObject([
      {
        columnHeaders: [{ name: '08:00 - 10:00' }, {}, {}, {}, {}],
        rowHeaders: [{ name: '2026-03-10', total: 540 }],
      },
    ]);
    expect((await adcap('availability', { xType: 'Skill' })).status).toBe(400);
  });
});
