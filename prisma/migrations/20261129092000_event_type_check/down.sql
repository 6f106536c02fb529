alter table analytics_events drop constraint analytics_events_event_type_check;
alter table analytics_events add constraint analytics_events_event_type_check check (event_type ~ '^[a-z0-9_.:-]{1,80}$');
