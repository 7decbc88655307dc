/**
 * A workspace's ways into ServiceTitan: credentials and their checks, settings, scopes, the request budget, webhooks in,
 * and what failures mean to people. The only place that makes a client. May import platform, accounts.
 */
import type { FastifyInstance } from 'fastify';
import { zodRoutes } from '../platform/index.ts';
import { budgetRoutes } from './budget/routes.ts';
import { wizardRoutes } from './routes.ts';
import { scopeRoutes } from './scopes/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { serviceTitanHook } from './webhook/hook.ts';
import { webhookRoutes } from './webhook/routes.ts';
import type { ConnectionRoom } from './wizard.ts';

export { connect, pauseConnection } from './connect.ts';
export { type Connections, createConnections, type ServiceTitan } from './open.ts';
export { serviceTitanProblem } from './problems.ts';
export { defaultSettings, type Settings, settingsSchema } from './settings/settings.ts';
export { readSettings } from './settings/store.ts';
export {
  allConnections,
  type Connection,
  findConnection,
  listConnections,
  removeConnection,
  setSince,
} from './store.ts';
export type { ConnectionRoom } from './wizard.ts';

/** Everything of a connection over HTTP, and the address that ServiceTitan delivers to. */
export async function connectionRoutes(app: FastifyInstance, room: ConnectionRoom): Promise<void> {
  const routes = zodRoutes(app);
  wizardRoutes(routes, room);
  settingsRoutes(routes, room);
  scopeRoutes(routes, room);
  budgetRoutes(routes, room);
  webhookRoutes(routes, room);
  await serviceTitanHook(app, room);
}
