import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '../server/test/api.ts';
import { newData, type Sandbox, type Tradepost, up } from '../server/test/process.ts';
import { launchBrowser, violations } from './browser.ts';

/**
 * The first walk through the whole house, as a CSR takes it: from the simulator's "Send a lead" button to the job that
 * stands in the emulator (L1, L2, L54 to L58). Its screenshots are those of README and docs.
 */

const root = join(import.meta.dirname, '..');
/** Every run makes them, `SCREENSHOTS=docs npm test` renews the ones that are shown. */
const screenshots = join(
  root,
  process.env['SCREENSHOTS'] === 'docs' ? 'docs/screenshots' : '.cache/screenshots',
);

let tradepost: Tradepost;
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  [tradepost, browser] = await Promise.all([up(newData(), { TRADEPOST_SANDBOX: 'on' }), launchBrowser()]);
  sandbox = tradepost.sandbox();
});
afterAll(async () => {
  await browser?.close();
  await tradepost?.end('SIGTERM');
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return await context.newPage();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(sandbox.url);
  await page.getByRole('button', { name: 'Fill in the demo login' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Bookings' }).waitFor();
}

async function shoot(page: Page, name: string): Promise<void> {
  expect(await violations(page), `axe on ${name}`).toEqual([]);
  await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
}

describe('from a lead to a booked job', () => {
  it('in the browser, by a CSR', { timeout: 240_000 }, async () => {
    const page = await open();
    await signIn(page);
    await page.getByText('No new bookings').waitFor();
    await shoot(page, 'bookings-empty');

    // The world outside, in a second window: the simulator's own page.
    const outside = await open();
    await outside.goto(sandbox.simulators.thumbtack.url);
    expect(await violations(outside)).toEqual([]);
    await outside.getByRole('button', { name: 'Send lead' }).click();

    // It arrives by itself: this page is not reloaded.
    const cards = page.getByRole('list', { name: 'Bookings' }).getByRole('listitem');
    await expect.poll(async () => await cards.count(), { timeout: 20_000 }).toBe(1);

    // From the panel, with a mapped category of which exactly one job type and business unit are mapped (L9).
    const panel = await open();
    await signIn(panel);
    await panel.getByRole('link', { name: 'Sandbox' }).click();
    await panel.getByRole('combobox', { name: 'Category' }).click();
    await panel.getByRole('option', { name: 'Drain Repair' }).click();
    await panel.getByLabel('Customer name').fill('Wilhelmina Oberholtzer');
    await panel.getByLabel('Description').fill('The kitchen drain backs up whenever the dishwasher runs.');
    await shoot(panel, 'sandbox');
    await panel.getByRole('button', { name: 'Send', exact: true }).click();
    const card = page.getByRole('list', { name: 'Bookings' }).getByText('Wilhelmina Oberholtzer');
    await card.waitFor();
    await card.click();
    await page.getByRole('heading', { name: 'Wilhelmina Oberholtzer' }).waitFor();
    await shoot(page, 'booking');

    await page.getByRole('button', { name: 'Accept' }).click();
    const form = page.getByRole('dialog', { name: /Book a job/ });
    await form.getByLabel('Marketing campaign').waitFor();
    // The campaign is required (L57).
    await form.getByRole('button', { name: 'Book job' }).click();
    await form
      .getByText(/campaign/i)
      .nth(1)
      .waitFor();
    await form.getByLabel('Marketing campaign').click();
    await page.getByRole('option', { name: 'Thumbtack', exact: true }).click();
    const street = form.getByLabel('Street');
    if ((await street.count()) > 0 && (await street.inputValue()) === '')
      await street.fill('1480 Larkspur Court');
    // The customer and the CSR agree on the fifteenth of next month, ten to twelve.
    await form.getByLabel('Date').click();
    const calendar = page.getByRole('dialog', { name: 'Date' });
    await calendar.getByRole('button', { name: 'Next month' }).click();
    await calendar.getByRole('button', { name: /^15 / }).click();
    await form.getByLabel('Start').fill('10:00');
    await form.getByLabel('End').fill('12:00');
    await form.getByLabel('Job type').scrollIntoViewIfNeeded();
    await shoot(page, 'accept');
    await form.getByRole('button', { name: 'Book job' }).click();
    await form.waitFor({ state: 'hidden' });

    const link = page.getByRole('link', { name: /job/i }).first();
    await link.waitFor();
    const href = (await link.getAttribute('href')) ?? '';
    expect(href).toContain(`${sandbox.emulator.url}/_emulator/jobs/`);
    const api = openApi(sandbox.emulator);
    const job = await api.get(`jpm/v2/jobs/${href.split('/').at(-1)}`);
    expect(job).toMatchObject({
      jobStatus: 'Scheduled',
      summary: expect.stringContaining('The kitchen drain backs up'),
    });

    const serviceTitan = await open();
    await serviceTitan.goto(href);
    await serviceTitan.getByText('Wilhelmina Oberholtzer').first().waitFor();
    await shoot(serviceTitan, 'job');
  });

  it('looks right in the dark and on a phone', { timeout: 120_000 }, async () => {
    await fetch(`${sandbox.url}/api/v1/sandbox/leads`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ count: 12 }),
    });
    const cards = (page: Page) => page.getByRole('list', { name: 'Bookings' }).getByRole('listitem');
    const dark = await open({ colorScheme: 'dark' });
    await signIn(dark);
    await expect.poll(async () => await cards(dark).count()).toBeGreaterThan(5);
    await cards(dark).first().click();
    await dark.getByRole('button', { name: 'Accept' }).waitFor();
    await shoot(dark, 'booking-dark');

    const phone = await open({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await signIn(phone);
    await expect.poll(async () => await cards(phone).count()).toBeGreaterThan(5);
    await shoot(phone, 'bookings-phone');
    await cards(phone).first().click();
    await phone.getByRole('button', { name: 'Accept' }).waitFor();
    await shoot(phone, 'booking-phone');
    expect(
      await phone.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    ).toBe(true);
  });

  it('lists bookings from newest, in full', { timeout: 60_000 }, async () => {
    const page = await open();
    await signIn(page);
    await expect
      .poll(async () => await page.getByRole('list', { name: 'Bookings' }).getByRole('listitem').count())
      .toBeGreaterThan(5);
    await shoot(page, 'bookings');
  });
});
