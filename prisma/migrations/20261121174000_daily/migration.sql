-- What each day came to, by directory, and indexes for the queue monitor.
CREATE TABLE "submission_analytics_daily" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "directory_id" UUID NOT NULL,
    "submitted" INTEGER NOT NULL DEFAULT 0,
    "approved" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "manual" INTEGER NOT NULL DEFAULT 0,
    "credits" INTEGER NOT NULL DEFAULT 0,
    "generated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "submission_analytics_daily_pkey" PRIMARY KEY ("workspace_id","day","directory_id")
);
CREATE INDEX "submission_analytics_daily_workspace_id_directory_id_day_idx" ON "submission_analytics_daily"("workspace_id", "directory_id", "day");
ALTER TABLE "submission_analytics_daily" ADD CONSTRAINT "submission_analytics_daily_workspace_id_directory_id_fkey" FOREIGN KEY ("workspace_id", "directory_id") REFERENCES "directories"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

alter table submission_analytics_daily
  add constraint submission_analytics_daily_check check (submitted >= 0 and approved >= 0 and rejected >= 0 and failed >= 0 and manual >= 0 and credits >= 0);
-- How long the longest has waited, and why submissions failed lately. Neither costs a claim anything.
create index submission_queue_waiting_idx on submission_queue (workspace_id, scheduled_for) where status = 'pending' and ready;
create index submission_queue_failed_idx on submission_queue (workspace_id, finished_at, error_code) where status = 'failed';
-- For the daily figures.
create index directory_submissions_submitted_idx on directory_submissions (workspace_id, submitted_at) where submitted_at is not null;
create index directory_submissions_approved_idx on directory_submissions (workspace_id, approved_at) where approved_at is not null;
create index directory_submissions_rejected_idx on directory_submissions (workspace_id, rejected_at) where rejected_at is not null;
create schema if not exists reporting;
