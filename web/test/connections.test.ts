import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../src/api/servicetitan.ts';
import { makeDraft, makeSettings, WRONG_SECRET } from './fake/servicetitan/connections.ts';
import { backfilling, makeSync } from './fake/servicetitan/sync.ts';
import type { FakeWorld } from './fake/world.ts';
import { eventually, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

const WIZARD = '/marketplace/servicetitan/c2';
const CONNECTION = '/settings/connections/c1';
const SECRET = 'cs1.wrong';

const begun =
  (changes: Parameters<typeof makeDraft>[0] = {}) =>
  (world: FakeWorld): void => {
    world.serviceTitan.connections = [
      makeDraft({
        tenantId: '1234567890',
        clientId: 'cid.abc',
        hasClientSecret: true,
        hasAppKey: true,
        ...changes,
      }),
    ];
  };
const full = (world: FakeWorld): void => void world.serviceTitan.populate();
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });
const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click();
const savedSettings = (world: FakeWorld, id = 'c2'): Settings => world.serviceTitan.settingsOf(id);

async function enterCredentials(page: Page): Promise<void> {
  await page.getByLabel('Tenant ID').fill(' 1234567890 ');
  await page.getByLabel('Client ID').fill('cid.abc');
  await page.getByLabel('Client secret').first().fill(SECRET);
  await page.getByLabel('App key').first().fill('ak1.xyz');
}

