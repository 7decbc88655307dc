-- A job, membership or call of ServiceTitan as campaigns and people look at it (H33 to H39).
create table opportunities (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  model text not null check (model in ('job', 'membership', 'call')),
  external_id bigint not null,
  external_contact_id bigint,
  contact_id uuid,
  first_name text,
  last_name text,
  email text,
  phone text,
  external_created_at timestamptz,
  external_updated_at timestamptz,
  -- The path that won (GH-1).
  updated_from text,
  title text not null,
  details json not null,
  hash text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, model, external_id)
);
select guard_by_workspace('opportunities');
create index opportunities_updated on opportunities (workspace_id, coalesce(external_updated_at, timestamptz '-infinity'), id);
create index opportunities_model on opportunities (workspace_id, model, coalesce(external_updated_at, timestamptz '-infinity'), id);
create index opportunities_created on opportunities (workspace_id, coalesce(external_created_at, timestamptz '-infinity'), id);
create index opportunities_contact on opportunities (workspace_id, contact_id);
create index opportunities_phone on opportunities (workspace_id, phone text_pattern_ops) where phone is not null;
create index opportunities_email on opportunities (workspace_id, lower(email) text_pattern_ops) where email is not null;
create index opportunities_name on opportunities (workspace_id, lower(coalesce(last_name, '')) text_pattern_ops, lower(coalesce(first_name, '')) text_pattern_ops);
create index opportunities_first_name on opportunities (workspace_id, lower(coalesce(first_name, '')) text_pattern_ops, lower(coalesce(last_name, '')) text_pattern_ops);
create index opportunities_title on opportunities (workspace_id, lower(title) text_pattern_ops);
create index opportunities_external on opportunities (workspace_id, external_id);

-- What opportunities show of each row of a catalogue, as a hash: a technician who moves on the map changes none of them.
create table opportunity_references (
  workspace_id uuid not null,
  connection_id uuid not null,
  resource text not null,
  id bigint not null,
  hash text not null,
  primary key (workspace_id, connection_id, resource, id)
);
select guard_by_workspace('opportunity_references');

-- Places that were merged into another one (GH-11): few, and found by the other.
create index mirror_merged_locations on mirror (workspace_id, connection_id, (body ->> 'mergedToId')) where resource = 'locations' and not active;

-- Base records whose opportunity has to be built again.
create table opportunity_dirt (
  workspace_id uuid not null,
  connection_id uuid not null,
  model text not null,
  external_id bigint not null,
  primary key (workspace_id, connection_id, model, external_id)
);
select guard_by_workspace('opportunity_dirt');

-- What an opportunity was before each change (B24).
create table opportunity_history (
  workspace_id uuid not null,
  connection_id uuid not null,
  model text not null,
  external_id bigint not null,
  at timestamptz not null,
  kind text not null check (kind in ('replaced', 'removed')),
  before json not null,
  primary key (workspace_id, connection_id, model, external_id, at)
);
select guard_by_workspace('opportunity_history');

-- What a change of settings, or switching on, would do (B20).
create table dry_runs (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  status text not null check (status in ('reading', 'building', 'done', 'failed')),
  progress real not null default 0,
  settings jsonb not null,
  result jsonb,
  error text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('dry_runs');

create function forget_opportunities() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from opportunities where workspace_id = old.workspace_id and connection_id = old.id;
  delete from opportunity_references where workspace_id = old.workspace_id and connection_id = old.id;
  delete from opportunity_dirt where workspace_id = old.workspace_id and connection_id = old.id;
  delete from opportunity_history where workspace_id = old.workspace_id and connection_id = old.id;
  return old;
end $$;
create trigger forget_opportunities after delete on connections for each row execute function forget_opportunities();
