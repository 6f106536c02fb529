-- What each batch came to in the last hour, for the queue monitor.
ALTER TABLE "batch_submissions" ADD COLUMN "recent_at" TIMESTAMPTZ,
ADD COLUMN "recent_completed" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN "recent_failed" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

alter table batch_submissions
  add constraint batch_submissions_recent_check check (cardinality(recent_completed) in (0, 12) and cardinality(recent_failed) in (0, 12));
create index batch_submissions_recent_idx on batch_submissions (workspace_id, recent_at) where recent_at is not null;
