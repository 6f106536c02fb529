-- Pending actions: what the row itself keeps true, whoever writes it.

-- Every workspace has its settings of work.
create or replace function give_work_settings() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into work_settings (workspace_id) values (new.id) on conflict do nothing;
  insert into action_type_settings (workspace_id, action_type, weight, required_skills, estimated_minutes)
  values
    (new.id, 'sms_verification', 1, '{"phone": 1}', 5), (new.id, 'email_verification', 1, '{}', 5), (new.id, 'document_upload', 1, '{"documents": 1}', 10),
    (new.id, 'phone_call', 2, '{"phone": 2}', 15), (new.id, 'manual_submission', 1, '{}', 20), (new.id, 'captcha_solving', 1, '{}', 3),
    (new.id, 'account_creation', 1, '{}', 15), (new.id, 'payment_processing', 1, '{"payments": 2}', 10), (new.id, 'content_review', 1, '{"writing": 2}', 20),
    (new.id, 'screenshot_verification', 1, '{}', 5), (new.id, 'follow_up_required', 1, '{}', 10), (new.id, 'error_resolution', 2, '{"research": 1}', 25)
  on conflict do nothing;
  return null;
end $$;
comment on function give_work_settings is 'Definer: whoever makes a workspace is no member of it yet; writes the rows of the new workspace alone.';
create or replace trigger give_work_settings after insert on workspaces for each row execute function public.give_work_settings();

-- A member of role va stands for a virtual assistant, whose state follows the membership.
create or replace function give_va() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  person users%rowtype;
begin
  if new.role = 'va' and new.va_id is null and new.status <> 'removed' then
    select * into person from users u where u.id = new.user_id;
    select v.id into new.va_id from virtual_assistants v
    where v.workspace_id = new.workspace_id and (v.user_id = new.user_id or (v.user_id is null and v.email = person.email));
    if new.va_id is null then
      insert into virtual_assistants (workspace_id, name, email, timezone, working_hours, created_at)
      select new.workspace_id, coalesce(nullif(person.name, ''), person.email), person.email, w.timezone, s.working_hours, new.created_at
      from workspaces w join work_settings s on s.workspace_id = w.id where w.id = new.workspace_id returning id into new.va_id;
    end if;
  end if;
  if new.va_id is not null then
    update virtual_assistants v set user_id = coalesce(v.user_id, new.user_id),
      status = case when new.role <> 'va' or new.status = 'removed' then 'left' else new.status end
    where v.workspace_id = new.workspace_id and v.id = new.va_id;
    if new.role <> 'va' or new.status = 'removed' then
      update pending_actions a set status = 'pending', status_changed_at = clock_timestamp()
      where a.workspace_id = new.workspace_id and a.assigned_to_va_id = new.va_id;
    end if;
  end if;
  if new.role <> 'va' then new.va_id := null; end if;
  return new;
end $$;
comment on function give_va is 'Definer: whoever accepts an invitation is no member yet; writes the virtual assistant of that membership alone.';
create or replace trigger give_va before insert or update of role, status, va_id on memberships for each row execute function public.give_va();

create or replace function holidays_of(p_workspace uuid) returns date[]
language sql stable set search_path = pg_catalog, public
as $$ select coalesce(array_agg(h.day), '{}') from workspace_holidays h where h.workspace_id = p_workspace $$;

-- Starts the clock of an action at a moment, with what has passed already taken off.
create or replace function start_clock(inout a pending_actions, p_at timestamptz)
language plpgsql stable set search_path = pg_catalog, public
as $$
declare
  s record;
  moments timestamptz[];
begin
  select w.working_hours, w.warn_after, x.timezone, holidays_of(a.workspace_id) as off into s
  from work_settings w join workspaces x on x.id = w.workspace_id where w.workspace_id = a.workspace_id;
  a.clock_started_at := p_at;
  moments := working_moments(s.working_hours, s.timezone, s.off, p_at,
    array[a.deadline_minutes * 60 * s.warn_after / 100 - a.clock_used_seconds, a.deadline_minutes * 60 - a.clock_used_seconds]);
  a.warn_at := moments[1];
  a.deadline_at := moments[2];
  a.rank_at := case when a.escalated_at is null then a.deadline_at else a.created_at end;
end $$;

