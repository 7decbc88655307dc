import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBooking, moved } from './fake/bookings.ts';
import { eventually, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

const openTwenty = async () => {
  const opened = await screens.open('/calls/bookings', {
    prepare: (fake) => fake.put(...Array.from({ length: 20 }, (_, nth) => makeBooking(nth))),
  });
  await opened.page.locator('[data-booking]').first().waitFor();
  return opened;
};
const openPalette = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k');
  const field = page.getByPlaceholder('Go to a screen or find a booking');
  await eventually(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
};
const chosen = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

describe('the keys of the bookings screen', () => {
  it('go through the list with J, K and the arrows, keeping the chosen one in view', async () => {
    const { page } = await openTwenty();
    for (const [key, id] of [
      ['j', 'b000000'],
      ['j', 'b000001'],
      ['ArrowDown', 'b000002'],
      ['k', 'b000001'],
      ['ArrowUp', 'b000000'],
      ['k', 'b000000'],
    ] as const) {
      await page.keyboard.press(key);
      await eventually(() => chosen(page)).toBe(id);
    }
    for (let nth = 1; nth <= 12; nth += 1) {
      await page.keyboard.press('j');
      await eventually(() => chosen(page)).toBe(`b${String(nth).padStart(6, '0')}`);
    }
    const box = await page.locator('[data-booking="b000012"]').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  });

  it('accept, dismiss and undo, and go on with the one that took the place', async () => {
    const { page, world } = await openTwenty();
    await page.keyboard.press('j');
    await page.getByRole('article').getByText('Maria Delgado').waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Duplicate' }).check();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Restore' }).waitFor();
    await eventually(() => dialog.count()).toBe(0);
    await page.keyboard.press('u');
    await page.getByText('Restored: Maria Delgado').waitFor();
    expect(world.bookings.get('b000000')?.status).toBe('New');
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Book a job' }).waitFor();
  });

  it('go on with the booking that took the place of one that left', async () => {
    const { page, world } = await openTwenty();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await eventually(() => chosen(page)).toBe('b000001');
    const second = world.bookings.get('b000001');
    if (second) world.announce(moved(second, 'Dismissed'));
    await page.getByRole('link', { name: 'New 19' }).waitFor();
    await eventually(() => page.locator('[data-booking="b000001"]').count()).toBe(0);
    await page.keyboard.press('j');
    await eventually(() => chosen(page)).toBe('b000002');
  });

  it('search with /, and leave typing alone', async () => {
    const { page } = await openTwenty();
    await page.keyboard.press('/');
    await page.keyboard.type('jad');
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('jad');
    expect(chosen(page)).toBe('bookings');
  });

  it('are listed under ?', async () => {
    const { page } = await openTwenty();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Next booking').waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => help.count()).toBe(0);
  });

  it('WCAG 2.1.4: single keys can be switched off', async () => {
    const { page } = await openTwenty();
    await page.getByRole('button', { name: 'Dana Whitfield' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    expect(chosen(page)).toBe('bookings');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the command palette', () => {
  it('goes to a screen or finds a booking of any status', async () => {
    const { page, world } = await openTwenty();
    world.put(
      moved(makeBooking(40, { customer: { ...makeBooking(0).customer, name: 'Zelda Quill' } }), 'Dismissed'),
    );
    await openPalette(page);
    await page.keyboard.type('zelda');
    await page
      .getByRole('option', { name: 'Zelda Quill' })
      .or(page.getByRole('button', { name: 'Zelda Quill' }))
      .click();
    await eventually(() => chosen(page)).toBe('b000040');
    expect(new URL(page.url()).searchParams.get('status')).toBe('Dismissed');
    await openPalette(page);
    await page.keyboard.type('audit');
    await page.getByText('Audit log').last().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Audit log' }).waitFor();
  });
});

describe('the frame', () => {
  it('lets one skip the navigation', async () => {
    const { page } = await openTwenty();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('keeps the theme that one chose', async () => {
    const { page } = await openTwenty();
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    expect(await scheme()).toBe('light');
    await page.getByRole('button', { name: 'Dana Whitfield' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await eventually(scheme).toBe('dark');
    await page.reload();
    await eventually(scheme).toBe('dark');
  });

  it('switches to another of one’s workspaces', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.me.workspaces.push({ id: 'w2', name: 'Mesa Cooling', role: 'csr' }),
    });
    await page.getByRole('button', { name: 'Copper State Home Services' }).click();
    world.me = { ...world.me, workspace: { id: 'w2', name: 'Mesa Cooling', timeZone: 'America/New_York' } };
    await page.getByRole('menuitem', { name: 'Mesa Cooling' }).click();
    await page.getByRole('button', { name: 'Mesa Cooling' }).waitFor();
    expect(world.requests('POST', '/api/auth/organization/set-active')[0]?.body).toEqual({
      organizationId: 'w2',
    });
  });
});
