-- Stays of visitors of the programme page beside those of leads.

alter table conversion_funnels
  alter column client_lead_id drop not null,
  add column visitor_id uuid,
  drop constraint conversion_funnels_stage_check,
  add constraint conversion_funnels_whose_check check (num_nonnulls(client_lead_id, visitor_id) = 1),
  add constraint conversion_funnels_stage_check check (case when visitor_id is null
    then stage in ('prospect','qualified','proposal_sent','negotiating','closed_won','closed_lost')
    else stage in ('visited','estimated','applied','joined') end);
create unique index conversion_funnels_visitor_key on conversion_funnels (workspace_id, visitor_id, stage) where visitor_id is not null;

alter table partner_applications add column visitor_id uuid;
create index partner_applications_workspace_id_visitor_id_idx on partner_applications (workspace_id, visitor_id);
