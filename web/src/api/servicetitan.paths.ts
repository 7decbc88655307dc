/** The routes about ServiceTitan, standing in for the generated ones; they win over what `paths.gen.ts` says. */
import type {
  Budget,
  Check,
  Conflict,
  Connection,
  ConnectionFields,
  Contact,
  ContactRow,
  DryRun,
  Environment,
  Estimate,
  FieldType,
  ImportOutcome,
  MarketplaceApp,
  MirrorRecord,
  Model,
  Opportunity,
  OpportunityRow,
  OpportunitySort,
  Placeholder,
  Preview,
  ScopeReport,
  Settings,
  SettingsState,
  SettingsVersion,
  SyncError,
  SyncOverview,
  SyncRun,
  Webhook,
  WebhookFields,
} from './servicetitan.ts';

type List<Row> = { data: Row[]; nextCursor: string | null };
type Of<Name extends string> = { path: Record<Name, string> };
type Paged<Query> = { query?: Query & { limit?: number; cursor?: string } };
type Headers = { [name: string]: unknown };

interface Answers<Body> {
  responses: { 200: { headers: Headers; content: { 'application/json': Body } } };
}
interface Reads<Body, Parameters = { query?: never }> extends Answers<Body> {
  parameters: Parameters;
}
interface Sends<Sent, Body, Parameters = { query?: never }> extends Answers<Body> {
  parameters: Parameters;
  requestBody: { content: { 'application/json': Sent } };
}
interface Deletes {
  parameters: Of<'id'>;
  responses: { 204: { headers: Headers; content?: never } };
}

/** The routes of the above, in the shape of the generated contract. */
export interface ServiceTitanPaths {
  '/api/v1/marketplace': { get: Reads<List<MarketplaceApp>> };
  '/api/v1/connections': {
    get: Reads<List<Connection>, Paged<object>>;
    post: Sends<ConnectionFields & { environment: Environment }, Connection>;
  };
  '/api/v1/connections/{id}': {
    get: Reads<Connection, Of<'id'>>;
    patch: Sends<ConnectionFields, Connection, Of<'id'>>;
    delete: Deletes;
  };
  '/api/v1/connections/{id}/check': { post: Reads<{ ok: boolean; checks: Check[] }, Of<'id'>> };
  '/api/v1/connections/{id}/finish': { post: Reads<Connection, Of<'id'>> };
  '/api/v1/connections/{id}/pause': { post: Reads<Connection, Of<'id'>> };
  '/api/v1/connections/{id}/resume': { post: Reads<Connection, Of<'id'>> };
  '/api/v1/connections/{id}/scopes': { get: Reads<ScopeReport, Of<'id'>> };
  '/api/v1/connections/{id}/scopes/check': { post: Reads<ScopeReport, Of<'id'>> };
  '/api/v1/connections/{id}/settings': {
    get: Reads<SettingsState, Of<'id'>>;
    put: Sends<{ version: number; settings: Settings; comment?: string }, SettingsState, Of<'id'>>;
  };
  '/api/v1/connections/{id}/settings/history': {
    get: Reads<List<SettingsVersion>, Of<'id'> & Paged<object>>;
  };
  '/api/v1/connections/{id}/settings/import': {
    post: Sends<{ file: Record<string, unknown>; apply: boolean }, ImportOutcome, Of<'id'>>;
  };
  '/api/v1/connections/{id}/budget': { get: Reads<Budget, Of<'id'>> };
  '/api/v1/connections/{id}/webhook': {
    get: Reads<Webhook, Of<'id'>>;
    patch: Sends<WebhookFields, Webhook, Of<'id'>>;
  };
  '/api/v1/connections/{id}/webhook/rotate': { post: Reads<Webhook, Of<'id'>> };
  '/api/v1/connections/{id}/sync': {
    get: Reads<SyncOverview, Of<'id'>>;
    post: Sends<{ kind: 'increment' | 'reconcile' | 'backfill'; days?: number }, SyncOverview, Of<'id'>>;
  };
  '/api/v1/connections/{id}/sync/estimate': { post: Sends<{ days: number }, Estimate, Of<'id'>> };
  '/api/v1/sync-runs': {
    get: Reads<
      List<SyncRun>,
      Paged<{ connectionId?: string; kind?: SyncRun['kind']; status?: SyncRun['status'] }>
    >;
  };
  '/api/v1/connections/{id}/sync-errors': { get: Reads<List<SyncError>, Of<'id'> & Paged<object>> };
  '/api/v1/connections/{id}/sync-errors/{errorId}/retry': {
    post: Reads<{ outcome: 'solved' | 'failed'; message: string | null }, Of<'id' | 'errorId'>>;
  };
  '/api/v1/connections/{id}/records/{resource}/{recordId}': {
    get: Reads<MirrorRecord, Of<'id' | 'resource' | 'recordId'>>;
  };
  '/api/v1/contacts': { get: Reads<List<ContactRow>, Paged<{ search?: string; connectionId?: string }>> };
  '/api/v1/contacts/{id}': { get: Reads<Contact, Of<'id'>> };
  '/api/v1/contact-conflicts': {
    get: Reads<List<Conflict>, Paged<{ status?: 'open' | 'resolved' }>>;
  };
  '/api/v1/contact-conflicts/{id}/resolve': {
    post: Sends<{ action: 'merge' | 'separate'; contactId?: string }, Conflict, Of<'id'>>;
  };
  '/api/v1/contact-merges/{id}/undo': { post: Reads<Contact, Of<'id'>> };
  '/api/v1/connections/{id}/placeholders': {
    get: Reads<{ emails: Placeholder[]; phones: Placeholder[] }, Of<'id'> & { query?: { min?: number } }>;
  };
  '/api/v1/opportunities': {
    get: Reads<
      List<OpportunityRow>,
      Paged<{
        model?: Model;
        connectionId?: string;
        contactId?: string;
        externalId?: string;
        search?: string;
        sort?: OpportunitySort;
      }>
    >;
  };
  '/api/v1/opportunities/{id}': { get: Reads<Opportunity, Of<'id'>> };
  '/api/v1/opportunity-fields': {
    get: Reads<
      { data: { path: string; type: FieldType; resource: string }[] },
      { query?: { model?: Model } }
    >;
  };
  '/api/v1/connections/{id}/dry-run': { post: Sends<{ settings?: Settings }, DryRun, Of<'id'>> };
  '/api/v1/connections/{id}/dry-runs/{dryRunId}': { get: Reads<DryRun, Of<'id' | 'dryRunId'>> };
  '/api/v1/connections/{id}/preview': {
    get: Reads<Preview, Of<'id'> & { query: { model: Model; externalId?: string } }>;
  };
}
