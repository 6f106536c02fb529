drop view if exists action_center_dashboard, va_workload_dashboard;
drop trigger if exists audit_update on virtual_assistants;
drop trigger if exists tell_va on virtual_assistants;
drop trigger if exists keep_warnings on pending_actions;
drop trigger if exists tell_actions on pending_actions;
drop trigger if exists tell_analytics on events;
alter table pending_actions
  drop constraint pending_actions_wanted_check,
  drop constraint pending_actions_clock_check,
  alter column action_type type text,
  alter column priority type integer,
  alter column weight type integer,
  alter column required_skills type jsonb,
  alter column estimated_minutes type integer,
  alter column deadline_minutes type integer,
  alter column active_seconds type integer,
  alter column clock_used_seconds type integer,
  alter column review_status type text,
  alter column quality_score type integer,
  alter column reviews_wanted type integer,
  add constraint pending_actions_type_check check (action_type = any ('{sms_verification,email_verification,document_upload,phone_call,manual_submission,captcha_solving,account_creation,payment_processing,content_review,screenshot_verification,follow_up_required,error_resolution}')),
  add constraint pending_actions_priority_check check (priority between 1 and 5),
  add constraint pending_actions_asks_check check (weight between 1 and 10 and jsonb_typeof(required_skills) = 'object' and estimated_minutes >= 1 and active_seconds >= 0),
  add constraint pending_actions_review_check check (review_status = any ('{not_sampled,waiting,reviewed,appealed}') and quality_score between 1 and 5 and reviews_wanted between 0 and 2),
  add constraint pending_actions_clock_check check ((status = any ('{pending,assigned,in_progress}')) = (deadline_at is not null) and (deadline_at is null) = (clock_started_at is null)
    and clock_used_seconds >= 0 and deadline_minutes >= 1);
alter table virtual_assistants
  alter column name type text,
  alter column email type text,
  alter column max_concurrent_tasks type integer,
  alter column success_rate type numeric(5,2),
  alter column average_quality_score type numeric(3,2),
  alter column completed_tasks type integer,
  add constraint virtual_assistants_name_check check (length(name) between 1 and 200 and email = lower(email)),
  add constraint virtual_assistants_capacity_check check (max_concurrent_tasks between 1 and 50),
  add constraint virtual_assistants_figures_check check (success_rate between 0 and 100 and average_quality_score between 1 and 5 and completed_tasks >= 0);
drop domain natural_number, minutes, full_name, email_address, percentage, mean_score, score, priority, action_weight, capacity, action_type, review_status;
