import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW } from './fake/bookings.ts';
import { eventually, type Screens, startScreens } from './screens.ts';

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.close());

describe('settings, team', () => {
  it('L4: invites a person in a role and shows the link to send', async () => {
    const { page, world } = await screens.open('/settings/team');
    await page.getByRole('button', { name: 'Invite' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite' });
    await dialog.getByLabel('Email').fill('pat@demo.test');
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Marketing Manager' }).click();
    await dialog.getByRole('button', { name: 'Create invitation' }).click();
    expect(await dialog.getByLabel('Invitation link').inputValue()).toContain('/accept-invitation/i1');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('cell', { name: 'pat@demo.test', exact: true }).waitFor();
    expect(world.invitations).toMatchObject([{ email: 'pat@demo.test', role: 'marketing_manager' }]);
    await page.getByRole('button', { name: 'Revoke the invitation of pat@demo.test' }).click();
    await eventually(() => world.invitations).toEqual([]);
  });

  it('changes a role and removes a member after asking; never oneself', async () => {
    const { page, world } = await screens.open('/settings/team');
    await page.getByRole('combobox', { name: 'Role of Chris Okafor' }).click();
    await page.getByRole('option', { name: 'Operations Manager' }).click();
    await eventually(() => world.members[1]?.role).toBe('operations_manager');
    expect(await page.getByRole('button', { name: 'Remove Dana Whitfield' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Remove Chris Okafor' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await eventually(() => world.members.length).toBe(1);
  });

  it('an admin cannot make owners', async () => {
    const { page } = await screens.open('/settings/team', {
      prepare: (fake) => {
        fake.me = { ...fake.me, role: 'admin', user: { ...fake.me.user, email: 'chris@demo.test' } };
      },
    });
    await page.getByRole('cell', { name: 'Dana Whitfield' }).waitFor();
    expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'CSR' }).waitFor();
    expect(await page.getByRole('option', { name: 'Owner' }).count()).toBe(0);
  });

  it('says which field the server refuses', async () => {
    const { page } = await screens.open('/settings/team', {
      prepare: (fake) =>
        void fake.planned.set('POST /api/v1/invitations', {
          status: 422,
          body: { code: 'validation', errors: { email: ['Already a member.'] } },
        }),
    });
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByLabel('Email').fill('chris@demo.test');
    await page.keyboard.press('Enter');
    await page.getByText('Already a member.').waitFor();
  });
});

describe('settings, API keys', () => {
  it('shows a new key once and revokes after asking', async () => {
    const { page, world } = await screens.open('/settings/api-keys');
    await page.getByText('No API keys').waitFor();
    await page.getByRole('button', { name: 'Create API key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create API key' });
    await dialog.getByRole('button', { name: 'Create API key' }).click();
    await dialog.getByText('Give the key a name.').waitFor();
    await dialog.getByLabel('Name').fill('Website form');
    await dialog.getByRole('button', { name: 'Create API key' }).click();
    expect(await dialog.getByLabel('API key', { exact: true }).inputValue()).toBe('tp_0123456789abcdef');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('cell', { name: 'Website form', exact: true }).waitFor();
    expect(await page.getByText('tp_0123456789abcdef').count()).toBe(0);
    expect(world.requests('POST', '/api/v1/api-keys')[0]?.body).toEqual({
      name: 'Website form',
      role: 'csr',
      expiresInDays: 90,
    });
    await page.getByRole('button', { name: 'Revoke Website form' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('No API keys').waitFor();
  });
});

describe('settings, audit log', () => {
  it('is read page by page and filtered, in the workspace’s time', async () => {
    const { page, world } = await screens.open('/settings/audit', {
      prepare: (fake) => {
        fake.audit = Array.from({ length: 130 }, (_, nth) => ({
          id: `a${nth}`,
          at: new Date(NOW).toISOString(),
          actor: { type: 'user', id: 'u1', name: 'Dana Whitfield' },
          action: nth === 0 ? 'booking.dismissed' : 'booking.accepted',
          target: { type: 'booking', id: `b${nth}` },
          detail: { jobId: '9007199254740993' },
        }));
      },
    });
    const rows = page.getByRole('row');
    await eventually(() => rows.count()).toBe(101);
    expect(await rows.nth(1).textContent()).toMatch(/Mar 5, 2026, 9:00.AM MST.*jobId: 9007199254740993/);
    await page.getByRole('button', { name: 'Load more' }).click();
    await eventually(() => rows.count()).toBe(131);
    await page.getByRole('searchbox', { name: 'Action' }).fill('booking.dismissed');
    await eventually(() => rows.count()).toBe(2);
    expect(new URL(page.url()).searchParams.get('action')).toBe('booking.dismissed');
    expect(world.requests('GET', '/api/v1/audit').at(-1)?.query.get('action')).toBe('booking.dismissed');
  });
});
