/**
 * Trades, the catalogue of standard job types and the contractor's own mapping of them to job types and business units
 * (L28 to L42). May import platform, accounts.
 */
export { standardJobType } from './catalogue.ts';
export { isComplete, type Mapping, prefill } from './mapping.ts';
export { jobTypeRoutes } from './routes.ts';
export { findMapping, listMappings, saveMappings } from './store.ts';
