/** The first page of the control plane in a browser: what a person does there, and what axe finds on it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, violations } from '../../tests/browser.ts';
import { type Caller, start, stopped } from './caller.ts';

let caller: Caller;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  caller = await start({ clock: stopped });
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await caller.emulator.close();
});
beforeEach(async () => {
  caller.emulator.faults.clear();
  await page.goto(caller.emulator.controlUrl);
});

const pressed = async (name: string): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
};

describe('the first page', () => {
  it('moves the clock on and stops it', async () => {
    const before = caller.emulator.clock.now();
    await pressed('Move on 1 minute');
    expect(caller.emulator.clock.now() - before).toBe(60_000);
    await pressed('Stop');
    expect(caller.emulator.clock.state.speed).toBe(0);
    expect(await page.getByText('It stands still.').count()).toBe(1);
  });

  it('adds a fault that hits, shows it, and ends it', async () => {
    await page.getByLabel('Kind').selectOption('server-error');
    await page.getByLabel('Operation').first().fill('jpm.jobs.*');
    await page.getByLabel('Number of calls').fill('2');
    await pressed('Add the fault');
    expect((await caller.get('jpm/jobs')).status).toBe(503);
    expect((await caller.get('crm/customers')).status).toBe(200);
    await pressed('End server-error for jpm.jobs.*');
    expect((await caller.get('jpm/jobs')).status).toBe(200);
  });

  it('switches live mode on, makes a snapshot and adds a webhook', async () => {
    await pressed('Live on');
    expect(caller.emulator.live.state.on).toBe(true);
    await pressed('Live off');
    expect(caller.emulator.live.state.on).toBe(false);
    await page.getByLabel('Name').fill('before');
    await pressed('Make a snapshot');
    expect(caller.emulator.snapshots.all.map(({ name }) => name)).toEqual(['before']);
    await pressed('Restore before');
    await pressed('Delete before');
    expect(caller.emulator.snapshots.all).toEqual([]);
    await page.getByLabel('Address').fill('http://127.0.0.1:9/');
    await pressed('Add the webhook');
    expect(caller.emulator.webhooks.subscriptions.map(({ url }) => url)).toEqual(['http://127.0.0.1:9/']);
    await pressed('Remove http://127.0.0.1:9/');
    expect(caller.emulator.webhooks.subscriptions).toEqual([]);
  });

  it('says why an order was refused', async () => {
    await page.getByLabel('Set to (UTC)').fill('soon');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('now: It must be an ISO-8601 time.').waitFor();
  });

  it('shows the requests of one operation', async () => {
    await caller.get('jpm/jobs?page=1');
    await caller.get('crm/customers?page=1');
    await page.getByLabel('Operation').last().fill('crm.');
    await pressed('Show');
    const table = await page.getByRole('region', { name: 'Latest requests' }).innerText();
    expect([table.includes('crm.customers'), table.includes('jpm.jobs')]).toEqual([true, false]);
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('is accessible and fits: %s, %i px wide', async (colorScheme, width) => {
    caller.emulator.faults.add({ kind: 'slow', operation: 'jpm.*', ms: 10 });
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.reload();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
