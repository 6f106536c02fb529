CREATE TABLE "custom_reports" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "metrics" TEXT[],
    "group_by" TEXT,
    "group_limit" INTEGER,
    "interval" TEXT,
    "filters" JSONB NOT NULL DEFAULT '[]',
    "period" JSONB NOT NULL,
    "comparison" TEXT NOT NULL DEFAULT 'none',
    "format" TEXT NOT NULL,
    "schedule" TEXT,
    "timezone" TEXT NOT NULL,
    "next_run_at" TIMESTAMPTZ,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "outside_recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_reports_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "report_executions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "scheduled_for" TIMESTAMPTZ,
    "requested_by" UUID,
    "send" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "definition" JSONB NOT NULL,
    "format" TEXT NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "file_key" TEXT,
    "file_name" TEXT,
    "file_bytes" INTEGER,
    "rows" INTEGER,
    "withheld" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "queued_at" TIMESTAMPTZ NOT NULL,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,

    CONSTRAINT "report_executions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "report_links" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "email_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "report_links_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "custom_reports_workspace_id_created_at_id_idx" ON "custom_reports"("workspace_id", "created_at", "id");

CREATE UNIQUE INDEX "custom_reports_workspace_id_id_key" ON "custom_reports"("workspace_id", "id");

CREATE INDEX "report_executions_workspace_id_report_id_queued_at_id_idx" ON "report_executions"("workspace_id", "report_id", "queued_at", "id");

CREATE UNIQUE INDEX "report_executions_workspace_id_id_key" ON "report_executions"("workspace_id", "id");

CREATE UNIQUE INDEX "report_executions_report_id_scheduled_for_key" ON "report_executions"("report_id", "scheduled_for");

CREATE UNIQUE INDEX "report_links_token_hash_key" ON "report_links"("token_hash");

CREATE UNIQUE INDEX "report_links_workspace_id_execution_id_recipient_key" ON "report_links"("workspace_id", "execution_id", "recipient");

ALTER TABLE "custom_reports" ADD CONSTRAINT "custom_reports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "report_executions" ADD CONSTRAINT "report_executions_workspace_id_report_id_fkey" FOREIGN KEY ("workspace_id", "report_id") REFERENCES "custom_reports"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "report_links" ADD CONSTRAINT "report_links_workspace_id_execution_id_fkey" FOREIGN KEY ("workspace_id", "execution_id") REFERENCES "report_executions"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


alter table custom_reports
  add constraint custom_reports_name_check check (length(name) between 1 and 120),
  add constraint custom_reports_metrics_check check (cardinality(metrics) between 1 and 8),
  add constraint custom_reports_grouping_check check (group_limit is null or (group_by is not null and group_limit between 1 and 1000)),
  add constraint custom_reports_interval_check check (interval in ('day','week','month')),
  add constraint custom_reports_comparison_check check (comparison in ('none','previous','year')),
  add constraint custom_reports_format_check check (format in ('csv','json','pdf','xlsx')),
  add constraint custom_reports_recipients_check check (cardinality(recipients) <= 50 and outside_recipients <@ recipients),
  -- A report that is due at some time has a schedule and is not paused.
  add constraint custom_reports_next_check check (next_run_at is null or (schedule is not null and active));
create index custom_reports_due_idx on custom_reports (next_run_at) where next_run_at is not null;

alter table report_executions
  add constraint report_executions_trigger_check check (trigger in ('manual','schedule','api')),
  add constraint report_executions_scheduled_check check ((trigger = 'schedule') = (scheduled_for is not null)),
  add constraint report_executions_status_check check (status in ('pending','processing','completed','failed')),
  add constraint report_executions_format_check check (format in ('csv','json','pdf','xlsx')),
  add constraint report_executions_period_check check (period_from <= period_to),
  add constraint report_executions_finished_check check ((status in ('completed','failed')) = (finished_at is not null)),
  add constraint report_executions_error_check check (status <> 'failed' or error is not null),
  add constraint report_executions_file_check check (
    (file_key is null or (status = 'completed' and file_name is not null and file_bytes is not null and rows is not null and expires_at is not null)));
-- What housekeeping looks for: files that are over, and executions of more than a year.
create index report_executions_expired_idx on report_executions (expires_at) where file_key is not null;
CREATE INDEX "report_executions_queued_at_idx" ON "report_executions"("queued_at");
