import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBooking, moved } from './fake/bookings.ts';
import { eventually, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

const first = (page: Page) => page.locator('[data-booking]').first();
const later = new Date(Date.parse('2026-03-05T17:00:00Z')).toISOString();

/** Counts the tones that the page plays, in place of a loudspeaker. */
async function listenForTones(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const played = { tones: 0 };
    Object.assign(window, { played });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function count(this: OscillatorNode, when?: number) {
      played.tones += 1;
      start.call(this, when);
    };
  });
  return () => page.evaluate(() => (window as unknown as { played: { tones: number } }).played.tones);
}

describe('live bookings', () => {
  it('L1, L2: a new booking appears by itself on top, with a highlight, a count and a sound', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(makeBooking(1), makeBooking(2)),
    });
    await first(page).waitFor();
    const tones = await listenForTones(page);
    world.announce(makeBooking(0, { id: 'fresh', submittedAt: later }));
    await eventually(() => first(page).getAttribute('data-booking')).toBe('fresh');
    expect(await first(page).getAttribute('data-fresh')).toBe('true');
    await page.getByRole('link', { name: 'New 3' }).waitFor();
    await page.getByRole('link', { name: 'Bookings 3 new' }).waitFor();
    await eventually(tones).toBeGreaterThan(0);
  });

  it('is silent when the sound is switched off, also after a reload', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(makeBooking(1)),
    });
    await page.getByRole('button', { name: 'Dana Whitfield' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Sound for new bookings' }).click();
    await page.reload();
    await first(page).waitFor();
    const tones = await listenForTones(page);
    world.announce(makeBooking(0, { id: 'fresh', submittedAt: later }));
    await eventually(() => first(page).getAttribute('data-booking')).toBe('fresh');
    expect(await tones()).toBe(0);
  });

  it('a booking that someone else dismisses leaves the list and changes in the detail', async () => {
    const booking = makeBooking(0);
    const { page, world } = await screens.open(`/calls/bookings/${booking.id}`, {
      prepare: (fake) => fake.put(booking, makeBooking(1)),
    });
    await page.getByRole('button', { name: 'Dismiss' }).waitFor();
    world.announce(moved(booking, 'Dismissed', { dismissReason: 'Out of area' }));
    await page.getByRole('button', { name: 'Restore' }).waitFor();
    await eventually(() => page.locator('[data-booking]').count()).toBe(1);
  });

  it('keeps in view what one reads when others arrive above', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(...Array.from({ length: 40 }, (_, nth) => makeBooking(nth + 1))),
    });
    await first(page).waitFor();
    const read = page.locator('[data-booking="b000012"]');
    const box = page.getByRole('list', { name: 'Bookings' }).locator('..');
    await box.evaluate((element) => {
      element.scrollTop = 112 * 10;
    });
    await read.waitFor();
    await eventually(() => page.locator('[data-booking="b000001"]').count()).toBe(0);
    const before = await read.boundingBox();
    world.announce(makeBooking(0, { id: 'fresh', submittedAt: later }));
    await page.getByRole('link', { name: 'New 41' }).waitFor();
    await eventually(() => box.evaluate((element) => element.scrollTop)).toBe(112 * 11);
    expect((await read.boundingBox())?.y).toBe(before?.y);
  });

  it('reads everything again after the connection was lost', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(makeBooking(1)),
    });
    await first(page).waitFor();
    await eventually(() => world.stream.listenerCount('event')).toBe(1);
    // Stored while nobody could be told.
    world.put(makeBooking(0, { id: 'missed', submittedAt: later }));
    world.stream.emit('cut');
    await eventually(() => first(page).getAttribute('data-booking')).toBe('missed');
  });

  it('reads everything again when the server says that it missed changes', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(makeBooking(1)),
    });
    await first(page).waitFor();
    await eventually(() => world.stream.listenerCount('event')).toBe(1);
    world.put(makeBooking(0, { id: 'missed', submittedAt: later }));
    world.stream.emit('event', { type: 'resync' });
    await eventually(() => first(page).getAttribute('data-booking')).toBe('missed');
  });

  it('takes a burst as one', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(makeBooking(1)),
    });
    await first(page).waitFor();
    await eventually(() => world.stream.listenerCount('event')).toBe(1);
    const asked = world.received.length;
    for (let nth = 0; nth < 60; nth += 1)
      world.announce(makeBooking(nth, { id: `burst-${nth}`, submittedAt: later }));
    await page.getByRole('link', { name: 'New 61' }).waitFor();
    expect(world.received.length - asked).toBeLessThan(15);
  });
});

describe('the sandbox panel', () => {
  it('sends a lead that arrives without reloading', async () => {
    const { page, world } = await screens.open('/sandbox');
    await page.getByRole('button', { name: 'Without a date' }).click();
    await page.getByText('1 lead sent.').waitFor();
    await page.getByRole('link', { name: 'See the bookings' }).click();
    await first(page).waitFor();
    expect(world.requests('POST', '/api/v1/sandbox/leads')[0]?.body).toEqual({
      source: 'thumbtack',
      kind: 'no_date',
    });
  });

  it('sends leads of one’s own making', async () => {
    const { page, world } = await screens.open('/sandbox');
    await page.getByRole('combobox', { name: 'Category' }).click();
    await page.getByRole('option', { name: 'Drain cleaning' }).click();
    await page.getByLabel('Customer name').fill('Ada Lovelace');
    await page.getByLabel('How many').fill('3');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('3 leads sent.').waitFor();
    expect(world.requests('POST', '/api/v1/sandbox/leads')[0]?.body).toEqual({
      source: 'thumbtack',
      count: 3,
      categoryId: 'c1',
      name: 'Ada Lovelace',
    });
  });
});
