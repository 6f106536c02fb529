-- Analytics of the business: each stay of a lead in a stage, followed by trigger, and figures by day that outlive their rows.

-- Stays are worked out anew for the leads that moved: their history is short, and moves may be recorded late.
create or replace function follow_stages() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  delete from conversion_funnels f using (select distinct a.workspace_id, a.client_lead_id from added a) m
  where f.workspace_id = m.workspace_id and f.client_lead_id = m.client_lead_id;
  insert into conversion_funnels (workspace_id, client_lead_id, campaign_id, stage, entered_at, exited_at, converted_at)
  select h.workspace_id, h.client_lead_id, l.campaign_id, h.to_status, h.created_at, h.exited_at,
    case when array_position(stages.all, h.next_status) > array_position(stages.all, h.to_status) then h.exited_at end
  from (
    select s.workspace_id, s.client_lead_id, s.to_status, s.created_at, lead(s.created_at) over w as exited_at, lead(s.to_status) over w as next_status
    from (select distinct a.workspace_id, a.client_lead_id from added a) m
    join lead_stage_history s on s.workspace_id = m.workspace_id and s.client_lead_id = m.client_lead_id
    window w as (partition by s.workspace_id, s.client_lead_id order by s.created_at, s.id)
  ) h
  join client_leads l on l.workspace_id = h.workspace_id and l.id = h.client_lead_id
  cross join (select array['prospect','qualified','proposal_sent','negotiating','closed_won'] as all) stages;
  return null;
end $$;
comment on function follow_stages is 'Definer: nobody but this trigger writes stays; touches the leads of the inserted rows only.';
create or replace trigger follow_stages after insert on lead_stage_history
  referencing new table as added for each statement execute function follow_stages();

create or replace function keep_campaign() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  update conversion_funnels f set campaign_id = new.campaign_id where f.workspace_id = new.workspace_id and f.client_lead_id = new.id;
  return null;
end $$;
comment on function keep_campaign is 'Definer: nobody but triggers writes stays; touches those of the changed lead only.';
create or replace trigger keep_campaign after update of campaign_id on client_leads
  for each row when (old.campaign_id is distinct from new.campaign_id) execute function keep_campaign();

-- An amount in the currency of reports at the rate of its day; null where there is none.
create or replace function in_reporting_currency(p_amount bigint, p_currency text, p_day date) returns numeric
language sql stable set search_path = pg_catalog, public
as $$
  select case when w.currency = p_currency then p_amount::numeric
    else (select convert_money(p_amount, r.rate, p_currency, w.currency) from conversion_rate(w.id, p_currency, w.currency, p_day) r) end
  from workspaces w where w.id = (select app_workspace_id())
$$;

-- What each partner, campaign, virtual assistant and caller did on each of the days, counted anew: running it twice changes
-- nothing but generated_at. Days are the workspace's; money is in its currency, without what had no rate.
create or replace function generate_metric_days(p_from date, p_to date) returns integer
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  zone constant text := (select w.timezone from workspaces w where w.id = ws);
  -- An hour more on both sides: the day decides.
  lo constant timestamptz := (p_from::timestamp - interval '3 hours') at time zone zone;
  hi constant timestamptz := ((p_to + 1)::timestamp + interval '3 hours') at time zone zone;
  at constant timestamptz := clock_timestamp();
  made integer := 0;
  n integer;
