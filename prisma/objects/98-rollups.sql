-- Counts of events by the workspace's days, kept by following commits: analytics_watermarks says how far.

create or replace function roller_lock() returns bigint
language sql immutable parallel safe set search_path = pg_catalog
as $$ select hashtextextended('tandem event rollups', 0) $$;

-- Adds rows of some transactions, all or those of one workspace's days, to every rollup. For definers who hold the roller's
-- lock.
create or replace function add_to_rollups(
  p_from xid8, p_till xid8, p_workspace uuid default null, p_since timestamptz default null, p_until timestamptz default null,
  p_first date default null, p_last date default null
) returns table (workspaces uuid[], events bigint)
language plpgsql volatile set search_path = pg_catalog, public set jit = off set work_mem = '64MB'
as $$
declare
  source constant text := case when p_workspace is null then 'e.xid >= $1 and e.xid < $2'
    else 'e.workspace_id = $3 and e.created_at >= $4 and e.created_at < $5 and e.xid >= $1 and e.xid < $2' end;
  people bigint;
begin
  -- As text, planned each time: a batch of a second and a month of the largest workspace want different plans.
  execute format($sql$
    with counted as (
      select e.workspace_id, (e.created_at at time zone t.timezone)::date as day, e.event_type, e.partner_id, e.campaign_id, count(*) as n
      from analytics_events e join analytics_states t on t.workspace_id = e.workspace_id where %s group by 1, 2, 3, 4, 5
    ), dated as materialized (
      select * from counted c where $6 is null or c.day between $6 and $7
    ), event_days as (
      insert into analytics_event_days as d (workspace_id, day, event_type, events)
      select x.workspace_id, x.day, x.event_type, sum(x.n) from dated x group by 1, 2, 3
      on conflict (workspace_id, day, event_type) do update set events = d.events + excluded.events
    ), partner_days as (
      insert into analytics_partner_days as d (workspace_id, day, partner_id, event_type, events)
      select x.workspace_id, x.day, x.partner_id, x.event_type, sum(x.n) from dated x where x.partner_id is not null group by 1, 2, 3, 4
      on conflict (workspace_id, partner_id, day, event_type) do update set events = d.events + excluded.events
    ), campaign_days as (
      insert into analytics_campaign_days as d (workspace_id, day, campaign_id, event_type, events)
      select x.workspace_id, x.day, x.campaign_id, x.event_type, sum(x.n) from dated x where x.campaign_id is not null group by 1, 2, 3, 4
      on conflict (workspace_id, campaign_id, day, event_type) do update set events = d.events + excluded.events
    )
    select array_agg(distinct x.workspace_id), coalesce(sum(x.n), 0)::bigint from dated x $sql$, source)
  into workspaces, events using p_from, p_till, p_workspace, p_since, p_until, p_first, p_last;
  if events = 0 then return next; return; end if;

  execute format($sql$
    with seen as (
      select distinct e.workspace_id, (e.created_at at time zone t.timezone)::date as day, e.user_id
      from analytics_events e join analytics_states t on t.workspace_id = e.workspace_id where %s and e.user_id is not null
    ), dated as materialized (
      select * from seen s where $6 is null or s.day between $6 and $7
    ), monthly as (
      select d.workspace_id, date_trunc('month', d.day::timestamp)::date as month, count(*) as user_days from dated d group by 1, 2
    ), ways as materialized (
      select n.workspace_id, n.month, coalesce(m.sketched, false) as was, coalesce(m.sketched, false) or n.user_days > coalesce(s.exact_people_limit, 20000) as sketched
      from monthly n left join analytics_people_months m on m.workspace_id = n.workspace_id and m.month = n.month
      left join analytics_settings s on s.workspace_id = n.workspace_id
    ), outgrown as (
      insert into analytics_people_months as m (workspace_id, month, sketched)
      select w.workspace_id, w.month, true from ways w where w.sketched and not w.was
      on conflict (workspace_id, month) do update set sketched = true
    ), kept as materialized (
      select d.*, w.sketched from dated d join ways w on w.workspace_id = d.workspace_id and w.month = date_trunc('month', d.day::timestamp)::date
    ), added as (
      insert into analytics_people_days as p (workspace_id, day, user_id)
      select k.workspace_id, k.day, k.user_id from kept k where not k.sketched
      on conflict do nothing returning p.workspace_id, p.day
    ), counted as (
      insert into analytics_people_months as m (workspace_id, month, user_days)
      select a.workspace_id, date_trunc('month', a.day::timestamp)::date, count(*) from added a group by 1, 2
      on conflict (workspace_id, month) do update set user_days = m.user_days + excluded.user_days
    ), heights as (
      select k.workspace_id, k.day, r.register, max(r.rank) as rank
      from kept k, person_rank(k.user_id) r where k.sketched group by 1, 2, 3
    ), sketched as (
      insert into analytics_people_sketches as s (workspace_id, day, registers)
      select h.workspace_id, h.day, add_to_sketch(
          (select o.registers from analytics_people_sketches o where o.workspace_id = h.workspace_id and o.day = h.day),
          array_agg(h.register), array_agg(h.rank))
      from heights h group by 1, 2
      on conflict (workspace_id, day) do update set registers = excluded.registers where s.registers <> excluded.registers
    )
    select count(*) from kept $sql$, source)
  into people using p_from, p_till, p_workspace, p_since, p_until, p_first, p_last;
  if people > 0 then perform sketch_large_months(); end if;
  return next;
