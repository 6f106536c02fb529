-- Assignment by machine: what the planner of lib/routing chose, taken over as far as the rules still allow it.

-- Each row of p_plan is {"action", "va", "why": [...], "others": [...]}; what is refused by now, taken by now or too much
-- by now is left out and says so. People are locked before actions, as everywhere, so nobody gets more than they have room for.
drop function if exists assign_actions(jsonb, text, timestamptz);
create or replace function assign_actions(p_plan jsonb, p_mode text, p_now timestamptz default null)
returns table (action_id uuid, va_id uuid, refused text[])
language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  ws constant uuid := app_workspace_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  free uuid[];
begin
  perform 1 from virtual_assistants v
  where v.workspace_id = ws and v.id in (select (p ->> 'va')::uuid from jsonb_array_elements(p_plan) p)
  order by v.id for no key update;
  select array_agg(l.id) into free from (
    select a.id from pending_actions a
    where a.workspace_id = ws and a.id in (select (p ->> 'action')::uuid from jsonb_array_elements(p_plan) p)
      and a.status = 'pending' and a.snoozed_until is null
    order by a.id for no key update skip locked) l;

  return query
  with plan as (
    select (p.value ->> 'action')::uuid as action, (p.value ->> 'va')::uuid as va, p.value -> 'why' as why, p.value -> 'others' as others, p.ordinality as place
    from jsonb_array_elements(p_plan) with ordinality p
  ), checked as (
    select p.*, a.weight, v.max_concurrent_tasks as room, refusals(v, a, at) as reasons,
      (select coalesce(sum(h.weight), 0) from pending_actions h
       where h.workspace_id = ws and h.assigned_to_va_id = p.va) as held
    from plan p join pending_actions a on a.workspace_id = ws and a.id = p.action join virtual_assistants v on v.workspace_id = ws and v.id = p.va
    where a.id = any (free)
  ), fitting as (
    select c.*, sum(c.weight) filter (where cardinality(c.reasons) = 0) over (partition by c.va order by c.place) as planned from checked c
  ), given as (
    update pending_actions a set status = 'assigned', assigned_to_va_id = f.va, assigned_at = at, assigned_by = 'auto', status_changed_at = at
    from fitting f
    where a.workspace_id = ws and a.id = f.action and cardinality(f.reasons) = 0 and f.held + f.planned <= f.room
    returning a.id, a.assigned_to_va_id as va, f.why, f.others
  ), noted as (
    insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
    select ws, 'action.assigned', 'action', g.id, 'Tandem',
      jsonb_build_object('to', v.name, 'vaId', v.id, 'mode', p_mode, 'why', g.why, 'others', g.others), at
    from given g join virtual_assistants v on v.workspace_id = ws and v.id = g.va
  ), turned as (
    update virtual_assistants v set last_assigned_at = at where v.workspace_id = ws and v.id in (select g.va from given g)
  )
  select p.action, p.va, case
    when g.id is not null then '{}'
    when f.action is null then array['taken']
    when cardinality(f.reasons) > 0 then f.reasons
    else array['full'] end
  from plan p left join fitting f on f.action = p.action left join given g on g.id = p.action;
end $$;

-- Actions whose title, customer or directory holds a text.
create or replace function search_actions(p_text text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  needle text := '%' || regexp_replace(btrim(p_text), '([\\%_])', '\\\1', 'g') || '%';
begin
  if app_workspace_id() is null or app_role() not in ('owner', 'admin', 'manager', 'service') then
    return;
  end if;
  return query
    select a.id from pending_actions a
    where a.workspace_id = app_workspace_id() and (
      a.customer_id in (select c.id from customers c where c.workspace_id = app_workspace_id() and c.company_name ilike needle)
      or a.directory_id in (select d.id from directories d where d.workspace_id = app_workspace_id() and d.name ilike needle)
      or a.title ilike needle)
    limit 2000;
end $$;
comment on function search_actions is 'Definer: LIKE is not leakproof and would be asked of each row under row level security; filters by workspace and role itself.';

grant execute on function assign_actions(jsonb, text, timestamptz) to app_staff, service_role;
grant execute on function search_actions(text) to authenticated;
