/** What the API says of connections to ServiceTitan, their sync, contacts and opportunities. */

export const MODELS = ['job', 'membership', 'call'] as const;
export type Model = (typeof MODELS)[number];

export const STEPS = ['credentials', 'models', 'resources', 'filters', 'push', 'review'] as const;
export type Step = (typeof STEPS)[number];

export const ENVIRONMENTS = ['production', 'integration', 'emulator'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export interface MarketplaceApp {
  id: string;
  name: string;
  category: 'crm' | 'lead_source';
  summary: string;
  status: 'available' | 'in_progress' | 'connected';
  instances: { id: string; name: string; status: string; path: string }[];
}

export interface Connection {
  id: string;
  name: string;
  environment: Environment;
  status: 'draft' | 'active' | 'paused';
  step: Step;
  tenantId: string | null;
  clientId: string | null;
  hasClientSecret: boolean;
  hasAppKey: boolean;
  apiUrl: string;
  authUrl: string;
  pausedReason: 'credentials' | 'person' | null;
  pausedAt: string | null;
  activatedAt: string | null;
  since: string | null;
  createdAt: string;
  settingsVersion: number;
}

/** What a person may set of a connection; a secret that is left out stays as it is. */
export interface ConnectionFields {
  name?: string;
  environment?: Environment;
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  appKey?: string;
  apiUrl?: string;
  authUrl?: string;
  step?: Step;
}

export type CheckedField = 'environment' | 'tenantId' | 'clientId' | 'clientSecret' | 'appKey' | 'scopes';

export interface Check {
  field: CheckedField;
  state: 'ok' | 'failed' | 'unknown';
  message: string;
  fix: string | null;
}

export interface ScopeReport {
  granted: string[];
  checkedAt: string | null;
  missing: number;
  features: {
    id: string;
    name: string;
    state: 'ok' | 'limited' | 'off' | 'unused';
    scopes: { scope: string; granted: boolean; needed: 'required' | 'optional'; stops: string }[];
  }[];
  howToFix: string;
}

export const PUSHES = ['campaigns', 'incoming', 'manual'] as const;
export type Push = (typeof PUSHES)[number];

export interface Settings {
  models: Model[];
  /** Optional resources chosen, by model. */
  resources: Record<Model, string[]>;
  placeholders: { emails: string[]; phones: string[] };
  updatedAt: { job: string[] };
  push: Record<Push, { job: boolean; customer: boolean; location: boolean; content: boolean }>;
  backfillDays: number;
}

export interface ResourceInfo {
  key: string;
  name: string;
  required: boolean;
  preselected: boolean;
  requires: string | null;
  purpose: string;
  scopes: string[];
  granted: boolean | null;
}

export interface ModelInfo {
  model: Model;
  name: string;
  description: string;
  resources: ResourceInfo[];
}

export interface SettingsState {
  version: number;
  settings: Settings;
  catalogue: ModelInfo[];
  warnings: string[];
}

export interface Change {
  path: string;
  before: unknown;
  after: unknown;
}

export interface SettingsVersion {
  version: number;
  at: string;
  actor: { type: string; id: string | null; name: string | null };
  comment: string | null;
  changes: Change[];
}

export interface Budget {
  limitPerSecond: number;
  now: { perSecond: number; waiting: number };
  lastHour: { minute: string; live: number; background: number; throttled: number }[];
  today: { requests: number; throttled: number; failed: number };
}

export const DIGESTS = ['sha256', 'sha1', 'sha512'] as const;
export const ENCODINGS = ['hex', 'base64'] as const;

export interface WebhookFields {
  secret?: string;
  header?: string;
  digest?: (typeof DIGESTS)[number];
  encoding?: (typeof ENCODINGS)[number];
  prefix?: string;
}

export interface Webhook {
  url: string;
  hasSecret: boolean;
  header: string;
  digest: (typeof DIGESTS)[number];
  encoding: (typeof ENCODINGS)[number];
  prefix: string;
  lastReceivedAt: string | null;
  received24h: number;
  refused24h: number;
}

export interface ResourceState {
  resource: string;
  name: string;
  state: 'waiting' | 'backfill' | 'live' | 'unscoped' | 'failed';
  done: number;
  expected: number | null;
  records: number;
  lastSuccessAt: string | null;
  lastChangeAt: string | null;
  nextAt: string | null;
  error: string | null;
  scope: string | null;
}

export interface SyncOverview {
  connectionId: string;
  status: 'off' | 'backfill' | 'live' | 'paused';
  since: string | null;
  backfill: {
    percent: number;
    done: number;
    expected: number;
    startedAt: string;
    secondsLeft: number | null;
  } | null;
  lagSeconds: number | null;
  lastSuccessAt: string | null;
  nextAt: string | null;
  pending: number;
  errors: number;
  resources: ResourceState[];
}

export interface Estimate {
  days: number;
  since: string;
  requests: number;
  seconds: number;
  resources: { resource: string; name: string; rows: number }[];
}

export const RUN_KINDS = ['backfill', 'increment', 'webhook', 'reconcile'] as const;
export const RUN_STATUSES = ['running', 'done', 'failed', 'paused'] as const;

export interface Counts {
  read: number;
  new: number;
  changed: number;
  same: number;
  deleted: number;
}

export interface SyncRun extends Counts {
  id: string;
  connectionId: string;
  kind: (typeof RUN_KINDS)[number];
  status: (typeof RUN_STATUSES)[number];
  startedAt: string;
  finishedAt: string | null;
  requests: number;
  error: string | null;
  resources: Record<string, Counts & { error: string | null }>;
}

export interface SyncError {
  id: string;
  resource: string;
  recordId: string;
  stage: 'read' | 'build';
  message: string;
  body: unknown;
  attempts: number;
  firstAt: string;
  lastAt: string;
}

interface HistoryEntry<Kind extends string> {
  at: string;
  kind: Kind;
  changes: Change[];
}

export interface MirrorRecord {
  resource: string;
  id: string;
  body: unknown;
  active: boolean;
  modifiedOn: string | null;
  fetchedAt: string;
  changedAt: string;
  deletedAt: string | null;
  timeline: HistoryEntry<'created' | 'changed' | 'deleted'>[];
}

export interface ContactRow {
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  phones: { phone: string; type: string | null; doNotText: boolean }[];
  emails: { email: string; placeholder: boolean }[];
  externalContactIds: string[];
  doNotMail: boolean;
  doNotService: boolean;
  opportunities: Record<Model, number>;
  updatedAt: string;
}

export interface ContactMerge {
  id: string;
  at: string;
  reason: string;
  evidence: string[];
  actor: { type: string; name: string | null } | null;
  undone: boolean;
  parts: { customerId: string; name: string | null }[];
}

export interface Contact extends ContactRow {
  links: {
    connectionId: string;
    connectionName: string;
    customerId: string;
    mergedFrom: string[];
    name: string | null;
    active: boolean;
  }[];
  merges: ContactMerge[];
  createdAt: string;
}

export interface Candidate {
  contactId: string;
  name: string;
  phones: string[];
  emails: string[];
  evidence: string[];
}

export interface Conflict {
  id: string;
  status: 'open' | 'merged' | 'separate';
  at: string;
  reason: string;
  customer: {
    connectionId: string;
    customerId: string;
    name: string | null;
    phones: string[];
    emails: string[];
  };
  contactId: string;
  candidates: Candidate[];
}

export interface Placeholder {
  value: string;
  customers: number;
  listed: boolean;
  examples: string[];
}

export const OPPORTUNITY_SORTS = ['-externalUpdatedAt', 'externalUpdatedAt', '-externalCreatedAt'] as const;
export type OpportunitySort = (typeof OPPORTUNITY_SORTS)[number];

export interface OpportunityRow {
  id: string;
  connectionId: string;
  model: Model;
  externalId: string;
  externalContactId: string | null;
  contactId: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  externalCreatedAt: string | null;
  externalUpdatedAt: string | null;
  updatedAt: string;
  title: string;
}

export type FieldType = 'text' | 'number' | 'date' | 'boolean' | 'list';

export interface Opportunity extends OpportunityRow {
  details: Record<string, unknown>;
  updatedFrom: string | null;
  fields?: { path: string; type: FieldType; value: unknown }[] | undefined;
  history?: HistoryEntry<'created' | 'replaced' | 'deleted'>[] | undefined;
}

export interface DryRun {
  id: string;
  status: 'reading' | 'building' | 'done' | 'failed';
  /** From 0 to 1. */
  progress: number;
  error: string | null;
  startedAt: string;
  result: {
    opportunities: { created: number; replaced: number; unchanged: number; removed: number };
    contacts: { created: number; matched: number; parked: number };
    examples: {
      kind: 'created' | 'replaced' | 'removed' | 'matched' | 'parked';
      model: Model | null;
      externalId: string | null;
      name: string | null;
      note: string;
      changes: Change[];
    }[];
  } | null;
}

export interface Preview {
  model: Model;
  externalId: string;
  standard: {
    field:
      | 'firstName'
      | 'lastName'
      | 'email'
      | 'phone'
      | 'externalId'
      | 'externalContactId'
      | 'externalCreatedAt'
      | 'externalUpdatedAt';
    value: string | null;
    rule: string;
    from: string | null;
    passedOver: { path: string; value: string; why: string }[];
  }[];
  contact: { outcome: 'existing' | 'new' | 'parked'; contactId: string | null; reason: string };
  details: Record<string, unknown>;
}