-- A new action takes over what its type asks for, finds its class and starts its clock.
create or replace function open_action() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  t action_type_settings%rowtype;
begin
  select * into t from action_type_settings x where x.workspace_id = new.workspace_id and x.action_type = new.action_type;
  if new.required_skills = '{}' then new.required_skills := coalesce(t.required_skills, '{}'); end if;
  if new.weight = 1 then new.weight := coalesce(t.weight, 1); end if;
  if new.estimated_minutes = 10 then new.estimated_minutes := coalesce(t.estimated_minutes, 10); end if;
  new.status_changed_at := new.created_at;
  new.deadline_minutes := coalesce(new.deadline_minutes,
    (select w.deadline_minutes[new.priority] from work_settings w where w.workspace_id = new.workspace_id));
  new.rank_at := coalesce(new.rank_at, new.created_at);
  select c.id into new.class_id from work_classes c where c.workspace_id = new.workspace_id and c.action_type = new.action_type
    and c.required_skills = new.required_skills and c.language = new.language and c.weight = new.weight;
  if new.class_id is null then
    insert into work_classes as c (workspace_id, action_type, required_skills, language, weight, created_at)
    values (new.workspace_id, new.action_type, new.required_skills, new.language, new.weight, new.created_at)
    on conflict (workspace_id, action_type, required_skills, language, weight) do update set weight = excluded.weight
    returning c.id into new.class_id;
  end if;
  if new.status in ('pending', 'assigned', 'in_progress') then
    if new.clock_started_at is null then new := start_clock(new, new.created_at); end if;
  end if;
  return new;
end $$;
comment on function open_action is 'Definer: whoever opens an action may not write classes; reads the settings of the row''s own workspace.';
create or replace trigger open_action before insert on pending_actions for each row execute function public.open_action();

-- The clock runs while the team can work on an action, and stands still while it waits for a customer or a directory.
-- Who held it, that they are there, and the lease go with the state.
create or replace function keep_clock() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  ran constant boolean := old.status in ('pending', 'assigned', 'in_progress');
  runs constant boolean := new.status in ('pending', 'assigned', 'in_progress');
  moved constant boolean := new.status <> old.status;
  at timestamptz;
begin
  if old.status = 'in_progress' and (moved or new.assigned_to_va_id is distinct from old.assigned_to_va_id) then
    delete from action_presence p using virtual_assistants v
    where v.workspace_id = old.workspace_id and v.id = old.assigned_to_va_id
      and p.workspace_id = old.workspace_id and p.action_id = old.id and p.user_id = v.user_id;
  end if;
  if moved then
    if new.status_changed_at = old.status_changed_at then new.status_changed_at := greatest(old.status_changed_at, clock_timestamp()); end if;
    at := new.status_changed_at;
    if new.status = 'completed' or new.status = 'failed' then
      new.completed_by_va_id := coalesce(new.completed_by_va_id, old.assigned_to_va_id);
    elsif old.assigned_to_va_id is not null and new.preferred_va_id is not distinct from old.preferred_va_id
      and new.status in ('blocked', 'requires_customer', 'cancelled') then
      new.preferred_va_id := old.assigned_to_va_id;
    end if;
    if new.status not in ('assigned', 'in_progress') then
      new.assigned_to_va_id := null; new.assigned_at := null; new.assigned_by := null;
    end if;
    if new.status <> 'in_progress' then new.lease_token := null; new.lease_expires_at := null; end if;
    if new.status <> 'blocked' then new.blocked_reason := null; new.follow_up_at := null; end if;
    if new.status <> 'pending' then new.snoozed_until := null; end if;
    if not runs then new.unroutable_since := null; end if;
    if ran and not runs then
      new.clock_used_seconds := old.clock_used_seconds + (
        select round(working_seconds(w.working_hours, x.timezone, holidays_of(w.workspace_id), old.clock_started_at, at))
        from work_settings w join workspaces x on x.id = w.workspace_id where w.workspace_id = new.workspace_id);
      new.clock_started_at := null; new.deadline_at := null; new.warn_at := null;
    elsif runs and not ran then
      new := start_clock(new, at);
    end if;
  end if;
  -- Another priority is another time to do it in, counted from when the clock began.
  if new.priority <> old.priority and new.deadline_minutes = old.deadline_minutes and new.escalated_at is not distinct from old.escalated_at then
    new.deadline_minutes := (select w.deadline_minutes[new.priority] from work_settings w where w.workspace_id = new.workspace_id);
  end if;
  if runs and ran and new.deadline_minutes <> old.deadline_minutes then new := start_clock(new, old.clock_started_at); end if;
  if new.escalated_at is distinct from old.escalated_at and new.escalated_at is not null then new.rank_at := new.created_at; end if;
  return new;
end $$;
comment on function keep_clock is 'Definer: customers who answer may not read the settings; reads those of the row''s own workspace.';
create or replace trigger keep_clock before update on pending_actions for each row execute function public.keep_clock();
