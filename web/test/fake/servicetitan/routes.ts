import type {
  Connection,
  ConnectionFields,
  MarketplaceApp,
  MirrorRecord,
  Settings,
  SettingsState,
} from '../../../src/api/servicetitan.ts';
import { NOW } from '../bookings.ts';
import { page } from '../lists.ts';
import { type Handler, ok, problem } from '../routes.ts';
import type { FakeWorld, Planned, Received } from '../world.ts';
import { BUDGET, CATALOGUE, makeDraft, SCOPES, WEBHOOK } from './connections.ts';
import { previewOf } from './customers.ts';
import { dryRun, estimate, makeRecord } from './sync.ts';

const body = <Sent>(request: Received): Sent => (request.body ?? {}) as Sent;
const found = <Row>(row: Row | undefined, answer: (row: Row) => Planned): Planned =>
  row ? answer(row) : problem(404, 'not_found');

/** Changes a connection and answers with it. */
const change =
  (changes: (connection: Connection, request: Received, world: FakeWorld) => Partial<Connection>): Handler =>
  (world, request, id) =>
    found(world.serviceTitan.connection(id), (connection) => {
      Object.assign(connection, changes(connection, request, world));
      return ok(connection);
    });

function saved(connection: Connection, sent: ConnectionFields): Partial<Connection> {
  const { clientSecret, appKey, ...rest } = sent;
  return {
    ...rest,
    hasClientSecret: connection.hasClientSecret || clientSecret !== undefined,
    hasAppKey: connection.hasAppKey || appKey !== undefined,
  };
}

function settingsState(world: FakeWorld, connection: Connection): SettingsState {
  return {
    version: connection.settingsVersion,
    settings: world.serviceTitan.settingsOf(connection.id),
    catalogue: CATALOGUE,
    warnings: [],
  };
}

function marketplace(world: FakeWorld): MarketplaceApp[] {
  const { connections } = world.serviceTitan;
  return [
    {
      id: 'servicetitan',
      name: 'ServiceTitan',
      category: 'crm',
      summary:
        'Customers, jobs, memberships and calls become contacts and opportunities; messages become notes.',
      status: connections.some((each) => each.status !== 'draft')
        ? 'connected'
        : connections.length > 0
          ? 'in_progress'
          : 'available',
      instances: connections.map(({ id, name, status }) => ({
        id,
        name,
        status,
        path: status === 'draft' ? `/marketplace/servicetitan/${id}` : `/settings/connections/${id}`,
      })),
    },
    {
      id: 'thumbtack',
      name: 'Thumbtack',
      category: 'lead_source',
      summary: 'Leads of Thumbtack arrive as bookings.',
      status: 'available',
      instances: [],
    },
  ];
}

const matches = (query: URLSearchParams, text: string): boolean =>
  text.toLowerCase().includes((query.get('search') ?? '').toLowerCase());

