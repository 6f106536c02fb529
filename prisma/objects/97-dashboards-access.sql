-- Dashboards are a person's own; what they share, staff read and may copy.
do $$
declare t text;
begin
  foreach t in array array['dashboards','dashboard_widgets'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update, delete on %I to authenticated, service_role', t);
    execute format('create policy staff_own on %I to app_staff
      using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()))', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
end $$;
create policy staff_reads_shared on dashboards for select to app_staff using (workspace_id = (select app_workspace_id()) and shared);
create policy staff_reads_shared on dashboard_widgets for select to app_staff
  using (workspace_id = (select app_workspace_id()) and dashboard_id in (
    select d.id from dashboards d where d.workspace_id = (select app_workspace_id()) and d.shared));
