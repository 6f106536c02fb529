-- The smallest payout and the approval threshold are rules of the programme, and stand in its versions alone.
alter table workspaces drop constraint workspaces_payout_rules_check;
ALTER TABLE "workspaces" DROP COLUMN "minimum_payout";
ALTER TABLE "workspaces" DROP COLUMN "payout_approval_threshold";
