-- Whoever looks at a dashboard counts these people several times.
alter table analytics_settings alter column exact_people_limit set default 20000;
update analytics_settings set exact_people_limit = 20000 where exact_people_limit = 50000;
