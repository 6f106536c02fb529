-- The share of a type's finished tasks that is reviewed, in a hundred, where the workspace's does not fit.
alter table action_type_settings add column sample_share integer;
alter table action_type_settings add constraint action_type_settings_sample_check check (sample_share between 0 and 100);

-- Lists of open actions, the most pressing first, whatever their number.
create index pending_actions_rank_idx on pending_actions (workspace_id, rank_at, id)
  where status in ('pending','assigned','in_progress','blocked','requires_customer');
create index pending_actions_workspace_id_status_rank_at_id_idx on pending_actions (workspace_id, status, rank_at, id);
-- One review appealed for each action, found by whoever rules.
create index review_appeals_open_idx on review_appeals (workspace_id, created_at, id) where status = 'open';
-- What is soon late, counted without looking at the tasks themselves.
create index pending_actions_soon_idx on pending_actions (workspace_id, warn_at, deadline_at) where deadline_at is not null;
