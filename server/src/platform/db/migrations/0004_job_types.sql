-- The global job type mapping (L28 to L36): a standard job type leads to the contractor's job types and business units.
create table job_type_mapping (
  workspace_id uuid not null,
  standard_job_type_id text not null,
  job_type_ids text[] not null default '{}',
  business_unit_ids text[] not null default '{}',
  updated_at timestamptz not null default now(),
  primary key (workspace_id, standard_job_type_id)
);
select guard_by_workspace('job_type_mapping');
