-- Tasks: what virtual assistants do to the actions that they hold, and what customers answer by a link.

-- Hands a held action over to somebody, who the rules must allow: refuse_unfit() refuses others. False when the token
-- does not hold it any more.
create or replace function hand_over_action(p_action uuid, p_token uuid, p_va uuid, p_note text, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
begin
  -- Whom it goes to is locked before the action, as everywhere.
  perform 1 from virtual_assistants v where v.workspace_id = ws and v.id = p_va for no key update;
  update pending_actions a set status = 'assigned', assigned_to_va_id = p_va, assigned_at = p_now, assigned_by = 'manual',
    preferred_va_id = null, handover_note = p_note, status_changed_at = p_now
  where a.workspace_id = ws and a.id = p_action and a.status = 'in_progress' and a.lease_token = p_token and a.lease_expires_at > p_now
    and a.assigned_to_va_id = app_va_id() and p_va <> app_va_id();
  return found;
end $$;
comment on function hand_over_action is 'Definer: an action in somebody else''s hands is not the giver''s to see; the giver and the workspace come from the settings.';

-- To whom the asking person could hand over an action that they hold, and why not to the others.
create or replace function task_colleagues(p_action uuid, p_now timestamptz) returns table (va_id uuid, name text, reasons text[])
language sql stable security definer set search_path = pg_catalog, public
as $$
  select v.id, v.name, refusals(v, a, p_now)
  from pending_actions a join virtual_assistants v on v.workspace_id = a.workspace_id and v.status = 'active' and v.id <> app_va_id()
  where a.workspace_id = app_workspace_id() and a.id = p_action and a.assigned_to_va_id = app_va_id()
  order by v.name, v.id
$$;
comment on function task_colleagues is 'Definer: virtual assistants do not see each other; answers names to whoever holds the action, in their own workspace.';

-- Ends an action in the asking person's hands: with its item, listing, batch and credits, its draft and its history. False when
-- the token does not hold it any more, or its item has gone: a cancelled batch takes the action with it.
create or replace function end_action(p_action uuid, p_token uuid, p_status text, p_verdicts jsonb, p_result jsonb, p_outcome text,
  p_active_seconds integer, p_name text, p_now timestamptz) returns boolean
language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  ws constant uuid := app_workspace_id();
  me constant uuid := app_va_id();
begin
  -- Items and batches are locked before the action, and the person before it too, as everywhere.
  if p_verdicts is not null then
    perform from resolve_items(p_verdicts, app_user_id(), p_name, p_now);
    if not found then return false; end if;
  end if;
  perform from virtual_assistants v where v.workspace_id = ws and v.id = me for no key update;
  update pending_actions a set status = p_status, status_changed_at = p_now, result_data = p_result, completed_by = app_user_id(), completed_at = p_now,
    active_seconds = greatest(a.active_seconds, p_active_seconds),
    -- The playbook in force: the directory's own before that for all, and of each the newest.
    playbook_version = (select p.version from playbooks p
      where p.workspace_id = ws and p.action_type = a.action_type and (p.directory_id is null or p.directory_id = a.directory_id)
      order by p.directory_id is null, p.version desc limit 1)
  where a.workspace_id = ws and a.id = p_action and a.lease_token = p_token and a.status = 'in_progress' and a.lease_expires_at > p_now;
  if not found then return false; end if;
  delete from action_drafts d where d.workspace_id = ws and d.action_id = p_action and d.va_id = me;
  insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
  values (ws, 'action.completed', 'action', p_action, app_user_id(), p_name, jsonb_build_object('outcome', p_outcome), p_now);
  return true;
end $$;

-- How an action stands that is in other hands.
create or replace function task_state(p_action uuid) returns text
language sql stable security definer set search_path = pg_catalog, public
as $$ select a.status from pending_actions a where a.workspace_id = app_workspace_id() and a.id = p_action $$;
comment on function task_state is 'Definer: whoever lost a task may not see it any more; answers the status alone, in the asking workspace.';

-- The question that a link asks.
drop function if exists question_by_token(text, timestamptz);
create or replace function question_by_token(p_token_hash text, p_now timestamptz)
returns table (question text, directory_name text, state text, workspace_name text, workspace_slug text, timezone text, asked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select a.customer_question, d.name,
    case when a.answered_at is not null then 'answered' when a.status <> 'requires_customer' then 'over'
      when a.question_expires_at <= p_now then 'expired' else 'open' end,
    w.name, w.slug, w.timezone, a.asked_at
  from pending_actions a join workspaces w on w.id = a.workspace_id
  left join directories d on d.workspace_id = a.workspace_id and d.id = a.directory_id
  where a.question_token_hash = p_token_hash
$$;
comment on function question_by_token is 'Definer: whoever answers is a visitor; the token in their mail shows the one question.';

-- Takes the answer of a link, once. Says what became of it; nothing when no question has this link.
create or replace function answer_by_token(p_token_hash text, p_answer text, p_now timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  asked record;
begin
  select a.workspace_id, a.id, a.customer_id, a.status, a.answered_at, a.question_expires_at, c.full_name into asked
  from pending_actions a join customers c on c.workspace_id = a.workspace_id and c.id = a.customer_id
  where a.question_token_hash = p_token_hash for no key update of a;
  if not found then return null; end if;
  if asked.answered_at is not null then return 'answered'; end if;
  if asked.status <> 'requires_customer' then return 'over'; end if;
  if asked.question_expires_at <= p_now then return 'expired'; end if;
  update pending_actions a set status = 'pending', status_changed_at = p_now, customer_answer = p_answer, answered_at = p_now
  where a.workspace_id = asked.workspace_id and a.id = asked.id;
  insert into events (workspace_id, type, subject_type, subject_id, customer_id, actor_name, data, created_at)
  values (asked.workspace_id, 'action.answered', 'action', asked.id, asked.customer_id, asked.full_name, '{"by": "link"}', p_now);
  return 'taken';
end $$;
comment on function answer_by_token is 'Definer: whoever answers is a visitor; the token in their mail answers the one question, once.';

-- Somebody opens an action, or has left it.
create or replace function tell_presence() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  perform pg_notify('tandem_live', coalesce(new.workspace_id, old.workspace_id)::text || ' action:' || coalesce(new.action_id, old.action_id));
  return null;
end $$;
create or replace trigger tell_presence after insert or delete on action_presence for each row execute function public.tell_presence();

-- What happened to an action and to its listing, to whom may see the action; not who reviewed it.
create policy va_reads on events for select to app_va
  using (workspace_id = (select app_workspace_id()) and (
    (subject_type = 'action' and type not in ('action.reviewed', 'action.ruled') and exists (select from pending_actions a where a.workspace_id = events.workspace_id and a.id = events.subject_id))
    or (subject_type = 'listing' and exists (select from pending_actions a where a.workspace_id = events.workspace_id and a.submission_id = events.subject_id))));
-- Why something is done over, to whoever does it over.
create policy va_reworks on action_reviews for select to app_va
  using (workspace_id = (select app_workspace_id())
    and action_id in (select a.rework_of_id from pending_actions a where a.assigned_to_va_id = (select app_va_id())));

grant execute on function end_action(uuid, uuid, text, jsonb, jsonb, text, integer, text, timestamptz) to app_va;
grant execute on function hand_over_action(uuid, uuid, uuid, text, timestamptz), task_colleagues(uuid, timestamptz), task_state(uuid) to app_va;
grant execute on function question_by_token(text, timestamptz), answer_by_token(text, text, timestamptz) to anon, authenticated, service_role;
