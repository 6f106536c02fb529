-- Every change of an action's state writes each of its indexes anew, so that a claim wrote two dozen. What is mostly empty
-- is indexed where it is not, and what another index answers as well is gone.
drop index pending_actions_open_idx;
drop index pending_actions_warn_idx;
drop index pending_actions_escalate_idx;
drop index pending_actions_held_idx;
drop index pending_actions_workspace_id_assigned_to_va_id_idx;
create index pending_actions_held_idx on pending_actions (workspace_id, assigned_to_va_id) include (weight, status)
  where assigned_to_va_id is not null;
drop index pending_actions_workspace_id_preferred_va_id_idx;
create index pending_actions_preferred_ever_idx on pending_actions (workspace_id, preferred_va_id) where preferred_va_id is not null;
drop index pending_actions_workspace_id_completed_by_va_id_completed_a_idx;
create index pending_actions_completed_by_idx on pending_actions (workspace_id, completed_by_va_id, completed_at)
  where completed_by_va_id is not null;
drop index pending_actions_workspace_id_rework_of_id_idx;
create index pending_actions_rework_idx on pending_actions (workspace_id, rework_of_id) where rework_of_id is not null;
drop index pending_actions_question_token_hash_key;
create unique index pending_actions_question_token_key on pending_actions (question_token_hash) where question_token_hash is not null;