begin
  if ws is null then return 0; end if;
  perform pg_advisory_xact_lock(hashtextextended('metric days ' || ws, 0));

  delete from partner_analytics p where p.workspace_id = ws and p.day between p_from and p_to;
  insert into partner_analytics (workspace_id, day, partner_id, leads, won, lost, won_value, refunded, earned, paid, generated_at)
  select ws, x.day, x.partner_id, sum(x.leads), sum(x.won), sum(x.lost), coalesce(sum(x.value), 0), coalesce(sum(x.refunded), 0),
    coalesce(sum(x.earned), 0), coalesce(sum(x.paid), 0), at
  from (
    select (l.created_at at time zone zone)::date as day, l.partner_id, 1 as leads, 0 as won, 0 as lost, 0::numeric as value,
      0::numeric as refunded, 0::numeric as earned, 0::numeric as paid
    from client_leads l where l.workspace_id = ws and l.created_at >= lo and l.created_at < hi
    union all
    select d.day, l.partner_id, 0, (l.status = 'closed_won')::int, (l.status = 'closed_lost')::int,
      case when l.status = 'closed_won' then in_reporting_currency(l.project_value, l.currency, d.day) end, 0, 0, 0
    from client_leads l cross join lateral (select (l.closed_at at time zone zone)::date as day) d
    where l.workspace_id = ws and l.status in ('closed_won','closed_lost') and l.closed_at >= lo and l.closed_at < hi
    union all
    select d.day, l.partner_id, 0, 0, 0, 0, in_reporting_currency(r.amount, r.currency, d.day), 0, 0
    from lead_refunds r join client_leads l on l.workspace_id = r.workspace_id and l.id = r.client_lead_id
    cross join lateral (select (r.refunded_at at time zone zone)::date as day) d
    where r.workspace_id = ws and r.refunded_at >= lo and r.refunded_at < hi
    union all
    select d.day, c.partner_id, 0, 0, 0, 0, 0, in_reporting_currency(c.commission_amount, c.currency, d.day), 0
    from commissions c cross join lateral (select (c.earned_at at time zone zone)::date as day) d
    where c.workspace_id = ws and c.status in ('pending','approved','on_hold','paid') and c.earned_at >= lo and c.earned_at < hi
    union all
    select d.day, p.partner_id, 0, 0, 0, 0, 0, 0, in_reporting_currency(p.amount, p.currency, d.day)
    from payouts p cross join lateral (select (p.paid_at at time zone zone)::date as day) d
    where p.workspace_id = ws and p.status = 'paid' and p.paid_at >= lo and p.paid_at < hi
  ) x where x.day between p_from and p_to group by x.day, x.partner_id;
  get diagnostics made = row_count;

  delete from campaign_metrics c where c.workspace_id = ws and c.day between p_from and p_to;
  insert into campaign_metrics (workspace_id, day, campaign_id, leads_generated, contacted, converted, conversion_rate, average_value,
    revenue, cost, roi, cost_per_lead, generated_at)
  select ws, x.day, x.campaign_id, sum(x.leads), sum(x.contacted), sum(x.won), 100.0 * sum(x.won) / nullif(sum(x.leads), 0),
    sum(x.value) / nullif(sum(x.won), 0), coalesce(sum(x.value), 0), sum(x.cost),
    100.0 * (coalesce(sum(x.value), 0) - sum(x.cost)) / nullif(sum(x.cost), 0), sum(x.cost) / nullif(sum(x.leads), 0), at
  from (
    select (l.created_at at time zone zone)::date as day, l.campaign_id, 1 as leads, 0 as contacted, 0 as won, 0::numeric as value, 0::numeric as cost
    from client_leads l where l.workspace_id = ws and l.campaign_id is not null and l.created_at >= lo and l.created_at < hi
    union all
    select (f.entered_at at time zone zone)::date, f.campaign_id, 0, 1, 0, 0, 0
    from conversion_funnels f where f.workspace_id = ws and f.campaign_id is not null and f.stage = 'qualified' and f.entered_at >= lo and f.entered_at < hi
      and not exists (select from conversion_funnels e where e.workspace_id = ws and e.client_lead_id = f.client_lead_id
        and e.stage = 'qualified' and e.entered_at < f.entered_at)
    union all
    select d.day, l.campaign_id, 0, 0, 1, in_reporting_currency(l.project_value, l.currency, d.day), 0
    from client_leads l cross join lateral (select (l.closed_at at time zone zone)::date as day) d
    where l.workspace_id = ws and l.campaign_id is not null and l.status = 'closed_won' and l.closed_at >= lo and l.closed_at < hi
    union all
    select c.day, c.campaign_id, 0, 0, 0, 0, c.amount from campaign_costs c where c.workspace_id = ws and c.day between p_from and p_to
  ) x where x.day between p_from and p_to group by x.day, x.campaign_id;
  get diagnostics n = row_count;
  made := made + n;

  delete from agent_metrics a where a.workspace_id = ws and a.day between p_from and p_to;
  -- A win is of whoever made the last call about the lead in the 90 days before it. Its rate is of all leads that they
  -- called since 90 days before the day began, so every win is among them.
  insert into agent_metrics (workspace_id, day, person_id, va_id, user_id, calls_handled, average_call_seconds, leads_converted, conversion_rate,
    customer_rating, tasks_completed, tasks_on_time, active_seconds, available_seconds, quality_score, generated_at)
  with days as (
    select g::date as day, g::timestamp at time zone zone as starts, (g::timestamp + interval '1 day') at time zone zone as ends
    from generate_series(p_from, p_to, interval '1 day') g
  ), called as (
    select (c.started_at at time zone zone)::date as day, coalesce(c.va_id, c.user_id) as person_id, count(*) as calls,
      avg(c.seconds)::float8 as seconds, avg(c.rating)::float8 as rating
    from calls c where c.workspace_id = ws and c.started_at >= lo and c.started_at < hi group by 1, 2
  ), won as (
    select (l.closed_at at time zone zone)::date as day, c.person_id, count(*) as leads
    from client_leads l cross join lateral (
      select coalesce(c.va_id, c.user_id) as person_id from calls c
      where c.workspace_id = ws and c.client_lead_id = l.id and c.started_at < l.closed_at and c.started_at >= l.closed_at - interval '90 days'
      order by c.started_at desc, c.id desc limit 1
    ) c
    where l.workspace_id = ws and l.status = 'closed_won' and l.closed_at >= lo and l.closed_at < hi group by 1, 2
  ), people as (
    select v.id as person_id, v.id as va_id, v.user_id, v.created_at as since from virtual_assistants v where v.workspace_id = ws
    union all
    select distinct c.user_id, null::uuid, c.user_id, null::timestamptz from calls c
    where c.workspace_id = ws and c.va_id is null and c.user_id is not null and c.started_at >= lo - interval '90 days' and c.started_at < hi
  )
  select ws, d.day, p.person_id, p.va_id, p.user_id, coalesce(c.calls, 0), c.seconds, coalesce(w.leads, 0),
    100.0 * coalesce(w.leads, 0) / nullif((
      select count(distinct x.client_lead_id) from calls x
      where x.workspace_id = ws and (x.va_id = p.va_id or (p.va_id is null and x.va_id is null and x.user_id = p.user_id))
        and x.client_lead_id is not null and x.started_at >= d.starts - interval '90 days' and x.started_at < d.ends), 0),
    c.rating, coalesce(t.tasks, 0), coalesce(t.on_time, 0), coalesce(t.active, 0), coalesce(s.seconds, 0), t.quality, at
  from days d cross join people p
  left join called c on c.day = d.day and c.person_id = p.person_id
  left join won w on w.day = d.day and w.person_id = p.person_id
  left join lateral (
    select count(*) as tasks, count(*) filter (where a.deadline_at is null or a.completed_at <= a.deadline_at) as on_time,
      sum(a.active_seconds) as active, avg(a.quality_score)::float8 as quality
    from pending_actions a
    where a.workspace_id = ws and a.completed_by_va_id = p.va_id and a.status = 'completed' and a.completed_at >= d.starts and a.completed_at < d.ends
  ) t on true
  left join lateral (select available_seconds(p.va_id, d.starts, least(d.ends, at)) as seconds where p.va_id is not null and p.since < d.ends) s on true
  where c.calls > 0 or w.leads > 0 or t.tasks > 0 or s.seconds > 0;
  get diagnostics n = row_count;
  return made + n;
