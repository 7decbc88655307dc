-- What a source sent, byte for byte, stored before it is understood. Insert-only.
create table deliveries (
  workspace_id uuid not null,
  id uuid not null,
  source text not null,
  account_id uuid not null,
  received_at timestamptz not null,
  headers jsonb not null,
  body bytea not null,
  primary key (workspace_id, id)
-- Rows up to a page stay whole: squeezing each lead below 2 kB costs more than the space it saves.
) with (toast_tuple_target = 8160);
select guard_by_workspace('deliveries', 'select, insert');
-- For the sweep over recent deliveries that have no outcome; time-ordered, so the small index serves.
create index deliveries_received on deliveries using brin (received_at) with (pages_per_range = 16);

-- What a delivery turned out to be. A table of its own, so that the wide row above is written once only.
create table delivery_outcomes (
  workspace_id uuid not null,
  delivery_id uuid not null,
  source text not null,
  source_lead_id text,
  kind text not null check (kind in ('lead', 'message', 'test', 'ignored', 'unreadable')),
  event_type text,
  problem text,
  received_at timestamptz not null,
  primary key (workspace_id, delivery_id)
);
select guard_by_workspace('delivery_outcomes', 'select, insert');
create index delivery_outcomes_lead on delivery_outcomes (workspace_id, source, source_lead_id) where source_lead_id is not null;

create table bookings (
  workspace_id uuid not null,
  id uuid not null,
  number bigint generated always as identity,
  status text not null default 'New' check (status in ('New', 'Accepted', 'Converted', 'Dismissed')),
  source text not null,
  account_id uuid not null,
  source_lead_id text not null,
  source_request_id text,
  delivery_id uuid not null,
  submitted_at timestamptz not null,
  received_at timestamptz not null,
  customer_name text not null,
  first_name text,
  last_name text,
  phone_given text,
  phone text,
  email text,
  address jsonb,
  category_id text,
  category_name text,
  description text,
  details jsonb not null default '[]',
  requested_times jsonb not null default '[]',
  requested_start timestamptz,
  requested_end timestamptz,
  attachments jsonb not null default '[]',
  price text,
  cancelled_by_source boolean not null default false,
  flags jsonb not null default '[]',
  dismiss_reason_id text,
  dismiss_reason text,
  dismiss_memo text,
  closed_by text,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, source, source_lead_id)
) with (toast_tuple_target = 8160);
select guard_by_workspace('bookings');
create index bookings_submitted on bookings (workspace_id, status, submitted_at, id);

-- Messages that belong to a lead; one may arrive before its lead, so there is no reference between them.
create table lead_messages (
  workspace_id uuid not null,
  source text not null,
  source_message_id text not null,
  source_lead_id text not null,
  sender text not null check (sender in ('customer', 'business')),
  body text not null,
  sent_at timestamptz,
  received_at timestamptz not null,
  delivery_id uuid not null,
  primary key (workspace_id, source, source_message_id)
);
select guard_by_workspace('lead_messages', 'select, insert');
create index lead_messages_lead on lead_messages (workspace_id, source, source_lead_id);

-- A booking on its way into ServiceTitan: what was asked, and how far it got. Each step is marked as started before the
-- call and as done after it, so that a crash in between is seen and looked into instead of repeated.
create table acceptances (
  workspace_id uuid not null,
  booking_id uuid not null,
  state text not null check (state in ('running', 'refused', 'done')),
  request jsonb not null,
  actor jsonb not null,
  customer_id text,
  customer_started_at timestamptz,
  -- Made here, rather than found: a later request with other names or addresses must not reuse it.
  customer_made_for text,
  location_id text,
  location_started_at timestamptz,
  location_made_for text,
  job_id text,
  job_number text,
  job_started_at timestamptz,
  trouble text,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, booking_id),
  foreign key (workspace_id, booking_id) references bookings on delete cascade
);
select guard_by_workspace('acceptances');
create index acceptances_running on acceptances (updated_at) where state = 'running';
