/** What the API says of connections to ServiceTitan, their sync, contacts and opportunities, by the generated contract. */

import type { Answer, Body, Done, RowOf, SortOf } from './schema.ts';

export type MarketplaceApp = RowOf<'/api/v1/marketplace'>;

export type Connection = Answer<'/api/v1/connections/{id}'>;
/** What a person may set of a connection; a secret that is left out stays as it is. */
export type ConnectionFields = Body<'/api/v1/connections/{id}', 'patch'>;
export type Environment = Connection['environment'];
export type Step = Connection['step'];
export type Check = Done<'/api/v1/connections/{id}/check'>['checks'][number];
export type CheckedField = Check['field'];
export type ScopeReport = Answer<'/api/v1/connections/{id}/scopes'>;
export type Budget = Answer<'/api/v1/connections/{id}/budget'>;
export type Webhook = Answer<'/api/v1/connections/{id}/webhook'>;
export type WebhookFields = Body<'/api/v1/connections/{id}/webhook', 'patch'>;

export type SettingsState = Answer<'/api/v1/connections/{id}/settings'>;
export type Settings = SettingsState['settings'];
export type ModelInfo = SettingsState['catalogue'][number];
export type Model = ModelInfo['model'];
export type ResourceInfo = ModelInfo['resources'][number];
export type Push = keyof Settings['push'];
export type SettingsVersion = RowOf<'/api/v1/connections/{id}/settings/history'>;

export type SyncOverview = Answer<'/api/v1/connections/{id}/sync'>;
export type ResourceState = SyncOverview['resources'][number];
export type Estimate = Done<'/api/v1/connections/{id}/sync/estimate'>;
export type SyncRun = RowOf<'/api/v1/sync-runs'>;
export type Counts = Pick<SyncRun, 'read' | 'new' | 'changed' | 'same' | 'deleted'>;
export type SyncError = RowOf<'/api/v1/connections/{id}/sync-errors'>;
export type MirrorRecord = Answer<'/api/v1/connections/{id}/records/{resource}/{recordId}'>;

export type ContactRow = RowOf<'/api/v1/contacts'>;
export type Contact = Answer<'/api/v1/contacts/{id}'>;
export type ContactMerge = Contact['merges'][number];
export type Conflict = RowOf<'/api/v1/contact-conflicts'>;
export type Candidate = Conflict['candidates'][number];
export type Placeholder = Answer<'/api/v1/connections/{id}/placeholders'>['emails'][number];

export type OpportunityRow = RowOf<'/api/v1/opportunities'>;
export type Opportunity = Answer<'/api/v1/opportunities/{id}'>;
export type OpportunitySort = SortOf<'/api/v1/opportunities'>;
export type DryRun = Answer<'/api/v1/connections/{id}/dry-runs/{dryRunId}'>;
export type Preview = Answer<'/api/v1/connections/{id}/preview'>;

export const MODELS = ['job', 'membership', 'call'] as const satisfies readonly Model[];
export const STEPS = [
  'credentials',
  'models',
  'resources',
  'filters',
  'push',
  'review',
] as const satisfies readonly Step[];
export const ENVIRONMENTS = [
  'production',
  'integration',
  'emulator',
] as const satisfies readonly Environment[];
export const PUSHES = ['campaigns', 'incoming', 'manual'] as const satisfies readonly Push[];
export const DIGESTS = ['sha256', 'sha1', 'sha512'] as const satisfies readonly Webhook['digest'][];
export const ENCODINGS = ['hex', 'base64'] as const satisfies readonly Webhook['encoding'][];
export const RUN_KINDS = [
  'backfill',
  'increment',
  'webhook',
  'reconcile',
] as const satisfies readonly SyncRun['kind'][];
export const RUN_STATUSES = [
  'running',
  'done',
  'failed',
  'paused',
] as const satisfies readonly SyncRun['status'][];
export const OPPORTUNITY_SORTS = [
  '-externalUpdatedAt',
  'externalUpdatedAt',
  '-externalCreatedAt',
] as const satisfies readonly OpportunitySort[];
