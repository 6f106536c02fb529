drop trigger if exists follow_applicant on partner_applications;
drop function if exists follow_applicant(), follow_visitor(uuid, uuid), count_visit(text, uuid, text, uuid, timestamptz);
delete from dashboard_widgets where type = 'funnel' and config->'question'->>'funnel' = 'visitors';
drop index partner_applications_workspace_id_visitor_id_idx;
alter table partner_applications drop column visitor_id;
delete from conversion_funnels where visitor_id is not null;
drop index conversion_funnels_visitor_key;
alter table conversion_funnels
  drop constraint conversion_funnels_whose_check,
  drop constraint conversion_funnels_stage_check,
  drop column visitor_id,
  alter column client_lead_id set not null,
  add constraint conversion_funnels_stage_check
    check (stage in ('prospect','qualified','proposal_sent','negotiating','closed_won','closed_lost'));
