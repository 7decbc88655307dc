-- Records of ServiceTitan as they came, one row each, whatever they are: a new resource is a descriptor, not a table.
create table mirror (
  workspace_id uuid not null,
  connection_id uuid not null,
  resource text not null,
  id bigint not null,
  -- What it belongs to: the job of an appointment or an assignment, the customer of a contact.
  owner_id bigint,
  customer_id bigint,
  location_id bigint,
  created_on timestamptz,
  modified_on timestamptz,
  active boolean not null,
  -- A member moves without `modified_on` moving: what an invoice or a customer still owes. Read again with every increment.
  unsettled boolean not null default false,
  -- Of the body. A record whose hash is the same is not written again.
  hash uuid not null,
  -- Text as it came: digits and unknown members survive.
  body json not null,
  -- When it was asked for: an answer that was asked for earlier does not overwrite a later one.
  fetched_at timestamptz not null,
  changed_at timestamptz not null default now(),
  -- No longer given out by ServiceTitan.
  deleted_at timestamptz,
  -- What belongs to it was read by its id. For what is older than the back-fill, whose feeds do not bring all of it.
  complete_at timestamptz,
  primary key (workspace_id, connection_id, resource, id)
) with (fillfactor = 90);
select guard_by_workspace('mirror');
create index mirror_owner on mirror (workspace_id, connection_id, resource, owner_id) where owner_id is not null;
create index mirror_customer on mirror (workspace_id, connection_id, resource, customer_id) where customer_id is not null;
create index mirror_location on mirror (workspace_id, connection_id, resource, location_id) where location_id is not null;

create index mirror_unsettled on mirror (workspace_id, connection_id, resource, id) where unsettled;

-- What changed in the mirror and was not looked at yet: one row for each batch of one resource, taken in order of `seq`
-- by the room that builds opportunities.
create table mirror_changes (
  workspace_id uuid not null,
  connection_id uuid not null,
  seq bigint generated always as identity,
  resource text not null,
  ids bigint[] not null,
  at timestamptz not null default now(),
  primary key (workspace_id, connection_id, seq)
);
select guard_by_workspace('mirror_changes');

-- What has to be read by id: records that others refer to and that no feed brings, and what belongs to old ones. Written
-- with the rows that want it, so that no crash forgets it.
create table mirror_wants (
  workspace_id uuid not null,
  connection_id uuid not null,
  resource text not null,
  id bigint not null,
  failures integer not null default 0,
  primary key (workspace_id, connection_id, resource, id)
);
select guard_by_workspace('mirror_wants');

-- Ids that a reconciliation has met so far.
create unlogged table mirror_seen (
  workspace_id uuid not null,
  run_id uuid not null,
  id bigint not null,
  primary key (workspace_id, run_id, id)
);
select guard_by_workspace('mirror_seen');

-- What a record was before each change that the mirror saw (B24).
create table mirror_history (
  workspace_id uuid not null,
  connection_id uuid not null,
  resource text not null,
  id bigint not null,
  changed_at timestamptz not null,
  modified_on timestamptz,
  before json not null,
  deleted boolean not null default false,
  primary key (workspace_id, connection_id, resource, id, changed_at)
);
select guard_by_workspace('mirror_history');

-- How far each resource of a connection was read.
create table sync_cursors (
  workspace_id uuid not null,
  connection_id uuid not null,
  resource text not null,
  -- Where the feed goes on; for a list the latest change seen.
  position text,
  -- The back-fill: null until it began, then how far it got.
  state text not null default 'waiting' check (state in ('waiting', 'backfill', 'live', 'unscoped', 'failed')),
  -- Records read in the back-fill, and how many are expected.
  done bigint not null default 0,
  expected bigint,
  last_success_at timestamptz,
  last_change_at timestamptz,
  next_at timestamptz,
  failures integer not null default 0,
  error text,
  primary key (workspace_id, connection_id, resource),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('sync_cursors');

create table sync_runs (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  kind text not null check (kind in ('backfill', 'increment', 'webhook', 'reconcile')),
  status text not null check (status in ('running', 'done', 'failed', 'paused')),
  started_at timestamptz not null,
  finished_at timestamptz,
  requests integer not null default 0,
  -- By resource: `{read, new, changed, same, deleted, error}`.
  resources jsonb not null default '{}',
  error text,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('sync_runs');
create index sync_runs_connection on sync_runs (workspace_id, connection_id, id desc);

-- Records that could not be taken or turned into an opportunity, with what is wrong, until a retry succeeds.
create table sync_errors (
  workspace_id uuid not null,
  connection_id uuid not null,
  resource text not null,
  record_key text not null,
  id uuid not null default uuidv7(),
  stage text not null check (stage in ('read', 'build')),
  message text not null,
  body text,
  attempts integer not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, resource, record_key),
  unique (workspace_id, id),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('sync_errors');

-- The large tables refer to their connection by this alone: a foreign key would be checked for each row that is written.
create function forget_mirror() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from mirror where workspace_id = old.workspace_id and connection_id = old.id;
  delete from mirror_changes where workspace_id = old.workspace_id and connection_id = old.id;
  delete from mirror_wants where workspace_id = old.workspace_id and connection_id = old.id;
  delete from mirror_history where workspace_id = old.workspace_id and connection_id = old.id;
  return old;
end $$;
create trigger forget_mirror after delete on connections for each row execute function forget_mirror();
