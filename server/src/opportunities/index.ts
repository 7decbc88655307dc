/**
 * Job, membership and call opportunities: built in sets from the mirror, with their standard fields, details and
 * contacts. May import platform, accounts, connections, sync, contacts.
 */
export { opportunityCrontab, opportunityTasks, retryBuild } from './jobs.ts';
export type { OpportunityRoom } from './room.ts';
export { opportunityRoutes } from './routes.ts';
export { repointLinks } from './store.ts';
