-- Who reads and writes analytics. Rows are written by the functions of 98 alone.
do $$
declare t text;
begin
  foreach t in array array['analytics_events','analytics_event_keys','analytics_settings','analytics_browser_keys','analytics_quotas','analytics_watermarks',
    'analytics_states','analytics_stale_days','analytics_event_days','analytics_partner_days','analytics_campaign_days','analytics_people_days',
    'analytics_people_months','analytics_people_sketches'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['analytics_events','analytics_event_days','analytics_partner_days','analytics_campaign_days','analytics_people_days',
    'analytics_people_months','analytics_people_sketches','analytics_states'] loop
    execute format('grant select on %I to authenticated, service_role', t);
    execute format('create policy staff_reads on %I for select to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service_reads on %I for select to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
  foreach t in array array['analytics_events','analytics_partner_days'] loop
    execute format('create policy partner_reads on %I for select to app_partner
      using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()))', t);
  end loop;
end $$;
-- A partner's days are the workspace's.
create policy partner_reads on analytics_states for select to app_partner using (workspace_id = (select app_workspace_id()));

grant select on analytics_stale_days, analytics_watermarks to service_role;
create policy service_reads on analytics_stale_days for select to service_role using (workspace_id = (select app_workspace_id()));
-- No tenant's: two numbers of transactions.
create policy service_reads on analytics_watermarks for select to service_role using (true);

grant select, insert on analytics_settings, analytics_browser_keys to authenticated;
grant update (retention_days, events_per_minute, updated_at) on analytics_settings to authenticated;
grant update (name, origins, revoked_at) on analytics_browser_keys to authenticated;
create policy staff on analytics_settings to app_staff using (workspace_id = (select app_workspace_id()));
create policy staff on analytics_browser_keys to app_staff using (workspace_id = (select app_workspace_id()));

grant execute on function capture_events(text[], text[], text[], text, text[], integer[], integer[], uuid[], text[], jsonb[], text[], uuid[], uuid[],
  timestamptz[], boolean[], timestamptz), reserve_events(text, text, text, text, text[], integer, integer, timestamptz),
  return_events(uuid, timestamptz, integer) to anon;
grant execute on function capture_own_events(uuid[], text[], jsonb[], text[], uuid[], uuid[], timestamptz[], boolean[], timestamptz) to app_staff;
grant execute on function analytics_as_of(), events_counted_below(), day_begins(date, text), person_rank(text) to authenticated, service_role;
grant execute on function copy_domain_events(integer), roll_up_events(integer), rebuild_event_days(uuid, date, date), drop_old_events(timestamptz, integer),
  tend_event_partitions(timestamptz), event_day_differences(date, date), mark_stale_day(date), roller_lock() to service_role;

-- Asked by the trigger of whoever writes an event.
grant execute on function is_watched_topic(uuid, text) to anon, authenticated, service_role;
