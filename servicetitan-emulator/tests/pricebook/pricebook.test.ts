import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Body, type Caller, rowsOf, start } from '../caller.ts';

/** SKUs and what prices them. */

let api: Caller;
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.emulator.close());

const post = async (path: string, body: unknown): Promise<Answer> =>
  await api.send('POST', `pricebook/${path}`, body);

async function category(): Promise<Body> {
  return (await post('categories', { name: 'Drains', categoryType: 'Services' })).json;
}

describe('SKUs', () => {
  test('are made with 201, found by part of their text, sorted by price, and gone with 204', async () => {
    const { id: categoryId } = await category();
    for (const [code, price] of [
      ['PL-1', 250],
      ['PL-2', 90],
    ] as const) {
      const made = await post('services', {
        code,
        description: `Rooter ${code}`,
        price,
        categories: [categoryId],
      });
      expect(made.status).toBe(201);
      expect(made.json.categories).toEqual([{ id: categoryId, name: 'Drains', active: true }]);
    }
    const found = rowsOf(await api.get('pricebook/services?searchText=rooTER&sort=Price'));
    expect(found.map(({ code }) => code)).toEqual(['PL-2', 'PL-1']);
    expect((await api.send('DELETE', `pricebook/services/${found[0]?.id}`)).status).toBe(204);
    expect(rowsOf(await api.get('pricebook/services')).map(({ code }) => code)).toEqual(['PL-1']);
    const feed = rowsOf(await api.get('pricebook/export/services'));
    expect(feed.map(({ code, active }) => [code, active])).toEqual([
      ['PL-1', true],
      ['PL-2', false],
    ]);
  });

  test('have a code that no other of their kind has', async () => {
    const part = { code: 'X-1', description: 'Part' };
    const { id } = (await post('materials', part)).json;
    expect((await post('materials', part)).status).toBe(400);
    expect((await post('equipment', part)).status).toBe(201);
    expect((await api.send('PATCH', `pricebook/materials/${id}`, { code: 'X-1', price: 3 })).status).toBe(
      200,
    );
    expect((await post('services', { code: 'S-9', description: '', categories: [1] })).status).toBe(400);
  });

  test('are made many at once, with links among them, or not at all', async () => {
    const body = {
      materials: [{ code: 'M-1', description: 'Trap', customId: 'trap' }],
      services: [
        {
          code: 'S-1',
          description: 'Set trap',
          customId: 'set',
          serviceMaterials: [{ customId: 'trap', quantity: 2 }],
        },
      ],
    };
    const made = await post('pricebook', body);
    expect(made.status).toBe(201);
    const { services, materials } = made.json as Record<string, Body[]>;
    const service = (await api.get(`pricebook/services/${services?.[0]?.id}`)).json;
    expect(service.serviceMaterials).toEqual([{ skuId: materials?.[0]?.id, quantity: 2 }]);
    const broken = {
      materials: [{ code: 'M-2', description: 'Trap' }],
      services: [{ code: 'S-2', description: '', serviceMaterials: [{ customId: 'nothing', quantity: 1 }] }],
    };
    expect((await post('pricebook', broken)).status).toBe(400);
    expect(rowsOf(await api.get('pricebook/materials?searchText=M-2'))).toEqual([]);
  });
});

test('markups of materials do not overlap', async () => {
  const made = await post('materialsmarkup', { id: 0, from: 0, to: 50, percent: 90 });
  expect(made.status).toBe(201);
  expect((await post('materialsmarkup', { id: 0, from: 49, to: 80, percent: 50 })).status).toBe(400);
  expect((await post('materialsmarkup', { id: 0, from: 80, to: 80, percent: 50 })).status).toBe(400);
  expect((await post('materialsmarkup', { id: 0, from: 50, to: 80, percent: 50 })).status).toBe(201);
  expect((await api.get('pricebook/materialsmarkup')).json).toMatchObject({ totalCount: 2, hasMore: false });
});
