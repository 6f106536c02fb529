-- Who may take which action: one rule set for claims, automatic and manual assignment, and beginning what was assigned.

-- Why somebody takes nothing at all now; empty when they do. plpgsql throughout: its plans are kept. Without a query, where
-- who asks knows of their leave.
create or replace function absence(v virtual_assistants, p_at timestamptz, p_on_leave boolean) returns text[]
language plpgsql stable set search_path = pg_catalog, public
as $$
declare
  reasons text[] := '{}';
begin
  if v.status <> 'active' then reasons := reasons || text 'not_active'; end if;
  if not v.is_available then reasons := reasons || text 'unavailable'; end if;
  if not is_working_time(v.working_hours, v.timezone, p_at) then reasons := reasons || text 'outside_hours'; end if;
  if p_on_leave then reasons := reasons || text 'on_leave'; end if;
  return reasons;
end $$;

create or replace function absence(v virtual_assistants, p_at timestamptz) returns text[]
language plpgsql stable set search_path = pg_catalog, public
as $$
begin
  return absence(v, p_at, exists (select from va_leave l where l.workspace_id = v.workspace_id and l.va_id = v.id
    and (p_at at time zone v.timezone)::date between l.starts_on and l.ends_on));
end $$;

-- What somebody lacks for a kind of action, as 'skill:phone' and 'language:de'; empty when nothing. Without a query, as
-- claims ask it of every kind.
create or replace function lacking(p_skills jsonb, p_languages text[], p_required jsonb, p_language text) returns text[]
language plpgsql immutable set search_path = pg_catalog, public
as $$
declare
  reasons text[] := '{}';
  names jsonb;
  skill text;
begin
  if p_required <> '{}' then
    names := jsonb_path_query_array(p_required, '$.keyvalue().key');
    for n in 0 .. jsonb_array_length(names) - 1 loop
      skill := names ->> n;
      if coalesce((p_skills ->> skill)::integer, 0) < (p_required ->> skill)::integer then reasons := reasons || ('skill:' || skill); end if;
    end loop;
  end if;
  if p_language <> '' and p_language <> all (p_languages) then reasons := reasons || ('language:' || p_language); end if;
  return reasons;
end $$;

-- Every reason for which somebody may not have an action now; empty when they may. What they hold themselves does not fill them.
create or replace function refusals(v virtual_assistants, a pending_actions, p_at timestamptz) returns text[]
language plpgsql stable set search_path = pg_catalog, public
as $$
declare
  reasons text[];
  refused text;
  held integer;
  on_leave boolean;
begin
  select coalesce(sum(h.weight), 0), (select r.kind from action_refusals r
      where r.workspace_id = a.workspace_id and r.action_id = a.id and r.va_id = v.id and (r.until is null or r.until > p_at)),
    exists (select from va_leave l where l.workspace_id = v.workspace_id and l.va_id = v.id
      and (p_at at time zone v.timezone)::date between l.starts_on and l.ends_on)
  into held, refused, on_leave
  from pending_actions h
  where h.workspace_id = v.workspace_id and h.assigned_to_va_id = v.id and h.id <> a.id;
  reasons := absence(v, p_at, on_leave) || lacking(v.skills, v.languages, a.required_skills, a.language);
  if refused is not null then reasons := reasons || refused; end if;
  if held + a.weight > v.max_concurrent_tasks then reasons := reasons || text 'full'; end if;
  return reasons;
end $$;

-- Refuses a person whom the rules do not allow, on whatever path. The person's row is locked, so that two tasks at the
-- same time do not both find room. Here and below the function asks what has changed, where most statements that fire it
-- need it: the condition of a trigger is read anew for each statement.
create or replace function refuse_unfit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  v virtual_assistants%rowtype;
  at timestamptz := new.assigned_at;
  reasons text[];
begin
  if new.assigned_to_va_id is null then return new; end if;
  if tg_op = 'UPDATE' and new.assigned_to_va_id is not distinct from old.assigned_to_va_id then
    if new.status <> 'in_progress' or old.status = 'in_progress' then return new; end if;
    at := new.status_changed_at;
  end if;
  select * into v from virtual_assistants x where x.workspace_id = new.workspace_id and x.id = new.assigned_to_va_id for no key update;
  reasons := refusals(v, new, at);
  if cardinality(reasons) > 0 then
    raise exception 'this person may not have this action now: %', array_to_string(reasons, ', ')
      using errcode = 'TD050', table = 'pending_actions', detail = array_to_string(reasons, ',');
  end if;
  return new;
