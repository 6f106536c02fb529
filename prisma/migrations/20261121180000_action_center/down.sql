drop index pending_actions_done_idx;
-- Policies and functions of prisma/objects that speak of virtual assistants go with them.
drop function if exists app_va_id() cascade;
alter table memberships drop column va_id cascade;
alter table invitations drop column va_id cascade;
alter table memberships add constraint memberships_one_side_check check (partner_id is null or customer_id is null);
alter table invitations add constraint invitations_one_side_check check (partner_id is null or customer_id is null);
drop trigger if exists open_action on pending_actions;
drop trigger if exists keep_clock on pending_actions;
drop trigger if exists refuse_unfit on pending_actions;
drop trigger if exists give_work_settings on workspaces;
drop trigger if exists give_va on memberships;
drop trigger if exists refuse_unfit_insert on pending_actions;
drop trigger if exists tell_actions on pending_actions;
drop trigger if exists tell_changed_actions on pending_actions;
drop function if exists start_clock(pending_actions, timestamptz), refusals(virtual_assistants, pending_actions, timestamptz), absence(virtual_assistants, timestamptz) cascade;
alter table proofs drop column action_id cascade;
update pending_actions set status = 'pending', assigned_to_va_id = null, assigned_at = null, assigned_by = null, lease_token = null, lease_expires_at = null
where status in ('assigned','in_progress');
drop table action_presence, action_drafts, action_refusals, review_appeals, action_reviews, macros, playbooks, workspace_holidays cascade;
alter table pending_actions
  drop column status_changed_at cascade, drop column required_skills cascade, drop column language cascade, drop column weight cascade, drop column estimated_minutes cascade, drop column class_id cascade,
  drop column rank_at cascade, drop column deadline_at cascade, drop column deadline_minutes cascade, drop column clock_used_seconds cascade, drop column clock_started_at cascade,
  drop column warn_at cascade, drop column warned_at cascade, drop column escalated_at cascade, drop column unroutable_since cascade, drop column assigned_to_va_id cascade,
  drop column assigned_at cascade, drop column assigned_by cascade, drop column preferred_va_id cascade, drop column lease_token cascade, drop column lease_expires_at cascade,
  drop column started_at cascade, drop column active_seconds cascade, drop column snoozed_until cascade, drop column blocked_reason cascade, drop column handover_note cascade,
  drop column retry_count cascade, drop column follow_up_at cascade, drop column rework_of_id cascade, drop column completed_by_va_id cascade, drop column playbook_version cascade,
  drop column sample_reason cascade, drop column review_status cascade, drop column reviews_wanted cascade, drop column quality_score cascade, drop column reviewed_by cascade;
drop table work_classes, action_type_settings, work_settings, va_availability, va_leave, virtual_assistants cascade;
