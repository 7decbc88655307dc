import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type Caller, rowsOf, start, stopped } from '../caller.ts';

/** Custom fields that equipment can have, and the demo company's equipment. */

let api: Caller;
beforeAll(async () => {
  api = await start({ company: 'small', clock: stopped });
});
afterAll(() => api.emulator.close());

const names = async (query: string): Promise<unknown[]> => {
  const path = `equipmentsystems/installed-equipment/custom-field-types?page=1&pageSize=50&${query}`;
  return rowsOf(await api.get(path)).map(({ name }) => name);
};

test('types of custom fields are sorted by a field of theirs, in either direction', async () => {
  const up = await names('descending=false&sortBy=name');
  expect(up.length).toBeGreaterThan(1);
  expect(up).toEqual(up.toSorted());
  expect(await names('descending=true&sortBy=Name')).toEqual(up.toReversed());
  expect(await names('descending=true&sortBy=Colour')).toEqual(
    (await names('descending=false')).toReversed(),
  );
});

test('a value of a custom field is kept with the name of its type', async () => {
  const path = 'equipmentsystems/installed-equipment';
  const [type] = rowsOf(await api.get(`${path}/custom-field-types?page=1&pageSize=1&descending=false`));
  const [piece] = rowsOf(await api.get(`${path}?pageSize=1`));
  const customFields = [{ typeId: type?.id, value: '16x25x1' }];
  const changed = await api.send('PATCH', `${path}/${piece?.id}`, { customFields });
  expect(changed.json.customFields).toMatchObject([{ ...customFields[0], name: type?.name }]);
  const [field] = changed.json.customFields as Body[];
  const again = await api.send('PATCH', `${path}/${piece?.id}`, {
    customFields: [{ ...field, value: '14x20x1' }],
  });
  expect(again.json.customFields).toMatchObject([{ id: field?.id, value: '14x20x1' }]);
});
