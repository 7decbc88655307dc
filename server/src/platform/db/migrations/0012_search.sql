-- What lists are searched and sorted by, as columns of their own. Under row-level security PostgreSQL looks into an index
-- only with conditions that cannot leak what they see: of plain columns, by `^@`, `=` and `<`; not with `lower`, `like` or
-- `coalesce`. With those each search, and each page but the first, read all of the workspace.
alter table opportunities
  add column first_key text not null generated always as (lower(coalesce(first_name, ''))) stored,
  add column last_key text not null generated always as (lower(coalesce(last_name, ''))) stored,
  add column email_key text generated always as (lower(email)) stored,
  add column title_key text not null generated always as (lower(title)) stored,
  -- Those without a time count as the oldest.
  add column updated_key timestamptz not null generated always as (coalesce(external_updated_at, timestamptz '-infinity')) stored,
  add column created_key timestamptz not null generated always as (coalesce(external_created_at, timestamptz '-infinity')) stored;
drop index opportunities_updated, opportunities_model, opportunities_created, opportunities_email, opportunities_name,
  opportunities_first_name, opportunities_title;
create index opportunities_updated on opportunities (workspace_id, updated_key, id);
create index opportunities_model on opportunities (workspace_id, model, updated_key, id);
create index opportunities_created on opportunities (workspace_id, created_key, id);
create index opportunities_email on opportunities (workspace_id, email_key text_pattern_ops) where email_key is not null;
create index opportunities_name on opportunities (workspace_id, last_key text_pattern_ops, first_key text_pattern_ops);
create index opportunities_first_name on opportunities (workspace_id, first_key text_pattern_ops, last_key text_pattern_ops);
create index opportunities_title on opportunities (workspace_id, title_key text_pattern_ops);

alter table contacts
  add column first_key text generated always as (lower(first_name)) stored,
  add column last_key text generated always as (lower(last_name)) stored,
  add column company_key text generated always as (lower(company)) stored;
drop index contacts_last_name, contacts_first_name, contacts_company;
create index contacts_last_name on contacts (workspace_id, last_key text_pattern_ops, first_key text_pattern_ops);
create index contacts_first_name on contacts (workspace_id, first_key text_pattern_ops, last_key text_pattern_ops);
create index contacts_company on contacts (workspace_id, company_key text_pattern_ops) where company_key is not null;

-- For `@>`, which the same forbids: candidates of open questions are gathered once instead.
drop index contact_conflicts_candidates;
