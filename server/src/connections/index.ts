/**
 * A workspace's way into ServiceTitan: credentials, the client, and what its failures mean to people. The only place
 * that makes a client. May import platform, accounts.
 */
export { type Connections, connect, createConnections, type ServiceTitan } from './connect.ts';
export { serviceTitanProblem } from './problems.ts';
export { connectionRoutes } from './routes.ts';
export { listConnections, removeConnection } from './store.ts';
