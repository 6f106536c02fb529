-- What analytics keeps beside the rows it counts: each stay of a lead in a stage, and figures by day that outlive their rows.

create table conversion_funnels (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces (id) on delete restrict on update no action,
  client_lead_id uuid not null,
  campaign_id uuid,
  stage text not null constraint conversion_funnels_stage_check
    check (stage in ('prospect','qualified','proposal_sent','negotiating','closed_won','closed_lost')),
  entered_at timestamptz not null,
  exited_at timestamptz,
  -- When it went on to a later stage; not when it was lost or went back.
  converted_at timestamptz,
  time_in_stage double precision generated always as (extract(epoch from exited_at - entered_at)::double precision) stored,
  constraint conversion_funnels_order_check check (exited_at >= entered_at and (converted_at is null or converted_at = exited_at)),
  constraint conversion_funnels_lead_fkey foreign key (workspace_id, client_lead_id) references client_leads (workspace_id, id) on delete no action on update no action,
  constraint conversion_funnels_campaign_fkey foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id) on delete no action on update no action
);
create index conversion_funnels_workspace_id_client_lead_id_entered_at_idx on conversion_funnels (workspace_id, client_lead_id, entered_at);
create index conversion_funnels_workspace_id_stage_entered_at_idx on conversion_funnels (workspace_id, stage, entered_at);
create index conversion_funnels_workspace_id_campaign_id_idx on conversion_funnels (workspace_id, campaign_id);
create unique index conversion_funnels_open_key on conversion_funnels (workspace_id, client_lead_id) where exited_at is null;

create table campaign_costs (
  workspace_id uuid not null,
  campaign_id uuid not null,
  day date not null,
  amount bigint not null constraint campaign_costs_amount_check check (amount between 0 and 10000000000000),
  primary key (workspace_id, campaign_id, day),
  constraint campaign_costs_campaign_fkey foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id) on delete no action on update no action
);

create table agent_metrics (
  workspace_id uuid not null,
  day date not null,
  va_id uuid not null,
  calls_handled integer not null default 0,
  average_call_seconds double precision,
  leads_converted integer not null default 0,
  conversion_rate double precision,
  customer_rating double precision,
  tasks_completed integer not null default 0,
  tasks_on_time integer not null default 0,
  active_seconds bigint not null default 0,
  available_seconds bigint not null default 0,
  quality_score double precision,
  generated_at timestamptz not null,
  primary key (workspace_id, day, va_id),
  constraint agent_metrics_va_fkey foreign key (workspace_id, va_id) references virtual_assistants (workspace_id, id) on delete no action on update no action
);
create index agent_metrics_workspace_id_va_id_day_idx on agent_metrics (workspace_id, va_id, day);

create table campaign_metrics (
  workspace_id uuid not null,
  day date not null,
  campaign_id uuid not null,
  leads_generated integer not null default 0,
  contacted integer not null default 0,
  converted integer not null default 0,
  conversion_rate double precision,
  average_value double precision,
  revenue bigint not null default 0,
  cost bigint not null default 0,
  roi double precision,
  cost_per_lead double precision,
  generated_at timestamptz not null,
  primary key (workspace_id, day, campaign_id),
  constraint campaign_metrics_campaign_fkey foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id) on delete no action on update no action
);
create index campaign_metrics_workspace_id_campaign_id_day_idx on campaign_metrics (workspace_id, campaign_id, day);

create table partner_analytics (
  workspace_id uuid not null,
  day date not null,
  partner_id uuid not null,
  leads integer not null default 0,
  won integer not null default 0,
  lost integer not null default 0,
  won_value bigint not null default 0,
  refunded bigint not null default 0,
  earned bigint not null default 0,
  paid bigint not null default 0,
  generated_at timestamptz not null,
  primary key (workspace_id, day, partner_id),
  constraint partner_analytics_partner_fkey foreign key (workspace_id, partner_id) references partners (workspace_id, id) on delete no action on update no action
);
create index partner_analytics_workspace_id_partner_id_day_idx on partner_analytics (workspace_id, partner_id, day);

