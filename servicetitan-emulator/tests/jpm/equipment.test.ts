import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Caller, type Needs, needs, newJob, rowsOf, start, stopped } from '../caller.ts';

/** Equipment of a job is what stands where the job is (reference: "Job equipment"). */

let api: Caller;
let ids: Needs;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  ids = await needs(api);
});
afterAll(() => api.emulator.close());

test('equipment is attached where the job is, found by, and detached', async () => {
  const { id } = (await api.send('POST', 'jpm/jobs', newJob(ids))).json;
  const furnace = { locationId: ids.locationId, name: 'Furnace' };
  const unit = (await api.send('POST', 'equipmentsystems/installed-equipment', furnace)).json;
  const [other] = rowsOf(await api.get('equipmentsystems/installed-equipment?pageSize=1'));
  const attach = async (equipmentIds: unknown[]): Promise<number> =>
    (await api.send('POST', `jpm/jobs/${id}/equipment`, { equipmentIds })).status;
  expect(await attach([1])).toBe(400);
  expect(await attach([other?.id])).toBe(400);
  expect(await attach([unit.id])).toBe(200);
  const of = async (): Promise<Body> => (await api.get(`jpm/jobs/${id}/equipment`)).json;
  expect(await of()).toEqual({ equipmentIds: [unit.id] });
  expect(rowsOf(await api.get(`jpm/jobs?equipmentIds=${unit.id}`)).map((job) => job.id)).toEqual([id]);
  expect((await api.send('DELETE', `jpm/jobs/${id}/equipment/${unit.id}`)).status).toBe(200);
  expect((await api.send('DELETE', `jpm/jobs/${id}/equipment/${unit.id}`)).status).toBe(404);
  expect(await of()).toEqual({ equipmentIds: [] });
});
