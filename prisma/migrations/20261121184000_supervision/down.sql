-- The views speak of functions that earlier migrations take away.
drop view if exists va_workload_dashboard, action_center_dashboard;
drop index pending_actions_soon_idx;
drop index review_appeals_open_idx;
drop index pending_actions_workspace_id_status_rank_at_id_idx;
drop index pending_actions_rank_idx;
drop trigger if exists sample_finished on pending_actions;
drop trigger if exists tell_reviews on pending_actions;
drop trigger if exists check_review on action_reviews;
drop trigger if exists open_appeal on review_appeals;
drop trigger if exists check_ruling on review_appeals;
drop trigger if exists tell_people on virtual_assistants;
drop function if exists sample_finished(), tell_reviews(), check_review(), open_appeal(), check_ruling(), tell_people();
drop function if exists tally_assistants(uuid, timestamptz), assign_actions(jsonb, text, timestamptz) cascade;
alter table action_type_settings drop column sample_share cascade;
