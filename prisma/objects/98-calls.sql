-- Calls: who called whom about a lead or a task. Staff write down those about leads, the outcome of a task writes its own.

alter table calls enable row level security;
grant select on calls to authenticated, service_role;
grant insert, delete on calls to authenticated;
create policy service_reads on calls for select to service_role using (workspace_id = (select app_workspace_id()));
create policy staff_reads on calls for select to app_staff using (workspace_id = (select app_workspace_id()));
create policy staff_logs on calls for insert to app_staff
  with check (workspace_id = (select app_workspace_id()) and client_lead_id is not null and logged_by = (select app_user_id()));
-- What a task says of its call stays with the task.
create policy staff_removes on calls for delete to app_staff
  using (workspace_id = (select app_workspace_id()) and client_lead_id is not null
    and (logged_by = (select app_user_id()) or (select app_role()) in ('owner', 'admin')));
create policy va_reads on calls for select to app_va
  using (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()));
create policy va_logs on calls for insert to app_va
  with check (workspace_id = (select app_workspace_id()) and va_id = (select app_va_id()) and user_id = (select app_user_id())
    and exists (select from pending_actions a where a.workspace_id = calls.workspace_id and a.id = calls.action_id));

-- How long a task has been on the phone so far, whoever called.
create or replace function called_seconds(p_action uuid) returns integer
language sql stable security definer set search_path = pg_catalog, public
as $$
  select coalesce(sum(c.seconds), 0)::integer from calls c where c.workspace_id = app_workspace_id() and c.action_id = p_action
$$;
comment on function called_seconds is 'Definer: earlier calls of a task may be another virtual assistant''s; answers their length alone, in the asking workspace.';
grant execute on function called_seconds(uuid) to app_va;