end $$;
comment on function refuse_unfit is 'Definer: the rules read what the asking person may not; looks at the row''s own workspace.';
-- After keep_clock in the alphabet, so it sees who holds the action in the end.
create or replace trigger refuse_unfit before update of status, assigned_to_va_id on pending_actions
  for each row execute function public.refuse_unfit();
create or replace trigger refuse_unfit_insert before insert on pending_actions
  for each row when (new.assigned_to_va_id is not null) execute function public.refuse_unfit();

-- Tells open screens: of the action, of the person it went to or came from or whose work was looked at, and of the board.
create or replace function tell_actions() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  handed boolean;
  reviewed boolean;
begin
  if tg_op = 'UPDATE' then
    handed := new.assigned_to_va_id is distinct from old.assigned_to_va_id;
    reviewed := new.review_status is distinct from old.review_status or new.quality_score is distinct from old.quality_score;
    if not (handed or reviewed or new.status <> old.status or new.priority <> old.priority
      or new.deadline_at is distinct from old.deadline_at or new.snoozed_until is distinct from old.snoozed_until) then return null; end if;
  end if;
  perform pg_notify('tandem_live', new.workspace_id::text || ' action:' || new.id);
  if tg_op = 'INSERT' then return null; end if;
  if handed then
    if old.assigned_to_va_id is not null then perform pg_notify('tandem_live', new.workspace_id::text || ' va:' || old.assigned_to_va_id); end if;
    if new.assigned_to_va_id is not null then perform pg_notify('tandem_live', new.workspace_id::text || ' va:' || new.assigned_to_va_id); end if;
  end if;
  if reviewed and new.completed_by_va_id is not null then perform pg_notify('tandem_live', new.workspace_id::text || ' va:' || new.completed_by_va_id); end if;
  -- It comes back to whom it waited for.
  if new.status = 'pending' and new.preferred_va_id is not null and new.snoozed_until is null then
    perform pg_notify('tandem_live', new.workspace_id::text || ' va:' || new.preferred_va_id);
  end if;
  return null;
end $$;
create or replace trigger tell_actions after insert or update on pending_actions for each row execute function public.tell_actions();

-- Actions whose lease has ended, whose assignment nobody began, and whose sleep is over, go back to where all can take them.
create or replace function return_lost_actions(p_now timestamptz default null) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  ws constant uuid := app_workspace_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  lost uuid[];
begin
  update pending_actions a set snoozed_until = null
  where a.workspace_id = ws and a.id in (select s.id from pending_actions s
    where s.workspace_id = ws and s.snoozed_until <= at order by s.snoozed_until limit 500 for no key update skip locked);
  with ended as (
    select s.id from pending_actions s where s.workspace_id = ws and s.lease_expires_at <= at
    order by s.lease_expires_at limit 500 for no key update skip locked
  ), idle as (
    select s.id from pending_actions s
    where s.workspace_id = ws and s.status = 'assigned'
      and s.assigned_at <= at - (select make_interval(mins => w.assignment_minutes) from work_settings w where w.workspace_id = ws)
    order by s.assigned_to_va_id limit 500 for no key update skip locked
  ), returned as (
    update pending_actions a set status = 'pending', status_changed_at = at, preferred_va_id = null
    from (select e.id from ended e union all select i.id from idle i) l
    where a.workspace_id = ws and a.id = l.id
    returning a.id
  )
  select array_agg(r.id) into lost from returned r;
  insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
  select ws, 'action.returned', 'action', l, 'Tandem', '{}', at from unnest(lost) l;
  return coalesce(cardinality(lost), 0);
end $$;
comment on function return_lost_actions is 'Definer: actions in other hands are moved by the clock alone; filters by the asking workspace itself.';

