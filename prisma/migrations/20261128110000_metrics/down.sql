drop trigger if exists follow_stages on lead_stage_history;
drop trigger if exists keep_campaign on client_leads;
drop function if exists tier_medians(date, date), follow_stages(), keep_campaign(), generate_metric_days(date, date), in_reporting_currency(bigint, text, date) cascade;
drop index directory_submissions_judged_idx;
drop index commissions_due_idx;
drop index credit_entries_workspace_id_created_at_id_idx;
drop index lead_refunds_workspace_id_refunded_at_id_idx;
drop index payouts_workspace_id_paid_at_id_idx;
drop index partner_applications_workspace_id_reviewed_at_id_idx;
drop index client_leads_workspace_id_closed_at_id_idx;
drop table performance_forecasts, ltv_calculations, cohort_analysis, analytics_snapshots, daily_reports, partner_analytics,
  campaign_metrics, agent_metrics, campaign_costs, conversion_funnels;
