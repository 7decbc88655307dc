import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Forms, and what was filled in. */

let api: Caller;
let all: Body[];
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  all = rowsOf(await get('submissions?pageSize=5000'));
});
afterAll(() => api.emulator.close());

const get = async (path: string): Promise<Answer> => await api.get(`forms/${path}`);
const ids = (rows: readonly Body[]): unknown[] => rows.map(({ id }) => id);
const ownersOf = (row: Body = {}): Body[] => row.owners as Body[];
const hasOwner = (row: Body, type: string, id: unknown): boolean =>
  ownersOf(row).some((owner) => owner.type === type && owner.id === id);

describe('forms', () => {
  test('are found by whether they are published, by what they can, and by name', async () => {
    const forms = rowsOf(await get('forms'));
    expect(ids(rowsOf(await get('forms?status=Any')))).toEqual(ids(forms));
    for (const [query, wanted] of [
      ['status=Published', (row: Body) => row.published === true],
      ['status=Unpublished', (row: Body) => row.published === false],
      ['hasConditionalLogic=true', (row: Body) => row.hasConditionalLogic === true],
      ['hasTriggers=true', (row: Body) => row.hasTriggers === true],
      ['name=CHECK', (row: Body) => String(row.name).includes('Check')],
    ] as const) {
      const found = ids(rowsOf(await get(`forms?${query}`)));
      expect(found, query).toEqual(ids(forms.filter(wanted)));
      expect(found, query).not.toEqual([]);
    }
  });
});

describe('submissions', () => {
  test('are found by owner', async () => {
    const [owner] = ownersOf(all[0]);
    const byJob = await get(`submissions?owners[0].type=Job&owners[0].id=${owner?.id}`);
    expect(ids(rowsOf(byJob))).toEqual(ids(all.filter((row) => hasOwner(row, 'Job', owner?.id))));
    const location = ownersOf(all[1]).find(({ type }) => type === 'Location')?.id;
    const either = await get(
      `submissions?owners[0].type=Job&owners[0].id=${owner?.id}&owners[1].id=${location}&owners[1].type=location`,
    );
    const wanted = all.filter(
      (row) => hasOwner(row, 'Job', owner?.id) || hasOwner(row, 'Location', location),
    );
    expect(ids(rowsOf(either))).toEqual(ids(wanted));
    expect(rowsOf(await get(`submissions?owners[0].type=Customer&owners[0].id=${owner?.id}`))).toEqual([]);
  });

  test('refuse an owner without a kind, of an unknown kind, or without a number', async () => {
    for (const query of [
      'owners[0].id=5',
      'owners[0].type=Planet&owners[0].id=5',
      'owners[0].type=Job&owners[0].id=x',
    ])
      expect((await get(`submissions?${query}`)).json.errors, query).toHaveProperty('owners');
  });

  test('are found by kind of owner, form, person, status and time', async () => {
    const [first] = all;
    const { formId, createdById, submittedOn } = first ?? {};
    for (const [query, wanted] of [
      ['ownerType=Job', () => true],
      ['ownerType=Truck', () => false],
      ['status=Any', () => true],
      ['status=Completed', (row: Body) => row.status === 'Completed'],
      [`formIds=${formId}`, (row: Body) => row.formId === formId],
      [`createdById=${createdById}`, (row: Body) => row.createdById === createdById],
      [`submittedOnOrAfter=${submittedOn}`, (row: Body) => String(row.submittedOn) >= String(submittedOn)],
      [`submittedBefore=${submittedOn}`, (row: Body) => String(row.submittedOn) < String(submittedOn)],
    ] as const)
      expect(ids(rowsOf(await get(`submissions?pageSize=5000&${query}`))), query).toEqual(
        ids(all.filter(wanted)),
      );
  });

  test('are sorted by who filled them in', async () => {
    const people = rowsOf(await get('submissions?pageSize=5000&sort=-CreatedBy')).map(
      (row) => row.createdById,
    );
    expect(people).toEqual(people.toSorted((one, other) => Number(other) - Number(one)));
  });
});
