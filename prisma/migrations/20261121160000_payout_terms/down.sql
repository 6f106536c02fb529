alter table workspaces rename column created_at to made_at;
alter table workspaces rename column updated_at to changed_at;
alter table workspaces
  add column minimum_payout bigint not null default 0,
  add column payout_approval_threshold bigint not null default 100000000,
  add column created_at timestamptz not null default current_timestamp,
  add column updated_at timestamptz not null default current_timestamp;
alter table workspaces disable trigger user;
update workspaces w set created_at = made_at, updated_at = changed_at;
update workspaces w set minimum_payout = v.minimum_payout, payout_approval_threshold = v.payout_approval_threshold
from programme_versions v
where v.workspace_id = w.id and v.version = (select max(m.version) from programme_versions m where m.workspace_id = w.id and m.withdrawn_at is null);
alter table workspaces enable trigger user;
alter table workspaces
  drop column made_at,
  drop column changed_at,
  add constraint workspaces_payout_rules_check check (minimum_payout between 0 and 10000000000000 and payout_approval_threshold between 0 and 10000000000000);
