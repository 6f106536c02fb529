-- AlterTable
ALTER TABLE "submission_queue" ADD COLUMN     "claimed_by" UUID;

-- What somebody claimed and holds is theirs to see (90-access.sql).
create index submission_queue_claimed_idx on submission_queue (workspace_id, claimed_by) where status = 'processing' and claimed_by is not null;
