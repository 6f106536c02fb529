drop index commissions_bonus_key;
drop index commissions_bonus_of_rule;
alter table commissions
  drop constraint commissions_rule_check,
  drop constraint commissions_amount_check,
  drop constraint commissions_clawback_check,
  add constraint commissions_amount_check check (kind <> 'base' or commission_amount = round(project_value * commission_rate / 100)),
  add constraint commissions_clawback_check check (kind <> 'clawback' or commission_amount < 0),
  drop column rule_id,
  drop column rule_version;
drop table lead_shares;
alter table client_leads drop constraint client_leads_workspace_id_campaign_id_fkey, drop column campaign_id, drop column industry;
drop table campaigns;
drop table reward_rules;
alter table partner_tiers drop constraint partner_tiers_workspace_id_version_fkey;
alter table partner_tiers drop column hold_days;
alter table partner_tiers rename column created_at to made_at;
alter table partner_tiers add column effective_from timestamptz, add column created_at timestamptz;
alter table partner_tiers disable trigger user;
update partner_tiers t set created_at = made_at, effective_from = (
  select v.effective_from from programme_versions v where v.workspace_id = t.workspace_id and v.version = t.version);
alter table partner_tiers enable trigger user;
alter table partner_tiers alter column effective_from set not null, alter column created_at set not null, drop column made_at;
drop table programme_versions;
