-- Taking events in: partitions, keys, quotas, and the one statement that writes a group of calls.

-- The partition of a month (UTC). Within it an id is unique by an index of its own.
create or replace function make_event_partition(p_month date) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  month constant date := date_trunc('month', p_month::timestamp)::date;
  part constant text := 'analytics_events_' || to_char(month, 'YYYYMM');
begin
  if to_regclass('public.' || part) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('tandem event partitions', 0));
  if to_regclass('public.' || part) is not null then return; end if;
  execute format('create table public.%I (like analytics_events including all)
    with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)', part);
  execute format('create unique index %I on public.%I (workspace_id, id)', part || '_id_key', part);
  execute format('alter table public.%I enable row level security', part);
  execute format('revoke all on public.%I from public, anon, authenticated, service_role', part);
  -- Attached rather than made as a partition: that would wait for every reader.
  execute format('alter table analytics_events attach partition public.%I for values from (%L) to (%L)', part,
    month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
end $$;

do $$
begin
  perform make_event_partition((date_trunc('month', now() at time zone 'UTC') + n * interval '1 month')::date)
  from generate_series(-3, 3) n;
end $$;

-- The lowest id of version 7 that a moment (UTC) could have given.
create or replace function first_id_of(p_at timestamp) returns uuid
language sql immutable parallel safe
return rpad(lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0'), 32, '0')::uuid;

-- Nearly always every event is of this month, not too old and not of the future, and its id at home there and new. Then
-- nothing is asked beforehand; if it was not so, nothing is written, and the answer is false. Each call has its place in
-- p_credentials, which says its place in p_workspaces and p_sources.
drop function if exists add_new_events(uuid[], text[], integer[], uuid[], text[], jsonb[], text[], uuid[], uuid[], timestamptz[], timestamptz);
create or replace function add_new_events(
  p_workspaces uuid[], p_sources text[], p_credentials integer[], p_calls integer[], p_ids uuid[], p_types text[], p_data jsonb[],
  p_users text[], p_partners uuid[], p_campaigns uuid[], p_times timestamptz[], p_oldest timestamptz, p_latest timestamptz, p_now timestamptz
) returns boolean
language plpgsql volatile set search_path = pg_catalog, public
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_nestloop = off
as $$
declare
  month constant timestamp := date_trunc('month', p_now at time zone 'UTC');
  begins constant timestamptz := month at time zone 'UTC';
  ends constant timestamptz := (month + interval '1 month') at time zone 'UTC';
  low constant uuid := first_id_of(month);
  high constant uuid := first_id_of(month + interval '1 month');
  locks integer;
  written integer;
begin
  if array_position(p_workspaces, null) is not null or not coalesce((
    select bool_and(s.at >= begins and s.at < ends and s.at > p_oldest and s.at <= p_latest and s.id >= low and s.id < high and get_byte(uuid_send(s.id), 6) & 240 = 112)
    from unnest(p_ids, p_times) as s(id, at)), false) then return false; end if;
  select count(pg_advisory_xact_lock_shared(l.key)) into locks
  from (select distinct hashtextextended('events ' || w, 0) as key from unnest(p_workspaces) w order by 1) l;
  insert into analytics_events (workspace_id, id, event_type, event_data, user_id, partner_id, campaign_id, source, created_at, received_at)
  select p_workspaces[p_credentials[s.call]], s.id, s.event_type, s.event_data, s.user_id, s.partner_id, s.campaign_id,
    p_sources[p_credentials[s.call]], s.created_at, p_now
  from unnest(p_calls, p_ids, p_types, p_data, p_users, p_partners, p_campaigns, p_times)
    as s(call, id, event_type, event_data, user_id, partner_id, campaign_id, created_at)
  -- Looked up one by one: joined, the whole table would be read.
  where (select x.id from analytics_event_keys x where x.workspace_id = p_workspaces[p_credentials[s.call]] and x.id = s.id) is null
  order by 1, 2;
  get diagnostics written = row_count;
  if written < cardinality(p_calls) then raise unique_violation; end if;
  return true;
exception when unique_violation or check_violation then return false;
end $$;

-- Writes events of calls, each once by (workspace, id), and answers how many of each call were new. A call without a
-- workspace is left out. For definers.
--
-- An id is at home in the month that a UUIDv7 names itself; there the partition's index keeps it unique. Any other id is
-- astray: analytics_event_keys keeps it unique over all months. An id of version 7 could be at home with one writer and
-- astray with another, so such strays wait until nobody else writes in the workspace.
create or replace function add_any_events(
  p_workspaces uuid[], p_sources text[], p_calls integer[], p_ids uuid[], p_types text[], p_data jsonb[], p_users text[],
  p_partners uuid[], p_campaigns uuid[], p_times timestamptz[], p_now timestamptz
) returns table (call integer, accepted integer)
language plpgsql volatile set search_path = pg_catalog, public
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_nestloop = off
as $$
declare
  month timestamp;
  starts timestamptz[];
  lows uuid[];
  highs uuid[];
  locks integer;
begin
  for month in select generate_series(date_trunc('month', min(t) at time zone 'UTC'), max(t) at time zone 'UTC', '1 month')
    from unnest(p_calls, p_times) as s(c, t) where p_workspaces[s.c] is not null
  loop
    perform make_event_partition(month::date);
    starts := starts || (month at time zone 'UTC');
    lows := lows || first_id_of(month);
    highs := highs || first_id_of(month + interval '1 month');
  end loop;

  select count(case when not l.timed then null when l.strays then pg_advisory_xact_lock(l.key) else pg_advisory_xact_lock_shared(l.key) end)
  into locks
  from (
    select hashtextextended('events ' || w.id, 0) as key, bool_or(s.timed) as timed,
      bool_or(s.timed and not (s.id >= m.low and s.id < m.high)) as strays
    from (select x.*, get_byte(uuid_send(x.id), 6) & 240 = 112 as timed from unnest(p_calls, p_ids, p_times) as x(call, id, created_at)) s
    join unnest(p_workspaces) with ordinality as w(id, call) on w.call = s.call and w.id is not null
    join unnest(starts, lows, highs) as m(start, low, high) on s.created_at >= m.start and s.created_at < m.start + interval '1 month'
    group by w.id
    order by 1) l;

  return query
  with sent as materialized (
    select distinct on (w.id, s.id) w.id as workspace_id, w.source, s.*, get_byte(uuid_send(s.id), 6) & 240 = 112 as timed,
      get_byte(uuid_send(s.id), 6) & 240 = 112 and s.id >= m.low and s.id < m.high as home
    from unnest(p_calls, p_ids, p_types, p_data, p_users, p_partners, p_campaigns, p_times) with ordinality
      as s(call, id, event_type, event_data, user_id, partner_id, campaign_id, created_at, n)
    join unnest(p_workspaces, p_sources) with ordinality as w(id, source, call) on w.call = s.call and w.id is not null
    join unnest(starts, lows, highs) as m(start, low, high) on s.created_at >= m.start and s.created_at < m.start + interval '1 month'
    order by w.id, s.id, s.n
  ), keyed as (
    insert into analytics_event_keys as k (workspace_id, id, created_at)
    select s.workspace_id, s.id, s.created_at from sent s where not s.home
    on conflict do nothing
    returning k.workspace_id, k.id
  ), added as (
    insert into analytics_events as e (workspace_id, id, event_type, event_data, user_id, partner_id, campaign_id, source, created_at, received_at)
    select s.workspace_id, s.id, s.event_type, s.event_data, s.user_id, s.partner_id, s.campaign_id, s.source, s.created_at, p_now
    from sent s left join keyed k on k.workspace_id = s.workspace_id and k.id = s.id
    where case when s.home
      then not exists (select from analytics_event_keys x where x.workspace_id = s.workspace_id and x.id = s.id)
      else k.id is not null and not (s.timed and exists (
        select from analytics_events x where x.workspace_id = s.workspace_id and x.id = s.id)) end
    on conflict do nothing
    returning e.workspace_id, e.id
  )
  select s.call, count(*)::integer from sent s join added a on a.workspace_id = s.workspace_id and a.id = s.id group by s.call;
end $$;

-- The same, where they are nearly always new. For definers.
create or replace function add_events(
  p_workspaces uuid[], p_sources text[], p_calls integer[], p_ids uuid[], p_types text[], p_data jsonb[], p_users text[],
  p_partners uuid[], p_campaigns uuid[], p_times timestamptz[], p_now timestamptz
) returns table (call integer, accepted integer)
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  if add_new_events(p_workspaces, p_sources, array(select generate_subscripts(p_workspaces, 1)), p_calls, p_ids, p_types, p_data, p_users,
    p_partners, p_campaigns, p_times, '-infinity', 'infinity', p_now) then
    return query select c, count(*)::integer from unnest(p_calls) c group by c;
  else
    return query select * from add_any_events(p_workspaces, p_sources, p_calls, p_ids, p_types, p_data, p_users, p_partners, p_campaigns, p_times, p_now);
  end if;
end $$;

-- Checks what only the database knows of each call, and adds the calls without fault. `at` is the event at fault, counted
-- over all calls; where all were new, there is one row without a call. A browser's clock may be wrong: where nobody gave
-- the time and its id has it wrong, it is that of arrival. For definers.
create or replace function take_events(
  p_workspaces uuid[], p_sources text[], p_calls integer[], p_ids uuid[], p_types text[], p_data jsonb[], p_users text[],
  p_partners uuid[], p_campaigns uuid[], p_times timestamptz[], p_given boolean[], p_now timestamptz
) returns table (call integer, accepted integer, at integer, fault text)
language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  oldest timestamptz[];
  latest constant timestamptz := p_now + interval '5 minutes';
  faults jsonb := '{}';
  wrong record;
begin
  select array_agg(p_now - make_interval(days => coalesce(x.retention_days, 90)) order by w.n) into oldest
  from unnest(p_workspaces) with ordinality as w(id, n) left join analytics_settings x on x.workspace_id = w.id;

  if exists (select from unnest(p_calls, p_times, p_given) as s(c, t, given) where not s.given and p_sources[s.c] = 'browser' and (s.t > latest or s.t < oldest[s.c])) then
    select array_agg(case when not s.given and p_sources[s.c] = 'browser' and (s.t > latest or s.t < oldest[s.c]) then p_now else s.t end order by s.n) into p_times
    from unnest(p_calls, p_times, p_given) with ordinality as s(c, t, given, n);
  end if;

  for wrong in
    select distinct on (x.c) x.c, x.n, x.fault from (
      select s.c, s.n::integer, case
        when s.t > latest then case when s.given then 'future' else 'id' end
        when s.t < oldest[s.c] then case when s.given then 'past' else 'id' end
        when s.partner is not null and not exists (select from partners p where p.workspace_id = p_workspaces[s.c] and p.id = s.partner) then 'partner'
        when s.campaign is not null and not exists (select from campaigns g where g.workspace_id = p_workspaces[s.c] and g.id = s.campaign) then 'campaign'
        end as fault
      from unnest(p_calls, p_times, p_given, p_partners, p_campaigns) with ordinality as s(c, t, given, partner, campaign, n)
      where p_workspaces[s.c] is not null) x
    where x.fault is not null order by x.c, x.n
  loop
    p_workspaces[wrong.c] := null;
    faults := faults || jsonb_build_object(wrong.c, jsonb_build_object('at', wrong.n, 'fault', wrong.fault));
  end loop;

  if add_new_events(p_workspaces, p_sources, array(select generate_subscripts(p_workspaces, 1)), p_calls, p_ids, p_types, p_data, p_users,
    p_partners, p_campaigns, p_times, '-infinity', 'infinity', p_now) then
    return query values (null::integer, null::integer, null::integer, null::text);
    return;
  end if;
  return query
    select w.c::integer, coalesce(a.accepted, 0), (faults->w.c::text->>'at')::integer, faults->w.c::text->>'fault'
    from unnest(p_workspaces) with ordinality as w(id, c)
    left join add_any_events(p_workspaces, p_sources, p_calls, p_ids, p_types, p_data, p_users, p_partners, p_campaigns, p_times, p_now) a
      on a.call = w.c;
end $$;

-- What a credential is worth: a key of the API by its hash, or one of the browser with the origin of the page.
-- Outcomes: ok, unauthenticated, forbidden, wrong_origin. For definers. Without a setting of its own, it becomes part of
-- the query that asks.
create or replace function event_credentials(
  p_kinds text[], p_secrets text[], p_origins text[], p_permission text, p_roles text[], p_now timestamptz
) returns table (n integer, outcome text, key_id uuid, workspace_id uuid, origins text[], used_at timestamptz)
language sql stable
begin atomic
  select c.n::integer, coalesce(k.outcome, 'unauthenticated'), k.id, case when k.outcome = 'ok' then k.workspace_id end, k.origins, k.last_used_at
  from unnest(p_kinds, p_secrets, p_origins) with ordinality as c(kind, secret, origin, n)
  left join lateral (
    select case when m.role = any (p_roles) and (k.permissions = '{}' or p_permission = any (k.permissions)) then 'ok' else 'forbidden' end as outcome,
      k.id, k.workspace_id, null::text[] as origins, k.last_used_at
    from api_keys k join memberships m on m.workspace_id = k.workspace_id and m.user_id = k.user_id and m.status = 'active'
    where c.kind = 'api' and k.key_hash = c.secret and k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
    union all
    select case when c.origin = any (b.origins) then 'ok' else 'wrong_origin' end, b.id, b.workspace_id, b.origins, b.last_used_at
    from analytics_browser_keys b
    where c.kind = 'browser' and b.key = c.secret and b.revoked_at is null
  ) k on true;
end;

-- A group of calls in one transaction: credentials are looked at here, so that a revoked one is worth nothing from then on.
-- Where all is well, which it nearly always is, there is one row without a call.
create or replace function capture_events(
  p_kinds text[], p_secrets text[], p_origins text[], p_permission text, p_roles text[], p_credentials integer[],
  p_calls integer[], p_ids uuid[], p_types text[], p_data jsonb[], p_users text[], p_partners uuid[], p_campaigns uuid[],
  p_times timestamptz[], p_given boolean[], p_now timestamptz
) returns table (call integer, outcome text, accepted integer, at integer, fault text)
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  outcomes text[];
  workspaces uuid[];
  unused uuid[];
begin
  -- What is acknowledged is on disk, whatever the server's default.
  if current_setting('synchronous_commit') in ('off', 'local') then perform set_config('synchronous_commit', 'on', true); end if;
  select array_agg(k.outcome order by k.n), array_agg(k.workspace_id order by k.n),
    array_agg(k.key_id) filter (where k.used_at is null or k.used_at < p_now - interval '1 minute')
  into outcomes, workspaces, unused
  from event_credentials(p_kinds, p_secrets, p_origins, p_permission, p_roles, p_now) k;
  if unused is not null then
    update api_keys k set last_used_at = p_now where k.id in (select x.id from api_keys x where x.id = any (unused) for no key update skip locked);
    update analytics_browser_keys k set last_used_at = p_now
    where k.id in (select x.id from analytics_browser_keys x where x.id = any (unused) for no key update skip locked);
  end if;
  -- What is of today and names neither partner nor campaign has no fault.
  if array_remove(p_partners, null) = '{}' and array_remove(p_campaigns, null) = '{}' and add_new_events(workspaces, p_kinds, p_credentials,
    p_calls, p_ids, p_types, p_data, p_users, p_partners, p_campaigns, p_times, p_now - interval '1 day', p_now + interval '5 minutes', p_now) then
    return query values (null::integer, 'ok', null::integer, null::integer, null::text);
    return;
  end if;
  return query
    select t.call, case when t.call is null then 'ok' when t.fault is null then outcomes[p_credentials[t.call]] else 'invalid' end, t.accepted, t.at, t.fault
    from take_events(array(select workspaces[c] from unnest(p_credentials) with ordinality as x(c, n) order by n),
      array(select p_kinds[c] from unnest(p_credentials) with ordinality as x(c, n) order by n),
      p_calls, p_ids, p_types, p_data, p_users, p_partners, p_campaigns, p_times, p_given, p_now) t;
end $$;
comment on function capture_events is 'Definer: the key decides whose events these are, so no actor exists yet.';

-- The same for somebody who is in a workspace already.
create or replace function capture_own_events(
  p_ids uuid[], p_types text[], p_data jsonb[], p_users text[], p_partners uuid[], p_campaigns uuid[], p_times timestamptz[],
  p_given boolean[], p_now timestamptz
) returns table (accepted integer, at integer, fault text)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  if current_setting('synchronous_commit') in ('off', 'local') then perform set_config('synchronous_commit', 'on', true); end if;
  return query
    select coalesce(t.accepted, cardinality(p_ids)), t.at, t.fault
    from take_events(array[app_workspace_id()], array['api'], array_fill(1, array[cardinality(p_ids)]), p_ids, p_types, p_data, p_users,
      p_partners, p_campaigns, p_times, p_given, p_now) t;
end $$;
comment on function capture_own_events is 'Definer: events are added through functions only; takes the asking workspace itself.';

-- Sets a block of a key's minute aside for one web process, so that commits do not wait for each other at a counter.
create or replace function reserve_events(
  p_kind text, p_secret text, p_origin text, p_permission text, p_roles text[], p_need integer, p_block integer, p_now timestamptz default null
) returns table (outcome text, key_id uuid, origins text[], minute timestamptz, seconds_left double precision, quota integer, granted integer, remaining integer)
language plpgsql volatile security definer set search_path = pg_catalog, public set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  moment constant timestamptz := coalesce(p_now, clock_timestamp());
  this_minute constant timestamptz := date_trunc('minute', moment);
  k record;
  before integer;
begin
  perform set_config('synchronous_commit', 'off', true);
  select * into k from event_credentials(array[p_kind], array[p_secret], array[p_origin], p_permission, p_roles, moment);
  minute := this_minute; seconds_left := extract(epoch from this_minute + interval '1 minute' - moment);
  outcome := k.outcome; key_id := k.key_id; origins := k.origins;
  if outcome <> 'ok' then return next; return; end if;
  quota := coalesce((select s.events_per_minute from analytics_settings s where s.workspace_id = k.workspace_id), 100000);
  insert into analytics_quotas (key_id, minute, used) values (k.key_id, this_minute, 0) on conflict do nothing;
  select case when q.minute = this_minute then q.used else 0 end into before
  from analytics_quotas q where q.key_id = k.key_id for no key update;
  granted := case when before + p_need > quota then 0
    else least(quota - before, greatest(p_need, least(p_block, (quota - before) / 8))) end;
  if granted > 0 then
    update analytics_quotas q set minute = this_minute, used = before + granted where q.key_id = k.key_id;
  end if;
  remaining := greatest(0, quota - before - granted);
  return next;
end $$;
comment on function reserve_events is 'Definer: the key decides whose quota this is, so no actor exists yet.';

create or replace function return_events(p_key_id uuid, p_minute timestamptz, p_count integer) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  perform set_config('synchronous_commit', 'off', true);
  update analytics_quotas q set used = q.used - p_count where q.key_id = p_key_id and q.minute = p_minute and q.used >= p_count and p_count > 0;
end $$;
comment on function return_events is 'Definer: the web process gives back what it had set aside; nobody else knows the key''s id.';

-- Copies what happened in the product, each event once, in the order of commits. Answers how many; null when another
-- worker is at it.
create or replace function copy_domain_events(p_limit integer default 5000) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public set jit = off
as $$
declare
  after constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  upper_xid xid8 := after;
  last_xid xid8;
  cut xid8;
  copied integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('tandem domain events', 0)) then return null; end if;
  select w.next_xid into last_xid from analytics_watermarks w where w.name = 'domain';
  if not exists (select from events e where e.xid >= last_xid and e.xid < upper_xid) then return 0; end if;
  select e.xid into cut from events e where e.xid >= last_xid and e.xid < upper_xid order by e.xid offset p_limit limit 1;
  if cut > last_xid then upper_xid := cut;
  elsif cut is not null then
    select coalesce(min(e.xid), upper_xid) into upper_xid from events e where e.xid > last_xid and e.xid < upper_xid;
  end if;
  with taken as (
    select e.*, l.campaign_id, dense_rank() over (order by e.workspace_id) as call
    from events e left join client_leads l on e.subject_type = 'lead' and l.workspace_id = e.workspace_id and l.id = e.subject_id
    where e.xid >= last_xid and e.xid < upper_xid
  ), calls as (
    select array_agg(workspace_id order by call) as workspaces from (select distinct workspace_id, call from taken) c
  ), rows as (
    select array_agg(t.call::integer) as calls, array_agg(t.id) as ids, array_agg(t.type) as types,
      array_agg((case when pg_column_size(t.data) > 16384 then '{}' else t.data end)
        || jsonb_build_object('subjectType', t.subject_type, 'subjectId', t.subject_id)) as data,
      array_agg(t.actor_user_id::text) as users, array_agg(t.partner_id) as partners, array_agg(t.campaign_id) as campaigns,
      array_agg(t.created_at) as times
    from taken t
  )
  select sum(a.accepted) into copied
  from calls c, rows r, add_events(c.workspaces, array_fill('product'::text, array[cardinality(c.workspaces)]), r.calls, r.ids, r.types,
    r.data, r.users, r.partners, r.campaigns, r.times, clock_timestamp()) a;
  update analytics_watermarks w set next_xid = upper_xid where w.name = 'domain';
  return greatest(coalesce(copied, 0), 1);
end $$;
comment on function copy_domain_events is 'Definer: the worker follows the events of all workspaces, which no login may read.';
