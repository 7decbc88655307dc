import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBooking } from './fake/bookings.ts';
import type { FakeWorld } from './fake/world.ts';
import { type OpenOptions, type Screens, startScreens } from './screens.ts';

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

/** What WCAG 2.2 AA (and axe's good practice) finds wrong with the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate(async () => {
    const runner = (
      window as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResult> } }
    ).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return runner.run(document, { runOnly: tags });
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
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
];
const LOOKS: [string, NonNullable<OpenOptions['context']>][] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
];

describe.each(LOOKS)('accessibility, %s', (_, context) => {
  it.each(SCREENS)('%s', async (__, path, text, prepare) => {
    const { page } = await screens.open(path, { context, ...(prepare && { prepare }) });
    await page.getByText(text).first().waitFor();
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('the booking form, with its messages', async () => {
    const { page } = await screens.open('/calls/bookings/b000001', { context, prepare: full });
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Book job' }).click();
    await page.getByText('Choose a campaign.').waitFor();
    // The keyboard is taken to that field, whose choices open; pressed before that, Escape would leave the form.
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Date').click();
    await page.getByRole('button', { name: 'Next month' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('the dismiss dialog and the toast after it', async () => {
    const { page } = await screens.open('/calls/bookings/b000001', { context, prepare: full });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('radio', { name: 'Duplicate' }).check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
  });

  it('a failure', async () => {
    const { page } = await screens.open('/calls/bookings', {
      context,
      prepare: (fake) => void fake.planned.set('GET /api/v1/bookings', { status: 500, body: null }),
    });
    await page.getByText('Something went wrong on our side').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
