-- Views of fulfilment. They run as whoever asks, so row level security decides what they show; figures over many rows
-- come from counters and small partial indexes, never from reading the queue.

drop view if exists customer_dashboard, queue_dashboard, action_center_dashboard, submission_performance_dashboard, va_workload_dashboard,
  directory_performance_analytics, customer_submission_summary, queue_analytics, database_health_monitor, dashboard_summary;

create view customer_dashboard with (security_invoker = true) as
select c.workspace_id, c.id as customer_id, c.company_name, c.subscription_tier, c.subscription_status,
  c.credits_limit + c.credits_granted as credits, c.current_period_usage, c.credits_reserved,
  greatest(0, c.credits_limit + c.credits_granted - c.current_period_usage - c.credits_reserved) as credits_left,
  c.billing_period_start, c.billing_period_end, c.completeness,
  l.listings, l.live, l.under_way, l.rejected, b.open_batches, a.waiting_for_customer
from customers c
cross join lateral (
  select count(*) as listings, count(*) filter (where l.status = 'approved') as live,
    count(*) filter (where l.status in ('pending','submitting','submitted','under_review','revision_needed')) as under_way,
    count(*) filter (where l.status = 'rejected') as rejected
  from directory_submissions l where l.workspace_id = c.workspace_id and l.customer_id = c.id) l
cross join lateral (
  select count(*) as open_batches from batch_submissions b
  where b.workspace_id = c.workspace_id and b.customer_id = c.id and b.status in ('pending','processing','paused')) b
cross join lateral (
  select count(*) as waiting_for_customer from pending_actions a
  where a.workspace_id = c.workspace_id and a.customer_id = c.id and a.status = 'requires_customer') a;

-- Items by status over the batches that are not finished: sums of counters that the queue keeps exact.
create view queue_dashboard with (security_invoker = true) as
select b.workspace_id,
  sum(b.total_items - b.completed_items - b.failed_items - b.cancelled_items - b.review_items)::bigint as open_items,
  sum(b.review_items)::bigint as review_items, count(*) as open_batches, count(*) filter (where b.status = 'paused') as paused_batches,
  (select count(*) from submission_queue q where q.workspace_id = b.workspace_id and q.status = 'processing') as processing_items,
  (select min(q.scheduled_for) from submission_queue q where q.workspace_id = b.workspace_id and q.status = 'pending' and q.ready) as oldest_due_at,
  (select count(*) from queue_workers w where w.workspace_id = b.workspace_id and w.last_seen_at > now() - interval '2 minutes') as workers_alive
from batch_submissions b where b.status in ('pending','processing','paused')
group by b.workspace_id;

-- Most pressing first: priority weighs, and how much of its time is gone. Minutes to the deadline are by the clock on the
-- wall; none while the time stands still.
create view action_center_dashboard with (security_invoker = true) as
select a.workspace_id, a.id as action_id, a.action_type, a.title, a.priority, a.status, a.customer_id,
  (select c.company_name from customers c where c.workspace_id = a.workspace_id and c.id = a.customer_id) as company_name, a.directory_id,
  (select d.name from directories d where d.workspace_id = a.workspace_id and d.id = a.directory_id) as directory_name, a.created_at,
  a.deadline_at, round(extract(epoch from a.deadline_at - now()) / 60)::integer as minutes_to_deadline,
  round((6 - a.priority) * 20 + case when a.deadline_at is null then 0
    else greatest(0, 100 * (1 - extract(epoch from a.deadline_at - now()) / 60 / a.deadline_minutes)) end)::integer as priority_score,
  a.assigned_to_va_id as held_by_va_id,
  (select v.name from virtual_assistants v where v.workspace_id = a.workspace_id and v.id = a.assigned_to_va_id) as held_by,
  a.assigned_at as held_since, a.escalated_at, a.unroutable_since
from pending_actions a
where a.status in ('pending','assigned','in_progress','blocked','requires_customer');

create view submission_performance_dashboard with (security_invoker = true) as
select s.workspace_id, s.day, sum(s.submitted)::bigint as submitted, sum(s.approved)::bigint as approved, sum(s.rejected)::bigint as rejected,
  sum(s.failed)::bigint as failed, sum(s.manual)::bigint as manual, sum(s.credits)::bigint as credits,
  round(100.0 * sum(s.approved) / nullif(sum(s.approved) + sum(s.rejected), 0), 1) as approval_rate
from submission_analytics_daily s group by s.workspace_id, s.day;

-- What each virtual assistant holds against what they can hold, and whether they are at work.
create view va_workload_dashboard with (security_invoker = true) as
select v.workspace_id, v.id as va_id, v.name, v.status, v.max_concurrent_tasks as capacity, h.load, h.held, h.assigned, h.late,
  cardinality(away.reasons) = 0 as present, away.reasons as absence,
  case when 'outside_hours' = any (away.reasons) or 'on_leave' = any (away.reasons) then next_at_work(v.id, now()) end as next_at_work,
  v.last_active_at
