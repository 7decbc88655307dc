-- An installed lead source of a workspace, and who we are to it (its OAuth client).
create table integrations (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  source text not null,
  enabled boolean not null default true,
  api_url text not null,
  authorize_url text not null,
  token_url text not null,
  client_id text,
  client_secret text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, source)
);
select guard_by_workspace('integrations');

-- A sign-in at the source. Its refresh token works once, so rotation locks this row; several accounts may share it.
create table integration_grants (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  integration_id uuid not null,
  tokens text not null,
  expires_at timestamptz not null,
  trouble text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, integration_id) references integrations on delete cascade
);
select guard_by_workspace('integration_grants');

-- A business at the source. `account_key` is the unguessable part of its delivery address.
create table integration_accounts (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  integration_id uuid not null,
  grant_id uuid,
  source text not null,
  account_key text not null unique,
  business_ref text not null,
  name text not null,
  hook_secret text not null,
  subscription_ref text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, integration_id) references integrations on delete cascade,
  foreign key (workspace_id, grant_id) references integration_grants on delete set null (grant_id),
  unique (workspace_id, source, business_ref)
);
select guard_by_workspace('integration_accounts');

-- Which standard job type a category of the source means.
create table integration_categories (
  workspace_id uuid not null,
  integration_id uuid not null,
  source text not null,
  category_id text not null,
  name text not null,
  standard_job_type_id text not null,
  primary key (workspace_id, source, category_id),
  foreign key (workspace_id, integration_id) references integrations on delete cascade
);
select guard_by_workspace('integration_categories');

-- A sign-in that is under way; used once.
create table integration_authorizations (
  workspace_id uuid not null,
  state text not null unique,
  integration_id uuid not null,
  code_verifier text not null,
  redirect_uri text not null,
  user_id text not null,
  user_name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, state),
  foreign key (workspace_id, integration_id) references integrations on delete cascade
);
select guard_by_workspace('integration_authorizations');
