/**
 * The life of an installed source: its account, sign-in and tokens, categories, on and off. May import platform,
 * accounts, connections, job-types, sources.
 */
export { createHookAccounts, type HookAccount } from './accounts.ts';
export {
  addAccount,
  clientContext,
  finishAuthorization,
  hookUrl,
  type Room as IntegrationRoom,
  secretOf,
  startAuthorization,
} from './connect.ts';
export { marketplaceRoutes } from './marketplace.ts';
export { replyToLead, reportLead } from './outreach.ts';
export { integrationRoutes } from './routes.ts';
export {
  findIntegration,
  listAccounts,
  listIntegrations,
  saveCategories,
  saveIntegration,
} from './store.ts';