from virtual_assistants v
cross join lateral (select absence(v, now()) as reasons) away
cross join lateral (
  select coalesce(sum(a.weight), 0)::integer as load, count(*) filter (where a.status = 'in_progress') as held,
    count(*) filter (where a.status = 'assigned') as assigned, count(*) filter (where a.deadline_at <= now()) as late
  from pending_actions a where a.workspace_id = v.workspace_id and a.assigned_to_va_id = v.id and a.status in ('assigned','in_progress')) h
where v.status <> 'left';

create view directory_performance_analytics with (security_invoker = true) as
select d.workspace_id, d.id as directory_id, d.name, d.category, d.da_score, d.automation_method, d.is_active, d.submissions_count,
  d.approved_count, d.rejected_count, d.failed_count, d.manual_count,
  round(100.0 * d.approved_count / nullif(d.approved_count + d.rejected_count, 0), 1) as approval_rate,
  round(100.0 * d.manual_count / nullif(d.submissions_count, 0), 1) as manual_share, median_days(d.approval_days) as median_approval_days
from directories d;

create view customer_submission_summary with (security_invoker = true) as
select l.workspace_id, l.customer_id, l.status, count(*) as listings, sum(l.credits_consumed)::bigint as credits_consumed,
  min(l.created_at) as first_at, max(l.status_changed_at) as last_change_at
from directory_submissions l group by l.workspace_id, l.customer_id, l.status;

-- Results by hour and reason, of the last two days.
create view queue_analytics with (security_invoker = true) as
select q.workspace_id, date_trunc('hour', q.finished_at) as hour, q.automation_method, q.status, q.error_code, count(*) as items,
  round(avg(q.wait_seconds)::numeric, 1) as average_wait_seconds, round(avg(q.processing_seconds)::numeric, 1) as average_processing_seconds
from submission_queue q where q.finished_at > now() - interval '48 hours'
group by q.workspace_id, date_trunc('hour', q.finished_at), q.automation_method, q.status, q.error_code;

-- Sizes and housekeeping of the tables, for whoever looks after the database. Names and numbers of tables only.
create view database_health_monitor with (security_invoker = true) as
select s.relname::text as table_name, s.n_live_tup as live_rows, s.n_dead_tup as dead_rows,
  round(100.0 * s.n_dead_tup / nullif(s.n_live_tup + s.n_dead_tup, 0), 1) as dead_percent,
  pg_total_relation_size(s.relid) as total_bytes, s.seq_scan as sequential_scans, s.idx_scan as index_scans,
  greatest(s.last_vacuum, s.last_autovacuum) as vacuumed_at, greatest(s.last_analyze, s.last_autoanalyze) as analyzed_at
from pg_stat_user_tables s where s.schemaname = 'public' and (select app_workspace_id()) is not null;

grant select on customer_dashboard, queue_dashboard, action_center_dashboard, submission_performance_dashboard, va_workload_dashboard,
  directory_performance_analytics, customer_submission_summary, queue_analytics to authenticated, service_role;
grant select on database_health_monitor to app_staff, service_role;

-- The figures of a workspace in one row, worked out on a schedule. The materialized view knows no row level security, so
-- nobody is granted it; the view in front of it shows a workspace its own row.
drop materialized view if exists reporting.dashboard_summary;
create materialized view reporting.dashboard_summary as
select w.id as workspace_id, clock_timestamp() as refreshed_at,
  (select count(*) from customers c where c.workspace_id = w.id and c.archived_at is null) as customers,
  (select count(*) from customers c where c.workspace_id = w.id and c.archived_at is null and c.subscription_status in ('active','trialing')) as active_customers,
  (select count(*) from directories d where d.workspace_id = w.id and d.is_active) as directories,
  (select count(*) from directory_submissions l where l.workspace_id = w.id and l.status = 'approved') as live_listings,
  (select count(*) from directory_submissions l where l.workspace_id = w.id and l.status in ('submitted','under_review')) as listings_under_review,
  (select coalesce(sum(b.completed_items), 0) from batch_submissions b where b.workspace_id = w.id) as submitted_items,
  (select coalesce(sum(b.failed_items), 0) from batch_submissions b where b.workspace_id = w.id) as failed_items,
  (select count(*) from batch_submissions b where b.workspace_id = w.id and b.status in ('pending','processing','paused')) as open_batches,
  (select count(*) from pending_actions a where a.workspace_id = w.id and a.status in ('pending','assigned','in_progress','blocked','requires_customer')) as open_actions
