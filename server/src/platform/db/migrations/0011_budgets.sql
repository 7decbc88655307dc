-- `gone`: how many milliseconds before `slot` (milliseconds since 1970) each request of the running window went. Exact,
-- at most 60 of them: slots of a tenth of a second would cost a tenth of the limit.
comment on column api_budgets.gone is 'ages in ms at slot, negative; requests of the running window';
alter table api_budgets
  -- Thirds of a place that background work is owed: one for each place that people took while both lanes waited.
  add column owed integer not null default 0,
  -- Until when a lane is known to wait in some process, and how many the last one that asked has waiting.
  add column live_waits_until bigint not null default 0,
  add column background_waits_until bigint not null default 0,
  add column waiting integer not null default 0;

-- Takes places for as many requests as a process has waiting, for all processes at once (B31).
--
-- A request may go when fewer than `most` went within the last `span` milliseconds. Background work leaves `reserve` places
-- free and gets every fourth place while both lanes wait, whichever process each waits in. `late` is how long after the
-- answer the caller's requests may leave at most: they count as gone then, so that none is forgotten too early.
-- Answers how many may go of each lane, and after how many milliseconds to ask again.
create function take_places(key text, want_live integer, want_background integer, late integer, most integer, span integer, reserve integer, at bigint default null)
returns table (live integer, background integer, wait integer)
language plpgsql as $$
declare
  budget api_budgets;
  now_ms bigint;
  recent integer[];
  free integer;
  contested boolean;
  share integer;
  held integer;
  blocked bigint;
begin
  loop
    select * into budget from api_budgets b where b.budget_key = key for update;
    exit when found;
    insert into api_budgets (budget_key, slot, gone) values (key, 0, '{}') on conflict do nothing;
  end loop;
  -- Read under the lock, or one who waited for it would count by an old time.
  now_ms := coalesce(at, (extract(epoch from clock_timestamp()) * 1000)::bigint);
  blocked := coalesce((extract(epoch from budget.paused_until) * 1000)::bigint, 0);
  select coalesce(array_agg((g + budget.slot - now_ms)::integer order by g), '{}') into recent
    from unnest(budget.gone) as g where g + budget.slot > now_ms - span;
  free := case when now_ms < blocked then 0 else most - cardinality(recent) end;
  contested := (want_live > 0 or budget.live_waits_until > now_ms) and (want_background > 0 or budget.background_waits_until > now_ms);
  -- Three to one, counting what is owed: people's x and background's y of all free places with 3y = owed + x.
  share := case when contested then least((budget.owed + free) / 4, free) else 0 end;
  held := case when budget.background_waits_until > now_ms then share else least(share, want_background) end;
  live := least(want_live, free - held);
  background := least(want_background, greatest(share,
    case when budget.live_waits_until > now_ms and want_live = 0 then 0 else free - live - reserve end), free - live);
  wait := 0;
  if live < want_live or background < want_background then
    wait := case
      when now_ms < blocked then least(blocked - now_ms, 60000)
      -- Places are there, for the other lane: it may not come for them.
      when free - live - background > 0 and contested then 25
      when recent = '{}' then span
      else greatest(recent[1] + span, 5) end;
  end if;
  update api_budgets b set
    slot = now_ms,
    gone = recent || array_fill(late, array[live + background]),
    owed = case when contested then greatest(budget.owed + live - 3 * background, 0) else 0 end,
    live_waits_until = case when live < want_live then now_ms + take_places.wait + 60 when want_live > 0 then 0 else budget.live_waits_until end,
    background_waits_until = case when background < want_background then now_ms + take_places.wait + 60 when want_background > 0 then 0 else budget.background_waits_until end,
    waiting = want_live + want_background - live - background
  where b.budget_key = key;
  return next;
end $$;
revoke all on function take_places from public;

-- Deliveries whose signature was missing or wrong, by hour: counted, not kept, since anybody can send them.
create table webhook_refusals (
  workspace_id uuid not null,
  connection_id uuid not null,
  hour timestamptz not null,
  refused integer not null,
  primary key (workspace_id, connection_id, hour),
  foreign key (workspace_id, connection_id) references connections on delete cascade
);
select guard_by_workspace('webhook_refusals');
create index webhook_deliveries_recent on webhook_deliveries (workspace_id, connection_id, received_at desc);
