import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBooking } from './fake/bookings.ts';
import { type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

describe('sign in', () => {
  it('fills in the sandbox’s demo login with one click and leads to where one wanted to go', async () => {
    const { page, world } = await screens.open('/calls/bookings?status=Dismissed', {
      prepare: (fake) => {
        fake.signedIn = false;
      },
    });
    await page.getByRole('button', { name: 'Fill in the demo login' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Nothing dismissed').waitFor();
    expect(new URL(page.url()).search).toBe('?status=Dismissed');
    expect(world.requests('POST', '/api/auth/sign-in/email')).toHaveLength(1);
  });

  it('says what is wrong and keeps what was typed', async () => {
    const { page } = await screens.open('/sign-in', {
      prepare: (fake) => {
        fake.signedIn = false;
        fake.demo = null;
      },
    });
    expect(await page.getByText('This is the sandbox').count()).toBe(0);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your email address.').waitFor();
    await page.getByRole('textbox', { name: 'Email' }).fill('dana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('not it');
    await page.keyboard.press('Enter');
    await page.getByText('Email and password do not fit together').waitFor();
    expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('dana@example.com');
  });

  it.each(['https://evil.example/x', '//evil.example', '/\\evil.example'])(
    'never leads to another site: %s',
    async (elsewhere) => {
      const { page } = await screens.open(`/sign-in?redirect=${encodeURIComponent(elsewhere)}`, {
        prepare: (fake) => {
          fake.signedIn = false;
        },
      });
      await page.getByRole('button', { name: 'Fill in the demo login' }).click();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('No new bookings').waitFor();
      expect(new URL(page.url()).hostname).toBe('127.0.0.1');
    },
  );

  it('is asked for again when the session has ended, and returns to the same place', async () => {
    const { page, world } = await screens.open('/calls/bookings', {
      prepare: (fake) => fake.put(makeBooking(0)),
    });
    await page.locator('[data-booking]').first().waitFor();
    world.signedIn = false;
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('redirect')).toBe('/settings/audit');
  });

  it('ends with signing out', async () => {
    const { page, world } = await screens.open('/calls/bookings');
    await page.getByRole('button', { name: 'Dana Whitfield' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(world.signedIn).toBe(false);
  });
});

describe('an invitation', () => {
  it('is accepted with a name and a password, and leads into the workspace', async () => {
    const { page, world } = await screens.open('/accept-invitation/i7', {
      prepare: (fake) => {
        fake.signedIn = false;
      },
    });
    await page.getByRole('heading', { name: 'Join Copper State Home Services' }).waitFor();
    await page.getByText('You are invited as CSR, with the address owner@demo.test.').waitFor();
    await page.getByLabel('Your name').fill('Chris Okafor');
    const password = page.getByLabel('Password', { exact: true });
    await password.fill('short');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('Use at least 10 characters.').waitFor();
    await password.fill('not the password');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('This is not the password of your account.').waitFor();
    await password.fill('demo-password');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('No new bookings').waitFor();
    expect(world.requests('POST', '/api/v1/invitations/i7/accept').at(-1)?.body).toEqual({
      name: 'Chris Okafor',
      password: 'demo-password',
    });
    expect(world.requests('POST', '/api/auth/organization/set-active')[0]?.body).toEqual({
      organizationId: 'w1',
    });
  });

  it('that was used already says whom to ask', async () => {
    const { page } = await screens.open('/accept-invitation/used');
    await page.getByText('This invitation has expired or was already used').waitFor();
  });
});
