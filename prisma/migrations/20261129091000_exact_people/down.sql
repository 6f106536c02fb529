alter table analytics_settings alter column exact_people_limit set default 50000;
update analytics_settings set exact_people_limit = 50000 where exact_people_limit = 20000;
