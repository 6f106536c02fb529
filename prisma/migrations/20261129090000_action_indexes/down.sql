drop index pending_actions_question_token_key;
create unique index pending_actions_question_token_hash_key on pending_actions (question_token_hash);
drop index pending_actions_rework_idx;
create index pending_actions_workspace_id_rework_of_id_idx on pending_actions (workspace_id, rework_of_id);
drop index pending_actions_completed_by_idx;
create index pending_actions_workspace_id_completed_by_va_id_completed_a_idx on pending_actions (workspace_id, completed_by_va_id, completed_at);
drop index pending_actions_preferred_ever_idx;
create index pending_actions_workspace_id_preferred_va_id_idx on pending_actions (workspace_id, preferred_va_id);
drop index pending_actions_held_idx;
create index pending_actions_workspace_id_assigned_to_va_id_idx on pending_actions (workspace_id, assigned_to_va_id);
create index pending_actions_held_idx on pending_actions (workspace_id, assigned_to_va_id) include (weight, status)
  where status in ('assigned','in_progress');
create index pending_actions_escalate_idx on pending_actions (workspace_id, deadline_at) where escalated_at is null and deadline_at is not null;
create index pending_actions_warn_idx on pending_actions (workspace_id, warn_at) where warned_at is null and deadline_at is not null;
create index pending_actions_open_idx on pending_actions (workspace_id, priority, created_at, id)
  where status in ('pending','assigned','in_progress','blocked','requires_customer');