const CONNECTIONS: Record<string, Handler> = {
  'GET /api/v1/marketplace': (world) => ok({ data: marketplace(world), nextCursor: null }),
  'GET /api/v1/connections': (world, { query }) => ok(page(world.serviceTitan.connections, query)),
  'POST /api/v1/connections': (world, request) => {
    const made = makeDraft(body<ConnectionFields>(request));
    world.serviceTitan.connections.push(made);
    return { status: 201, body: made };
  },
  'GET /api/v1/connections/{id}': change(() => ({})),
  'PATCH /api/v1/connections/{id}': change((connection, request) => saved(connection, body(request))),
  'DELETE /api/v1/connections/{id}': (world, _, id) => {
    world.serviceTitan.connections = world.serviceTitan.connections.filter((each) => each.id !== id);
    return { status: 204, body: null };
  },
  'POST /api/v1/connections/{id}/check': (world) => {
    const { checks } = world.serviceTitan;
    return ok({ ok: checks.every((check) => check.state === 'ok'), checks });
  },
  'POST /api/v1/connections/{id}/finish': change(() => ({
    status: 'active',
    activatedAt: new Date(NOW).toISOString(),
  })),
  'POST /api/v1/connections/{id}/pause': change(() => ({
    status: 'paused',
    pausedReason: 'person',
    pausedAt: new Date(NOW).toISOString(),
  })),
  'POST /api/v1/connections/{id}/resume': change(() => ({
    status: 'active',
    pausedReason: null,
    pausedAt: null,
  })),
  'GET /api/v1/connections/{id}/scopes': () => ok(SCOPES),
  'POST /api/v1/connections/{id}/scopes/check': () => ok(SCOPES),
  'GET /api/v1/connections/{id}/settings': (world, _, id) =>
    found(world.serviceTitan.connection(id), (connection) => ok(settingsState(world, connection))),
  'PUT /api/v1/connections/{id}/settings': (world, request, id) =>
    found(world.serviceTitan.connection(id), (connection) => {
      const { version, settings } = body<{ version: number; settings: Settings }>(request);
      if (version !== connection.settingsVersion)
        return problem(409, 'settings_changed', 'Somebody else has changed the settings meanwhile.');
      world.serviceTitan.settings.set(id, settings);
      connection.settingsVersion += 1;
      return ok(settingsState(world, connection));
    }),
  'GET /api/v1/connections/{id}/settings/history': (world, { query }) =>
    ok(page(world.serviceTitan.versions, query)),
  'POST /api/v1/connections/{id}/settings/import': (_, request) =>
    ok({
      changes: [
        { path: 'models', before: ['job'], after: ['job', 'membership'] },
        { path: 'push.incoming.customer', before: false, after: true },
      ],
      warnings: ['More than one model is chosen; exactly one is recommended.'],
      applied: body<{ apply: boolean }>(request).apply,
      version: 4,
    }),
  'GET /api/v1/connections/{id}/budget': () => ok(BUDGET),
  'GET /api/v1/connections/{id}/webhook': () => ok(WEBHOOK),
  'PATCH /api/v1/connections/{id}/webhook': (_, request) => ok({ ...WEBHOOK, ...body<object>(request) }),
  'POST /api/v1/connections/{id}/webhook/rotate': () => ok({ ...WEBHOOK, url: `${WEBHOOK.url}-new` }),
};

const SYNC: Record<string, Handler> = {
  'GET /api/v1/connections/{id}/sync': (world) => ok(world.serviceTitan.sync),
  'POST /api/v1/connections/{id}/sync': (world) => ({ status: 202, body: world.serviceTitan.sync }),
  'POST /api/v1/connections/{id}/sync/estimate': (_, request) =>
    ok(estimate(body<{ days: number }>(request).days)),
  'GET /api/v1/sync-runs': (world, { query }) =>
    ok(
      page(
        world.serviceTitan.runs.filter(
          (run) =>
            (query.get('kind') ?? run.kind) === run.kind &&
            (query.get('status') ?? run.status) === run.status,
        ),
        query,
      ),
    ),
  'GET /api/v1/connections/{id}/sync-errors': (world, { query }) =>
    ok(page(world.serviceTitan.errors, query)),
  'POST /api/v1/connections/{id}/sync-errors/{errorId}/retry': (world, _, __, errorId) => {
    const st = world.serviceTitan;
    st.errors = st.errors.filter((each) => each.id !== errorId);
    st.sync = { ...st.sync, errors: st.errors.length };
    return ok({ outcome: 'solved', message: null });
  },
  'GET /api/v1/connections/{id}/records/{resource}/{recordId}': (_, __, ___, resource, recordId = '') =>
    ok(makeRecord(resource as MirrorRecord['resource'], recordId)),
  'POST /api/v1/connections/{id}/dry-run': (world) => {
    world.serviceTitan.dryRunProgress = 0;
    return { status: 202, body: dryRun('d1', 0) };
  },
  'GET /api/v1/connections/{id}/dry-runs/{dryRunId}': (world, _, __, dryRunId = '') => {
    const st = world.serviceTitan;
    st.dryRunProgress = Math.min(1, st.dryRunProgress + st.dryRunStep);
    return ok(dryRun(dryRunId, st.dryRunProgress));
  },
  'GET /api/v1/connections/{id}/placeholders': (world) => ok(world.serviceTitan.placeholders),
  'GET /api/v1/connections/{id}/preview': (world, { query }) =>
    found(
      world.serviceTitan.opportunities.find((each) => each.externalId === query.get('externalId')),
      (opportunity) => ok(previewOf(opportunity)),
    ),
};