-- Gives the asking virtual assistant the best action for them, with a lease and a token, and says why it is this one. With
-- p_action that one, which they were assigned or picked. No row but one of refusals when they may take nothing.
-- The best is what is due first, where some count as due sooner: what they were assigned 8 hours, what comes back to
-- them 4 hours, their speciality 30 minutes, the same directory or customer as their last 10 minutes each.
drop function if exists claim_action(integer, uuid, timestamptz);
create or replace function claim_action(p_lease_seconds integer, p_action uuid default null, p_now timestamptz default null)
returns table (action_id uuid, lease_token uuid, lease_expires_at timestamptz, reasons text[], refused text[])
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  ws constant uuid := app_workspace_id();
  me constant uuid := app_va_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  v virtual_assistants%rowtype;
  mine record;
  most integer := 4;
  chosen record;
  away text[];
begin
  -- The person first, then actions, as everywhere.
  select * into v from virtual_assistants x where x.workspace_id = ws and x.id = me for no key update;
  if not found then return; end if;
  for again in 0 .. 1 loop
    -- Their room, whether they are on leave, what they refused, the customer and directory of what they did last; and
    -- whether return_lost_actions() would find anything, which is seldom.
    select v.max_concurrent_tasks - coalesce((select sum(h.weight) from pending_actions h where h.workspace_id = ws and h.assigned_to_va_id = me), 0) as room,
      exists (select from va_leave l where l.workspace_id = ws and l.va_id = me
        and (at at time zone v.timezone)::date between l.starts_on and l.ends_on) as on_leave,
      array(select r.action_id from action_refusals r where r.workspace_id = ws and r.va_id = me and (r.until is null or r.until > at)) as refused,
      d.customer_id, d.directory_id,
      exists (select from pending_actions s where s.workspace_id = ws and s.snoozed_until <= at)
        or exists (select from pending_actions s where s.workspace_id = ws and s.lease_expires_at <= at)
        or exists (select from pending_actions s where s.workspace_id = ws and s.status = 'assigned'
          and s.assigned_at <= at - (select make_interval(mins => w.assignment_minutes) from work_settings w where w.workspace_id = ws)) as lost
    into mine
    from (select) one left join lateral (
      select x.customer_id, x.directory_id from pending_actions x
      where x.workspace_id = ws and x.completed_by_va_id = me and x.completed_at is not null order by x.completed_at desc limit 1) d on true;
    exit when not mine.lost;
    perform return_lost_actions(at);
  end loop;
  away := absence(v, at, mine.on_leave);
  if cardinality(away) > 0 then
    return query select null::uuid, null::uuid, null::timestamptz, null::text[], away;
    return;
  end if;

  loop
    with offered as (
      select x.id, x.rank_at, x.status, x.preferred_va_id, x.action_type, x.directory_id, x.customer_id
      from pending_actions x
      where p_action is null and x.workspace_id = ws and x.assigned_to_va_id = me and x.status = 'assigned'
        -- Assigned, and then the person or the rules changed: it is not begun, and goes back when its time is over.
        and mine.room >= 0 and lacking(v.skills, v.languages, x.required_skills, x.language) = '{}' and x.id <> all (mine.refused)
      union all
      (select x.id, x.rank_at, x.status, x.preferred_va_id, x.action_type, x.directory_id, x.customer_id
       from pending_actions x
       where p_action is null and x.workspace_id = ws and x.preferred_va_id = me and x.status = 'pending' and x.snoozed_until is null
         and x.weight <= mine.room and lacking(v.skills, v.languages, x.required_skills, x.language) = '{}' and x.id <> all (mine.refused)
       order by x.rank_at limit most)
      union all
      select y.* from work_classes c
      cross join lateral (
        select x.id, x.rank_at, x.status, x.preferred_va_id, x.action_type, x.directory_id, x.customer_id
        from pending_actions x
        where x.workspace_id = ws and x.class_id = c.id and x.status = 'pending' and x.snoozed_until is null and x.id <> all (mine.refused)
        order by x.rank_at, x.id limit most
      ) y
      where p_action is null and c.workspace_id = ws and c.weight <= mine.room
        and ((c.required_skills = '{}' and c.language = '') or lacking(v.skills, v.languages, c.required_skills, c.language) = '{}')
      union all
      select x.id, x.rank_at, x.status, x.preferred_va_id, x.action_type, x.directory_id, x.customer_id
      from pending_actions x
      where x.workspace_id = ws and x.id = p_action and (x.status = 'pending' or (x.status = 'assigned' and x.assigned_to_va_id = me))
    ), known as materialized (
      select k.*, k.rank_at - make_interval(mins => 480 * k.assigned::integer + 240 * k.before::integer + 30 * k.special::integer
        + 10 * k.same_directory::integer + 10 * k.same_customer::integer) as score
      from (
        select o.*, o.status = 'assigned' as assigned, coalesce(o.preferred_va_id = me, false) as before,
          o.action_type = any (v.specializations) as special,
          coalesce(o.directory_id = mine.directory_id, false) as same_directory, coalesce(o.customer_id = mine.customer_id, false) as same_customer
        from offered o) k
    ), suiting as materialized (
      -- The first of a directory that suits them; no later one comes before it. So directories are looked up until it is
      -- found, and only where it would come first.
      select k.id from (
        select x.id, x.score, x.directory_id from known x
        where not x.special and x.score <= (select min(y.score) from known y) + interval '30 minutes'
        order by x.score, x.id) k
      cross join lateral (
        select from directories d where d.workspace_id = ws and d.id = k.directory_id and d.category = any (v.specializations) offset 0) d
      order by k.score, k.id limit 1
    ), ranked as materialized (
      select r.* from (select k.*, k.id is not distinct from s.id as suits from known k left join suiting s on true) r
      order by r.score - make_interval(mins => 30 * r.suits::integer), r.id
    )
    select a.id, array_remove(array[
        case when p_action is not null then 'picked' end,
        case when a.escalated_at is not null then 'escalated' end,
        case when a.deadline_at <= at then 'late' when a.warn_at <= at then 'due_soon' end,
        case when c.assigned then 'assigned' end,
        case when c.before then 'yours_before' end,
        case when c.special or c.suits then 'speciality' end,
        case when c.same_directory then 'same_directory' end,
        case when c.same_customer then 'same_customer' end], null) as reasons into chosen
    -- In the order of ranked, one by one: only what is taken is locked.
    from ranked c
    cross join lateral (
      select x.id, x.deadline_at, x.warn_at, x.escalated_at from pending_actions x
      where x.workspace_id = ws and x.id = c.id and (x.status = 'pending' or (x.status = 'assigned' and x.assigned_to_va_id = me))
      for no key update skip locked) a
    limit 1;
    exit when found or p_action is not null or most > 1000;
    most := most * 8;
  end loop;
  if chosen.id is null then return; end if;

  return query
    update pending_actions a set status = 'in_progress', assigned_to_va_id = me, assigned_at = coalesce(a.assigned_at, at),
      assigned_by = coalesce(a.assigned_by, 'claim'), lease_token = gen_random_uuid(), lease_expires_at = at + make_interval(secs => p_lease_seconds),
      started_at = coalesce(a.started_at, at), status_changed_at = at
    where a.workspace_id = ws and a.id = chosen.id
    returning a.id, a.lease_token, a.lease_expires_at,
      case when cardinality(chosen.reasons) = 0 then array['due_first'] else chosen.reasons end, null::text[];
  update virtual_assistants x set last_active_at = at, last_assigned_at = at where x.workspace_id = ws and x.id = me;
  insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
  values (ws, 'action.claimed', 'action', chosen.id, app_user_id(), v.name, jsonb_build_object('why', chosen.reasons), at);
end $$;
comment on function claim_action is 'Definer: chooses among actions that the asking person may not all see; the person comes from the settings.';

-- For each virtual assistant of the workspace, why they may not have the action now; empty for those who may.
create or replace function action_candidates(p_action uuid, p_now timestamptz default null) returns table (va_id uuid, reasons text[])
language sql stable set search_path = pg_catalog, public
as $$
  select v.id, refusals(v, a, coalesce(p_now, clock_timestamp()))
  from pending_actions a join virtual_assistants v on v.workspace_id = a.workspace_id and v.status <> 'left'
  where a.workspace_id = app_workspace_id() and a.id = p_action
$$;

-- The classes of which the asking virtual assistant may take actions, by skill and language.
create or replace function my_work_classes() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public
as $$
  select coalesce(array_agg(c.id), '{}') from work_classes c
  join virtual_assistants v on v.workspace_id = c.workspace_id and v.id = app_va_id() and v.status = 'active'
  where c.workspace_id = app_workspace_id() and lacking(v.skills, v.languages, c.required_skills, c.language) = '{}'
$$;
comment on function my_work_classes is 'Definer: asked by policies of virtual assistants; answers ids of the asking person''s own workspace.';