end $$;

do $$
declare t text;
begin
  foreach t in array array['conversion_funnels','campaign_costs','agent_metrics','campaign_metrics','partner_analytics','daily_reports',
    'analytics_snapshots','cohort_analysis','ltv_calculations','performance_forecasts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to authenticated, service_role', t);
    execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
    if t <> 'conversion_funnels' and t <> 'campaign_costs' then
      execute format('grant insert, update, delete on %I to service_role', t);
    end if;
  end loop;
end $$;
grant insert, update, delete on campaign_costs to app_staff;
create policy partner_reads on partner_analytics for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()));
grant execute on function generate_metric_days(date, date), in_reporting_currency(bigint, text, date) to authenticated, service_role;

-- The medians of the other active partners of the asking partner's tier, over some days; nothing where fewer than five
-- stand behind them.
create or replace function tier_medians(p_from date, p_to date)
returns table (partners integer, leads double precision, won double precision, win_rate double precision, won_value double precision, earned double precision)
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  me constant uuid := app_partner_id();
  zone constant text := (select w.timezone from workspaces w where w.id = ws);
  money constant text := (select w.currency from workspaces w where w.id = ws);
  lo constant timestamptz := (p_from::timestamp - interval '3 hours') at time zone zone;
  hi constant timestamptz := ((p_to + 1)::timestamp + interval '3 hours') at time zone zone;