const CUSTOMERS: Record<string, Handler> = {
  'GET /api/v1/contacts': (world, { query }) =>
    ok(
      page(
        world.serviceTitan.contacts.filter((row) =>
          matches(query, `${row.firstName} ${row.lastName} ${row.company ?? ''}`),
        ),
        query,
      ),
    ),
  'GET /api/v1/contacts/{id}': (world, _, id) =>
    found(
      world.serviceTitan.contacts.find((each) => each.id === (world.serviceTitan.mergedInto.get(id) ?? id)),
      ok,
    ),
  'GET /api/v1/contact-conflicts': (world, { query }) =>
    ok(
      page(
        world.serviceTitan.conflicts.filter(
          (each) => (each.status === 'open') === (query.get('status') === 'open'),
        ),
        query,
      ),
    ),
  'POST /api/v1/contact-conflicts/{id}/resolve': (world, request, id) =>
    found(
      world.serviceTitan.conflicts.find((each) => each.id === id),
      (conflict) => {
        const { action, contactId } = body<{ action: 'merge' | 'separate'; contactId?: string }>(request);
        conflict.status = action === 'merge' ? 'merged' : 'separate';
        const into = world.serviceTitan.contacts.find((each) => each.id === contactId);
        into?.merges.push({
          id: `m-${id}`,
          at: new Date(NOW).toISOString(),
          reason: conflict.reason,
          evidence: [],
          actor: { type: 'user', id: world.me.user.id, name: world.me.user.name },
          undone: false,
          parts: [{ customerId: conflict.customer.customerId, name: conflict.customer.name }],
        });
        return ok(conflict);
      },
    ),
  'POST /api/v1/contact-merges/{id}/undo': (world, _, id) =>
    found(
      world.serviceTitan.contacts.find((each) => each.merges.some((merge) => merge.id === id)),
      (contact) => {
        for (const merge of contact.merges) if (merge.id === id) merge.undone = true;
        for (const conflict of world.serviceTitan.conflicts)
          if (id === `m-${conflict.id}`) conflict.status = 'open';
        return ok(contact);
      },
    ),
  'GET /api/v1/opportunities': (world, { query }) =>
    ok(
      page(
        world.serviceTitan.opportunities.filter(
          (row) =>
            (query.get('model') ?? row.model) === row.model &&
            (query.get('contactId') ?? row.contactId) === row.contactId &&
            matches(query, `${row.title} ${row.firstName} ${row.lastName}`),
        ),
        query,
      ),
    ),
  'GET /api/v1/opportunities/{id}': (world, _, id) =>
    found(
      world.serviceTitan.opportunities.find((each) => each.id === id),
      ok,
    ),
  'GET /api/v1/opportunity-fields': () =>
    ok({
      data: [
        { path: 'modifiedOn', type: 'date', resource: 'jobs' },
        { path: 'appointments:#:modifiedOn', type: 'date', resource: 'appointments' },
        { path: 'estimates:#:modifiedOn', type: 'date', resource: 'estimates' },
        { path: 'jobStatus', type: 'text', resource: 'jobs' },
      ],
    }),
};

/** The part of the product's API that is about ServiceTitan. */
export const SERVICETITAN_ROUTES: Record<string, Handler> = { ...CONNECTIONS, ...SYNC, ...CUSTOMERS };
