drop index va_leave_workspace_id_ends_on_idx;
alter table va_leave drop constraint va_leave_once;
alter table work_settings drop constraint work_settings_week_check;
alter table virtual_assistants drop constraint virtual_assistants_zone_check, drop constraint virtual_assistants_week_check;
alter table virtual_assistants drop column confirmed_at cascade;
drop function is_zone(text), are_week_hours(jsonb);
