-- The screen of a task in one statement: claims and looks are many, and each statement is a journey of its own.

-- Nobody heard of for so long has left: more than lies between two words of a screen, which extends its lease every third of it.
create or replace function presence_lasts() returns interval
language sql stable set search_path = pg_catalog, public
as $$ select make_interval(secs => greatest(60, w.lease_seconds / 2)) from work_settings w where w.workspace_id = app_workspace_id() $$;

-- A task with all that its screen shows; null when it is not the asking person's to see. Of the business everything, of
-- which lib/actions/task-fields.ts lets out what the type of task needs.
create or replace function task_view(p_action uuid, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  ws constant uuid := app_workspace_id();
  me constant uuid := app_va_id();
  asking constant uuid := app_user_id();
  lasts constant interval := presence_lasts();
  a pending_actions%rowtype;
  holds boolean;
  mine boolean;
begin
  select * into a from pending_actions x where x.workspace_id = ws and x.id = p_action;
  holds := coalesce(a.assigned_to_va_id = me, false);
  -- As the policies of virtual assistants on pending_actions say: held, done, awaited, or to be taken.
  if me is null or not (holds or coalesce(a.completed_by_va_id = me, false) or coalesce(a.preferred_va_id = me, false)
    or (a.status = 'pending' and a.class_id = any (my_work_classes()))) then
    return null;
  end if;
  mine := holds and a.status = 'in_progress';
  return (
    select jsonb_build_object(
      'action', jsonb_build_object(
        'id', a.id, 'type', a.action_type, 'title', a.title, 'description', a.description, 'priority', a.priority, 'status', a.status,
        'customerId', a.customer_id, 'customerName', c.company_name, 'directoryName', d.name, 'directoryUrl', coalesce(d.submission_url, d.url),
        'batchId', q.batch_id, 'itemId', a.queue_item_id, 'data', a.action_data, 'question', a.customer_question, 'answer', a.customer_answer,
        'askedAt', a.asked_at, 'answeredAt', a.answered_at, 'createdAt', a.created_at, 'completedAt', a.completed_at,
        'estimatedMinutes', a.estimated_minutes, 'deadlineAt', a.deadline_at, 'warnAt', a.warn_at, 'snoozedUntil', a.snoozed_until,
        'followUpAt', a.follow_up_at, 'blockedReason', a.blocked_reason, 'activeSeconds', a.active_seconds, 'listingId', a.submission_id),
      'token', case when mine then a.lease_token end,
      'leaseExpiresAt', case when mine then a.lease_expires_at end,
      'leaseSeconds', (select w.lease_seconds from work_settings w where w.workspace_id = ws),
      'mayTake', a.status = 'pending' or (a.status = 'assigned' and holds),
      'companyName', c.company_name, 'contactName', c.full_name, 'email', c.email,
      'business', c.business_data || coalesce(q.submission_data, '{}'),
      'handoverNote', a.handover_note,
      -- In force: the directory's own before that for all, and of each the newest.
      'playbook', (
        select jsonb_build_object('version', p.version, 'body', p.body, 'ofDirectory', p.directory_id is not null)
        from playbooks p where p.workspace_id = ws and p.action_type = a.action_type and (p.directory_id is null or p.directory_id = a.directory_id)
        order by p.directory_id is null, p.version desc limit 1),
      'macros', (
        select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'actionTypes', m.action_types, 'outcome', m.outcome, 'note', m.note,
          'own', m.user_id is not null) order by m.name, m.id), '[]')
        from macros m where m.workspace_id = ws and (m.user_id is null or m.user_id = asking)
          and (m.action_types = '{}' or a.action_type = any (m.action_types))),
      'history', (
        select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'type', e.type, 'actorName', e.actor_name, 'data', e.data, 'createdAt', e.created_at)
          order by e.created_at desc, e.id desc), '[]')
        from (
          select e.id, e.type, e.actor_name, e.data, e.created_at from events e
          where e.workspace_id = ws and e.type not in ('action.reviewed', 'action.ruled')
            and ((e.subject_type = 'action' and e.subject_id = a.id) or (e.subject_type = 'listing' and e.subject_id = a.submission_id))
          order by e.created_at desc, e.id desc limit 60) e),
      'proofs', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'listingId', p.submission_id, 'kind', p.kind, 'name', p.name,
          'contentType', p.content_type, 'bytes', p.bytes, 'sha256', p.sha256, 'createdAt', p.created_at,
          'addedByName', (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = p.created_by and u.id = asking)) order by p.created_at desc, p.id desc), '[]')
        from proofs p where p.workspace_id = ws and p.action_id = a.id and p.stored_at is not null),
      'rework', (
        select jsonb_build_object('feedback', r.feedback, 'reasons', r.reasons, 'score', r.score)
        from action_reviews r where r.workspace_id = ws and r.action_id = a.rework_of_id and r.verdict = 'rework' and holds
        order by r.created_at desc limit 1),
      'draft', (
        select jsonb_build_object('data', x.data, 'late', x.late, 'updatedAt', x.updated_at)
        from action_drafts x where x.workspace_id = ws and x.action_id = a.id and x.va_id = me),
      'present', (
        select coalesce(jsonb_agg(jsonb_build_object('userId', p.user_id, 'name', p.name, 'until', p.seen_at + lasts)
          order by p.name), '[]')
        from action_presence p where p.workspace_id = ws and p.action_id = a.id and p.user_id <> asking
          and p.seen_at > p_now - lasts))
    from customers c
    left join directories d on d.workspace_id = ws and d.id = a.directory_id
    left join submission_queue q on q.workspace_id = ws and q.id = a.queue_item_id
    where c.workspace_id = ws and c.id = a.customer_id);
