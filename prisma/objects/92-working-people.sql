-- When people work, leave taken off.

-- The days on which somebody is on leave, between two days.
create or replace function leave_days(p_va uuid, p_from date, p_to date) returns date[]
language sql stable set search_path = pg_catalog, public
as $$
  select coalesce(array_agg(distinct d.day::date), '{}') from va_leave l
  cross join lateral generate_series(greatest(l.starts_on, p_from)::timestamp, least(l.ends_on, p_to)::timestamp, interval '1 day') d(day)
  where l.workspace_id = app_workspace_id() and l.va_id = p_va and l.ends_on >= p_from and l.starts_on <= p_to
$$;

-- When somebody is next at work, within four weeks; nothing when they are not.
create or replace function next_at_work(p_va uuid, p_now timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, public
as $$
  select min(s.starts) from virtual_assistants v
  cross join lateral working_spans(v.working_hours, v.timezone, leave_days(v.id, p_now::date - 1, p_now::date + 29), p_now, p_now + interval '28 days') s
  where v.workspace_id = app_workspace_id() and v.id = p_va
$$;

grant execute on function leave_days(uuid, date, date), next_at_work(uuid, timestamptz) to authenticated, service_role;