describe('App Marketplace', () => {
  it('H1: filters by category, and Connect of ServiceTitan under CRMs begins the wizard', async () => {
    const { page, world } = await screens.open('/marketplace');
    await page.getByRole('region', { name: 'CRMs' }).getByText('ServiceTitan').waitFor();
    await page.getByText('Lead sources').first().click();
    await eventually(() => page.getByRole('region', { name: 'CRMs' }).count()).toBe(0);
    await page.getByText('CRMs', { exact: true }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await step(page, 'Credentials').waitFor();
    expect(world.requests('POST', '/api/v1/connections').map((request) => request.body)).toEqual([
      { environment: 'production' },
    ]);
    await page.goBack();
    await page.getByRole('link', { name: 'ServiceTitan', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Connect another tenant' }).click();
    await step(page, 'Credentials').waitFor();
    // What was begun and left empty is taken up, not made again.
    expect(world.serviceTitan.connections).toHaveLength(1);
  });

  it('is not shown to whom connections are none of their business', async () => {
    const { page } = await screens.open('/calls/bookings', {
      prepare: (fake) => {
        fake.me = { ...fake.me, role: 'csr', permissions: ['bookings:read', 'contacts:read'] };
      },
    });
    await page.getByRole('link', { name: 'Contacts' }).waitFor();
    expect(await page.getByRole('link', { name: 'App Marketplace' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Opportunities' }).count()).toBe(0);
  });
});

describe('the wizard', () => {
  it('H7-H9: says which field is missing and which ServiceTitan refuses, and keeps what was typed', async () => {
    const { page, world } = await screens.open(WIZARD, {
      prepare: (fake) => {
        fake.serviceTitan.connections = [makeDraft()];
        fake.serviceTitan.checks = WRONG_SECRET;
      },
    });
    await page.getByText('Settings → Integrations → API Application Access').first().waitFor();
    await next(page);
    await page.getByText('Enter the tenant ID.').waitFor();
    await enterCredentials(page);
    await next(page);
    await page.getByText('ServiceTitan does not accept this client secret.').waitFor();
    await page.getByText('Generate a new one in API Application Access').waitFor();
    const secret = page.getByLabel('Client secret').first();
    expect(await secret.getAttribute('aria-invalid')).toBe('true');
    await eventually(() => secret.evaluate((input) => document.activeElement === input)).toBe(true);
    expect(await secret.inputValue()).toBe(SECRET);
    world.serviceTitan.checks = [];
    await secret.fill('cs1.right');
    await eventually(() => page.getByText('ServiceTitan does not accept').count()).toBe(0);
    await secret.press('Enter');
    await step(page, 'Opportunity models').waitFor();
    expect(world.requests('PATCH', '/api/v1/connections/c2')[0]?.body).toMatchObject({
      tenantId: '1234567890',
      clientSecret: SECRET,
    });
  });

  it('keeps every step: a refused save loses nothing, leaving and coming back goes on (H10, H12, H42)', async () => {
    let refuse = true;
    const { page, world } = await screens.open(WIZARD, {
      prepare: (fake) => {
        begun({ step: 'models' })(fake);
        fake.planned.set('PUT /api/v1/connections/c2/settings', () =>
          refuse ? { status: 500, body: null } : null,
        );
      },
    });
    await page.getByLabel('Memberships').check();
    await page.getByText('Exactly one per connection is recommended').waitFor();
    await next(page);
    await page.getByText('Something went wrong on our side').waitFor();
    expect(await page.getByLabel('Memberships').isChecked()).toBe(true);
    refuse = false;
    await page.getByLabel('Memberships').uncheck();
    await next(page);
    await step(page, 'Resources').waitFor();

    expect(await page.getByLabel('Customers').isDisabled()).toBe(true);
    await page.getByText('Scope missing').waitFor();
    await page.getByLabel('Appointments', { exact: true }).uncheck();
    const assignments = page.getByLabel('Appointment assignments');
    expect(await assignments.isDisabled()).toBe(true);
    expect(await assignments.isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await page.getByRole('heading', { name: 'App Marketplace' }).waitFor();
    expect(savedSettings(world).resources.job).toEqual(['estimates', 'invoices']);
    await page.reload();
    await page.getByRole('link', { name: 'ServiceTitan', exact: true }).click();
    await step(page, 'Resources').waitFor();
    expect(await page.getByLabel('Appointments', { exact: true }).isChecked()).toBe(false);
  });

  it('H16, B22: takes placeholders as typed and as suggested; H17-H22: asks where each push is written', async () => {
    const { page, world } = await screens.open(WIZARD, {
      prepare: (fake) => {
        const { placeholders } = fake.serviceTitan.populate();
        begun({ step: 'filters' })(fake);
        fake.serviceTitan.placeholders = placeholders;
      },
    });
    const phones = page.getByRole('combobox', { name: 'Placeholder phone numbers' });
    await phones.fill('123');
    await phones.press('Enter');
    await page.getByText('“123” is not a phone number').waitFor();
    await phones.fill('(602) 555-0142');
    await phones.press('Enter');
    await page.getByRole('button', { name: 'Add noemail@noemail.com' }).click();
    await next(page);
    await step(page, 'Push communications').waitFor();
    const incoming = page.getByRole('group', { name: 'Incoming messages and calls' });
    expect(await incoming.getByLabel('Include content').isDisabled()).toBe(true);
    await incoming.getByLabel('Customer').check();
    await incoming.getByLabel('Include content').check();
    await next(page);
    await step(page, 'Review').waitFor();
    expect(savedSettings(world)).toMatchObject({
      placeholders: {
        emails: ['none@none.com', 'noemail@noemail.com'],
        phones: ['+19999999999', '+16025550142'],
      },
      push: { incoming: { job: false, customer: true, location: false, content: true } },
    });
  });

  it('H13, B20, B25: estimates the range, tries it without making anything, and begins with Finish', async () => {
    const { page, world } = await screens.open(WIZARD, {
      prepare: (fake) => {
        begun({ step: 'review' })(fake);
        fake.serviceTitan.dryRunStep = 0.4;
        fake.planned.set('POST /api/v1/connections/c2/finish', () =>
          world.serviceTitan.settingsOf('c2').backfillDays === 45
            ? null
            : {
                status: 422,
                body: { code: 'validation', errors: { 'settings.models': ['Choose a model.'] } },
              },
        );
      },
    });
    await page.getByText('About 18 min').waitFor();
    await page.getByRole('button', { name: 'Start a dry run' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByText('1,240').waitFor();
    const examples = page.getByRole('list', { name: 'Examples' });
    await examples.getByText('North Phoenix').waitFor();
    await page.getByRole('combobox', { name: 'Kind of example' }).click();
    await page.getByRole('option', { name: 'For review' }).click();
    await eventually(() => examples.getByRole('listitem').count()).toBe(1);

    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Open Opportunity models' }).waitFor();
    await page.getByRole('combobox', { name: 'Range' }).click();
    await page.getByRole('option', { name: 'Custom' }).click();
    await page.getByLabel('Days').fill('45');
    await page.getByText('192 calls').waitFor();
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('ServiceTitan is connected').waitFor();
    await page.getByRole('heading', { name: 'Resources' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/connections/c2');
  });

  it('is walked by keyboard alone; the step that opens has the focus', async () => {
    const { page } = await screens.open(WIZARD, { prepare: begun({ step: 'models' }) });
    await page.getByLabel('Jobs').focus();
    await page.keyboard.press('Space');
    await page.getByText('Choose a model.').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await step(page, 'Resources').waitFor();
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Resources');
    await page.getByRole('button', { name: 'Credentials' }).press('Enter');
    await step(page, 'Credentials').waitFor();
    await page.getByPlaceholder('Saved; leave empty to keep it').first().waitFor();
  });
});

describe('a connection, sync', () => {
  it('shows the progress of a back-fill as it comes, with the time left', async () => {
    const { page, world } = await screens.open(CONNECTION, {
      prepare: (fake) => {
        full(fake);
        fake.serviceTitan.sync = backfilling(42);
      },
    });
    await page.getByText('Back-fill: 42%').waitFor();
    await page.getByText('25,200 of 60,000 · 9 min left').waitFor();
    world.serviceTitan.sync = makeSync();
    world.stream.emit('event', { type: 'sync.progress', id: 'c1' });
    await eventually(() => page.getByRole('progressbar').count()).toBe(0);
    await page.getByRole('row', { name: /Zones.*tn.dispatch.zones:r.*No scope/ }).waitFor();
    const late = { ...makeSync(), status: 'delayed' as const };
    late.resources = late.resources.map((each) =>
      each.resource === 'jobs' ? { ...each, error: 'ServiceTitan does not answer.' } : each,
    );
    world.serviceTitan.sync = late;
    world.stream.emit('event', { type: 'sync.progress', id: 'c1' });
    await page.getByText('Delayed: trying again').waitFor();
    await page.getByRole('row', { name: /Jobs.*does not answer.*Trying again/ }).waitFor();
  });

  it('names the record that failed and takes it over on Retry', async () => {
    const { page, world } = await screens.open(CONNECTION, { prepare: full });
    const errors = page.getByRole('list', { name: 'Records that were not taken over' });
    await errors.getByText('customerId 771 is not in ServiceTitan').waitFor();
    await errors.getByText('The record as it came').first().click();
    await errors.getByText('"id": 9007199254740993,').waitFor();
    world.planned.set('POST /api/v1/connections/c1/sync-errors/e2/retry', {
      status: 200,
      body: { outcome: 'failed', message: 'total is still not a number.' },
    });
    await page.getByRole('button', { name: 'Retry invoices 8801' }).click();
    await errors.getByText('Still fails: total is still not a number.').waitFor();
    await page.getByRole('button', { name: 'Retry jobs 9007199254740993' }).click();
    await page.getByText('Taken over: jobs 9007199254740993').waitFor();
    await page.getByText('1 record was not taken over').waitFor();
    expect(await errors.getByRole('listitem').count()).toBe(1);
  });

  it('B26: starts a sync, a count and a back-fill by hand, and lists the runs by kind', async () => {
    const { page, world } = await screens.open(CONNECTION, { prepare: full });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Reading what has changed').waitFor();
    await page.getByRole('button', { name: 'Check counts' }).click();
    await page.getByText('Counting against ServiceTitan').waitFor();
    await page.getByRole('button', { name: 'Back-fill range' }).click();
    await page.getByRole('dialog').getByText('About 18 min').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Begin back-fill' }).click();
    await eventually(() =>
      world.requests('POST', '/api/v1/connections/c1/sync').map((request) => request.body),
    ).toEqual([{ kind: 'increment' }, { kind: 'reconcile' }, { kind: 'backfill', days: 90 }]);
    const runs = page.getByRole('list', { name: 'Runs' });
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Count' }).click();
    await eventually(() => runs.getByText('Count', { exact: true }).count()).toBe(4);
    await runs.getByText('124 read').click();
    await runs.getByRole('cell', { name: 'invoices' }).first().waitFor();
  });

  it('says why it is paused and what to do, and resumes', async () => {
    const { page } = await screens.open(CONNECTION, {
      prepare: (fake) =>
        void fake.serviceTitan.populate({
          status: 'paused',
          pausedReason: 'credentials',
          pausedAt: '2026-03-05T12:00:00Z',
        }),
    });
    await page.getByText('ServiceTitan does not accept the credentials').waitFor();
    await page.getByRole('link', { name: 'Open credentials' }).click();
    await page.getByLabel('Tenant ID').waitFor();
    await page.getByRole('button', { name: 'Resume' }).first().click();
    await eventually(() => page.getByRole('button', { name: 'Resume' }).count()).toBe(0);
  });
});

describe('a connection, settings', () => {
  const SETTINGS = `${CONNECTION}?tab=settings`;

  it('B20, H15: tries a change first, then saves it with a comment; a newer version loses nothing', async () => {
    const { page, world } = await screens.open(SETTINGS, { prepare: full });
    await page.getByLabel('Estimates').uncheck();
    await page.getByRole('button', { name: 'Try it first' }).click();
    await page.getByRole('button', { name: 'Start a dry run' }).click();
    await page.getByText('1,240').waitFor();
    const tried = world.requests('POST', '/api/v1/connections/c1/dry-run')[0]?.body;
    expect(tried).toMatchObject({
      settings: { resources: { job: ['appointments', 'appointmentAssignments', 'invoices'] } },
    });
    // Somebody else saves meanwhile.
    const connection = world.serviceTitan.connection('c1');
    if (connection) connection.settingsVersion += 1;
    await page.getByLabel('Comment').fill('Sales do not need them');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody else has changed the settings meanwhile.').waitFor();
    expect(await page.getByLabel('Estimates').isChecked()).toBe(false);
    await eventually(() => world.requests('GET', '/api/v1/connections/c1/settings').length).toBeGreaterThan(
      1,
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('nothing changed yet').waitFor();
    expect(savedSettings(world, 'c1').resources.job).not.toContain('estimates');
  });

  it('B32: imports a file only after its changes were read', async () => {
    const { page, world } = await screens.open(SETTINGS, { prepare: full });
    const files = page.locator('input[type=file]');
    const file = (text: string) => ({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await files.setInputFiles(file('no json'));
    await page.getByText('This file is not JSON').waitFor();
    await files.setInputFiles(
      file(JSON.stringify({ format: 'tradepost.servicetitan', settings: makeSettings() })),
    );
    await page.getByText('The file would change 2 settings').waitFor();
    await page.getByText('push.incoming.customer').waitFor();
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByText('The settings of the file are applied').waitFor();
    expect(
      world
        .requests('POST', '/api/v1/connections/c1/settings/import')
        .map((request) => (request.body as { apply: boolean }).apply),
    ).toEqual([false, true]);
    const exported = page.getByRole('link', { name: 'Export' });
    expect(await exported.getAttribute('href')).toBe('/api/v1/connections/c1/settings/export');
  });

  it('disconnects only when its name is written', async () => {
    const { page, world } = await screens.open(`${CONNECTION}?tab=credentials`, { prepare: full });
    await page.getByRole('button', { name: 'Disconnect' }).click();
    const dialog = page.getByRole('dialog', { name: 'Disconnect Phoenix branch?' });
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await dialog.getByText('This is not the name of the connection.').waitFor();
    await dialog.getByLabel('Write Phoenix branch to confirm').fill('Phoenix branch');
    await page.keyboard.press('Enter');
    await page.getByText('Disconnected: Phoenix branch').waitFor();
    await page.getByText('Nothing is connected').waitFor();
    expect(world.serviceTitan.connections).toEqual([]);
  });

  it('B30, B31, H26: shows what scopes are missing, the API budget as bars and table, and the webhook', async () => {
    const { page } = await screens.open(`${CONNECTION}?tab=scopes`, { prepare: full });
    await page.getByText('1 scope is missing').waitFor();
    await page.getByText('Jobs have no zone; audiences cannot target by zone.').waitFor();
    await page.getByRole('link', { name: 'API budget' }).click();
    await page.getByText('of 60 a second').waitFor();
    await page.getByText('As a table').click();
    await eventually(() => page.getByRole('row').count()).toBe(61);
    await page.getByRole('link', { name: 'Webhook' }).click();
    expect(await page.getByLabel('Address').inputValue()).toContain('/hooks/servicetitan/whk_');
    await page.getByLabel('Header').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter the header.').waitFor();
  });
});
