import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Body, type Caller, needs, newJob, rowsOf, start, stopped } from '../caller.ts';

/** Tasks of the office, their subtasks, and what they can be made of. */

let api: Caller;
let choices: Record<string, Body[]>;
let customerId: number;
let job: Body;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  choices = (await api.get('taskmanagement/data')).json as Record<string, Body[]>;
  const ids = await needs(api);
  customerId = ids.customerId;
  job = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
});
afterAll(() => api.emulator.close());

const first = (name: string): Body => choices[name]?.[0] ?? {};
const task = (changes: Body = {}): Body => ({
  reportedById: first('employees').id,
  assignedToId: first('employees').id,
  isClosed: false,
  name: 'Call about the noise',
  businessUnitId: first('businessUnits').value,
  employeeTaskTypeId: first('taskTypes').id,
  employeeTaskSourceId: first('taskSources').id,
  reportedDate: '2026-03-03T10:00:00Z',
  priority: 'High',
  ...changes,
});
const create = async (changes: Body = {}): Promise<Answer> =>
  await api.send('POST', 'taskmanagement/tasks', task(changes));
const read = async (id: unknown, query = ''): Promise<Body> =>
  (await api.get(`taskmanagement/tasks/${id}${query}`)).json;
const found = async (query: string): Promise<Body[]> =>
  rowsOf(await api.get(`taskmanagement/tasks?pageSize=5000&${query}`));

test('a task about a job shows its number and its customer', async () => {
  const made = await create({ jobId: job.id, description: 'Rattles at night.' });
  expect(made.status, made.text).toBe(200);
  expect(made.json).toMatchObject({ jobId: job.id, jobNumber: job.jobNumber, customerId, status: 'ToDo' });
  expect(made.json).toMatchObject({ reportedDate: '2026-03-03T10:00:00Z', employeeTaskResolutionId: null });
  expect(await read(made.json.id)).toMatchObject({
    taskNumber: made.json.taskNumber,
    customerName: 'Ada Byron',
    reportedOn: '2026-03-03T10:00:00Z',
    employeeTaskResolutionId: 0,
    descriptionModifiedOn: made.json.createdOn,
    closedOn: null,
    subTasksData: null,
  });
  const next = await create();
  expect(next.json.taskNumber).toBe(Number(made.json.taskNumber) + 1);
});

test.each([
  [{ isClosed: true }, 'Completed', true],
  [{ isClosed: true, status: 'OnHold' }, 'OnHold', false],
  [{ status: 'Canceled' }, 'Canceled', true],
])('%j makes a task that is %s', async (changes, status, isClosed) => {
  const { json } = await create(changes);
  const shown = await read(json.id);
  expect(shown).toMatchObject({ status, isClosed });
  expect(shown.closedOn !== null).toBe(isClosed);
});

describe('refused with the member that is wrong', () => {
  const refusal = async (changes: Body): Promise<unknown> => {
    const { status, json } = await create(changes);
    return [status, Object.keys((json.errors ?? {}) as Body)];
  };

  test.each([
    'assignedToId',
    'businessUnitId',
    'employeeTaskTypeId',
    'employeeTaskSourceId',
    'customerId',
    'projectId',
  ])('an unknown %s', async (member) => {
    expect(await refusal({ [member]: 1 })).toEqual([400, [member]]);
  });

  test('people who do not work here', async () => {
    expect(await refusal({ involvedEmployeeIdList: [first('employees').id, 1] })).toEqual([
      400,
      ['involvedEmployeeIdList'],
    ]);
  });

  test("another customer's job", async () => {
    const [other] = rowsOf(await api.get('crm/customers?pageSize=1'));
    expect(await refusal({ jobId: job.id, customerId: other?.id })).toEqual([400, ['jobId']]);
  });

  test('a resolution that tasks of this type do not end in', async () => {
    const type =
      choices.taskTypes?.find((one) => (one.excludedTaskResolutionIds as number[]).length > 0) ?? {};
    const [excluded] = type.excludedTaskResolutionIds as number[];
    const resolution = choices.taskResolutions?.find(({ id }) => id === excluded);
    expect(resolution?.excludedTaskTypeIds).toContain(type.id);
    expect(await refusal({ employeeTaskTypeId: type.id, employeeTaskResolutionId: excluded })).toEqual([
      400,
      ['employeeTaskResolutionId'],
    ]);
  });
});

describe('subtasks', () => {
  const add = async (id: unknown, changes: Body = {}): Promise<Answer> =>
    await api.send('POST', `taskmanagement/tasks/${id}/subtasks`, {
      name: 'Find a time',
      isClosed: false,
      assignedToId: first('employees').id,
      ...changes,
    });

  test('are counted within their task and shown on demand', async () => {
    const { id } = (await create({ name: 'With steps' })).json;
    const made = await add(id);
    expect(made.json).toMatchObject({ parentTaskId: id, subtaskNumber: '1', isViewed: false });
    expect((await add(id, { isClosed: true })).json.subtaskNumber).toBe('2');
    expect((await read(id, '?includeSubtasks=true')).subTasksData).toMatchObject({
      count: 2,
      subTasks: [
        { subtaskNumber: 1, closedOn: null },
        { subtaskNumber: 2, isClosed: true, closedOn: expect.any(String) },
      ],
    });
    const [listed] = await found(`ids=${id}&includeSubtasks=true`);
    expect(listed?.subTasksData).toHaveProperty('count', 2);
  });

  test('are not added to what is closed, nor given to strangers', async () => {
    const closed = (await create({ status: 'Completed' })).json.id;
    expect((await add(closed)).status).toBe(400);
    const open = (await create()).json.id;
    expect((await add(open, { assignedToId: 1 })).json.errors).toHaveProperty('assignedToId');
    expect((await add(1)).status).toBe(404);
  });
});

describe('the list', () => {
  test.each<[string, (one: Body) => boolean]>([
    ['statuses=ToDo,completed', ({ status }) => status === 'ToDo' || status === 'Completed'],
    ['isClosed=false', ({ isClosed }) => isClosed === false],
    ['priorities=High,Urgent', ({ priority }) => priority === 'High' || priority === 'Urgent'],
    ['name=NOISE', ({ name }) => String(name).includes('noise')],
    [
      'completeBefore=2026-01-15',
      ({ completeBy }) => completeBy !== null && String(completeBy) < '2026-01-15',
    ],
    ['reportedOnOrAfter=2026-03-01', ({ reportedOn }) => String(reportedOn) >= '2026-03-01'],
  ])('%s', async (query, holds) => {
    const all = await found('');
    const expected = all.filter(holds).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    expect((await found(query)).map(({ id }) => id)).toEqual(expected);
  });

  test('is sorted by urgency, not by its letters', async () => {
    const order = ['Low', 'Normal', 'High', 'Urgent'];
    const ranks = (await found('sort=-Priority')).map(({ priority }) => order.indexOf(String(priority)));
    expect(ranks).toEqual(ranks.toSorted((one, other) => other - one));
  });

  test.each(['statuses=Lost', 'priorities=High,Never'])('refuses %s', async (query) => {
    const answer = await api.get(`taskmanagement/tasks?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toHaveProperty(query.split('=')[0] ?? '');
  });
});
