-- Quality: which finished tasks are looked at, who may say what of them, and the figures that follow.

-- A number from 0 to below 1 that depends on its text alone, so that a sample can be drawn again.
create or replace function sample_number(p_text text) returns numeric
language sql immutable strict parallel safe set search_path = pg_catalog, public
as $$ select ('x' || substr(md5(p_text), 1, 8))::bit(32)::bigint / 4294967296.0 $$;

-- Draws the sample in the change that finishes a task, whoever makes it.
create or replace function sample_finished() returns trigger
language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  s record;
  done integer;
  drawn numeric;
  share integer;
  kind text;
begin
  select w.*, t.sample_share into s from work_settings w
  left join action_type_settings t on t.workspace_id = w.workspace_id and t.action_type = new.action_type
  where w.workspace_id = new.workspace_id;
  new.completed_at := coalesce(new.completed_at, new.status_changed_at);
  select count(*) into done from (select from pending_actions d
    where d.workspace_id = new.workspace_id and d.completed_by_va_id = new.completed_by_va_id and d.completed_at is not null limit s.new_until) d;
  drawn := sample_number(s.sample_seed || ':' || new.id);
  if new.rework_of_id is not null then kind := 'Done over'; share := 100;
  elsif done < s.new_until then kind := 'New'; share := greatest(s.sample_new, coalesce(s.sample_share, 0));
  elsif s.sample_share is not null then kind := 'This type'; share := s.sample_share;
  else kind := 'Regular'; share := s.sample_regular; end if;
  if drawn < share / 100.0 then
    new.review_status := 'waiting';
    new.reviews_wanted := case when sample_number(s.sample_seed || ':second:' || new.id) < s.second_review / 100.0 then 2 else 1 end;
    new.sample_reason := format('%s: %s is under %s %%', kind, round(drawn, 2), share);
  else
    new.review_status := 'not_sampled';
    new.sample_reason := format('%s: %s is not under %s %%', kind, round(drawn, 2), share);
  end if;
  return new;
end $$;
comment on function sample_finished is 'Definer: whoever finishes a task sees neither all that they did nor the settings; reads those of the row''s own workspace.';
-- After keep_clock in the alphabet, which says who finished it.
create or replace trigger sample_finished before update of status on pending_actions
  for each row when (new.status = any ('{completed,failed}') and old.status <> all ('{completed,failed}') and new.completed_by_va_id is not null)
  execute function public.sample_finished();

-- A review is of a finished task that waits for one, by somebody who did not do it; the unique keys say who did it before.
create or replace function check_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  a pending_actions%rowtype;
begin
  select * into a from pending_actions x where x.workspace_id = new.workspace_id and x.id = new.action_id for no key update;
  if a.review_status is distinct from 'waiting' or new.round > a.reviews_wanted
    or new.round <> 1 + (select count(*) from action_reviews r where r.workspace_id = new.workspace_id and r.action_id = new.action_id) then
    raise exception 'this action waits for no such review' using errcode = 'TD001', table = 'action_reviews';
  end if;
  if a.completed_by = new.reviewer_id or exists (select from virtual_assistants v
      where v.workspace_id = new.workspace_id and v.id = a.completed_by_va_id and v.user_id = new.reviewer_id) then
    raise exception 'nobody reviews their own work' using errcode = 'TD051', table = 'action_reviews';
  end if;
  return new;
end $$;
comment on function check_review is 'Definer: the rule holds whatever the asking role may read; looks at the row''s own workspace.';
create or replace trigger check_review before insert on action_reviews for each row execute function public.check_review();

-- An objection is made once, to a review of one's own finished task, and puts the review on hold.
create or replace function open_appeal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  reviewed uuid;
begin
  select r.action_id into reviewed from action_reviews r where r.workspace_id = new.workspace_id and r.id = new.review_id;
  perform 1 from pending_actions a where a.workspace_id = new.workspace_id and a.id = reviewed for no key update;
  if exists (select from review_appeals p join action_reviews r on r.workspace_id = p.workspace_id and r.id = p.review_id
      where p.workspace_id = new.workspace_id and r.action_id = reviewed) then
    raise exception 'this review was objected to already' using errcode = 'TD052', table = 'review_appeals';
  end if;
  update pending_actions a set review_status = 'appealed'
  where a.workspace_id = new.workspace_id and a.id = reviewed and a.review_status = 'reviewed' and a.completed_by_va_id = new.va_id;
  if not found then
    raise exception 'there is no review of their own work to object to' using errcode = 'TD001', table = 'review_appeals';
  end if;
  return new;
