-- A person or a company. What is shown of it follows from what is linked to it (contact_links), so a link that moves
-- takes along what it brought.
create table contacts (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  first_name text,
  last_name text,
  company text,
  do_not_mail boolean not null default false,
  do_not_service boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
select guard_by_workspace('contacts');
create index contacts_updated on contacts (workspace_id, updated_at desc, id desc);
create index contacts_last_name on contacts (workspace_id, lower(last_name) text_pattern_ops, lower(first_name) text_pattern_ops);
create index contacts_first_name on contacts (workspace_id, lower(first_name) text_pattern_ops, lower(last_name) text_pattern_ops);
create index contacts_company on contacts (workspace_id, lower(company) text_pattern_ops) where company is not null;

-- What stands for the contact elsewhere: a customer of a ServiceTitan tenant (External Contact ID + source, GH-10), or the
-- number of a caller who is no customer yet.
create table contact_links (
  workspace_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('customer', 'caller')),
  key text not null,
  contact_id uuid not null,
  -- Where it stood before a merge, to undo it (B23); null when it was never moved.
  origin_id uuid,
  name text,
  first_name text,
  last_name text,
  company text,
  active boolean not null default true,
  do_not_mail boolean not null default false,
  do_not_service boolean not null default false,
  -- [{value, type, doNotText}] and [{value, placeholder}], in the order of ServiceTitan.
  phones jsonb not null default '[]',
  emails jsonb not null default '[]',
  merged_into text,
  hash text not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, connection_id, kind, key),
  foreign key (workspace_id, contact_id) references contacts on delete cascade
);
select guard_by_workspace('contact_links');
create index contact_links_key on contact_links (workspace_id, key);
create index contact_links_merged on contact_links (workspace_id, connection_id, merged_into) where merged_into is not null;
create index contact_links_contact on contact_links (workspace_id, contact_id);

-- Phones and e-mails to find contacts by: of all links, placeholders left out.
create table contact_points (
  workspace_id uuid not null,
  value text not null,
  contact_id uuid not null,
  connection_id uuid not null,
  kind text not null,
  key text not null,
  primary key (workspace_id, value, connection_id, kind, key)
);
select guard_by_workspace('contact_points');
create index contact_points_link on contact_points (workspace_id, connection_id, kind, key);
create index contact_points_contact on contact_points (workspace_id, contact_id);
create index contact_points_prefix on contact_points (workspace_id, value text_pattern_ops);

-- Hits that disagree: parked for a person to decide (GH-10, B23).
create table contact_conflicts (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  connection_id uuid not null,
  kind text not null,
  key text not null,
  status text not null default 'open' check (status in ('open', 'merged', 'separate')),
  reason text not null,
  candidates uuid[] not null,
  at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by jsonb,
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, kind, key),
  foreign key (workspace_id, connection_id, kind, key) references contact_links on delete cascade
);
select guard_by_workspace('contact_conflicts');
create index contact_conflicts_candidates on contact_conflicts using gin (candidates) where status = 'open';

-- What was put together, and why; undone by sending the links back.
create table contact_merges (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  from_contact_id uuid not null,
  at timestamptz not null default now(),
  reason text not null,
  evidence text[] not null default '{}',
  actor jsonb,
  -- [{connectionId, kind, key, name}]
  parts jsonb not null,
  undone_at timestamptz,
  primary key (workspace_id, id)
);
select guard_by_workspace('contact_merges');
create index contact_merges_contact on contact_merges (workspace_id, contact_id);

create function forget_links() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- No foreign key does this: it would be checked for each of the many rows that are written.
  delete from contact_points where workspace_id = old.workspace_id and connection_id = old.id;
  delete from contact_links where workspace_id = old.workspace_id and connection_id = old.id;
  delete from contacts c where c.workspace_id = old.workspace_id and not exists (select from contact_links l where l.workspace_id = c.workspace_id and l.contact_id = c.id);
  return old;
end $$;
create trigger forget_links after delete on connections for each row execute function forget_links();
