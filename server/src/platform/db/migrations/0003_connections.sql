-- A workspace's way into ServiceTitan. Secrets are sealed (AES-256-GCM) before they come here.
create table connections (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  environment text not null check (environment in ('production', 'integration', 'emulator')),
  api_url text not null,
  auth_url text not null,
  tenant_id text not null,
  client_id text not null,
  client_secret text not null,
  app_key text not null,
  -- Marks what Tradepost made, so that it is found again after a crash (external data of ServiceTitan).
  application_guid uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, tenant_id, api_url)
);
select guard_by_workspace('connections');
