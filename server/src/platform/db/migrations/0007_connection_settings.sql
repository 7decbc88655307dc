-- A connection is made in steps and may be left half-way: what is not known yet is null. It works from `active` on.
alter table connections
  alter column tenant_id drop not null,
  alter column client_id drop not null,
  alter column client_secret drop not null,
  alter column app_key drop not null,
  add column status text not null default 'active' check (status in ('draft', 'active', 'paused')),
  -- Where the wizard was left (H7 to H12).
  add column step text not null default 'credentials' check (step in ('credentials', 'models', 'resources', 'filters', 'push', 'review')),
  -- Why nothing happens: credentials were refused, a person paused it. Said on the screens, gone when it goes on.
  add column paused_reason text check (paused_reason in ('credentials', 'person')),
  add column paused_at timestamptz,
  -- What the last token was good for; null until one was had.
  add column scopes text[],
  add column scopes_at timestamptz,
  add column activated_at timestamptz,
  -- Records changed at or after this time are of interest; fixed when the back-fill begins (H13, B25).
  add column since timestamptz,
  -- How ServiceTitan signs what it sends here: `{header, digest, encoding, prefix}`, the secret sealed.
  add column webhook_key text not null default encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex'),
  add column webhook_secret text,
  add column webhook_signature jsonb not null default '{"header": "x-servicetitan-signature", "digest": "sha256", "encoding": "hex", "prefix": ""}',
  add constraint connections_complete check (status = 'draft' or (tenant_id is not null and client_id is not null and client_secret is not null and app_key is not null));
create unique index connections_webhook on connections (webhook_key);
-- The default is for the connections that are there already.
alter table connections alter column status drop default;

-- Every settings document that ever held, newest valid: the change log (B32). Insert-only.
create table connection_settings (
  workspace_id uuid not null,
  connection_id uuid not null,
  version integer not null,
  settings jsonb not null,
  actor jsonb not null,
  comment text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, version),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('connection_settings', 'select, insert');

-- Requests to ServiceTitan by minute (B31).
create table api_usage (
  workspace_id uuid not null,
  connection_id uuid not null,
  minute timestamptz not null,
  priority text not null check (priority in ('live', 'background')),
  requests integer not null,
  throttled integer not null,
  failed integer not null,
  primary key (workspace_id, connection_id, minute, priority),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('api_usage');

-- The limit of requests per second for each pair of app and tenant, kept by all processes together: what went in each
-- tenth of the last second. Not logged: after a crash of PostgreSQL a second begins anew.
create unlogged table api_budgets (
  budget_key text primary key,
  slot bigint not null,
  gone integer[] not null,
  paused_until timestamptz
);

-- What ServiceTitan sent, byte for byte. A hint only: records are read back over the API. Insert-only but for `handled_at`.
create table webhook_deliveries (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  event_id text,
  event text,
  received_at timestamptz not null default now(),
  body bytea not null,
  handled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('webhook_deliveries');
create unique index webhook_deliveries_event on webhook_deliveries (workspace_id, connection_id, event_id) where event_id is not null;
