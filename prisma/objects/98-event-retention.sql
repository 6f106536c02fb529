-- Events that go: one by one when they are old, whole months where every workspace keeps as long, and what that does to counts.

-- Rows that are deleted for another reason than their age take their counts with them.
create or replace function note_stale_days() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into analytics_stale_days (workspace_id, day)
  select distinct g.workspace_id, (g.created_at at time zone s.timezone)::date
  from gone g join analytics_states s on s.workspace_id = g.workspace_id
  where (g.created_at at time zone s.timezone)::date >= s.days_from;
  return null;
end $$;
comment on function note_stale_days is 'Definer: whoever deletes events need not see how they are counted.';
create or replace trigger note_stale_days after delete on analytics_events
  referencing old table as gone for each statement execute function note_stale_days();
create or replace trigger refuse_rewriting before update on analytics_events
  for each statement execute function refuse_rewriting();

-- Deletes events of the asking workspace that are past its retention, and ids kept for them; at most p_limit of each.
-- Counts stay. Where every workspace keeps as long, whole months go instead (tend_event_partitions).
create or replace function drop_old_events(p_now timestamptz, p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  days integer;
  longest integer;
  cut timestamptz;
  gone integer := 0;
  n integer;
begin
  if ws is null then return 0; end if;
  select coalesce((select s.retention_days from analytics_settings s where s.workspace_id = ws), 90),
    greatest(90, (select max(s.retention_days) from analytics_settings s)) into days, longest;
  cut := p_now - make_interval(days => days);
  if days < longest and exists (select from analytics_events e where e.workspace_id = ws and e.created_at < cut) then
    -- The roller reads what is kept before it counts anew; rows not counted yet stay.
    perform pg_advisory_xact_lock(roller_lock());
    update analytics_states s set days_from = greatest(s.days_from, first_day_since(cut, s.timezone)) where s.workspace_id = ws;
    delete from analytics_events e using (
      select x.created_at, x.id from analytics_events x where x.workspace_id = ws and x.created_at < cut
        and x.xid < (select w.next_xid from analytics_watermarks w where w.name = 'rollups')
      order by x.created_at, x.id limit p_limit) old
    where e.workspace_id = ws and e.created_at = old.created_at and e.id = old.id;
    get diagnostics n = row_count;
    gone := gone + n;
  end if;
  delete from analytics_event_keys k where k.workspace_id = ws and k.id in (
    select x.id from analytics_event_keys x where x.workspace_id = ws and x.created_at < cut order by x.created_at limit p_limit);
  get diagnostics n = row_count;
  return gone + n;
end $$;
comment on function drop_old_events is 'Definer: no login may delete events; filters by the asking workspace itself.';

-- Makes the months to come, and drops those that are past the longest retention, once they are counted. Answers what it dropped.
create or replace function tend_event_partitions(p_now timestamptz default null) returns text[]
language plpgsql volatile security definer set search_path = pg_catalog, public set lock_timeout = '2s'
as $$
declare
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  dropped text[] := '{}';
  oldest timestamptz;
  below xid8;
  part record;
  uncounted boolean;
begin
  select at - make_interval(days => greatest(90, max(s.retention_days))) into oldest from analytics_settings s;
  perform make_event_partition((date_trunc('month', m) at time zone 'UTC')::date)
  from generate_series(date_trunc('month', oldest at time zone 'UTC'), (at + interval '3 months') at time zone 'UTC', '1 month') m;
  for part in
    select c.relname as name, to_date(right(c.relname, 6), 'YYYYMM') as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'analytics_events'::regclass order by 2
  loop
    continue when (part.month + interval '1 month') at time zone 'UTC' > oldest;
    -- Nobody writes and nobody counts while this is decided.
    perform pg_advisory_xact_lock(roller_lock());
    execute format('lock table public.%I in access exclusive mode', part.name);
    select w.next_xid into below from analytics_watermarks w where w.name = 'rollups';
    execute format('select exists (select from public.%I where xid >= $1)', part.name) into uncounted using below;
    continue when uncounted;
    update analytics_states s set days_from = greatest(s.days_from, first_day_since((part.month + interval '1 month') at time zone 'UTC', s.timezone));
    execute format('drop table public.%I', part.name);
    dropped := dropped || part.name;
  end loop;
  return dropped;
end $$;
comment on function tend_event_partitions is 'Definer: no login may make or drop tables.';
