-- Deadlines that pass, and actions that nobody could take: what the minute finds out.

-- A time that was given anew is warned of and escalated anew, when it is not over already.
create or replace function keep_warnings() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if new.deadline_at > clock_timestamp() then
    new.escalated_at := null; new.rank_at := new.deadline_at;
    if new.warn_at > clock_timestamp() then new.warned_at := null; end if;
  end if;
  return new;
end $$;
-- After keep_clock in the alphabet, so it sees the new deadline.
create or replace trigger keep_warnings before update of priority, deadline_minutes on pending_actions
  for each row when (new.deadline_minutes <> old.deadline_minutes and new.warned_at is not null and new.deadline_at is not null)
  execute function public.keep_warnings();

-- By class of action, the active people who could take one at some hour.
create or replace function able_people() returns table (class_id uuid, people uuid[])
language plpgsql stable set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select c.id, coalesce(array_agg(v.id) filter (where v.id is not null), '{}')
    from work_classes c
    left join virtual_assistants v on v.workspace_id = c.workspace_id and v.status = 'active' and v.max_concurrent_tasks >= c.weight
      and jsonb_array_length(v.working_hours) > 0 and cardinality(lacking(v.skills, v.languages, c.required_skills, c.language)) = 0
    where c.workspace_id = app_workspace_id()
    group by c.id;
end $$;

-- What the clock does to the actions of the workspace, each thing once: what was lost, slept or waited comes back, whose
-- time is nearly over is warned of, whose time is over goes up by one priority and to the front, and what nobody could
-- take at any hour is marked. Answers what people are told of; at most p_limit of a kind at a time.
create or replace function watch_deadlines(p_now timestamptz default null, p_limit integer default 500)
returns table (kind text, action_id uuid, title text, priority integer, deadline_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  ws constant uuid := app_workspace_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
begin
  return query
    with due as (
      select s.id from pending_actions s where s.workspace_id = ws and s.status = 'blocked' and s.follow_up_at <= at
      order by s.follow_up_at limit p_limit for no key update skip locked
    ), back as (
      update pending_actions a set status = 'pending', status_changed_at = at, follow_up_at = null
      from due d where a.workspace_id = ws and a.id = d.id and a.status = 'blocked'
      returning a.id, a.title, a.priority, a.deadline_at
    ), told as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
      select ws, 'action.resumed', 'action', b.id, 'Tandem', '{}', at from back b
    )
    select text 'resumed', b.id, b.title, b.priority::integer, b.deadline_at from back b;
  perform return_lost_actions(at);

  return query
    with due as (
      select s.id from pending_actions s where s.workspace_id = ws and s.escalated_at is null and s.deadline_at <= at
      order by s.deadline_at limit p_limit for no key update skip locked
    ), late as (
      update pending_actions a set escalated_at = at, warned_at = coalesce(a.warned_at, at), priority = greatest(1, a.priority - 1)
      from due d where a.workspace_id = ws and a.id = d.id and a.escalated_at is null and a.deadline_at <= at
      returning a.id, a.title, a.priority, a.deadline_at
    ), told as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
      select ws, 'action.escalated', 'action', l.id, 'Tandem', jsonb_build_object('priority', l.priority, 'deadline', l.deadline_at), at from late l
    )
    select text 'escalated', l.id, l.title, l.priority::integer, l.deadline_at from late l;

  return query
    with due as (
      select s.id from pending_actions s where s.workspace_id = ws and s.warned_at is null and s.deadline_at is not null and s.warn_at <= at
      order by s.warn_at limit p_limit for no key update skip locked
    ), soon as (
      update pending_actions a set warned_at = at
      from due d where a.workspace_id = ws and a.id = d.id and a.warned_at is null
      returning a.id, a.title, a.priority, a.deadline_at
    ), told as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
      select ws, 'action.warned', 'action', s.id, 'Tandem', jsonb_build_object('deadline', s.deadline_at), at from soon s
    )
    select text 'warned', s.id, s.title, s.priority::integer, s.deadline_at from soon s;

  return query
    with able as materialized (
      select p.class_id, p.people from able_people() p
    ), declined as materialized (
      select r.action_id, array_agg(r.va_id) as people from action_refusals r where r.workspace_id = ws and r.kind = 'declined' group by 1
    ), stuck as (
      select x.id from able p
      -- Lateral, so that only classes without anybody are looked into.
      cross join lateral (
        select a.id from pending_actions a
        where a.workspace_id = ws and a.class_id = p.class_id and a.status = 'pending' and a.snoozed_until is null and a.unroutable_since is null
        order by a.rank_at, a.id limit p_limit
      ) x
      where p.people = '{}'
      union
      select a.id from declined d
      join pending_actions a on a.workspace_id = ws and a.id = d.action_id and a.status = 'pending' and a.snoozed_until is null and a.unroutable_since is null
      join able p on p.class_id = a.class_id where p.people <@ d.people
    ), due as (
      select s.id from pending_actions s where s.workspace_id = ws and s.id = any (array(select k.id from stuck k limit p_limit)) and s.status = 'pending' and s.unroutable_since is null for no key update skip locked
    ), marked as (
      update pending_actions a set unroutable_since = at from due d where a.workspace_id = ws and a.id = d.id
      returning a.id, a.title, a.priority, a.deadline_at
    ), told as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
      select ws, 'action.unroutable', 'action', m.id, 'Tandem', '{}', at from marked m
    )
    select text 'unroutable', m.id, m.title, m.priority::integer, m.deadline_at from marked m;

  with able as materialized (
    select p.class_id, p.people from able_people() p
  ), free as (
    select a.id from pending_actions a join able p on p.class_id = a.class_id
    where a.workspace_id = ws and a.unroutable_since is not null and (a.status <> 'pending' or not p.people <@ array(
      select r.va_id from action_refusals r where r.workspace_id = ws and r.action_id = a.id and r.kind = 'declined'))
    for no key update of a skip locked
  )
  update pending_actions a set unroutable_since = null from free f where a.workspace_id = ws and a.id = f.id;
  -- Whoever closed a screen without a word has left it.
  delete from action_presence p where p.workspace_id = ws and p.seen_at < at - presence_lasts();
