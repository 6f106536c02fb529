drop index events_xid_idx;
drop table analytics_events, analytics_event_keys, analytics_settings, analytics_browser_keys, analytics_quotas, analytics_watermarks,
  analytics_states, analytics_stale_days, analytics_event_days, analytics_partner_days, analytics_campaign_days,
  analytics_people_days, analytics_people_months, analytics_people_sketches cascade;
