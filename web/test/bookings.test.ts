import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBooking, moved } from './fake/bookings.ts';
import type { FakeWorld } from './fake/world.ts';
import { eventually, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

const card = (page: Page, id: string) => page.locator(`[data-booking="${id}"]`);
const cards = (page: Page) => page.locator('[data-booking]');
const panel = (page: Page) => page.getByRole('article', { name: 'Booking' });
const twenty = (world: FakeWorld): void =>
  world.put(...Array.from({ length: 20 }, (_, nth) => makeBooking(nth)));

describe('the booking list', () => {
  it('L54, L55: stands at Calls > Bookings and shows what one needs to know of each booking', async () => {
    const { page } = await screens.open('/', { prepare: twenty });
    await cards(page).first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/calls/bookings');
    const first = card(page, 'b000000');
    for (const text of [
      'Maria Delgado',
      '(602) 555-0100',
      'Clogged drain',
      'Thumbtack',
      'Fri, Mar 6, 9:00',
      'Please call before coming',
    ])
      expect(await first.textContent()).toContain(text);
    expect(await first.locator('time').getAttribute('title')).toContain('Mar 5, 2026, 9:00');
    expect(await first.locator('svg').count()).toBeGreaterThan(0);
  });

  it('L8: says which customers to contact to schedule', async () => {
    const { page } = await screens.open('/calls/bookings', { prepare: twenty });
    await card(page, 'b000002').getByText('Contact customer to schedule').waitFor();
    expect(await card(page, 'b000000').getByText('Contact customer to schedule').count()).toBe(0);
  });

  it('filters by status, source and words, all of it in the address', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => {
        twenty(fake);
        fake.put(moved(makeBooking(30), 'Dismissed'));
      },
    });
    const tabs = page.getByRole('navigation', { name: 'Bookings by status' });
    await tabs.getByRole('link', { name: 'New 20' }).waitFor();
    await tabs.getByRole('link', { name: 'Dismissed 1' }).click();
    await eventually(() => cards(page).count()).toBe(1);
    await tabs.getByRole('link', { name: 'New 20' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('natarajan');
    await eventually(() => new URL(page.url()).searchParams.get('q')).toBe('natarajan');
    await eventually(() => cards(page).count()).toBe(3);
    await page.getByRole('combobox', { name: 'Source' }).click();
    await page.getByRole('option', { name: 'Web form' }).click();
    await eventually(() => new URL(page.url()).searchParams.get('source')).toBe('web_form');
    await eventually(() => cards(page).count()).toBe(1);
    expect(world.requests('GET', '/api/v1/bookings').at(-1)?.query.get('status')).toBe('New');
    await page.reload();
    await eventually(() => cards(page).count()).toBe(1);
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('natarajan');
  });

  it('says what to do when nothing matches', async () => {
    const { page } = await screens.open('/calls/bookings?q=nobody', { prepare: twenty });
    await page.getByText('No bookings match').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(() => cards(page).count()).toBeGreaterThan(5);
  });

  it('sorts by the server', async () => {
    const { page } = await screens.open('/calls/bookings?sort=submitted', { prepare: twenty });
    await eventually(() => cards(page).first().getAttribute('data-booking')).toBe('b000019');
  });

  it('keeps few cards in the document while one scrolls through 10,000', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(...Array.from({ length: 10_000 }, (_, nth) => makeBooking(nth))),
    });
    await cards(page).first().waitFor();
    const box = page.getByRole('list', { name: 'Bookings' }).locator('..');
    for (let turn = 0; turn < 12; turn += 1) {
      const height = await box.evaluate((element) => {
        element.scrollTop = element.scrollHeight;
        return element.scrollHeight;
      });
      await eventually(() => box.evaluate((element) => element.scrollHeight)).toBeGreaterThan(height);
      expect(await cards(page).count()).toBeLessThan(40);
    }
    const cursors = world
      .requests('GET', '/api/v1/bookings')
      .filter(({ query }) => query.get('limit') === '50')
      .map(({ query }) => query.get('cursor'));
    expect(cursors).toEqual([...new Set(cursors)]);
    await eventually(() => cards(page).last().getAttribute('data-booking')).toMatch(/^b000[4-6]/);
  });

  it('says that nothing is lost when the server fails, and tries again', async () => {
    let broken = true;
    const { page } = await screens.open('/calls/bookings', {
      prepare: (fake) => {
        twenty(fake);
        fake.planned.set('GET /api/v1/bookings', () => (broken ? { status: 500, body: null } : null));
      },
    });
    await page.getByRole('alert').getByText('Nothing is lost').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await cards(page).first().waitFor();
  });
});