create table daily_reports (
  workspace_id uuid not null references workspaces (id) on delete restrict on update no action,
  day date not null,
  -- By figure: its value and how many rows were behind it.
  figures jsonb not null,
  generated_at timestamptz not null,
  primary key (workspace_id, day)
);

create table analytics_snapshots (
  workspace_id uuid not null references workspaces (id) on delete restrict on update no action,
  taken_at timestamptz not null,
  -- How things stood: open leads by stage, commissions by status, partners by tier, open tasks.
  standing jsonb not null,
  primary key (workspace_id, taken_at)
);

create table cohort_analysis (
  workspace_id uuid not null references workspaces (id) on delete restrict on update no action,
  cohort_month date not null,
  month_offset integer not null constraint cohort_analysis_offset_check check (month_offset >= 0),
  size integer not null,
  active integer not null constraint cohort_analysis_active_check check (active between 0 and size),
  leads integer not null,
  won integer not null,
  revenue bigint not null,
  complete boolean not null,
  generated_at timestamptz not null,
  primary key (workspace_id, cohort_month, month_offset)
);

create table ltv_calculations (
  workspace_id uuid not null references workspaces (id) on delete restrict on update no action,
  calculated_on date not null,
  partners integer not null,
  observed double precision,
  projected double precision,
  projected_low double precision,
  projected_high double precision,
  months integer not null,
  curve jsonb not null,
  generated_at timestamptz not null,
  primary key (workspace_id, calculated_on),
  constraint ltv_calculations_interval_check check (projected_low <= projected and projected <= projected_high)
);

create table performance_forecasts (
  workspace_id uuid not null references workspaces (id) on delete restrict on update no action,
  metric text not null,
  made_on date not null,
  starts_on date not null,
  value double precision not null,
  low double precision not null,
  high double precision not null,
  method text not null constraint performance_forecasts_method_check check (method in ('seasonal-naive','holt-winters','mean')),
  error double precision,
  baseline_error double precision,
  generated_at timestamptz not null,
  primary key (workspace_id, metric, made_on, starts_on),
  constraint performance_forecasts_interval_check check (low <= value and value <= high)
);

-- Figures are asked by when something happened.
create index client_leads_workspace_id_closed_at_id_idx on client_leads (workspace_id, closed_at, id);
create index partner_applications_workspace_id_reviewed_at_id_idx on partner_applications (workspace_id, reviewed_at, id);
create index payouts_workspace_id_paid_at_id_idx on payouts (workspace_id, paid_at, id);
create index lead_refunds_workspace_id_refunded_at_id_idx on lead_refunds (workspace_id, refunded_at, id);
create index credit_entries_workspace_id_created_at_id_idx on credit_entries (workspace_id, created_at, id);
create index commissions_due_idx on commissions (workspace_id, (coalesce(hold_until, earned_at))) where status in ('pending','approved','on_hold','paid');
create index directory_submissions_judged_idx on directory_submissions (workspace_id, (coalesce(approved_at, rejected_at))) where approved_at is not null or rejected_at is not null;

-- What is there already; new moves are followed by trigger.
insert into conversion_funnels (workspace_id, client_lead_id, campaign_id, stage, entered_at, exited_at, converted_at)
select h.workspace_id, h.client_lead_id, l.campaign_id, h.to_status, h.created_at, h.exited_at,
  case when r.next > r.here then h.exited_at end
from (
  select s.*, lead(s.created_at) over w as exited_at, lead(s.to_status) over w as next_status
  from lead_stage_history s window w as (partition by s.workspace_id, s.client_lead_id order by s.created_at, s.id)
) h
join client_leads l on l.workspace_id = h.workspace_id and l.id = h.client_lead_id
cross join lateral (select
  array_position(array['prospect','qualified','proposal_sent','negotiating','closed_won'], h.to_status) as here,
  array_position(array['prospect','qualified','proposal_sent','negotiating','closed_won'], h.next_status) as next) r;