end $$;
comment on function task_view is 'Definer: what belongs to an action is for whoever sees the action, which is asked once instead of by each table; the person comes from the settings.';

-- Says that the asking person has an action open.
create or replace function see_presence(p_action uuid, p_name text, p_now timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
begin
  delete from action_presence p where p.workspace_id = app_workspace_id() and p.action_id = p_action and p.user_id <> app_user_id()
    and p.seen_at < p_now - presence_lasts();
  insert into action_presence (workspace_id, action_id, user_id, name, seen_at)
  values (app_workspace_id(), p_action, app_user_id(), p_name, p_now)
  on conflict (workspace_id, action_id, user_id) do update set seen_at = excluded.seen_at, name = excluded.name;
end $$;

-- claim_action() with all that the screen shows, and the asking person seen on it. What they hold already they have again;
-- of one that is not for them they learn how it stands.
create or replace function claim_task(p_action uuid, p_name text, p_now timestamptz)
returns table (reasons text[], refused text[], task jsonb, state text)
language plpgsql volatile set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  ws constant uuid := app_workspace_id();
  claimed record;
begin
  if p_action is not null then
    perform from pending_actions x where x.workspace_id = ws and x.id = p_action and x.status = 'in_progress'
      and x.lease_expires_at > p_now and x.assigned_to_va_id = app_va_id();
    if found then
      return query select '{}'::text[], null::text[], task_view(p_action, p_now), null::text;
      return;
    end if;
  end if;
  select c.* into claimed from claim_action((select w.lease_seconds from work_settings w where w.workspace_id = ws), p_action, p_now) c;
  if claimed.action_id is not null then
    perform see_presence(claimed.action_id, p_name, p_now);
    return query select claimed.reasons, null::text[], task_view(claimed.action_id, p_now), null::text;
  else
    return query select null::text[], claimed.refused, null::jsonb, task_state(p_action);
  end if;
end $$;

grant execute on function presence_lasts() to authenticated, service_role;
grant execute on function task_view(uuid, timestamptz), claim_task(uuid, text, timestamptz), see_presence(uuid, text, timestamptz)
  to app_va;
