import { makeBooking, makeForm, moved, NOW } from './bookings.ts';
import { countBookings, listBookings, page } from './lists.ts';
import type { FakeWorld, Planned, Received } from './world.ts';

export type Handler = (world: FakeWorld, request: Received, id: string, ...more: string[]) => Planned;

export const ok = (body: unknown): Planned => ({ status: 200, body });
export const problem = (
  status: number,
  code: string,
  detail = '',
  errors?: Record<string, string[]>,
): Planned => ({
  status,
  body: {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail,
    requestId: 'req-1',
    ...(errors && { errors }),
  },
});
const at = new Date(NOW).toISOString();
const fields = (request: Received): Record<string, string> => (request.body ?? {}) as Record<string, string>;

function booking(
  world: FakeWorld,
  id: string,
  answer: (found: ReturnType<typeof makeBooking>) => Planned,
): Planned {
  const found = world.bookings.get(id);
  return found ? answer(found) : problem(404, 'not_found');
}

const REASONS = [
  { id: 'duplicate', name: 'Duplicate' },
  { id: 'out_of_area', name: 'Out of area' },
  { id: 'not_our_work', name: 'Not our kind of work' },
  { id: 'no_answer', name: 'Customer not reached' },
];

/** The product's API over the fake's state, by "METHOD /path" with {name} for any one segment. */
export const ROUTES: Record<string, Handler> = {
  'GET /api/v1/public': (world) => ok({ sandbox: world.me.sandbox, demo: world.demo }),
  'GET /api/v1/me': (world) => ok(world.me),
  'GET /api/v1/bookings': (world, { query }) => ok(listBookings(world, query)),
  'GET /api/v1/bookings/counts': (world) => ok(countBookings(world)),
  'GET /api/v1/bookings/{id}': (world, _, id) => booking(world, id, ok),
  'GET /api/v1/bookings/{id}/form': (world, _, id) =>
    booking(world, id, (found) => ok(world.form(makeForm(found)))),
  'POST /api/v1/bookings/{id}/accept': (world, _, id) =>
    booking(world, id, (found) => {
      if (found.status !== 'New' && found.status !== 'Accepted') return problem(409, 'booking_not_open');
      const job = {
        jobId: '9007199254740993',
        jobNumber: '5521',
        jobUrl: 'http://127.0.0.1:1/jobs/9007199254740993',
      };
      world.put(moved(found, 'Converted', { ...job, acceptedBy: world.me.user.name }));
      return ok(world.bookings.get(id));
    }),
  'POST /api/v1/bookings/{id}/dismiss': (world, request, id) =>
    booking(world, id, (found) => {
      const { reason = '', memo = null } = fields(request);
      const name = REASONS.find((each) => each.id === reason)?.name ?? reason;
      world.put(moved(found, 'Dismissed', { dismissReason: name, dismissMemo: memo }));
      return ok(world.bookings.get(id));
    }),
  'POST /api/v1/bookings/{id}/restore': (world, _, id) =>
    booking(world, id, (found) => {
      world.put(moved(found, 'New', { dismissReason: null, dismissMemo: null }));
      return ok(world.bookings.get(id));
    }),
  'GET /api/v1/dismiss-reasons': () => ok({ data: REASONS }),
  'GET /api/v1/sandbox': () =>
    ok({
      simulators: { thumbtack: { url: 'http://127.0.0.1:1/thumbtack' } },
      emulator: { url: 'http://127.0.0.1:1', controlUrl: 'http://127.0.0.1:1/_emulator' },
      categories: [{ id: 'c1', name: 'Drain cleaning' }],
    }),
  'POST /api/v1/sandbox/leads': (world, request) => {
    const { count = 1, name } = (request.body ?? {}) as { count?: number; name?: string };
    for (let nth = 0; nth < count; nth += 1) {
      const fresh = makeBooking(world.bookings.size, {
        id: `sent-${world.bookings.size}`,
        submittedAt: new Date().toISOString(),
      });
      world.announce(name === undefined ? fresh : { ...fresh, customer: { ...fresh.customer, name } });
    }
    return ok({ sent: count });
  },
  'GET /api/v1/audit': (world, { query }) =>
    ok(
      page(
        world.audit.filter((row) => !query.get('action') || row.action === query.get('action')),
        query,
      ),
    ),
  'GET /api/v1/members': (world) => ok({ data: world.members }),
  'PATCH /api/v1/members/{id}': (world, request, id) => {
    const found = world.members.find((each) => each.id === id);
    if (!found) return problem(404, 'not_found');
    Object.assign(found, fields(request));
    return ok(found);
  },
  'DELETE /api/v1/members/{id}': (world, _, id) => {
    world.members = world.members.filter((each) => each.id !== id);
    return { status: 204, body: null };
  },
  'GET /api/v1/invitations': (world) => ok({ data: world.invitations }),
  'POST /api/v1/invitations': (world, request) => {
    const id = `i${world.invitations.length + 1}`;
    const row = { id, expiresAt: at, url: `http://127.0.0.1/accept-invitation/${id}`, ...fields(request) };
    world.invitations.push(row as never);
    return ok(row);
  },
  'GET /api/v1/invitations/{id}': (_, __, id) =>
    id === 'used'
      ? problem(404, 'invitation_closed')
      : ok({
          email: 'owner@demo.test',
          role: 'csr',
          workspaceName: 'Copper State Home Services',
          expiresAt: at,
        }),
  'POST /api/v1/invitations/{id}/accept': (_, request) =>
    fields(request).password === 'demo-password'
      ? ok({ email: 'owner@demo.test', workspaceId: 'w1' })
      : problem(422, 'validation', '', { password: ['This is not the password of your account.'] }),
  'DELETE /api/v1/invitations/{id}': (world, _, id) => {
    world.invitations = world.invitations.filter((each) => each.id !== id);
    return { status: 204, body: null };
  },
  'GET /api/v1/api-keys': (world) => ok({ data: world.apiKeys }),
  'POST /api/v1/api-keys': (world, request) => {
    const { name = '', role = 'csr' } = fields(request);
    const id = `k${world.apiKeys.length + 1}`;
    const row = {
      id,
      name,
      role: role as 'csr',
      prefix: 'tp_',
      createdAt: at,
      lastUsedAt: null,
      expiresAt: null,
    };
    world.apiKeys.push(row);
    return ok({ ...row, key: 'tp_0123456789abcdef' });
  },
  'DELETE /api/v1/api-keys/{id}': (world, _, id) => {
    world.apiKeys = world.apiKeys.filter((each) => each.id !== id);
    return { status: 204, body: null };
  },
  'POST /api/auth/sign-in/email': (world, request) => {
    const { email, password } = fields(request);
    if (email !== 'owner@demo.test' || password !== 'demo-password')
      return {
        status: 401,
        body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' },
      };
    world.signedIn = true;
    return ok({ redirect: false, token: 't', user: world.me.user });
  },
  'POST /api/auth/sign-out': (world) => {
    world.signedIn = false;
    return ok({ success: true });
  },
  'POST /api/auth/organization/set-active': () => ok({}),
};