describe('a booking', () => {
  it('shows everything known of it, beside the list', async () => {
    const twice = makeBooking(0, {
      deliveries: [
        { source: 'Thumbtack', receivedAt: '2026-03-05T16:00:00Z' },
        { source: 'Thumbtack', receivedAt: '2026-03-05T16:01:00Z' },
      ],
      issues: [{ code: 'unmapped_category', message: 'Category is not mapped yet.' }],
      requestedTimes: [
        { start: '2026-03-06T16:00:00Z', end: '2026-03-06T19:00:00Z' },
        { start: '2026-03-09T20:00:00Z', end: null },
      ],
      messages: [{ from: 'customer', text: 'Side door, please.', sentAt: '2026-03-05T16:02:00Z' }],
      cancelledBySource: true,
    });
    const { page } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(twice, makeBooking(1)),
    });
    await card(page, twice.id).click();
    for (const text of [
      'How old is the fixture?',
      '5 to 10 years',
      '100 E Camelback Rd, Phoenix, AZ 85012',
      '$34.50',
      'Received 2 times, kept as one booking',
      'Received again',
      'Category is not mapped yet.',
      'Mon, Mar 9, 1:00',
      'Side door, please.',
      'The customer cancelled this request at the source',
    ])
      await panel(page).getByText(text).first().waitFor();
    expect(await panel(page).getByRole('link', { name: '(602) 555-0100' }).getAttribute('href')).toBe(
      'tel:+16025550100',
    );
    expect(new URL(page.url()).pathname).toBe(`/calls/bookings/${twice.id}`);
    expect(await card(page, twice.id).getAttribute('aria-current')).toBe('page');
  });

  it('takes the place of the list on a phone, with a way back', async () => {
    const { page } = await screens.open('/calls/bookings', {
      prepare: twenty,
      context: { viewport: { width: 390, height: 844 } },
    });
    await card(page, 'b000001').click();
    await panel(page).getByText('Questions and answers').waitFor();
    expect(await cards(page).first().isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await card(page, 'b000001').waitFor();
    expect(await panel(page).count()).toBe(0);
  });

  it('hides what the role does not allow', async () => {
    const { page } = await screens.open('/calls/bookings/b000001', {
      prepare: (fake) => {
        twenty(fake);
        fake.me = { ...fake.me, role: 'read_only', permissions: ['bookings:read'], sandbox: false };
      },
    });
    await panel(page).getByText('Questions and answers').waitFor();
    for (const name of ['Accept', 'Dismiss'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    for (const name of ['Team', 'API keys', 'Audit log', 'Sandbox'])
      expect(await page.getByRole('link', { name }).count()).toBe(0);
    await page.keyboard.press('a');
    await page.keyboard.press('d');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('that does not exist says so', async () => {
    const { page } = await screens.open('/calls/bookings/nothing');
    await page.getByText('This does not exist any more').waitFor();
  });
});

describe('dismissing', () => {
  it('GL-5, B5: asks for a reason, can be undone from the toast, and restored later', async () => {
    const { page, world } = await screens.open('/calls/bookings/b000001', { prepare: twenty });
    await panel(page).getByRole('button', { name: 'Dismiss' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await dialog.getByText('Choose a reason.').waitFor();
    await dialog.getByRole('radio', { name: 'Out of area' }).check();
    await dialog.getByLabel('Memo').fill('Lives in Tucson');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Dismissed: James O’Connor').waitFor();
    await eventually(() => card(page, 'b000001').count()).toBe(0);
    expect(world.requests('POST', '/api/v1/bookings/b000001/dismiss')[0]?.body).toEqual({
      reason: 'out_of_area',
      memo: 'Lives in Tucson',
    });
    await page.getByRole('button', { name: 'Undo' }).click();
    await card(page, 'b000001').waitFor();
    expect(world.bookings.get('b000001')?.status).toBe('New');
  });

  it('B5: a dismissed booking is restored with one click, on its card or in the detail', async () => {
    const gone = [3, 4].map((nth) =>
      moved(makeBooking(nth), 'Dismissed', { dismissReason: 'Duplicate', dismissMemo: 'Called twice' }),
    );
    const { page, world } = await screens.open('/calls/bookings?status=Dismissed', {
      prepare: (fake) => fake.put(...gone),
    });
    await page.getByRole('button', { name: 'Restore Wolfgang' }).click();
    await eventually(() => world.bookings.get('b000003')?.status).toBe('New');
    await card(page, 'b000004').click();
    await panel(page).getByText('Called twice').waitFor();
    await panel(page).getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Nothing dismissed').waitFor();
    expect(world.bookings.get('b000004')?.status).toBe('New');
  });

  it('closes its dialog also when the live update comes before the answer', async () => {
    const answer = Promise.withResolvers<void>();
    const { page, world } = await screens.open('/calls/bookings/b000001', {
      prepare: (fake) => {
        twenty(fake);
        fake.held.set('POST /api/v1/bookings/b000001/dismiss', answer.promise);
      },
    });
    await panel(page).getByRole('button', { name: 'Dismiss' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Duplicate' }).check();
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    const booking = world.bookings.get('b000001');
    if (!booking) throw new Error('the booking is gone');
    world.announce(moved(booking, 'Dismissed'));
    await page.getByRole('link', { name: 'Dismissed 1' }).waitFor({ state: 'attached' });
    answer.resolve();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await eventually(() => dialog.count()).toBe(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  });

  it('keeps the dialog and what was typed when it fails', async () => {
    const { page } = await screens.open('/calls/bookings/b000001', {
      prepare: (fake) => {
        twenty(fake);
        fake.planned.set('POST /api/v1/bookings/b000001/dismiss', {
          status: 409,
          body: { code: 'booking_not_open' },
        });
      },
    });
    await panel(page).getByRole('button', { name: 'Dismiss' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Duplicate' }).check();
    await dialog.getByLabel('Memo').fill('kept');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await dialog.getByText('Someone else already handled this booking').waitFor();
    expect(await dialog.getByLabel('Memo').inputValue()).toBe('kept');
  });
});
