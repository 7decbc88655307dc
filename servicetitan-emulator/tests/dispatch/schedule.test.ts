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

/** Shifts, windows, hours, skills and trucks (reference: "Dispatch"). */

let api: Caller;
let ids: Needs;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

const send = async (method: string, path: string, body?: Body): Promise<Answer> =>
  await api.send(method, `dispatch/${path}`, body);

describe('shifts', () => {
  const shift = (changes: Body = {}): Body => ({
    technicianIds: [ids.technicianId],
    shiftType: 'OnCall',
    title: 'Nights',
    start: '2026-06-01T02:00:00Z',
    end: '2026-06-01T06:00:00Z',
    repeatType: 'Never',
    ...changes,
  });
  const made = async (changes: Body): Promise<unknown[]> =>
    ((await send('POST', 'technician-shifts', shift(changes))).json.technicianShifts as Body[]).map(
      (one) => one.start,
    );

  test('are written out day by day for each technician', async () => {
    const weekly = {
      repeatType: 'Weekly',
      repeatInterval: 1,
      shiftDays: 'Sunday, Tuesday',
      repeatEndDate: '2026-06-11T02:00:00Z',
    };
    expect(await made(weekly)).toEqual([
      '2026-06-01T02:00:00Z',
      '2026-06-03T02:00:00Z',
      '2026-06-08T02:00:00Z',
      '2026-06-10T02:00:00Z',
    ]);
    const daily = { repeatType: 'Daily', repeatInterval: 2, repeatEndDate: '2026-06-05T02:00:00Z' };
    expect(await made(daily)).toEqual([
      '2026-06-01T02:00:00Z',
      '2026-06-03T02:00:00Z',
      '2026-06-05T02:00:00Z',
    ]);
  });

  test.each([
    ['no technician', { technicianIds: [] }],
    ['an unknown technician', { technicianIds: [1] }],
    ['an end before its start', { end: '2026-06-01T01:00:00Z' }],
    [
      'a repetition that ends before it begins',
      { repeatType: 'Daily', repeatEndDate: '2026-05-01T00:00:00Z' },
    ],
    ['a repetition of ten years', { repeatType: 'Daily', repeatEndDate: '2036-05-01T00:00:00Z' }],
  ])('are refused for %s', async (_case, changes) => {
    expect((await send('POST', 'technician-shifts', shift(changes))).status).toBe(400);
  });

  test('are found by time, kind and title, changed, and deleted one by one or by a stretch of time', async () => {
    await made({ start: '2026-07-01T02:00:00Z', end: '2026-07-01T06:00:00Z', title: 'Fourth of July week' });
    const found = async (query: string): Promise<Body[]> =>
      rowsOf(await api.get(`dispatch/technician-shifts?${query}`));
    const [one] = await found(
      'startsOnOrAfter=2026-07-01&endsOnOrBefore=2026-07-02&titleContains=july&shiftType=OnCall',
    );
    expect(
      (await send('PATCH', `technician-shifts/${one?.id}`, { note: 'Swap' })).json.technicianShifts,
    ).toMatchObject([{ note: 'Swap', title: one?.title }]);
    expect(
      (await send('PATCH', `technician-shifts/${one?.id}`, { end: '2026-06-30T00:00:00Z' })).status,
    ).toBe(400);
    expect((await send('DELETE', `technician-shifts/${one?.id}`)).json.id).toBe(one?.id);
    expect(await found('titleContains=july')).toEqual([]);
    const stretch = { start: '2026-06-01T00:00:00Z', end: '2026-06-30T00:00:00Z' };
    const { deletedIds } = (await send('POST', 'technician-shifts/bulk-delete', stretch)).json;
    expect((deletedIds as unknown[]).length).toBeGreaterThan(0);
    expect(await found('shiftType=OnCall&startsOnOrAfter=2026-06-01')).toEqual([]);
  });
});

test('arrival windows lie within a day and can be switched off', async () => {
  const window = { start: '07:00:00', duration: '01:30:00', businessUnitIds: [ids.businessUnitId] };
  const { id } = (await send('POST', 'arrival-windows', window)).json;
  expect((await send('POST', 'arrival-windows', { ...window, start: '23:00:00' })).status).toBe(400);
  expect((await send('PUT', `arrival-windows/${id}/activated`, { isActive: false })).status).toBe(200);
  expect(rowsOf(await api.get('dispatch/arrival-windows')).map((one) => one.id)).not.toContain(id);
  expect((await api.get(`dispatch/arrival-windows/${id}`)).json).toMatchObject({ ...window, active: false });
  const configuration = 'EndTimeOfArrivalWindow';
  await send('POST', 'arrival-windows/configuration', { configuration });
  expect((await api.get('dispatch/arrival-windows/configuration')).json).toEqual({ configuration });
});

