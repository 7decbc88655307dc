import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../../test/app.ts';
import { mayGrant, permissionsOf, roles } from './roles.ts';

let house: TestApp;
let home: Awaited<ReturnType<TestApp['workspace']>>;

beforeAll(async () => {
  house = await createTestApp();
  home = await house.workspace('Home');
});
afterAll(async () => await house.close());

describe('signing in', () => {
  it('gives a session by e-mail and password and says who and where one is', async () => {
    const csr = await house.member(home.workspaceId, 'csr');
    const me = await house.call(csr, 'GET', '/api/v1/me');
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({
      user: { email: csr.email },
      workspace: { id: home.workspaceId, name: 'Home', timeZone: 'America/Denver' },
      role: 'csr',
      sandbox: false,
    });
    expect(me.body.permissions).toContain('bookings:write');
    expect(me.body.permissions).not.toContain('members:write');
  });

  it('refuses a wrong password and says nothing of which part was wrong', async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'owner-1@example.com', password: 'not this one' },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).not.toContain('owner-1');
  });

  it('lets nobody sign up by themselves', async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-up/email',
      payload: { name: 'x', email: 'x@example.com', password },
    });
    expect(answer.statusCode).toBe(404);
  });

  it.each([
    ['no credentials', {}],
    ['a key that does not exist', { key: 'tp_nonsense' }],
    ['a cookie that is no session', { cookie: 'tradepost.session_token=abc.def' }],
  ])('answers 401 as problem details to %s', async (_name, who) => {
    const answer = await house.call(who, 'GET', '/api/v1/bookings');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'unauthorized', status: 401, requestId: expect.any(String) });
  });

  it('refuses a change that comes from another site with the cookie of a signed-in person', async () => {
    const admin = await house.member(home.workspaceId, 'admin');
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/v1/invitations',
      headers: { cookie: admin.cookie, origin: 'https://evil.example', host: 'tradepost.test' },
      payload: { email: 'a@example.com', role: 'csr' },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().code).toBe('foreign_origin');
  });
});

describe('the seven roles (L4, DESIGN.md)', () => {
  it('are seven, and each holds at least what Read-only holds', () => {
    expect(roles).toHaveLength(7);
    for (const role of roles)
      expect(permissionsOf(role)).toEqual(expect.arrayContaining(permissionsOf('read_only')));
  });

  it('hand out no more than they hold, and only owners make owners', () => {
    expect(mayGrant('admin', 'owner')).toBe(false);
    expect(mayGrant('owner', 'owner')).toBe(true);
    expect(mayGrant('csr', 'operations_manager')).toBe(false);
    expect(mayGrant('operations_manager', 'csr')).toBe(true);
  });

  it.each([
    ['read_only', 'POST', '/api/v1/bookings/00000000-0000-4000-8000-000000000000/dismiss', { reason: 'x' }],
    [
      'csr',
      'PUT',
      '/api/v1/job-type-mapping',
      { data: [{ standardJobTypeId: 'hvac.repair-ac', jobTypeIds: ['1'], businessUnitIds: ['1'] }] },
    ],
    ['csr', 'GET', '/api/v1/audit', undefined],
    ['project_manager', 'POST', '/api/v1/invitations', { email: 'b@example.com', role: 'csr' }],
    ['marketing_manager', 'POST', '/api/v1/api-keys', { name: 'x', role: 'csr' }],
  ] as const)('are kept by the server: %s may not %s %s', async (role, method, url, body) => {
    const person = await house.member(home.workspaceId, role);
    const answer = await house.call(person, method, url, body);
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('forbidden');
  });

  it('count at the next request after a change, and at once after removal', async () => {
    const person = await house.member(home.workspaceId, 'csr');
    const members = await house.call(home, 'GET', '/api/v1/members');
    const { id } = members.body.data.find((row: { email: string }) => row.email === person.email);
    expect((await house.call(home, 'PATCH', `/api/v1/members/${id}`, { role: 'read_only' })).status).toBe(
      200,
    );
    expect((await house.call(person, 'GET', '/api/v1/me')).body.role).toBe('read_only');
    expect((await house.call(home, 'DELETE', `/api/v1/members/${id}`)).status).toBe(204);
    expect((await house.call(person, 'GET', '/api/v1/me')).status).toBe(403);
  });

  it('never leave a workspace without an owner', async () => {
    const place = await house.workspace('Lonely');
    const signedIn = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: (await house.call(place, 'GET', '/api/v1/members')).body.data[0].email, password },
    });
    const cookie = signedIn.cookies.map((item) => `${item.name}=${item.value}`).join('; ');
    const [owner] = (await house.call(place, 'GET', '/api/v1/members')).body.data;
    expect((await house.call({ cookie }, 'DELETE', `/api/v1/members/${owner.id}`)).body.code).toBe(
      'last_owner',
    );
    expect(
      (await house.call({ cookie }, 'PATCH', `/api/v1/members/${owner.id}`, { role: 'csr' })).body.code,
    ).toBe('last_owner');
    expect((await house.call(place, 'DELETE', `/api/v1/members/${owner.id}`)).body.code).toBe('forbidden');
  });
});

