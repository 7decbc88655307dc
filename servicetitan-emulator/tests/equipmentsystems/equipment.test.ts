import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Body, type Caller, newCustomer, rowsOf, start } from '../caller.ts';

/** What stands at a location. */

let api: Caller;
let locationId: unknown;
let customerId: unknown;
beforeAll(async () => {
  api = await start();
  const customer = (await api.send('POST', 'crm/customers', newCustomer())).json;
  customerId = customer.id;
  locationId = (customer.locations as Body[])[0]?.id;
});
afterAll(() => api.emulator.close());

const post = async (path: string, body: unknown): Promise<Answer> =>
  await api.send('POST', `equipmentsystems/${path}`, body);
const patch = async (path: string, body: unknown): Promise<Answer> =>
  await api.send('PATCH', `equipmentsystems/${path}`, body);
const get = async (path: string): Promise<Answer> => await api.get(`equipmentsystems/${path}`);
const typeNamed = async (name: string): Promise<Body> => (await post('equipment-types', { name })).json;

describe('equipment types', () => {
  test('are made, found by part of their name, renamed', async () => {
    const { id } = await typeNamed('Boiler');
    expect(rowsOf(await get('equipment-types?name=OIL')).map((row) => row.id)).toEqual([id]);
    expect((await patch(`equipment-types/${id}`, { name: 'Steam boiler' })).json.name).toBe('Steam boiler');
  });

  test('share no name while in use', async () => {
    const first = await typeNamed('Chiller');
    expect((await post('equipment-types', { name: 'CHILLER' })).status).toBe(409);
    expect((await post('equipment-types', { name: ' ' })).status).toBe(400);
    expect((await patch(`equipment-types/${first.id}`, { name: 'Chiller' })).status).toBe(200);
    expect((await patch(`equipment-types/${first.id}`, { active: false })).status).toBe(200);
    expect((await post('equipment-types', { name: 'Chiller' })).status).toBe(200);
    expect((await patch(`equipment-types/${first.id}`, { active: true })).status).toBe(409);
  });
});

describe('installed equipment', () => {
  test('belongs to the customer of its location and shows its type, tags and attachments', async () => {
    const type = await typeNamed('Pump');
    const tag = (await api.send('POST', 'settings/tag-types', { name: 'Rental', color: '#112233' })).json;
    const made = await post('installed-equipment', {
      locationId,
      name: 'Sump pump',
      equipmentTypeId: type.id,
      tagTypeIds: [tag.id, tag.id],
      attachments: [{ type: 'Image', url: 'https://files.example.com/pump.jpg' }],
      cost: 129.9,
    });
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({
      customerId,
      status: 'Installed',
      serialNumber: '',
      cost: 129.9,
      type: { id: type.id, name: 'Pump' },
      tags: [{ ownerId: made.json.id, typeId: tag.id, typeName: 'Rental', color: '#112233' }],
      attachments: [{ alias: null, type: 'Image', url: 'https://files.example.com/pump.jpg' }],
    });
    const [listed] = rowsOf(await get(`installed-equipment?ids=${made.json.id}`));
    expect(listed).toMatchObject({ name: 'Sump pump' });
    expect(listed).not.toHaveProperty('attachments');
  });

  test('keeps what a change does not name, and lists in it replace', async () => {
    const { id } = (
      await post('installed-equipment', {
        locationId,
        memo: 'Attic',
        attachments: [{ type: 'Image', url: 'https://files.example.com/a.jpg' }],
      })
    ).json;
    const changed = await patch(`installed-equipment/${id}`, {
      status: 'Replaced',
      attachments: [],
    });
    expect(changed.json).toMatchObject({
      id,
      memo: 'Attic',
      status: 'Replaced',
      attachments: [],
      customerId,
    });
  });

  test('shows the name its type has now, without counting as changed', async () => {
    const type = await typeNamed('Softener');
    const made = (await post('installed-equipment', { locationId, equipmentTypeId: type.id })).json;
    await patch(`equipment-types/${type.id}`, { name: 'Water softener' });
    const now = (await get(`installed-equipment/${made.id}`)).json;
    expect(now).toMatchObject({ type: { name: 'Water softener' }, modifiedOn: made.modifiedOn });
  });

  test('goes with its location to another customer', async () => {
    const seller = (await api.send('POST', 'crm/customers', newCustomer())).json;
    const buyer = (await api.send('POST', 'crm/customers', newCustomer())).json;
    const home = (seller.locations as Body[])[0]?.id;
    const made = (await post('installed-equipment', { locationId: home })).json;
    expect((await api.send('PATCH', `crm/locations/${home}`, { customerId: buyer.id })).status).toBe(200);
    expect((await get(`installed-equipment/${made.id}`)).json.customerId).toBe(buyer.id);
  });

  test('is refused where it does not fit', async () => {
    expect((await post('installed-equipment', { locationId: 1 })).json.errors).toHaveProperty('locationId');
    const unknown = await post('installed-equipment', { locationId, equipmentTypeId: 1 });
    expect(unknown.json.errors).toHaveProperty('equipmentTypeId');
    const field = await post('installed-equipment', {
      locationId,
      customFields: [{ typeId: 1, value: 'x' }],
    });
    expect(field.status).toBe(400);
    const warranty = await post('installed-equipment', {
      locationId,
      manufacturerWarrantyStart: '2026-02-01T00:00:00Z',
      manufacturerWarrantyEnd: '2026-01-01T00:00:00Z',
    });
    expect(warranty.json.errors).toHaveProperty('manufacturerWarrantyEnd');
    expect((await get('installed-equipment/1')).status).toBe(404);
  });

  test('has a barcode of its own, which is free again once the other is inactive', async () => {
    const first = (await post('installed-equipment', { locationId, barcodeId: 'B-1' })).json;
    expect((await post('installed-equipment', { locationId, barcodeId: 'B-1' })).status).toBe(409);
    await patch(`installed-equipment/${first.id}`, { active: false });
    expect((await post('installed-equipment', { locationId, barcodeId: 'B-1' })).status).toBe(200);
    const all = rowsOf(await get('export/installed-equipment'));
    expect(all.find(({ id }) => id === first.id)).toMatchObject({ active: false });
    expect(
      rowsOf(await get(`installed-equipment?locationIds=${locationId}`)).map(({ id }) => id),
    ).not.toContain(first.id);
  });
});
