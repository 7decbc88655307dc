/** Reports say of the company what its lists say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

let caller: Caller;

beforeAll(async () => {
  caller = await start({ company: 'small', clock: stopped });
});
afterAll(() => caller.emulator.close());

const MONTH = [
  { name: 'From', value: '2026-02-01' },
  { name: 'To', value: '2026-02-28' },
];
/** The same month in Denver. */
const [FROM, TO] = ['2026-02-01T07:00:00Z', '2026-03-01T07:00:00Z'];

const ask = (path: string, parameters: Body[] = MONTH) =>
  caller.send('POST', `reporting/report-category/${path}`, { parameters });

const rowsAt = async (path: string, parameters?: Body[]): Promise<unknown[][]> => {
  const answer = await ask(path, parameters);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.data as unknown[][];
};

describe('reports', () => {
  it('are found by category and described', async () => {
    const listed = rowsOf(await caller.get('reporting/report-categories'));
    for (const { id } of listed) {
      const [first] = rowsOf(await caller.get(`reporting/report-category/${id}/reports`));
      const one = await caller.get(`reporting/report-category/${id}/reports/${first?.id}`);
      expect(one.json).toMatchObject({
        name: first?.name,
        parameters: [{ name: 'From' }, { name: 'To' }, {}],
      });
    }
    expect((await caller.get('reporting/report-category/none/reports')).status).toBe(404);
    expect((await caller.get('reporting/report-category/marketing/reports/1')).status).toBe(404);
  });

  it('list the jobs completed on the days of the company', async () => {
    const query = `completedOnOrAfter=${FROM}&completedBefore=${TO}&pageSize=500`;
    const jobs = rowsOf(await caller.get(`jpm/jobs?${query}`));
    const rows = await rowsAt('operations/reports/1/data?pageSize=500');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(([number]) => number).toSorted()).toEqual(
      jobs.map(({ jobNumber }) => jobNumber).toSorted(),
    );
  });

  it('count the jobs of each campaign, of the business units asked for', async () => {
    const jobs = rowsOf(
      await caller.get(`jpm/jobs?createdOnOrAfter=${FROM}&createdBefore=${TO}&pageSize=500`),
    );
    const booked = (rows: unknown[][]): number => rows.reduce((sum, row) => sum + Number(row[1]), 0);
    expect(booked(await rowsAt('marketing/reports/2/data'))).toBe(jobs.length);
    const unit = jobs[0]?.businessUnitId;
    const narrowed = [...MONTH, { name: 'BusinessUnitIds', value: [unit] }];
    const own = jobs.filter(({ businessUnitId }) => businessUnitId === unit);
    expect(booked(await rowsAt('marketing/reports/2/data', narrowed))).toBe(own.length);
  });

  it('count the appointments of technicians, page by page', async () => {
    const all = await rowsAt('technician/reports/3/data');
    const first = await ask('technician/reports/3/data?pageSize=1&includeTotal=true');
    expect(first.json).toMatchObject({ hasMore: all.length > 1, totalCount: all.length, data: [all[0]] });
  });

  it.each([
    ['no dates', []],
    ['a date that is none', [{ name: 'From', value: 'soon' }, MONTH[1]]],
    ['an end before the start', [MONTH[0], { name: 'To', value: '2026-01-01' }]],
    ['a parameter that the report does not have', [...MONTH, { name: 'Colour', value: 'red' }]],
    ['units that are none', [...MONTH, { name: 'BusinessUnitIds', value: 'all' }]],
  ])('refuse %s', async (_what, parameters) => {
    expect((await ask('operations/reports/1/data', parameters as Body[])).status).toBe(400);
  });

  it('name the values of their parameters', async () => {
    const units = rowsOf(await caller.get('settings/business-units'));
    const set = await caller.get('reporting/dynamic-value-sets/business-units');
    expect(set.json.data).toEqual(units.map(({ id, name }) => [id, name]));
    expect((await caller.get('reporting/dynamic-value-sets/none')).status).toBe(404);
  });
});