end $$;


create or replace function clear_days(p_workspace uuid, p_from date, p_to date) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  delete from analytics_event_days d where d.workspace_id = p_workspace and d.day between p_from and p_to;
  delete from analytics_partner_days d where d.workspace_id = p_workspace and d.day between p_from and p_to;
  delete from analytics_campaign_days d where d.workspace_id = p_workspace and d.day between p_from and p_to;
  delete from analytics_people_sketches d where d.workspace_id = p_workspace and d.day between p_from and p_to;
  with gone as (
    delete from analytics_people_days d where d.workspace_id = p_workspace and d.day between p_from and p_to returning d.day
  )
  update analytics_people_months m set user_days = m.user_days - g.n
  from (select date_trunc('month', day::timestamp)::date as month, count(*) as n from gone group by 1) g
  where m.workspace_id = p_workspace and m.month = g.month and not m.sketched;
end $$;

-- Counts days of a workspace anew from the rows themselves, below the watermark. For definers who hold the roller's lock.
create or replace function count_days_anew(p_workspace uuid, p_from date, p_to date, p_below xid8) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  perform clear_days(p_workspace, p_from, p_to);
  -- No zone is further than 14 hours from UTC.
  perform add_to_rollups('0'::xid8, p_below, p_workspace, (p_from::timestamp - interval '15 hours') at time zone 'UTC',
    (p_to::timestamp + interval '39 hours') at time zone 'UTC', p_from, p_to);
end $$;

-- The same for whoever asks: the days from p_from to p_to whose rows are all there. Answers the first day counted.
create or replace function rebuild_event_days(p_workspace uuid, p_from date, p_to date) returns date
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  first_day date;
begin
  if p_workspace is distinct from app_workspace_id() then raise exception 'another workspace' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(roller_lock());
  select greatest(p_from, s.days_from) into first_day from analytics_states s where s.workspace_id = p_workspace;
  if first_day is null or first_day > p_to then return null; end if;
  perform count_days_anew(p_workspace, first_day, p_to, (select w.next_xid from analytics_watermarks w where w.name = 'rollups'));
  return first_day;
end $$;
comment on function rebuild_event_days is 'Definer: rollups are written by their functions alone; for the asking workspace.';

-- When a day begins: at midnight, where there is one, and at the first of two.
create or replace function day_begins(p_day date, p_zone text) returns timestamptz
language sql stable parallel safe set search_path = pg_catalog
as $$
  select min(at) from (select (p_day::timestamp at time zone p_zone) - n * interval '15 minutes' as at from generate_series(0, 12) n) c
  where (at at time zone p_zone)::date >= p_day
$$;

