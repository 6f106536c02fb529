-- Reports: kept questions to the figures, their makings, and the links by which recipients open the files.
do $$
declare t text;
begin
  foreach t in array array['custom_reports','report_executions','report_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, delete on %I to authenticated, service_role', t);
    execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
end $$;
grant update (name, metrics, group_by, group_limit, interval, filters, period, comparison, format, schedule, timezone, next_run_at,
  recipients, outside_recipients, active, created_by) on custom_reports to authenticated, service_role;
-- What an execution is for never changes; how far it came does.
grant update (status, attempts, error, file_key, file_name, file_bytes, rows, withheld, send, requested_by, queued_at, started_at, finished_at, expires_at)
  on report_executions to authenticated, service_role;

create or replace trigger touch_updated_at before update on custom_reports
  for each row execute function public.touch_updated_at();
-- failed > pending is somebody trying again; processing > pending a try that failed before the last.
create or replace trigger refuse_other_arrows before update of status on report_executions
  for each row when (old.status is distinct from new.status)
  execute function public.refuse_other_arrows('pending>processing processing>pending processing>completed processing>failed failed>pending');

-- Pages that show an execution look again.
create or replace function tell_report() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  perform pg_notify('tandem_live', new.workspace_id::text || ' report:' || new.report_id);
  return null;
end $$;
create or replace trigger tell_report after insert or update of status on report_executions
  for each row execute function public.tell_report();

-- And when one of its mails is sent, which is later, or is not.
create or replace function tell_report_mail() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  report uuid;
begin
  select e.report_id into report from report_links l
  join report_executions e on e.workspace_id = l.workspace_id and e.id = l.execution_id
  where l.workspace_id = new.workspace_id and l.id = (new.data ->> 'linkId')::uuid;
  if found then perform pg_notify('tandem_live', new.workspace_id::text || ' report:' || report); end if;
  return null;
end $$;
create or replace trigger tell_report_mail after update of status on emails
  for each row when (new.template = 'report-ready' and old.status <> new.status) execute function public.tell_report_mail();

-- Whether an address may have what is made of a report: staff of the workspace as of now, or let in by an admin.
create or replace function may_receive_report(p_workspace uuid, p_recipient text, p_outside text[]) returns boolean
language sql stable set search_path = pg_catalog, public
as $$
  select p_recipient = any (p_outside) or exists (
    select from memberships m join users u on u.id = m.user_id
    where m.workspace_id = p_workspace and m.status = 'active' and m.role in ('owner', 'admin', 'manager') and lower(u.email) = p_recipient)
$$;

-- What a link in a mail opens, as long as its row, its file and its recipient's right are there.
create or replace function report_by_link(p_token_hash text, p_now timestamptz)
returns table (workspace_id uuid, execution_id uuid, workspace_name text, workspace_slug text, workspace_timezone text, report_name text,
  format text, file_key text, file_name text, file_bytes integer, period_from date, period_to date, expires_at timestamptz, open boolean)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select e.workspace_id, e.id, w.name, w.slug, w.timezone, r.name, e.format, e.file_key, e.file_name, e.file_bytes, e.period_from, e.period_to,
    l.expires_at, l.expires_at > p_now and e.status = 'completed' and e.file_key is not null
  from report_links l
  join report_executions e on e.workspace_id = l.workspace_id and e.id = l.execution_id
  join custom_reports r on r.workspace_id = e.workspace_id and r.id = e.report_id
  join workspaces w on w.id = e.workspace_id
  where l.token_hash = p_token_hash and may_receive_report(l.workspace_id, l.recipient, r.outside_recipients)
$$;
comment on function report_by_link is 'Definer: whoever follows the link of a mail is not signed in; answers the one execution that the secret names.';

-- Workspaces in which a report is due, or files and executions are over.
create or replace function workspaces_with_report_work(p_now timestamptz) returns table (workspace_id uuid, due boolean, over boolean)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select x.workspace_id, bool_or(x.due), bool_or(not x.due) from (
    select r.workspace_id, true as due from custom_reports r where r.next_run_at <= p_now
    union all
    select e.workspace_id, false from report_executions e where e.file_key is not null and e.expires_at <= p_now
    union all
    select e.workspace_id, false from report_executions e where e.queued_at <= p_now - interval '1 year'
  ) x group by x.workspace_id
$$;
comment on function workspaces_with_report_work is 'Definer: the worker serves every workspace and learns here which have work; answers ids and flags only.';

grant execute on function may_receive_report(uuid, text, text[]) to app_staff, service_role;
grant execute on function report_by_link(text, timestamptz) to anon, authenticated;
grant execute on function workspaces_with_report_work(timestamptz) to service_role;
