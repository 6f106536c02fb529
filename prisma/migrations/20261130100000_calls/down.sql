delete from agent_metrics where va_id is null;
drop index agent_metrics_workspace_id_user_id_day_idx;
alter table agent_metrics
  drop constraint agent_metrics_pkey,
  drop constraint agent_metrics_person_check,
  drop constraint agent_metrics_user_fkey,
  drop column person_id,
  drop column user_id,
  alter column va_id set not null,
  add constraint agent_metrics_pkey primary key (workspace_id, day, va_id);

drop function if exists called_seconds(uuid);
drop table calls cascade;