test('business hours are one for the company', async () => {
  const hours = {
    weekdays: [{ fromHour: 7, toHour: 19 }],
    saturday: [{ fromHour: 9, toHour: 12 }],
    sunday: [],
  };
  expect((await send('POST', 'business-hours', hours)).json).toEqual(hours);
  expect((await api.get('dispatch/business-hours')).json).toEqual(hours);
  expect(
    (await send('POST', 'business-hours', { ...hours, sunday: [{ fromHour: 9, toHour: 9 }] })).status,
  ).toBe(400);
});

test('a non-job appointment answers its repetition in numbers; `active` changes nothing on the list', async () => {
  const lunch = {
    technicianId: ids.technicianId,
    name: 'Lunch',
    start: '2026-03-09T18:00:00Z',
    duration: '00:30:00',
  };
  const weekly = {
    ...lunch,
    repeat: true,
    frequency: 'Weekly',
    endType: 'After',
    countOccurrences: 4,
    daysOfWeek: 'Monday',
  };
  const made = await send('POST', 'non-job-appointments', weekly);
  expect(made.json).toMatchObject({ frequency: 1, endType: 1, countOccurrences: 4, active: true });
  expect((await send('POST', 'non-job-appointments', { ...lunch, repeat: true })).status).toBe(400);
  expect((await send('POST', 'non-job-appointments', { ...lunch, duration: '00:00:00' })).status).toBe(400);
  await send('DELETE', `non-job-appointments/${made.json.id}`);
  expect((await send('PUT', `non-job-appointments/${made.json.id}`, lunch)).status).toBe(409);
  const found = async (query: string): Promise<unknown[]> =>
    rowsOf(await api.get(`dispatch/non-job-appointments?startsOnOrAfter=2026-03-09T18:00:00Z&${query}`)).map(
      (one) => one.id,
    );
  expect(await found('active=True')).toContain(made.json.id);
  expect(await found('activeOnly=true')).not.toContain(made.json.id);
});

test('skills are given by the records of others, added or in place of those before', async () => {
  const [other] = rowsOf(await api.get('settings/technicians?pageSize=2')).slice(1);
  const skill = async (technicianId: unknown, name: string): Promise<Body> =>
    (await send('POST', 'technician-skills', { technicianId, name, active: true })).json;
  const [gas, boiler] = [await skill(other?.id, 'Gas'), await skill(other?.id, 'Boiler')];
  const give = async (skillIds: unknown[], replaceExistingSkills: boolean): Promise<unknown[]> => {
    const body = { technicianId: ids.technicianId, skillIds: skillIds.map(Number), replaceExistingSkills };
    const answer = await send('PATCH', 'technician-skills', body);
    return (answer.json.technicianSkills as Body[]).map(({ name }) => name);
  };
  expect(await give([gas.id], true)).toEqual(['Gas']);
  expect(await give([boiler.id], false)).toEqual(['Gas', 'Boiler']);
  expect((await send('DELETE', `technician-skills/${gas.id}`)).json).toEqual({ id: gas.id });
  expect(
    (
      await send('PATCH', 'technician-skills', {
        technicianId: 1,
        skillIds: [],
        replaceExistingSkills: false,
      })
    ).status,
  ).toBe(404);
});

test('a customer can watch the technician of the appointment; trucks tell where they are', async () => {
  const job = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
  const of = async (technicianId: unknown): Promise<Answer> =>
    await api.get(
      `dispatch/technician-tracking?technicianId=${technicianId}&appointmentId=${job.firstAppointmentId}`,
    );
  expect((await of(ids.technicianId)).json.technicianTrackingUrl).toContain('https://');
  expect((await of(1)).status).toBe(400);
  const ping = {
    unitId: '7',
    unitName: 'Van 7',
    eventTime: '2026-03-04T17:00:00Z',
    street: '',
    city: '',
    region: '',
    postalCode: '',
    message: '',
    isNew: true,
    statusMessage: '',
  };
  const pings = [
    { ...ping, externalId: 'a', latitude: 39.7, longitude: -105 },
    { ...ping, externalId: 'b' },
  ];
  const answer = JSON.parse(
    (await api.send('POST', 'dispatch/gps-provider/trucks/gps-pings', pings)).text,
  ) as Body[];
  expect(answer.map(({ externalId, status }) => [externalId, status])).toEqual([
    ['a', 'Success'],
    ['b', 'Fail'],
  ]);
});