describe('invitations', () => {
  it('bring a new person in with the invited role, once', async () => {
    const admin = await house.member(home.workspaceId, 'admin');
    const made = await house.call(admin, 'POST', '/api/v1/invitations', {
      email: 'New.Person@Example.com',
      role: 'csr',
    });
    expect(made.body).toMatchObject({ email: 'new.person@example.com', role: 'csr' });
    expect(made.body.url).toContain(`/accept-invitation/${made.body.id}`);
    const shown = await house.call({}, 'GET', `/api/v1/invitations/${made.body.id}`);
    expect(shown.body).toMatchObject({ workspaceName: 'Home', email: 'new.person@example.com' });
    const joined = await house.call({}, 'POST', `/api/v1/invitations/${made.body.id}/accept`, {
      name: 'New Person',
      password,
    });
    expect(joined.status).toBe(200);
    const again = await house.call({}, 'POST', `/api/v1/invitations/${made.body.id}/accept`, {
      name: 'New Person',
      password,
    });
    expect(again.body.code).toBe('invitation_closed');
    const signIn = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'new.person@example.com', password },
    });
    const cookie = signIn.cookies.map((item) => `${item.name}=${item.value}`).join('; ');
    expect((await house.call({ cookie }, 'GET', '/api/v1/me')).body).toMatchObject({
      role: 'csr',
      workspace: { name: 'Home' },
    });
  });

  it('ask somebody who has an account for its password', async () => {
    const admin = await house.member(home.workspaceId, 'admin');
    const elsewhere = await house.workspace('Elsewhere');
    const guest = await house.member(elsewhere.workspaceId, 'csr');
    const made = await house.call(admin, 'POST', '/api/v1/invitations', { email: guest.email, role: 'csr' });
    const wrong = await house.call({}, 'POST', `/api/v1/invitations/${made.body.id}/accept`, {
      name: 'Thief',
      password: 'a guess of mine',
    });
    expect(wrong.status).toBe(422);
    expect(
      (
        await house.call({}, 'POST', `/api/v1/invitations/${made.body.id}/accept`, {
          name: 'Guest',
          password,
        })
      ).status,
    ).toBe(200);
  });

  it.each([
    ['no e-mail', { email: 'nobody', role: 'csr' }, 'email'],
    ['an unknown role', { email: 'c@example.com', role: 'king' }, 'role'],
  ])('say under the field what is wrong: %s', async (_name, body, field) => {
    const admin = await house.member(home.workspaceId, 'admin');
    const answer = await house.call(admin, 'POST', '/api/v1/invitations', body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([field]);
  });
});

describe('API keys', () => {
  it('act with their role until revoked; only a hash is kept', async () => {
    const admin = await house.member(home.workspaceId, 'admin');
    const made = await house.call(admin, 'POST', '/api/v1/api-keys', {
      name: 'Website',
      role: 'read_only',
      expiresInDays: 30,
    });
    expect(made.body.key).toMatch(/^tp_/);
    const key = { key: made.body.key as string };
    expect((await house.call(key, 'GET', '/api/v1/bookings')).status).toBe(200);
    expect((await house.call(key, 'GET', '/api/v1/audit')).status).toBe(403);
    const listed = await house.call(admin, 'GET', '/api/v1/api-keys');
    expect(listed.body.data.find((row: { id: string }) => row.id === made.body.id)).toMatchObject({
      name: 'Website',
      role: 'read_only',
      lastUsedAt: expect.any(String),
    });
    const { rows } = await house.parts.db.systemPool.query('select * from auth.apikey');
    expect(JSON.stringify(rows)).not.toContain(made.body.key);
    expect((await house.call(admin, 'DELETE', `/api/v1/api-keys/${made.body.id}`)).status).toBe(204);
    expect((await house.call(key, 'GET', '/api/v1/bookings')).status).toBe(401);
  });

  it('are never owners, and cannot make keys', async () => {
    const admin = await house.member(home.workspaceId, 'admin');
    expect((await house.call(admin, 'POST', '/api/v1/api-keys', { name: 'x', role: 'owner' })).status).toBe(
      422,
    );
    expect((await house.call(home, 'POST', '/api/v1/api-keys', { name: 'x', role: 'csr' })).status).toBe(403);
  });
});

describe('the audit log', () => {
  it('holds what was done, by whom, and pages newest first', async () => {
    const place = await house.workspace('Audited');
    const admin = await house.member(place.workspaceId, 'admin');
    for (const email of ['one@example.com', 'two@example.com', 'three@example.com'])
      await house.call(admin, 'POST', '/api/v1/invitations', { email, role: 'csr' });
    const first = await house.call(admin, 'GET', '/api/v1/audit?limit=2');
    expect(first.body.data.map((entry: { detail: { email: string } }) => entry.detail.email)).toEqual([
      'three@example.com',
      'two@example.com',
    ]);
    expect(first.body.data[0]).toMatchObject({
      action: 'member.invited',
      actor: { type: 'user', name: 'A admin' },
    });
    const second = await house.call(admin, 'GET', `/api/v1/audit?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.data.map((entry: { detail: { email: string } }) => entry.detail.email)).toEqual([
      'one@example.com',
    ]);
    expect(second.body.nextCursor).toBeNull();
  });

  it('cannot be changed or emptied, not even by the owner of the tables', async () => {
    for (const statement of [
      "update audit_log set action = 'x'",
      'delete from audit_log',
      'truncate audit_log',
    ]) {
      await expect(house.parts.db.systemPool.query(statement)).rejects.toThrow('append-only');
    }
  });
});
