import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookingForm, CustomerMatch } from '../src/api/entities.ts';
import type { AcceptRequest } from '../src/api/schema.ts';
import { makeBooking, moved } from './fake/bookings.ts';
import type { FakeWorld } from './fake/world.ts';
import { eventually, type OpenOptions, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

const ID = 'b000000';
const ACCEPT = `/api/v1/bookings/${ID}/accept`;

async function openForm(
  form: Partial<BookingForm> = {},
  prepare: (world: FakeWorld) => void = () => undefined,
  context: OpenOptions['context'] = {},
): Promise<{ page: Page; world: FakeWorld; drawer: Locator }> {
  const { page, world } = await screens.open(`/calls/bookings/${ID}`, {
    context,
    prepare: (fake) => {
      fake.put(makeBooking(0), makeBooking(1), makeBooking(2));
      fake.form = (own) => ({ ...own, ...form });
      prepare(fake);
    },
  });
  await page.getByRole('button', { name: 'Accept' }).click();
  const drawer = page.getByRole('dialog', { name: 'Book a job' });
  await drawer.waitFor();
  // What most tests are not about: the campaign, which a person must choose.
  if (form.suggestedCampaignId !== undefined) await choose(page, 'Marketing campaign', 'Thumbtack');
  return { page, world, drawer };
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

const sent = (world: FakeWorld): AcceptRequest[] =>
  world.requests('POST', ACCEPT).map((request) => request.body as AcceptRequest);
const book = (drawer: Locator): Promise<void> => drawer.getByRole('button', { name: 'Book job' }).click();

const known: CustomerMatch = {
  id: '9007199254740997',
  name: 'Maria T. Delgado',
  phone: '(602) 555-0100',
  email: null,
  address: '',
  reason: 'phone',
  locations: [
    { id: '51', name: 'Home', address: '100 E Camelback Rd, Phoenix, AZ 85012' },
    { id: '52', name: 'Rental', address: '9 Elm St, Mesa, AZ 85201' },
  ],
};

describe('accepting a booking', () => {
  it('L56, L57, L58: needs a campaign, books the job, and links to it', async () => {
    const { page, world, drawer } = await openForm();
    await book(drawer);
    await drawer.getByText('Choose a campaign.').waitFor();
    expect(sent(world)).toEqual([]);
    await choose(page, 'Marketing campaign', 'Website');
    await book(drawer);
    await page.getByText('Maria Delgado is booked: job 5521').waitFor();
    await eventually(() => drawer.count()).toBe(0);
    expect(sent(world)).toMatchObject([
      {
        jobTypeId: '9007199254740995',
        businessUnitId: '801',
        campaignId: '603',
        customerId: null,
        newCustomer: { name: 'Maria Delgado' },
        address: { street: '100 E Camelback Rd', zip: '85012' },
        start: '2026-03-06T16:00:00.000Z',
        end: '2026-03-06T19:00:00.000Z',
      },
    ]);
    const job = page.getByRole('article').getByRole('link', { name: 'Open job 5521' });
    expect(await job.getAttribute('href')).toBe('http://127.0.0.1:1/jobs/9007199254740993');
    await page.getByRole('link', { name: 'Booked 1' }).click();
    await page.locator(`[data-booking="${ID}"]`).waitFor();
  });

  it('L9, GL-3: pre-fills neither job type nor business unit when more than one is mapped, and lists those first', async () => {
    const { page, drawer } = await openForm({
      jobTypeId: null,
      businessUnitId: null,
      candidates: {
        jobTypes: [{ id: '703', name: 'AC Tune-up' }],
        businessUnits: [{ id: '803', name: 'HVAC - Service' }],
      },
    });
    const jobType = drawer.getByRole('combobox', { name: 'Job type' });
    expect(await jobType.inputValue()).toBe('');
    expect(await drawer.getByRole('combobox', { name: 'Business unit' }).inputValue()).toBe('');
    await jobType.click();
    await eventually(() => page.getByRole('option').allTextContents()).toEqual([
      'AC Tune-up',
      'Drain Cleaning',
      'Water Heater Repair',
    ]);
    await page.getByText('Suggested for this request').first().waitFor();
  });

  it('L57: offers the campaign of the source first, but leaves the choice to a person', async () => {
    const { page, world } = await screens.open(`/calls/bookings/${ID}`, {
      prepare: (fake) => {
        fake.put(makeBooking(0));
        fake.form = (own) => ({ ...own, suggestedCampaignId: '603' });
      },
    });
    await page.getByRole('button', { name: 'Accept' }).click();
    const drawer = page.getByRole('dialog', { name: 'Book a job' });
    await book(drawer);
    await drawer.getByText('Choose a campaign.').waitFor();
    const campaign = page.getByRole('listbox', { name: 'Marketing campaign' });
    await drawer.getByRole('combobox', { name: 'Marketing campaign' }).press('ArrowDown');
    await eventually(() => campaign.getByRole('option').allTextContents()).toEqual([
      'Website',
      'Thumbtack',
      'Yelp',
    ]);
    expect(sent(world)).toEqual([]);
  });

  it('takes a customer that ServiceTitan has, at the requested address', async () => {
    const { world, drawer } = await openForm({ customers: [known], suggestedCampaignId: '601' });
    expect(await drawer.getByRole('radio', { name: 'Maria T. Delgado' }).isChecked()).toBe(true);
    await drawer.getByText('Same phone number').waitFor();
    expect(await drawer.getByRole('radio', { name: '100 E Camelback Rd' }).isChecked()).toBe(true);
    await drawer.getByRole('radio', { name: '9 Elm St' }).check();
    await book(drawer);
    await eventually(() => sent(world)).toMatchObject([{ customerId: '9007199254740997', locationId: '52' }]);
    expect(sent(world)[0]).not.toHaveProperty('newCustomer');
  });

  it('L8: asks for an appointment when no time was requested; the end follows the job type', async () => {
    const { page, world, drawer } = await openForm({ start: null, end: null, suggestedCampaignId: '601' });
    await drawer.getByText('No time was requested').waitFor();
    await book(drawer);
    await drawer.getByText('Choose a date.').waitFor();
    await drawer.getByLabel('Start').fill('13:00');
    expect(await drawer.getByLabel('End').inputValue()).toBe('15:00');
    await choose(page, 'Job type', 'Water Heater Repair');
    expect(await drawer.getByLabel('End').inputValue()).toBe('16:00');
    await drawer.getByLabel('Date').click();
    await page.locator('.mantine-DatePickerInput-day', { hasText: /^15$/ }).click();
    await book(drawer);
    await eventually(() => sent(world).length).toBe(1);
    expect(sent(world)[0]?.start).toMatch(/-15T20:00:00.000Z$/);
    expect(sent(world)[0]?.end).toMatch(/-15T23:00:00.000Z$/);
  });

  it('sends once, however often one clicks', async () => {
    const answer = Promise.withResolvers<void>();
    const { page, world, drawer } = await openForm({ suggestedCampaignId: '601' }, (fake) => {
      fake.held.set(`POST ${ACCEPT}`, answer.promise);
    });
    await drawer.getByRole('button', { name: 'Book job' }).evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
      button.form?.requestSubmit();
    });
    await page.keyboard.press('Control+Enter');
    await eventually(() => sent(world).length).toBe(1);
    answer.resolve();
    await page.getByText('is booked: job 5521').waitFor();
    expect(sent(world)).toHaveLength(1);
  });

  it('shows the server’s messages at their fields and keeps what was typed', async () => {
    const { drawer } = await openForm({ suggestedCampaignId: '601' }, (fake) => {
      fake.planned.set(`POST ${ACCEPT}`, {
        status: 422,
        body: {
          code: 'validation',
          errors: { 'address.zip': ['Unknown ZIP code.'], campaignId: ['Not active.'] },
        },
      });
    });
    await drawer.getByLabel('Summary').fill('Gate code 1234');
    await book(drawer);
    await drawer.getByText('Unknown ZIP code.').waitFor();
    await drawer.getByText('Not active.').waitFor();
    expect(await drawer.getByLabel('ZIP code').getAttribute('aria-invalid')).toBe('true');
    expect(await drawer.getByLabel('Summary').inputValue()).toBe('Gate code 1234');
  });

  it('goes on with the newer version after someone else changed the booking', async () => {
    let conflicts = 1;
    const { page, world, drawer } = await openForm({ suggestedCampaignId: '601' }, (fake) => {
      fake.planned.set(`POST ${ACCEPT}`, () => {
        if (conflicts === 0) return null;
        conflicts -= 1;
        fake.put(moved(makeBooking(0), 'New', { summary: 'changed' }));
        return { status: 409, body: { code: 'booking_changed' } };
      });
    });
    await drawer.getByLabel('Summary').fill('Mine');
    await book(drawer);
    await drawer.getByText('This booking has changed meanwhile').waitFor();
    await eventually(() => world.requests('GET', `/api/v1/bookings/${ID}`).length).toBeGreaterThan(1);
    expect(await drawer.getByLabel('Summary').inputValue()).toBe('Mine');
    await book(drawer);
    await page.getByText('is booked: job 5521').waitFor();
    expect(sent(world).map(({ version, summary }) => [version, summary])).toEqual([
      [1, 'Mine'],
      [2, 'Mine'],
    ]);
  });

  it('says that the booking goes on by itself when ServiceTitan fails midway, and shows the job when it is there', async () => {
    const { page, world } = await openForm({ suggestedCampaignId: '601' }, (fake) => {
      fake.planned.set(`POST ${ACCEPT}`, () => {
        const waiting = moved(makeBooking(0), 'Accepted', {
          progress: { step: 'location', state: 'failed', message: 'ServiceTitan answered 503.' },
        });
        fake.put(waiting);
        return { status: 202, body: waiting };
      });
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText('Accepted; ServiceTitan is slow to answer').waitFor();
    await page.getByText('ServiceTitan answered 503. Nothing is lost').waitFor();
    const waiting = world.bookings.get(ID);
    if (!waiting) throw new Error('the booking is gone');
    world.announce(moved(waiting, 'Converted', { progress: null, jobId: '77', jobNumber: '5599' }));
    await page.getByText('Booked as job 5599').waitFor();
    const job = page.getByRole('article').getByRole('link', { name: 'Open job 5599' });
    expect(await job.getAttribute('href')).toBe('http://127.0.0.1:1/jobs/77');
  });

  it('says when ServiceTitan cannot be reached, and tries again', async () => {
    let away = true;
    const { drawer } = await openForm({}, (fake) => {
      fake.planned.set(`GET /api/v1/bookings/${ID}/form`, () =>
        away ? { status: 503, body: { code: 'servicetitan_unreachable' } } : null,
      );
    });
    await drawer.getByText('ServiceTitan cannot be reached right now').waitFor();
    away = false;
    await drawer.getByRole('button', { name: 'Try again' }).click();
    await drawer.getByRole('combobox', { name: 'Job type' }).waitFor();
  });

  it('asks before what was entered is thrown away, and only then', async () => {
    const { page, drawer } = await openForm();
    await drawer.getByRole('combobox', { name: 'Job type' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => drawer.count()).toBe(0);
    await page.keyboard.press('a');
    await drawer.getByLabel('Summary').fill('Gate code 1234');
    await drawer.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    expect(await drawer.getByLabel('Summary').inputValue()).toBe('Gate code 1234');
    await drawer.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await eventually(() => drawer.count()).toBe(0);
  });

  it('works on a phone', async () => {
    const { page, world, drawer } = await openForm({ suggestedCampaignId: '601' }, undefined, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await book(drawer);
    await page.getByText('is booked: job 5521').waitFor();
    expect(sent(world)).toHaveLength(1);
  });
});
