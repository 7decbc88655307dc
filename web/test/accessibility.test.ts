import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBooking } from './fake/bookings.ts';
import { makeDraft, WRONG_SECRET } from './fake/servicetitan/connections.ts';
import { backfilling } from './fake/servicetitan/sync.ts';
import type { FakeWorld } from './fake/world.ts';
import { type Screens, startScreens } from './screens.ts';

let screens: Screens;
let axe: string;
beforeAll(async () => {
  screens = await startScreens();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => screens.close());

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}
type Axe = { run: (root: Document, options: object) => Promise<AxeResult> };

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What colours do; in the dark nothing else is different. */
const COLOURS = { type: 'rule' as const, values: ['color-contrast'] };
/** What the room for it does; on a phone parts go and others come, in the same colours. */
const LAYOUT = {
  type: 'rule' as const,
  values: [
    'aria-hidden-focus',
    'button-name',
    'bypass',
    'heading-order',
    'landmark-one-main',
    'landmark-unique',
    'link-name',
    'page-has-heading-one',
    'region',
    'scrollable-region-focusable',
    'target-size',
  ],
};
const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };

/** Waits until colours stand: with less motion every change of style still takes a frame for each level of the page. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    for (let still = 0; still < 2; still = document.getAnimations().length === 0 ? still + 1 : 0)
      await frame();
  });
}

/** What axe finds wrong with the page as it stands. */
async function violations(page: Page, only: string[] | typeof COLOURS): Promise<string[]> {
  await settled(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const result = await page.evaluate(async (runOnly) => {
    const runner = (window as unknown as { axe: Axe }).axe;
    return runner.run(document, { runOnly, resultTypes: ['violations'] });
  }, only);
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

/**
 * What WCAG 2.2 AA (and axe's good practice) finds wrong with the page, light, dark and on a phone. One page is taken
 * through all looks, each asked for what it changes.
 */
async function wrong(page: Page): Promise<string[]> {
  const light = await violations(page, EVERYTHING);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' });
  const dark = await violations(page, COLOURS);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor({ state: 'attached' });
  const phone = await violations(page, LAYOUT);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0) phone.push(`${overflow} pixels too wide`);
  await page.setViewportSize(WIDE);
  return [
    ...light.map((each) => `light: ${each}`),
    ...dark.map((each) => `dark: ${each}`),
    ...phone.map((each) => `phone: ${each}`),
  ];
}

const full = (world: FakeWorld): void => {
  world.put(...Array.from({ length: 30 }, (_, nth) => makeBooking(nth)));
  world.invitations.push({
    id: 'i1',
    email: 'pat@demo.test',
    role: 'csr',
    expiresAt: '2026-03-09T16:00:00Z',
    url: 'x',
  });
};
const connected = (world: FakeWorld): void => {
  world.serviceTitan.populate();
  world.serviceTitan.contacts.length = 12;
  world.serviceTitan.opportunities.length = 12;
};
const signedOut = (world: FakeWorld): void => {
  world.signedIn = false;
};

const SCREENS: [string, string, string, ((world: FakeWorld) => void)?][] = [
  ['sign-in', '/sign-in', 'This is the sandbox', signedOut],
  ['invitation', '/accept-invitation/i1', 'You are invited as CSR', signedOut],
  ['bookings', '/calls/bookings', 'Maria Delgado', full],
  ['a booking', '/calls/bookings/b000002', 'Questions and answers', full],
  ['no bookings', '/calls/bookings', 'No new bookings'],
  ['team', '/settings/team', 'Chris Okafor', full],
  ['API keys', '/settings/api-keys', 'No API keys'],
  ['audit log', '/settings/audit', 'Nothing found'],
  ['sandbox', '/sandbox', 'Send a lead of your own'],
  ['design', '/design', 'Every component'],
  ['marketplace', '/marketplace', 'Connect another tenant', connected],
  ['connections', '/settings/connections', 'Phoenix branch', connected],
  ['no connections', '/settings/connections', 'Nothing is connected'],
  ['contacts', '/contacts', 'Maria Delgado', connected],
  ['a contact', '/contacts/p0', 'Placeholder', connected],
  ['the review queue', '/contacts/review', 'Fernández, Ana', connected],
  ['opportunities', '/opportunities', 'Job 50000', connected],
  ['a record', '/connections/c1/records/jobs/5521', 'First read', connected],
];

describe('accessibility, light, dark and on a phone', () => {
  it.each(SCREENS)('%s', async (_name, path, text, prepare) => {
    const { page } = await screens.open(path, { ...(prepare && { prepare }) });
    await page.getByText(text).first().waitFor();
    expect(await wrong(page)).toEqual([]);
  });

  it('the booking form, with its messages', async () => {
    const { page } = await screens.open('/calls/bookings/b000001', { prepare: full });
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Book job' }).click();
    await page.getByText('Choose a campaign.').waitFor();
    // The keyboard is taken to that field, whose choices open; pressed before that, Escape would leave the form.
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    expect(await wrong(page)).toEqual([]);
    await page.getByLabel('Date').click();
    await page.getByRole('button', { name: 'Next month' }).waitFor();
    expect(await wrong(page)).toEqual([]);
  });

  it('the dismiss dialog and the toast after it', async () => {
    const { page } = await screens.open('/calls/bookings/b000001', { prepare: full });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('radio', { name: 'Duplicate' }).check();
    expect(await wrong(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await wrong(page)).toEqual([]);
  });

  it('a failure', async () => {
    const { page } = await screens.open('/calls/bookings', {
      prepare: (fake) => void fake.planned.set('GET /api/v1/bookings', { status: 500, body: null }),
    });
    await page.getByText('Something went wrong on our side').waitFor();
    expect(await wrong(page)).toEqual([]);
  });

  it('every step of the wizard', async () => {
    const { page } = await screens.open('/marketplace/servicetitan/c2', {
      prepare: (fake) => {
        const { placeholders } = fake.serviceTitan.populate();
        fake.serviceTitan.connections.push(
          makeDraft({ hasAppKey: true, clientId: 'cid.abc', step: 'review' }),
        );
        fake.serviceTitan.checks = WRONG_SECRET;
        fake.serviceTitan.placeholders = placeholders;
      },
    });
    await page.getByRole('button', { name: 'Start a dry run' }).click();
    await page.getByText('North Phoenix').waitFor();
    expect(await wrong(page)).toEqual([]);
    for (const step of ['Opportunity models', 'Resources', 'Filters', 'Push communications']) {
      await page.getByRole('button', { name: step }).click();
      await page.getByRole('heading', { level: 2, name: step }).waitFor();
      if (step === 'Opportunity models') await page.getByLabel('Memberships').check();
      expect(await wrong(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Credentials' }).click();
    await page.getByLabel('Tenant ID').fill('1234567890');
    await page.getByRole('textbox', { name: 'Client secret' }).fill('cs1.wrong');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('ServiceTitan does not accept this client secret.').waitFor();
    expect(await wrong(page)).toEqual([]);
  });

  it('every part of a connection', async () => {
    const { page } = await screens.open('/settings/connections/c1', {
      prepare: (fake) => {
        fake.serviceTitan.populate({
          status: 'paused',
          pausedReason: 'credentials',
          pausedAt: '2026-03-05T12:00:00Z',
        });
        fake.serviceTitan.sync = { ...fake.serviceTitan.sync, backfill: backfilling(42).backfill };
      },
    });
    await page.getByText('124 read').click();
    await page.getByText('The record as it came').first().click();
    expect(await wrong(page)).toEqual([]);
    const parts: [string, string][] = [
      ['Settings', 'Reviews need invoices'],
      ['Scopes', '1 scope is missing'],
      ['API budget', 'of 60 a second'],
      ['Webhook', 'Last received'],
      ['Credentials', 'Where to find these'],
    ];
    for (const [part, text] of parts) {
      await page.getByRole('navigation', { name: 'Parts of the connection' }).getByText(part).click();
      await page.getByText(text).first().waitFor();
      expect(await wrong(page)).toEqual([]);
    }
  });

  it('an opportunity with its reasons and all its details', async () => {
    const { page } = await screens.open('/opportunities/o0', { prepare: connected });
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('It is a placeholder.').waitFor();
    await page.getByRole('button', { name: 'Expand all' }).click();
    await page.getByRole('searchbox', { name: 'Search names and values' }).fill('o');
    expect(await wrong(page)).toEqual([]);
  });
});
