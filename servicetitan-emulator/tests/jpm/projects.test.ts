import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ADDRESS,
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

/** Projects with their jobs, and the work breakdown structure. */

let api: Caller;
let ids: Needs;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

const post = async (path: string, body?: Body) => await api.send('POST', `jpm/${path}`, body);
const job = async (changes: Body = {}): Promise<Body> => (await post('jobs', newJob(ids, changes))).json;
const project = async (changes: Body = {}): Promise<Body> =>
  (await post('projects', { locationId: ids.locationId, name: 'Replacement', ...changes })).json;
const read = async (path: string): Promise<Body> => (await api.get(`jpm/${path}`)).json;

describe('a project', () => {
  test('is at a location, whose customer it gets, and says its status by name', async () => {
    const [status] = rowsOf(await api.get('jpm/project-statuses?name=progress'));
    const [sub] = rowsOf(await api.get(`jpm/project-substatuses?statusId=${status?.id}`));
    const made = await project({ statusId: status?.id, subStatusId: sub?.id });
    expect(made).toMatchObject({
      customerId: ids.customerId,
      status: 'In Progress',
      subStatus: sub?.name,
      jobIds: [],
    });
    const [other] = rowsOf(await api.get('jpm/project-statuses?name=new'));
    expect(
      (await post('projects', { locationId: ids.locationId, statusId: other?.id, subStatusId: sub?.id }))
        .status,
    ).toBe(400);
    expect((await post('projects', { locationId: 1 })).status).toBe(400);
    const dates = { startDate: '2026-03-10T00:00:00Z', targetCompletionDate: '2026-03-09T00:00:00Z' };
    expect((await post('projects', { locationId: ids.locationId, ...dates })).status).toBe(400);
  });

  test('gets and loses jobs of its customer; appointments go along, and the project itself does not change', async () => {
    const { id, modifiedOn } = await project();
    const { id: jobId, firstAppointmentId } = await job();
    expect((await post(`projects/${id}/attach-job/${jobId}`)).status).toBe(200);
    expect(await read(`projects/${id}`)).toMatchObject({ jobIds: [jobId], modifiedOn });
    expect((await read(`jobs/${jobId}`)).projectId).toBe(id);
    expect(rowsOf(await api.get(`jpm/appointments?projectId=${id}`)).map((one) => one.id)).toEqual([
      firstAppointmentId,
    ]);
    const second = await project();
    expect((await post(`projects/${second.id}/attach-job/${jobId}`)).status).toBe(400);
    expect((await post(`projects/detach-job/${jobId}`)).status).toBe(200);
    expect((await post(`projects/detach-job/${jobId}`)).status).toBe(400);
    expect((await read(`projects/${id}`)).jobIds).toEqual([]);
    const stranger = (await api.send('POST', 'crm/customers', newCustomer({ address: ADDRESS }))).json;
    const [home] = stranger.locations as Body[];
    const elsewhere = await project({ locationId: home?.id });
    expect((await post(`projects/${elsewhere.id}/attach-job/${jobId}`)).status).toBe(400);
  });

  test('has its jobs replaced by a list, and a job can be booked into it', async () => {
    const { id } = await project();
    const [first, second] = [await job({ projectId: id }), await job()];
    expect((await read(`projects/${id}`)).jobIds).toEqual([first.id]);
    await api.send('PATCH', `jpm/projects/${id}`, { jobIds: [second.id] });
    expect((await read(`projects/${id}`)).jobIds).toEqual([second.id]);
    expect((await read(`jobs/${first.id}`)).projectId).toBeNull();
    expect((await post('jobs', newJob(ids, { projectId: 5 }))).status).toBe(400);
  });

  test('is found by job, technician, invoice and dates', async () => {
    const { id } = await project({
      startDate: '2026-05-01T00:00:00Z',
      targetCompletionDate: '2026-06-01T00:00:00Z',
    });
    const { id: jobId, invoiceId } = await job({ projectId: id });
    const found = async (query: string): Promise<unknown[]> =>
      rowsOf(await api.get(`jpm/projects?pageSize=500&${query}`)).map((one) => one.id);
    for (const query of [
      `jobId=${jobId}`,
      `invoiceId=${invoiceId}`,
      'startsOnOrAfter=2026-05-01&startsBefore=2026-05-02',
    ])
      expect(await found(query)).toEqual([id]);
    expect(await found(`technicianId=${ids.technicianId}`)).toContain(id);
    expect(await found('targetCompletionDateBefore=2026-06-01')).not.toContain(id);
  });

  test('has notes, which its feed shows', async () => {
    const { id } = await project();
    const note = (await post(`projects/${id}/notes`, { text: 'Permit is in.', pinToTop: true })).json;
    expect(rowsOf(await api.get(`jpm/projects/${id}/notes`))).toMatchObject([
      { text: 'Permit is in.', isPinned: true },
    ]);
    const feed = rowsOf(await api.get('jpm/export/project-notes?from=2026-03-04T17:00:00Z'));
    expect(feed).toContainEqual(expect.objectContaining({ projectId: id, text: note.text }));
  });
});

