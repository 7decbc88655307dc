import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingStatus } from '../../src/modules/findings/finding-status.ts';
import { type Answer, type Body, type Caller, newCustomer, rowsOf, start, stopped } from '../caller.ts';

/** What technicians find at a location. */

let api: Caller;
let locationId: unknown;
let elsewhere: unknown;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
  locationId = await newLocation();
  elsewhere = await newLocation();
});
afterAll(() => api.emulator.close());

async function newLocation(): Promise<unknown> {
  const customer = (await api.send('POST', 'crm/customers', newCustomer())).json;
  return (customer.locations as Body[])[0]?.id;
}

const send = async (method: string, path: string, body?: unknown): Promise<Answer> =>
  await api.send(method, `findings/location-findings${path}`, body);
const photo = (fileName = 'rust.jpg'): Body => ({
  fileName,
  url: `https://files.example.com/${fileName}`,
  type: 'Image',
});
const newFinding = async (changes: Body = {}): Promise<Body> =>
  (await send('POST', '', { locationId, name: 'Rust', urgencyLevel: 'High', ...changes })).json;

test.each([
  [false, [], 'New'],
  [false, ['Open', 'Dismissed'], 'EstimateCreated'],
  [false, ['Open', 'Sold'], 'EstimateAccepted'],
  [false, ['Dismissed', 'Dismissed'], 'EstimateRejected'],
  [true, ['Sold'], 'Archived'],
] as const)('archived %s with estimates %j is %s', (archived, estimates, status) => {
  expect(findingStatus(archived, estimates)).toBe(status);
});

describe('a finding', () => {
  test('is made with its attachments, found by location, archived', async () => {
    const made = await newFinding({ attachments: [photo()] });
    expect(made).toMatchObject({ status: 'New', archived: false, linkedEstimateIds: [], linkedJobIds: [] });
    expect(made.attachments).toMatchObject([photo()]);
    const listed = rowsOf(await api.get(`findings/location-findings?locationId=${locationId}`));
    expect(listed.map(({ id }) => id)).toContain(made.id);
    const archived = await send('PATCH', `/${made.id}`, { archived: true });
    expect(archived.json).toMatchObject({ status: 'Archived', name: 'Rust', urgencyLevel: 'High' });
  });

  test('is refused for a job, equipment or place that it does not belong to', async () => {
    const post = async (changes: Body): Promise<Answer> =>
      await send('POST', '', { locationId, urgencyLevel: 'Low', ...changes });
    expect((await post({ locationId: 1 })).json.errors).toHaveProperty('locationId');
    const [job] = rowsOf(await api.get('jpm/jobs?pageSize=1'));
    expect((await post({ sourceJobId: job?.id })).json.errors).toHaveProperty('sourceJobId');
    const pump = await api.send('POST', 'equipmentsystems/installed-equipment', { locationId: elsewhere });
    const refused = await post({ installedEquipmentId: pump.json.id });
    expect(refused.json.errors).toHaveProperty('installedEquipmentId');
    expect((await post({ attachments: [photo(' ')] })).json.errors).toHaveProperty('attachments[0].fileName');
    expect((await post({ urgencyLevel: 'Soon' })).status).toBe(400);
  });

  test('is accepted when an estimate that offers to solve it is sold', async () => {
    const [technician] = rowsOf(await api.get('settings/technicians?pageSize=1'));
    const open = new Set(
      rowsOf(await api.get('sales/estimates?status=Open&pageSize=5000')).map(({ id }) => id),
    );
    const details = await Promise.all(
      rowsOf(await api.get('findings/location-findings?pageSize=500')).map(
        async ({ id }) => (await api.get(`findings/location-findings/${id}`)).json,
      ),
    );
    const waiting = details.find(({ status }) => status === 'EstimateCreated') ?? {};
    const offer = (waiting.linkedEstimateIds as unknown[]).find((id) => open.has(id));
    const sold = await api.send('PUT', `sales/estimates/${offer}/sell`, { soldBy: technician?.id });
    expect(sold.status).toBe(200);
    const after = (await api.get(`findings/location-findings/${waiting.id}`)).json;
    expect(after).toMatchObject({ status: 'EstimateAccepted', modifiedOn: waiting.modifiedOn });
  });
});

describe('attachments of a finding', () => {
  test('are added, changed and gone', async () => {
    const { id } = await newFinding();
    const { id: attachmentId } = (await send('POST', `/${id}/attachments`, photo())).json;
    const path = `/${id}/attachments/${attachmentId}`;
    expect((await send('PATCH', path, { fileName: 'new.jpg' })).json).toMatchObject({
      ...photo(),
      fileName: 'new.jpg',
    });
    expect((await send('PATCH', path, { url: ' ' })).status).toBe(400);
    expect((await send('DELETE', path)).status).toBe(200);
    expect((await send('GET', path)).status).toBe(404);
    expect((await send('DELETE', path)).status).toBe(404);
    expect(rowsOf(await send('GET', `/${id}/attachments`))).toEqual([]);
  });

  test('are those of their own finding, which must not be archived', async () => {
    const [one, other] = [await newFinding({ attachments: [photo()] }), await newFinding()];
    const [attachment] = one.attachments as Body[];
    expect((await send('GET', `/${other.id}/attachments/${attachment?.id}`)).status).toBe(404);
    await send('PATCH', `/${one.id}`, { archived: true });
    expect((await send('POST', `/${one.id}/attachments`, photo())).status).toBe(409);
    expect((await send('PATCH', `/${one.id}/attachments/${attachment?.id}`, photo())).status).toBe(409);
    expect((await send('POST', '/1/attachments', photo())).status).toBe(404);
  });
});
