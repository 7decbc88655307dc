import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import scalar from '@scalar/fastify-api-reference';
import { type Auth, accountRoutes, createAuthenticate, guard } from './accounts/index.ts';
import { createBookings } from './bookings/index.ts';
import { connectionRoutes, createConnections } from './connections/index.ts';
import { contactRoutes } from './contacts/index.ts';
import {
  createHookAccounts,
  type IntegrationRoom,
  integrationRoutes,
  marketplaceRoutes,
} from './integrations/index.ts';
import { jobTypeRoutes } from './job-types/index.ts';
import { type OpportunityRoom, opportunityRoutes, repointLinks, retryBuild } from './opportunities/index.ts';
import {
  type Clock,
  createHttp,
  type Database,
  type Http,
  type Live,
  type Logger,
  type Metrics,
  type Mutex,
  Problem,
  type Vault,
  zodRoutes,
} from './platform/index.ts';
import { type Sandbox, sandboxRoutes } from './sandbox/index.ts';
import { createSyncRoom, syncRoutes } from './sync/index.ts';

const webFolder = join(import.meta.dirname, '../../web/dist');

export interface Parts {
  readonly db: Database;
  readonly auth: Auth;
  readonly vault: Vault;
  readonly live: Live;
  readonly mutex: Mutex;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly version: string;
  /** Where the world reaches this server. */
  url(): string;
  sandbox(): Sandbox | null;
}

/** Puts the rooms together by hand; nothing else happens here. */
export function createRooms(parts: Parts) {
  const connections = createConnections(parts);
  const integrations: IntegrationRoom = parts;
  const sync = createSyncRoom({ ...parts, connections });
  const opportunities: OpportunityRoom = { ...parts, sync };
  const bookings = createBookings({ ...parts, connections, integrations });
  return { connections, sync, opportunities, integrations, bookings };
}

/** The HTTP side of a process: every room's routes, the screens, and what watches over a server. */
export async function createApp(parts: Parts, rooms: ReturnType<typeof createRooms>): Promise<Http> {
  const { db, live } = parts;
  const app = await createHttp(parts);
  await app.register(guard, { authenticate: createAuthenticate(parts.auth, db) });
  const routes = zodRoutes(app);

  accountRoutes(app, {
    ...parts,
    surroundings: {
      sandbox: () => parts.sandbox() !== null,
      serviceTitan: async (workspaceId) => {
        const found = await rooms.connections.find(workspaceId);
        return { connected: found !== null, jobUrl: found?.jobUrl ?? null };
      },
    },
  });
  await connectionRoutes(app, { ...parts, connections: rooms.connections });
  syncRoutes(routes, {
    ...rooms.sync,
    retryBuild: async (where, failed) => await retryBuild(rooms.opportunities, where, failed),
  });
  contactRoutes(routes, { db, repoint: repointLinks });
  opportunityRoutes(routes, rooms.opportunities);
  jobTypeRoutes(routes, db);
  integrationRoutes(routes, rooms.integrations);
  marketplaceRoutes(routes, db);
  const hookAccounts = createHookAccounts(db, parts.vault, live);
  app.addHook('onClose', () => hookAccounts.close());
  await rooms.bookings.routes(app, live, hookAccounts.find);
  sandboxRoutes(routes, { db, running: parts.sandbox });

  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok', version: parts.version }));
  app.get('/ready', { schema: { hide: true } }, async () => {
    try {
      await db.systemPool.query('select 1');
      return { status: 'ready' };
    } catch (cause) {
      throw new Problem(503, 'database_unavailable', 'The database does not answer.', { cause });
    }
  });
  app.get(
    '/metrics',
    { schema: { hide: true } },
    async (_request, reply) =>
      await reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()),
  );
  app.get(
    '/api/v1/openapi.json',
    { config: { access: 'public' }, schema: { hide: true } },
    async (_request, reply) => await reply.serializer(JSON.stringify).send(app.swagger()),
  );
  await app.register(scalar, {
    routePrefix: '/api',
    configuration: { url: '/api/v1/openapi.json', title: 'Tradepost API' },
  });
  app.addHook('onSend', async (request, reply) => {
    // The reference page brings inline script and style of its own; it holds nothing of a workspace.
    if (/^\/api\/?$/.test(request.url.split('?')[0] ?? ''))
      reply.header(
        'content-security-policy',
        "default-src 'self' 'unsafe-inline' data: blob:; frame-ancestors 'none'",
      );
  });
  await serveScreens(app);
  return app;
}

/** The built screens; any other address is a screen's own and gets the page. */
async function serveScreens(app: Http): Promise<void> {
  if (!existsSync(join(webFolder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: webFolder,
    wildcard: false,
    setHeaders: (reply, path) => {
      // Files under assets/ carry a hash of their content in the name.
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (/^\/(api|hooks|assets)\//.test(path))
      throw new Problem(404, 'not_found', `There is nothing at ${request.method} ${path}.`);
    return await reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