test('messages go to people of the office, and answer one on the same record (2026-03 only)', async () => {
  const { id } = await job();
  const [employee] = rowsOf(await api.get('settings/employees'));
  const message = { body: 'On my way', createdByEmployeeId: employee?.id };
  const first = await post(`jobs/${id}/messages`, message);
  expect(first.status).toBe(200);
  expect((await post(`jobs/${id}/messages`, { ...message, parentMessageId: first.json.id })).status).toBe(
    200,
  );
  const { id: projectId } = await project();
  expect(
    (await post(`projects/${projectId}/messages`, { ...message, parentMessageId: first.json.id })).status,
  ).toBe(400);
  expect((await post(`jobs/${id}/messages`, { ...message, createdByEmployeeId: 3 })).status).toBe(400);
});

describe('budget codes', () => {
  const WBS = 'work-breakdown-structure';

  test('are made of one item of each segment, once', async () => {
    const { data } = await read(`${WBS}/segments`);
    const [codes, types] = data as Body[];
    const [mechanical] = rowsOf(await api.get(`jpm/${WBS}/segments/${codes?.id}/items`));
    const below = rowsOf(await api.get(`jpm/${WBS}/segments/${codes?.id}/items/${mechanical?.id}/children`));
    expect(below.map(({ code }) => code)).toEqual(['15-100', '15-200']);
    const all = rowsOf(await api.get(`jpm/${WBS}/segments/${codes?.id}/items?includeChildren=true`));
    expect(all).toHaveLength(5);
    const [labor, material] = rowsOf(await api.get(`jpm/${WBS}/segments/${types?.id}/items`));
    const made = await post(`${WBS}/budget-codes`, { segmentItemIds: [labor?.id, mechanical?.id] });
    expect(made.json.code).toMatchObject({ code: '15-L' });
    const again = await post(`${WBS}/budget-codes`, { segmentItemIds: [mechanical?.id, labor?.id] });
    expect(again.json).toEqual(made.json);
    expect((await post(`${WBS}/budget-codes`, { segmentItemIds: [labor?.id] })).status).toBe(400);
    expect(
      (await post(`${WBS}/budget-codes`, { segmentItemIds: [labor?.id, material?.id, mechanical?.id] }))
        .status,
    ).toBe(400);
    const open = await post(`${WBS}/budget-codes/partial`, {
      segments: [{ segmentId: types?.id, segmentItemId: labor?.id }],
    });
    expect(open.json.code).toMatchObject({ code: 'L' });
  });

  test('are matched by their text', async () => {
    const answer = await read(`${WBS}/budget-codes/match?codes=15-100-L&codes=nothing`);
    expect(answer.matches).toMatchObject([
      { code: '15-100-L', isValid: true, budgetCodes: [{ code: '15-100-L' }] },
      { code: 'nothing', isValid: false, budgetCodes: [] },
    ]);
  });
});