-- The first day of a zone that begins at a moment or later.
create or replace function first_day_since(p_at timestamptz, p_zone text) returns date
language sql stable parallel safe set search_path = pg_catalog
as $$
  select case when ((p_at - interval '1 microsecond') at time zone p_zone)::date < (p_at at time zone p_zone)::date
    then (p_at at time zone p_zone)::date else (p_at at time zone p_zone)::date + 1 end
$$;

-- Counts a workspace's days anew in its new time zone, from the first day whose rows are all there. What was counted before
-- that day began, in the old zone, stays; so no event is counted twice or not at all.
create or replace function change_day_zone(p_workspace uuid, p_zone text, p_below xid8) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  old analytics_states%rowtype;
  seam date;
  oldest date;
  begins timestamptz;
begin
  select * into old from analytics_states s where s.workspace_id = p_workspace;
  select min(d.day) into oldest from analytics_event_days d where d.workspace_id = p_workspace;
  seam := greatest(old.days_from, oldest - 2);
  update analytics_states s set timezone = p_zone,
    -- The day of the seam lacks what its zone's day began with.
    days_from = case when oldest < old.days_from and day_begins(seam, p_zone) < day_begins(seam, old.timezone) then seam + 1 else s.days_from end
  where s.workspace_id = p_workspace;
  if oldest is null then return; end if;
  begins := day_begins(seam, old.timezone);
  perform clear_days(p_workspace, seam, 'infinity');
  perform add_to_rollups('0'::xid8, p_below, p_workspace, begins, 'infinity');
end $$;

-- Takes in what was committed since, in every workspace. Answers how many rows, null when another roller is at work; asked
-- again until it answers 0. Killed midway it has done nothing.
create or replace function roll_up_events(p_limit integer default 300000) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, public set jit = off
as $$
declare
  began constant timestamptz := clock_timestamp();
  seen constant pg_snapshot := pg_current_snapshot();
  upper_xid xid8 := pg_snapshot_xmin(seen);
  mark analytics_watermarks%rowtype;
  cut xid8;
  changed uuid[];
  rolled bigint := 0;
  stale record;
  moved record;
begin
  if not pg_try_advisory_xact_lock(roller_lock()) then return null; end if;
  select * into mark from analytics_watermarks w where w.name = 'rollups';
  if upper_xid <= mark.next_xid or not exists (select from analytics_events e where e.xid >= mark.next_xid and e.xid < upper_xid) then
    if not exists (select from analytics_stale_days)
      and not exists (select from analytics_states s join workspaces w on w.id = s.workspace_id where s.timezone <> w.timezone) then return 0; end if;
    upper_xid := mark.next_xid;
  else
    select e.xid into cut from analytics_events e where e.xid >= mark.next_xid and e.xid < upper_xid order by e.xid offset p_limit limit 1;
    if cut > mark.next_xid then upper_xid := cut;
    elsif cut is not null then
      -- One transaction wrote more than the limit.
      select coalesce(min(e.xid), upper_xid) into upper_xid from analytics_events e where e.xid > mark.next_xid and e.xid < upper_xid;
    end if;
    insert into analytics_states (workspace_id, timezone)
    select w.id, w.timezone from workspaces w where not exists (select from analytics_states s where s.workspace_id = w.id)
    on conflict do nothing;
    select r.workspaces, r.events into changed, rolled from add_to_rollups(mark.next_xid, upper_xid) r;
  end if;

  for stale in
    with taken as (delete from analytics_stale_days returning workspace_id, day)
    select distinct t.workspace_id, t.day from taken t join analytics_states s on s.workspace_id = t.workspace_id and t.day >= s.days_from
  loop
    perform count_days_anew(stale.workspace_id, stale.day, stale.day, upper_xid);
    changed := changed || stale.workspace_id;
    rolled := rolled + 1;
  end loop;
  for moved in select w.id, w.timezone from analytics_states s join workspaces w on w.id = s.workspace_id where s.timezone <> w.timezone loop
    perform change_day_zone(moved.id, moved.timezone, upper_xid);
    changed := changed || moved.id;
    rolled := rolled + 1;
  end loop;

  -- Whatever was committed before the mark has a smaller xid, and is taken in once the watermark has passed it.
  update analytics_watermarks w set next_xid = upper_xid,
    as_of = case when upper_xid >= pg_snapshot_xmax(seen) then began when upper_xid >= mark.mark_xid then greatest(w.as_of, mark.mark_at) else w.as_of end,
    mark_xid = case when upper_xid >= mark.mark_xid then pg_snapshot_xmax(seen) else mark.mark_xid end,
    mark_at = case when upper_xid >= mark.mark_xid then began else mark.mark_at end
  where w.name = 'rollups';
  perform tell_watched(w.id, 'analytics') from (select distinct unnest(changed) as id) w;
  return rolled;
