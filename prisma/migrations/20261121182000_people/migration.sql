-- Windows of a week: whole minutes of one day each, in which none meets another.
create function are_week_hours(p_hours jsonb) returns boolean
language plpgsql immutable strict set search_path = pg_catalog
as $$
begin
  if exists (select from jsonb_array_elements(p_hours) w where jsonb_typeof(w) <> 'object') then return false; end if;
  return not exists (
      select from jsonb_to_recordset(p_hours) as w("day" numeric, "from" numeric, "to" numeric)
      where num_nulls(w."day", w."from", w."to") > 0 or w."day" not between 1 and 7 or w."from" < 0 or w."to" > 1440 or w."from" >= w."to"
        or w."day" % 1 <> 0 or w."from" % 1 <> 0 or w."to" % 1 <> 0)
    and not exists (
      select from jsonb_array_elements(p_hours) with ordinality a(w, n) join jsonb_array_elements(p_hours) with ordinality b(w, n) on a.n < b.n
      where a.w -> 'day' = b.w -> 'day' and (a.w ->> 'from')::numeric < (b.w ->> 'to')::numeric and (b.w ->> 'from')::numeric < (a.w ->> 'to')::numeric);
exception when others then
  return false;
end $$;

create function is_zone(p_zone text) returns boolean
language plpgsql immutable strict set search_path = pg_catalog
as $$
begin
  perform timestamptz '2000-01-01 00:00Z' at time zone p_zone;
  return p_zone <> '';
exception when others then
  return false;
end $$;

alter table virtual_assistants add column confirmed_at timestamptz;
update virtual_assistants set confirmed_at = created_at where status = 'active';
alter table virtual_assistants
  add constraint virtual_assistants_week_check check (are_week_hours(working_hours)),
  add constraint virtual_assistants_zone_check check (is_zone(timezone));
alter table work_settings add constraint work_settings_week_check check (are_week_hours(working_hours));
alter table va_leave add constraint va_leave_once exclude using gist (workspace_id with =, va_id with =, daterange(starts_on, ends_on, '[]') with &&);
create index va_leave_workspace_id_ends_on_idx on va_leave (workspace_id, ends_on);