end $$;
comment on function watch_deadlines is 'Definer: actions in other hands are moved by the clock alone; filters by the asking workspace itself.';

-- Starts the clocks of open actions anew, under the settings of now, from where each began. The next p_limit after an id;
-- answers the last id, null at the end. What is escalated keeps its time.
create or replace function recompute_deadlines(p_after uuid default null, p_limit integer default 500) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  ws constant uuid := app_workspace_id();
  last_id uuid;
begin
  with running as materialized (
    select a as row, coalesce(case when a.escalated_at is null then w.deadline_minutes[a.priority] end, a.deadline_minutes) as minutes
    from pending_actions a join work_settings w on w.workspace_id = a.workspace_id
    where a.workspace_id = ws and a.status in ('pending', 'assigned', 'in_progress')
      and a.id > coalesce(p_after, '00000000-0000-0000-0000-000000000000')
    order by a.id limit p_limit for no key update of a
  ), anew as (
    select (r.row).id, r.minutes, c.deadline_at, c.warn_at, c.rank_at
    from running r
    cross join lateral (select jsonb_populate_record(r.row, jsonb_build_object('deadline_minutes', r.minutes)) as row) n
    cross join lateral start_clock(n.row, (r.row).clock_started_at) c
  ), moved as (
    update pending_actions a set deadline_minutes = n.minutes, deadline_at = n.deadline_at, warn_at = n.warn_at, rank_at = n.rank_at
    from anew n where a.workspace_id = ws and a.id = n.id and (a.deadline_minutes, a.deadline_at, a.warn_at) is distinct from (n.minutes, n.deadline_at, n.warn_at)
  )
  select max(n.id::text)::uuid into last_id from anew n;
  return last_id;
end $$;
comment on function recompute_deadlines is 'Definer: actions in other hands are moved by the settings alone; filters by the asking workspace itself.';

-- Workspaces in which actions are open, for the job that looks after all of them.
create or replace function workspaces_at_work() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public
as $$
  select w.id from workspaces w where exists (
    select from pending_actions a where a.workspace_id = w.id and a.status in ('pending', 'assigned', 'in_progress', 'blocked'))
$$;
comment on function workspaces_at_work is 'Definer: the job serves every workspace and learns here which have work; answers ids only.';

-- Finds people by name, e-mail and skill.
create or replace function search_assistants(p_text text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare needle text := '%' || regexp_replace(lower(btrim(p_text)), '([\\%_])', '\\\1', 'g') || '%';
begin
  if app_role() not in ('owner', 'admin', 'manager', 'service') then return; end if;
  return query select v.id from virtual_assistants v
    where v.workspace_id = app_workspace_id() and lower(v.name || ' ' || v.email) like needle limit 2000;
end $$;
comment on function search_assistants is 'Definer: LIKE is not leakproof and would lose its index under row level security; filters by workspace and role itself.';

-- Tells open screens that somebody came, went, or works at other hours.
create or replace function tell_va() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  perform pg_notify('tandem_live', new.workspace_id::text || ' va:' || new.id);
  return null;
end $$;
create or replace trigger tell_va after update of status, is_available, working_hours, timezone, skills, languages, max_concurrent_tasks on virtual_assistants
  for each row when (old.status <> new.status or old.is_available <> new.is_available or old.working_hours <> new.working_hours or old.timezone <> new.timezone
    or old.skills <> new.skills or old.languages <> new.languages or old.max_concurrent_tasks <> new.max_concurrent_tasks)
  execute function public.tell_va();

create or replace trigger audit_insert after insert on virtual_assistants for each row execute function public.audit_row('updated_at');
create or replace trigger audit_update after update of name, email, status, skills, languages, specializations, timezone, working_hours, max_concurrent_tasks
  on virtual_assistants for each row
  execute function public.audit_row('updated_at', 'last_active_at', 'last_assigned_at', 'is_available', 'available_changed_at');

grant execute on function are_week_hours(jsonb), is_zone(text), able_people(), search_assistants(text) to authenticated, service_role;
grant execute on function watch_deadlines(timestamptz, integer), recompute_deadlines(uuid, integer), workspaces_at_work() to service_role;
