-- Of actions and people: what one column may hold is checked by its type, when the column is written. A check of the table
-- is read anew by each statement that changes a row, whichever column it changes.

-- These depend on the columns, and come back with the objects.
drop view if exists action_center_dashboard, va_workload_dashboard;
drop trigger if exists audit_update on virtual_assistants;
drop trigger if exists tell_va on virtual_assistants;
drop trigger if exists keep_warnings on pending_actions;
drop trigger if exists tell_changed_actions on pending_actions;
drop trigger if exists tell_reviews on pending_actions;
drop function if exists tell_reviews();
-- Was of statements, and is of rows.
drop trigger if exists tell_analytics on events;

create domain natural_number as integer check (value >= 0);
create domain minutes as integer check (value >= 1);
create domain full_name as text check (length(value) between 1 and 200);
create domain email_address as text check (value = lower(value));
create domain percentage as numeric(5,2) check (value between 0 and 100);
create domain mean_score as numeric(3,2) check (value between 1 and 5);
create domain score as integer check (value between 1 and 5);
create domain priority as integer check (value between 1 and 5);
create domain action_weight as integer check (value between 1 and 10);
create domain capacity as integer check (value between 1 and 50);
create domain action_type as text check (value = any ('{sms_verification,email_verification,document_upload,phone_call,manual_submission,captcha_solving,account_creation,payment_processing,content_review,screenshot_verification,follow_up_required,error_resolution}'));
create domain review_status as text check (value = any ('{not_sampled,waiting,reviewed,appealed}'));

alter table virtual_assistants
  drop constraint virtual_assistants_name_check,
  drop constraint virtual_assistants_capacity_check,
  drop constraint virtual_assistants_figures_check,
  alter column name type full_name,
  alter column email type email_address,
  alter column max_concurrent_tasks type capacity,
  alter column success_rate type percentage,
  alter column average_quality_score type mean_score,
  alter column completed_tasks type natural_number;

alter table pending_actions
  drop constraint pending_actions_type_check,
  drop constraint pending_actions_priority_check,
  drop constraint pending_actions_asks_check,
  drop constraint pending_actions_review_check,
  drop constraint pending_actions_clock_check,
  add constraint pending_actions_clock_check check ((status = any ('{pending,assigned,in_progress}')) = (deadline_at is not null)
    and (deadline_at is null) = (clock_started_at is null)),
  add constraint pending_actions_wanted_check check (reviews_wanted <= 2),
  alter column action_type type action_type,
  alter column priority type priority,
  alter column weight type action_weight,
  alter column required_skills type skill_levels,
  alter column estimated_minutes type minutes,
  alter column deadline_minutes type minutes,
  alter column active_seconds type natural_number,
  alter column clock_used_seconds type natural_number,
  alter column review_status type review_status,
  alter column quality_score type score,
  alter column reviews_wanted type natural_number;
