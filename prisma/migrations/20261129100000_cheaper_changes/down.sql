drop index events_partner_idx;
drop index events_customer_idx;
create index events_workspace_id_partner_id_created_at_id_idx on events (workspace_id, partner_id, created_at, id);
create index events_workspace_id_customer_id_created_at_id_idx on events (workspace_id, customer_id, created_at, id);
drop index pending_actions_queue_item_idx;
drop index pending_actions_submission_idx;
create index pending_actions_workspace_id_queue_item_id_idx on pending_actions (workspace_id, queue_item_id);
create index pending_actions_workspace_id_submission_id_customer_id_dire_idx
  on pending_actions (workspace_id, submission_id, customer_id, directory_id);
drop index pending_actions_assigned_idx;
drop index pending_actions_leases_idx;
create index pending_actions_leases_idx on pending_actions (workspace_id, lease_expires_at) where status = 'in_progress';
drop trigger if exists audit_update on virtual_assistants;
drop trigger if exists tell_va on virtual_assistants;
alter table virtual_assistants
  alter column working_hours type jsonb,
  alter column timezone type text,
  alter column skills type jsonb,
  add constraint virtual_assistants_skills_check check (jsonb_typeof(skills) = 'object' and length(skills::text) <= 4000),
  add constraint virtual_assistants_hours_check check (jsonb_typeof(working_hours) = 'array' and jsonb_array_length(working_hours) <= 70),
  add constraint virtual_assistants_week_check check (are_week_hours(working_hours)),
  add constraint virtual_assistants_zone_check check (is_zone(timezone));
drop domain week_hours, time_zone, skill_levels;
alter table directory_submissions
  drop constraint directory_submissions_status_check,
  add constraint directory_submissions_status_check check (status in ('pending', 'submitting', 'submitted', 'under_review', 'approved', 'rejected', 'revision_needed', 'expired', 'removed', 'failed', 'cancelled')),
  drop constraint directory_submissions_category_check,
  add constraint directory_submissions_category_check check (rejection_category in ('duplicate', 'incomplete', 'quality', 'policy', 'category', 'unverifiable', 'payment', 'other')),
  drop constraint directory_submissions_link_check,
  add constraint directory_submissions_link_check check (link_state in ('dofollow', 'nofollow', 'ugc', 'sponsored', 'missing'));
alter table pending_actions
  drop constraint pending_actions_clock_check,
  add constraint pending_actions_clock_check check (((status in ('pending', 'assigned', 'in_progress')) = (deadline_at is not null)) and ((deadline_at is null) = (clock_started_at is null)) and (clock_used_seconds >= 0) and (deadline_minutes >= 1)),
  drop constraint pending_actions_review_check,
  add constraint pending_actions_review_check check ((review_status in ('not_sampled', 'waiting', 'reviewed', 'appealed')) and ((quality_score >= 1) and (quality_score <= 5)) and ((reviews_wanted >= 0) and (reviews_wanted <= 2))),
  drop constraint pending_actions_type_check,
  add constraint pending_actions_type_check check (action_type in ('sms_verification', 'email_verification', 'document_upload', 'phone_call', 'manual_submission', 'captcha_solving', 'account_creation', 'payment_processing', 'content_review', 'screenshot_verification', 'follow_up_required', 'error_resolution')),
  drop constraint pending_actions_status_check,
  add constraint pending_actions_status_check check (status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer', 'completed', 'failed', 'cancelled')),
  drop constraint pending_actions_done_check,
  add constraint pending_actions_done_check check ((status not in ('completed', 'failed')) or (completed_at is not null)),
  drop constraint pending_actions_held_check,
  add constraint pending_actions_held_check check (((status in ('assigned', 'in_progress')) = (assigned_to_va_id is not null)) and ((assigned_to_va_id is null) = (assigned_at is null)) and ((assigned_to_va_id is null) = (assigned_by is null)) and (assigned_by in ('claim', 'auto', 'manual')));
alter table submission_queue
  drop constraint submission_queue_status_check,
  add constraint submission_queue_status_check check (status in ('pending', 'processing', 'completed', 'failed', 'paused', 'cancelled', 'retry_needed', 'manual_review')),
  drop constraint submission_queue_method_check,
  add constraint submission_queue_method_check check (automation_method in ('api', 'chrome_extension', 'headless_browser', 'manual')),
  drop constraint submission_queue_credit_check,
  add constraint submission_queue_credit_check check ((credit_state in ('reserved', 'consumed', 'released')) and ((credits >= 1) and (credits <= 100)) and ((credit_state = 'reserved') = (status in ('pending', 'processing', 'paused', 'retry_needed', 'manual_review'))) and ((credit_state = 'consumed') = (status = 'completed'))),
  drop constraint submission_queue_finished_check,
  add constraint submission_queue_finished_check check ((status in ('completed', 'failed', 'cancelled')) = (finished_at is not null));
alter table virtual_assistants
  drop constraint virtual_assistants_status_check,
  add constraint virtual_assistants_status_check check (status in ('invited', 'active', 'left'));