end $$;
comment on function roll_up_events is 'Definer: the worker counts the events of all workspaces, which no login may read.';

-- Up to when everything committed is counted. Nothing waits: up to now.
create or replace function analytics_as_of() returns timestamptz
language sql stable security definer set search_path = pg_catalog, public
as $$
  select case when exists (select from analytics_events e where e.xid >= w.next_xid) then w.as_of else statement_timestamp() end
  from analytics_watermarks w where w.name = 'rollups'
$$;
comment on function analytics_as_of is 'Definer: how far the rollups are, of all workspaces at once; tells nothing of their rows.';

-- Rows of transactions from here on are not counted yet.
create or replace function events_counted_below() returns xid8
language sql stable security definer set search_path = pg_catalog, public
as $$ select w.next_xid from analytics_watermarks w where w.name = 'rollups' $$;
comment on function events_counted_below is 'Definer: how far the rollups are, of all workspaces at once; tells nothing of their rows.';

-- Tells open screens of a topic, if anybody watches it.
create or replace function tell_watched(p_workspace uuid, p_topic text) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  if is_watched_topic(p_workspace, p_topic) then perform pg_notify('tandem_live', p_workspace || ' ' || p_topic); end if;
end $$;

create or replace function is_watched_topic(p_workspace uuid, p_topic text) returns boolean
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  key constant bigint := hashtextextended('live ' || p_workspace || ' ' || p_topic, 0);
begin
  return case when pg_try_advisory_lock(key) then not pg_advisory_unlock(key) else true end;
end $$;

-- Days of the asking workspace that do not equal their rows; empty when all is well. Of one snapshot: watermark, counts and
-- rows belong together.
create or replace function event_day_differences(p_from date, p_to date)
returns table (day date, event_type text, counted bigint, found bigint)
language sql stable set search_path = pg_catalog, public
as $$
  with s as (select * from analytics_states where workspace_id = app_workspace_id()),
  found as (
    select (e.created_at at time zone s.timezone)::date as day, e.event_type, count(*) as n
    from s join analytics_events e on e.workspace_id = s.workspace_id
    where e.created_at >= (p_from::timestamp - interval '15 hours') at time zone 'UTC'
      and e.created_at < (p_to::timestamp + interval '39 hours') at time zone 'UTC'
      and e.xid < (select w.next_xid from analytics_watermarks w where w.name = 'rollups')
    group by 1, 2
  )
  select coalesce(c.day, f.day), coalesce(c.event_type, f.event_type), coalesce(c.events, 0), coalesce(f.n, 0)
  from (select d.day, d.event_type, d.events from analytics_event_days d
    where d.workspace_id = app_workspace_id() and d.day between p_from and p_to) c
  full join (select * from found where found.day between p_from and p_to) f on f.day = c.day and f.event_type = c.event_type
  where coalesce(c.events, 0) <> coalesce(f.n, 0)
    and coalesce(c.day, f.day) >= (select s.days_from from s)
    and not exists (select from analytics_stale_days t where t.workspace_id = app_workspace_id() and t.day = coalesce(c.day, f.day))
  order by 1, 2
$$;

-- Has a day counted anew by the roller.
create or replace function mark_stale_day(p_day date) returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$ insert into analytics_stale_days (workspace_id, day) select app_workspace_id(), p_day where app_workspace_id() is not null $$;
comment on function mark_stale_day is 'Definer: the hourly check has what it found wrong put right; for the asking workspace.';