begin
  if ws is null or me is null or app_role() <> 'partner' then return; end if;
  return query
    with peers as (
      select p.id from partners p
      where p.workspace_id = ws and p.id <> me and p.status = 'active'
        and p.tier = (select m.tier from partners m where m.workspace_id = ws and m.id = me)
    ), sums as (
      select p.id, l.leads, c.won, c.closed, c.won_value, e.earned
      from peers p
      cross join lateral (
        select count(*) as leads from client_leads x
        where x.workspace_id = ws and x.partner_id = p.id and x.created_at >= lo and x.created_at < hi
          and (x.created_at at time zone zone)::date between p_from and p_to) l
      cross join lateral (
        select count(*) filter (where x.status = 'closed_won') as won, count(*) as closed,
          coalesce(sum(case when x.currency = money then x.project_value else in_reporting_currency(x.project_value, x.currency, (x.closed_at at time zone zone)::date) end)
            filter (where x.status = 'closed_won'), 0) as won_value
        from client_leads x
        where x.workspace_id = ws and x.partner_id = p.id and x.status in ('closed_won', 'closed_lost') and x.closed_at >= lo and x.closed_at < hi
          and (x.closed_at at time zone zone)::date between p_from and p_to) c
      cross join lateral (
        select coalesce(sum(case when x.currency = money then x.commission_amount
          else in_reporting_currency(x.commission_amount, x.currency, (x.earned_at at time zone zone)::date) end), 0) as earned
        from commissions x
        where x.workspace_id = ws and x.partner_id = p.id and x.status in ('pending', 'approved', 'on_hold', 'paid')
          and x.earned_at >= lo and x.earned_at < hi and (x.earned_at at time zone zone)::date between p_from and p_to) e
    )
    select count(*)::int, percentile_cont(0.5) within group (order by s.leads::float8), percentile_cont(0.5) within group (order by s.won::float8),
      percentile_cont(0.5) within group (order by (100.0 * s.won / nullif(s.closed, 0))::float8),
      percentile_cont(0.5) within group (order by s.won_value::float8), percentile_cont(0.5) within group (order by s.earned::float8)
    from sums s having count(*) >= 5;
end $$;
comment on function tier_medians is 'Definer: a partner sees no other; answers medians of at least five, filtered by the asking workspace and tier.';
grant execute on function tier_medians(date, date) to app_partner;
create policy partner_reads on conversion_funnels for select to app_partner
  using (workspace_id = (select app_workspace_id()) and exists (
    select from client_leads l where l.workspace_id = conversion_funnels.workspace_id and l.id = conversion_funnels.client_lead_id));
