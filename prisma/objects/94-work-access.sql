-- The action center. Virtual assistants see what they hold, did or may take, themselves, and what the work needs; the
-- rest is staff's.
do $$
declare t text;
begin
  foreach t in array array['virtual_assistants','va_leave','va_availability','work_settings','workspace_holidays','action_type_settings','work_classes',
    'action_refusals','action_drafts','action_presence','playbooks','macros','action_reviews','review_appeals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to authenticated, service_role', t);
    execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
  foreach t in array array['va_leave','va_availability','action_refusals','action_drafts'] loop
    execute format('create policy va_reads on %I for select to app_va
      using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()))', t);
    execute format('create policy va_adds on %I for insert to app_va
      with check (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()))', t);
  end loop;
  foreach t in array array['work_settings','workspace_holidays','action_type_settings','work_classes','playbooks'] loop
    execute format('create policy va_reads on %I for select to app_va using (workspace_id = (select app_workspace_id()))', t);
  end loop;
end $$;

grant insert on virtual_assistants to authenticated, service_role;
grant update on virtual_assistants to app_staff, service_role;
-- Skills and room are what the team says of somebody, not they themselves.
grant update (name, languages, timezone, working_hours, is_available, available_changed_at, last_active_at, confirmed_at) on virtual_assistants to app_va;
create policy va_reads on virtual_assistants for select to app_va using (workspace_id = (select app_workspace_id()) and id = (select app_va_id()));
create policy va_edits on virtual_assistants for update to app_va using (workspace_id = (select app_workspace_id()) and id = (select app_va_id()));
grant insert, update, delete on va_leave to authenticated;
create policy va_removes on va_leave for delete to app_va using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()));
grant insert on va_availability, action_refusals to authenticated, service_role;
grant update on action_refusals to authenticated;
create policy va_edits on action_refusals for update to app_va using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()));
grant insert, update, delete on action_drafts to authenticated, service_role;
create policy va_edits on action_drafts for update to app_va using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()));
create policy va_removes on action_drafts for delete to app_va using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()));

grant update on work_settings, action_type_settings to authenticated;
grant insert, update, delete on workspace_holidays to authenticated;
grant insert on playbooks to authenticated;

grant insert, update, delete on macros to authenticated;
create policy va_reads on macros for select to app_va
  using (workspace_id = (select app_workspace_id()) and (user_id is null or user_id = (select app_user_id())));
create policy va_adds on macros for insert to app_va
  with check (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy va_edits on macros for update to app_va using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy va_removes on macros for delete to app_va using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));

grant insert, update, delete on action_presence to authenticated, service_role;
create policy va on action_presence to app_va
  using (workspace_id = (select app_workspace_id()) and exists (select from pending_actions a where a.workspace_id = action_presence.workspace_id and a.id = action_presence.action_id))
  with check (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));

-- A VA reads reviews of what they did, and objects once.
grant insert on action_reviews to authenticated;
grant insert, update on review_appeals to authenticated;
create policy va_reads on action_reviews for select to app_va
  using (workspace_id = (select app_workspace_id()) and action_id in (select a.id from pending_actions a where a.completed_by_va_id = (select app_va_id())));
create policy va_reads on review_appeals for select to app_va using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()));
create policy va_adds on review_appeals for insert to app_va
  with check (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()) and status = 'open');

-- Pending actions of a virtual assistant: held, done, or to be taken.
create policy va_holds on pending_actions for select to app_va
  using (workspace_id = (select app_workspace_id()) and assigned_to_va_id = (select app_va_id()));
create policy va_did on pending_actions for select to app_va
  using (workspace_id = (select app_workspace_id()) and completed_by_va_id = (select app_va_id()));
create policy va_awaits on pending_actions for select to app_va
  using (workspace_id = (select app_workspace_id()) and preferred_va_id = (select app_va_id()));
create policy va_may_take on pending_actions for select to app_va
  using (workspace_id = (select app_workspace_id()) and status = 'pending' and class_id = any ((select my_work_classes())::uuid[]));
create policy va_works on pending_actions for update to app_va
  using (workspace_id = (select app_workspace_id()) and assigned_to_va_id = (select app_va_id()))
  with check (workspace_id = (select app_workspace_id()));

grant execute on function app_va_id() to anon, authenticated, service_role;
grant execute on function offset_change(text, timestamptz, timestamptz), working_spans(jsonb, text, date[], timestamptz, timestamptz),
  working_moments(jsonb, text, date[], timestamptz, numeric[]), working_seconds(jsonb, text, date[], timestamptz, timestamptz), add_working_seconds(jsonb, text, date[], timestamptz, numeric),
  is_working_time(jsonb, text, timestamptz), holidays_of(uuid), absence(virtual_assistants, timestamptz), absence(virtual_assistants, timestamptz, boolean),
  lacking(jsonb, text[], jsonb, text), refusals(virtual_assistants, pending_actions, timestamptz), action_candidates(uuid, timestamptz),
  my_work_classes() to authenticated, service_role;
grant execute on function claim_action(integer, uuid, timestamptz) to app_va;
grant execute on function return_lost_actions(timestamptz) to authenticated, service_role;
