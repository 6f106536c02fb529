-- What each change of a task, an item of the queue or a listing costs, whatever it changes.

-- The database reads the text of every check anew for each statement. A list that is written as one value is read as one.
alter table directory_submissions
  drop constraint directory_submissions_status_check,
  add constraint directory_submissions_status_check check (status = any ('{pending,submitting,submitted,under_review,approved,rejected,revision_needed,expired,removed,failed,cancelled}')),
  drop constraint directory_submissions_category_check,
  add constraint directory_submissions_category_check check (rejection_category = any ('{duplicate,incomplete,quality,policy,category,unverifiable,payment,other}')),
  drop constraint directory_submissions_link_check,
  add constraint directory_submissions_link_check check (link_state = any ('{dofollow,nofollow,ugc,sponsored,missing}'));
alter table pending_actions
  drop constraint pending_actions_clock_check,
  add constraint pending_actions_clock_check check ((status = any ('{pending,assigned,in_progress}')) = (deadline_at is not null) and (deadline_at is null) = (clock_started_at is null)
    and clock_used_seconds >= 0 and deadline_minutes >= 1),
  drop constraint pending_actions_review_check,
  add constraint pending_actions_review_check check (review_status = any ('{not_sampled,waiting,reviewed,appealed}') and quality_score between 1 and 5 and reviews_wanted between 0 and 2),
  drop constraint pending_actions_type_check,
  add constraint pending_actions_type_check check (action_type = any ('{sms_verification,email_verification,document_upload,phone_call,manual_submission,captcha_solving,account_creation,payment_processing,content_review,screenshot_verification,follow_up_required,error_resolution}')),
  drop constraint pending_actions_status_check,
  add constraint pending_actions_status_check check (status = any ('{pending,assigned,in_progress,blocked,requires_customer,completed,failed,cancelled}')),
  drop constraint pending_actions_done_check,
  add constraint pending_actions_done_check check (status <> all ('{completed,failed}') or completed_at is not null),
  drop constraint pending_actions_held_check,
  add constraint pending_actions_held_check check ((status = any ('{assigned,in_progress}')) = (assigned_to_va_id is not null) and (assigned_to_va_id is null) = (assigned_at is null)
    and (assigned_to_va_id is null) = (assigned_by is null) and assigned_by = any ('{claim,auto,manual}'));
alter table submission_queue
  drop constraint submission_queue_status_check,
  add constraint submission_queue_status_check check (status = any ('{pending,processing,completed,failed,paused,cancelled,retry_needed,manual_review}')),
  drop constraint submission_queue_method_check,
  add constraint submission_queue_method_check check (automation_method = any ('{api,chrome_extension,headless_browser,manual}')),
  drop constraint submission_queue_credit_check,
  add constraint submission_queue_credit_check check (credit_state = any ('{reserved,consumed,released}') and credits between 1 and 100
    and (credit_state = 'reserved') = (status = any ('{pending,processing,paused,retry_needed,manual_review}'))
    and (credit_state = 'consumed') = (status = 'completed')),
  drop constraint submission_queue_finished_check,
  add constraint submission_queue_finished_check check ((status = any ('{completed,failed,cancelled}')) = (finished_at is not null));
alter table virtual_assistants
  drop constraint virtual_assistants_status_check,
  add constraint virtual_assistants_status_check check (status = any ('{invited,active,left}'));

-- Hours, zone and skills are checked when they are written, not with each other change of the person: by their types.
drop trigger if exists audit_update on virtual_assistants;
drop trigger if exists tell_va on virtual_assistants;
create domain week_hours as jsonb check (jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= 70 and are_week_hours(value));
create domain time_zone as text check (is_zone(value));
create domain skill_levels as jsonb check (jsonb_typeof(value) = 'object' and length(value::text) <= 4000);
alter table virtual_assistants
  drop constraint virtual_assistants_hours_check,
  drop constraint virtual_assistants_week_check,
  drop constraint virtual_assistants_zone_check,
  drop constraint virtual_assistants_skills_check,
  alter column working_hours type week_hours,
  alter column timezone type time_zone,
  alter column skills type skill_levels;

-- Claims look for what was assigned and not begun, and for leases that have ended. Looked for by the state, the database
-- walked over all that was held when it had last counted few.
create index pending_actions_assigned_idx on pending_actions (workspace_id, assigned_at) where status = 'assigned';
drop index pending_actions_leases_idx;
create index pending_actions_leases_idx on pending_actions (workspace_id, lease_expires_at) where lease_expires_at is not null;

-- Not every task comes from the queue.
drop index pending_actions_workspace_id_queue_item_id_idx;
drop index pending_actions_workspace_id_submission_id_customer_id_dire_idx;
create index pending_actions_queue_item_idx on pending_actions (workspace_id, queue_item_id) where queue_item_id is not null;
create index pending_actions_submission_idx on pending_actions (workspace_id, submission_id, customer_id, directory_id)
  where submission_id is not null;

-- Most events are of no partner and no customer.
drop index events_workspace_id_partner_id_created_at_id_idx;
drop index events_workspace_id_customer_id_created_at_id_idx;
create index events_partner_idx on events (workspace_id, partner_id, created_at, id) where partner_id is not null;
create index events_customer_idx on events (workspace_id, customer_id, created_at, id) where customer_id is not null;