end $$;
comment on function open_appeal is 'Definer: a virtual assistant may not write what they have finished; changes the state of the one review, in the row''s own workspace.';
create or replace trigger open_appeal before insert on review_appeals for each row execute function public.open_appeal();

-- Somebody who has not reviewed the task, and did not do it, rules on an objection; once.
create or replace function check_ruling() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if old.status <> 'open' or new.status = 'open' or (new.id, new.review_id, new.va_id, new.argument) is distinct from (old.id, old.review_id, old.va_id, old.argument) then
    raise exception 'an objection is ruled on once' using errcode = 'TD001', table = 'review_appeals';
  end if;
  if new.ruled_by is null or exists (select from action_reviews mine join action_reviews r on r.workspace_id = mine.workspace_id and r.action_id = mine.action_id
      where mine.workspace_id = new.workspace_id and mine.id = new.review_id and r.reviewer_id = new.ruled_by)
    or exists (select from virtual_assistants v where v.workspace_id = new.workspace_id and v.id = new.va_id and v.user_id = new.ruled_by) then
    raise exception 'another person rules on an objection' using errcode = 'TD053', table = 'review_appeals';
  end if;
  return new;
end $$;
create or replace trigger check_ruling before update on review_appeals for each row execute function public.check_ruling();

-- The figures kept with each virtual assistant, from everything that they have finished; only those that changed are written.
create or replace function tally_assistants(p_va uuid default null, p_now timestamptz default null) returns integer
language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  ws constant uuid := app_workspace_id();
  changed integer;
begin
  perform 1 from virtual_assistants v where v.workspace_id = ws and (p_va is null or v.id = p_va) order by v.id for no key update;
  update virtual_assistants v set completed_tasks = f.done, success_rate = f.success, average_quality_score = f.quality, average_handling_minutes = f.minutes,
    updated_at = coalesce(p_now, clock_timestamp())
  from (
    select x.id, count(a.id) filter (where a.status = 'completed') as done,
      round(100.0 * count(a.id) filter (where a.status = 'completed') / nullif(count(a.id), 0), 2) as success,
      round(avg(a.quality_score), 2) as quality, round(avg(a.active_seconds) filter (where a.active_seconds > 0) / 60, 2) as minutes
    from virtual_assistants x left join pending_actions a on a.workspace_id = x.workspace_id and a.completed_by_va_id = x.id and a.completed_at is not null
    where x.workspace_id = ws and (p_va is null or x.id = p_va) group by x.id) f
  where v.workspace_id = ws and v.id = f.id
    and (v.completed_tasks, v.success_rate, v.average_quality_score, v.average_handling_minutes) is distinct from (f.done, f.success, f.quality, f.minutes);
  get diagnostics changed = row_count;
  return changed;
end $$;

-- Seconds of somebody's working hours, leave taken off, during which they were switched to available.
create or replace function available_seconds(p_va uuid, p_from timestamptz, p_to timestamptz) returns numeric
language sql stable set search_path = pg_catalog, public
as $$
  with turns as (
    select t.created_at as starts, coalesce(lead(t.created_at) over (order by t.created_at, t.id), 'infinity') as ends, t.is_available
    from va_availability t where t.workspace_id = app_workspace_id() and t.va_id = p_va and t.created_at < p_to
  )
  select coalesce(sum(extract(epoch from s.ends - s.starts) - coalesce(away.seconds, 0)), 0)
  from virtual_assistants v
  cross join lateral working_spans(v.working_hours, v.timezone, leave_days(v.id, p_from::date - 1, p_to::date + 1), p_from, p_to) s
  left join lateral (
    select sum(extract(epoch from least(t.ends, s.ends) - greatest(t.starts, s.starts))) as seconds
    from turns t where not t.is_available and t.starts < s.ends and t.ends > s.starts) away on true
  where v.workspace_id = app_workspace_id() and v.id = p_va
$$;

grant execute on function sample_number(text), tally_assistants(uuid, timestamptz), available_seconds(uuid, timestamptz, timestamptz)
  to authenticated, service_role;
