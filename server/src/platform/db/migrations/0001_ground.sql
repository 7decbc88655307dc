-- The role that requests run as. Owning nothing, it is subject to row-level security on every table.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tradepost_app') then
    create role tradepost_app nologin;
  end if;
exception
  -- Roles belong to the whole server: another database's migration may have made it this very moment.
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the database user needs CREATEROLE, or an administrator runs: create role tradepost_app nologin; grant tradepost_app to %', current_user;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'tradepost_app', 'member') then
    execute format('grant tradepost_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to tradepost_app;

-- The workspace of the running transaction; null (so: no row) outside one.
create function current_workspace() returns uuid
language sql stable parallel safe
return nullif(current_setting('tradepost.workspace_id', true), '')::uuid;

-- Every table of the product is put under the same policy by calling this once.
create function guard_by_workspace(guarded regclass, privileges text default 'select, insert, update, delete') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('create policy by_workspace on %s to tradepost_app using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', guarded);
  execute format('grant %s on %s to tradepost_app', privileges, guarded);
end $$;

-- Jobs are enqueued in the caller's transaction, whose role may not write the queue's own tables.
create function enqueue(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts int default 25) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(identifier => task, payload => payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key, job_key_mode => 'replace');
end $$;
revoke all on function enqueue from public;
grant execute on function enqueue to tradepost_app;