from workspaces w;
create unique index dashboard_summary_workspace_key on reporting.dashboard_summary (workspace_id);

create view dashboard_summary with (security_barrier = true) as
select * from reporting.dashboard_summary s where s.workspace_id = (select app_workspace_id());
grant select on dashboard_summary to app_staff, service_role;

create or replace function refresh_dashboard_summary() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  refresh materialized view concurrently reporting.dashboard_summary;
end $$;
comment on function refresh_dashboard_summary is 'Definer: refreshes a materialized view that only its owner may refresh; answers nothing.';
grant execute on function refresh_dashboard_summary() to service_role;

-- What a day came to, in the workspace's own days: counted anew from the listings, so running it twice changes nothing.
create or replace function generate_daily_analytics(p_day date) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  zone constant text := (select w.timezone from workspaces w where w.id = ws);
  starts constant timestamptz := p_day::timestamp at time zone zone;
  ends constant timestamptz := (p_day + 1)::timestamp at time zone zone;
  made integer;
begin
  if ws is null then return 0; end if;
  delete from submission_analytics_daily s where s.workspace_id = ws and s.day = p_day;
  insert into submission_analytics_daily (workspace_id, day, directory_id, submitted, approved, rejected, failed, manual, credits, generated_at)
  select ws, p_day, x.directory_id, sum(x.submitted), sum(x.approved), sum(x.rejected), sum(x.failed), sum(x.manual), sum(x.credits), clock_timestamp()
  from (
    select l.directory_id, 1 as submitted, 0 as approved, 0 as rejected, 0 as failed, l.manual::integer as manual, l.credits_consumed as credits
    from directory_submissions l where l.workspace_id = ws and l.submitted_at >= starts and l.submitted_at < ends
    union all
    select l.directory_id, 0, 1, 0, 0, 0, 0 from directory_submissions l where l.workspace_id = ws and l.approved_at >= starts and l.approved_at < ends
    union all
    select l.directory_id, 0, 0, 1, 0, 0, 0 from directory_submissions l where l.workspace_id = ws and l.rejected_at >= starts and l.rejected_at < ends
    union all
    select q.directory_id, 0, 0, 0, 1, 0, 0 from submission_queue q
    where q.workspace_id = ws and q.status = 'failed' and q.finished_at >= starts and q.finished_at < ends
  ) x group by x.directory_id;
  get diagnostics made = row_count;
  return made;
end $$;
comment on function generate_daily_analytics is 'Definer: nobody but this function writes the daily figures; filters by the asking workspace itself.';

-- Removes what is past its time, at most p_limit rows of each kind a call, so that no lock is held for long. Answers how
-- many went. Kept: items of finished batches 400 days (their listings and figures for good), workers not heard of 30
-- days, checks of listings and orphaned proofs by their own parts. Events of analytics by the workspace's retention (98).
create or replace function cleanup_old_data(p_now timestamptz default null, p_limit integer default 5000) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  old uuid[];
  gone integer := 0;
  n integer;
begin
  if ws is null then return 0; end if;
  select array_agg(b.id) into old from (
    select b.id from batch_submissions b
    where b.workspace_id = ws and b.status in ('completed','failed','cancelled') and b.finished_at < at - interval '400 days'
      and exists (select from submission_queue q where q.workspace_id = ws and q.batch_id = b.id)
    order by b.id limit 20 for no key update) b;
  update pending_actions a set queue_item_id = null
  where a.workspace_id = ws and a.queue_item_id in (
    select q.id from submission_queue q where q.workspace_id = ws and q.batch_id = any (old));
  update proofs p set queue_item_id = null
  where p.workspace_id = ws and p.queue_item_id in (
    select q.id from submission_queue q where q.workspace_id = ws and q.batch_id = any (old));
  delete from submission_queue q where q.workspace_id = ws and q.id in (
    select x.id from submission_queue x where x.workspace_id = ws and x.batch_id = any (old) limit p_limit);
  get diagnostics n = row_count;
  gone := gone + n;
  delete from queue_workers w where w.workspace_id = ws and w.last_seen_at < at - interval '30 days';
  get diagnostics n = row_count;
  gone := gone + n;
  delete from queue_turns t where t.workspace_id = ws and not exists (
    select from submission_queue q where q.workspace_id = ws and q.customer_id = t.customer_id
      and q.status in ('pending','processing','paused','retry_needed','manual_review') limit 1)
    and t.customer_id in (select b.customer_id from batch_submissions b where b.workspace_id = ws and b.id = any (old));
  return gone + drop_old_events(at, p_limit);
end $$;
comment on function cleanup_old_data is 'Definer: no login may delete items; filters by the asking workspace itself.';
grant execute on function generate_daily_analytics(date), cleanup_old_data(timestamptz, integer) to service_role;
