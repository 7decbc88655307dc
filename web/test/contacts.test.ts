import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContact, makeOpportunity } from './fake/servicetitan/customers.ts';
import type { FakeWorld } from './fake/world.ts';
import { eventually, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

const full = (world: FakeWorld): void => void world.serviceTitan.populate();

describe('contacts', () => {
  it('of ten thousand are read page by page and searched on the server', async () => {
    const { page, world } = await screens.open('/contacts', {
      prepare: (fake) => {
        fake.serviceTitan.contacts = Array.from({ length: 10_000 }, (_, nth) => makeContact(nth));
      },
    });
    const rows = page.getByRole('row');
    await eventually(() => rows.count()).toBe(101);
    await page.getByRole('button', { name: 'Load more' }).click();
    await eventually(() => rows.count()).toBe(201);
    await page.getByText('The first 200 rows are shown.').waitFor();
    await page.getByRole('searchbox').fill('Li 9999');
    await eventually(() => rows.count()).toBe(2);
    expect(world.requests('GET', '/api/v1/contacts').at(-1)?.query.get('search')).toBe('Li 9999');
    await page.getByRole('searchbox').fill('nobody at all');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(() => rows.count()).toBe(201);
  });

  it('none yet: says what to do', async () => {
    const { page } = await screens.open('/contacts');
    await page.getByText('No contacts yet').waitFor();
    await page.getByRole('link', { name: 'App Marketplace' }).last().click();
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
  });

  it('B23, H16, GH-18: one shows wishes and placeholders, its customers, its merges with the way back', async () => {
    const { page, world } = await screens.open('/contacts/p0', { prepare: full });
    const reach = page.getByRole('list', { name: 'How to reach them' });
    await reach.getByText('Do not text').waitFor();
    await reach.getByText('Placeholder').waitFor();
    await page.getByText('Merged in ServiceTitan from 6998').waitFor();
    await page.getByRole('link', { name: 'Job 50000 · Completed' }).waitFor();
    await page.getByRole('button', { name: /^Undo the merge of Delgado, Maria/ }).click();
    await page.getByText('Taken back', { exact: true }).waitFor();
    expect(world.serviceTitan.contacts[0]?.merges[0]?.undone).toBe(true);
  });
});

describe('a contact that was put together with another', () => {
  it('B23: is found under the address it had', async () => {
    const { page } = await screens.open('/contacts/old', {
      prepare: (world) => {
        full(world);
        world.serviceTitan.mergedInto.set('old', 'p0');
      },
    });
    await page.waitForURL('**/contacts/p0');
    await page.getByRole('list', { name: 'How to reach them' }).waitFor();
  });
});

describe('the review queue', () => {
  it('B23: merges with a contact and takes it back; keeps another separate', async () => {
    const { page, world } = await screens.open('/contacts', { prepare: full });
    await page.getByRole('link', { name: '2 to review' }).click();
    const first = page.getByRole('listitem', { name: 'Fernández, Ana' });
    await first.getByText('Phone (602) 555-1001 is the same.').waitFor();
    await first.getByRole('button', { name: 'Merge with James O’Connor' }).click();
    await page.getByText('Fernández, Ana is merged into James O’Connor').waitFor();
    await eventually(() => first.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await first.waitFor();
    await first.getByRole('button', { name: 'Keep separate' }).click();
    await page.getByText('Fernández, Ana stays a contact of its own').waitFor();
    await page.getByRole('link', { name: 'Decided' }).click();
    await page.getByText('Kept separate').waitFor();
    expect(world.serviceTitan.conflicts.map((each) => each.status)).toEqual(['separate', 'open']);
  });
});

describe('opportunities', () => {
  it('H33: are listed by model and searched', async () => {
    const { page, world } = await screens.open('/opportunities', { prepare: full });
    await page.getByRole('link', { name: 'Job 50000 · Completed' }).waitFor();
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: 'Membership' }).click();
    await page.getByRole('link', { name: 'Membership 50005 · Active' }).waitFor();
    await page.getByRole('searchbox').fill('50012');
    await eventually(() => page.getByRole('row').count()).toBe(2);
    expect(world.requests('GET', '/api/v1/opportunities').at(-1)?.query.get('model')).toBe('membership');
  });

  it('H46: the details are searched and a path is copied by keyboard alone', async () => {
    const { page } = await screens.open('/opportunities/o0', {
      prepare: full,
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    const tree = page.getByRole('tree', { name: 'Details' });
    await page.getByRole('searchbox', { name: 'Search names and values' }).fill('mobile');
    await eventually(() => tree.getByRole('treeitem').count()).toBe(4);
    for (let tabs = 0; tabs < 4; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByText('Copied: customer:contacts:0:type').waitFor();
    expect(await clipboard()).toBe('customer:contacts:0:type');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('c');
    await page.getByText('Copied: customer:contacts:#:type').waitFor();
    await page.getByRole('searchbox', { name: 'Search names and values' }).fill('');
    await eventually(() => tree.getByRole('treeitem').count()).toBe(8);
    await tree.getByRole('treeitem', { name: /^appointments/ }).focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => tree.getByRole('treeitem').count()).toBe(9);
    await page.keyboard.press('ArrowLeft');
    await eventually(() => tree.getByRole('treeitem').count()).toBe(8);
  });

  it('B21, B24: one says why its values are these, what changed, and leads to its record', async () => {
    const { page } = await screens.open('/opportunities/o0', { prepare: full });
    await page.getByText('from appointments:0:modifiedOn').waitFor();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('The first contact of type email that is no placeholder.').waitFor();
    await page.getByText('none@none.com: It is a placeholder.').waitFor();
    await page.getByText('InProgress').waitFor();
    await page.getByRole('link', { name: 'Record timeline' }).click();
    await page.getByRole('heading', { name: 'jobs 50000' }).waitFor();
    await page.getByText('First read').waitFor();
    await page.getByText('completedOn', { exact: true }).first().waitFor();
  });

  it('are read again when a sync changes them, and found from anywhere', async () => {
    const { page, world } = await screens.open('/opportunities', { prepare: full });
    await page.getByRole('link', { name: 'Job 50000 · Completed' }).waitFor();
    world.serviceTitan.opportunities.unshift({
      ...makeOpportunity(0),
      id: 'fresh',
      title: 'Job 99 · Scheduled',
    });
    world.stream.emit('event', { type: 'opportunity.changed', id: 'fresh' });
    await page.getByRole('link', { name: 'Job 99 · Scheduled' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Go to a screen').fill('connections');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Phoenix branch' }).waitFor();
  });
});
