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

-- Tells open dashboards that something has happened, if any is open: they hold a shared lock (lib/live/hub.ts). A notice
-- that nobody wants would make other transactions wait for its commit.
create or replace function tell_analytics() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if is_watched_topic(new.workspace_id, 'analytics') then perform pg_notify('tandem_live', new.workspace_id::text || ' analytics'); end if;
  return null;
end $$;
-- A row at a time: as fast for thousands, and a table of the new rows would cost each single event more than its insert.
create or replace trigger tell_analytics after insert on events for each row execute function tell_analytics();
