-- Customers with credits, directories, batches, the queue, listings, and what waits for a person.
ALTER TABLE "events" ADD COLUMN     "customer_id" UUID;

ALTER TABLE "invitations" ADD COLUMN     "customer_id" UUID;

ALTER TABLE "memberships" ADD COLUMN     "customer_id" UUID;

CREATE TABLE "customers" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "client_lead_id" UUID,
    "email" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "company_name" TEXT NOT NULL,
    "business_data" JSONB NOT NULL DEFAULT '{}',
    "subscription_tier" TEXT NOT NULL DEFAULT 'basic',
    "subscription_status" TEXT NOT NULL DEFAULT 'trialing',
    "next_tier" TEXT,
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "stripe_customer_id" TEXT,
    "stripe_subscription_id" TEXT,
    "credits_limit" INTEGER NOT NULL,
    "credits_granted" INTEGER NOT NULL DEFAULT 0,
    "current_period_usage" INTEGER NOT NULL DEFAULT 0,
    "credits_reserved" INTEGER NOT NULL DEFAULT 0,
    "billing_anchor" TIMESTAMPTZ NOT NULL,
    "billing_period_start" TIMESTAMPTZ NOT NULL,
    "billing_period_end" TIMESTAMPTZ NOT NULL,
    "trial_start" TIMESTAMPTZ,
    "trial_end" TIMESTAMPTZ,
    "notification_preferences" JSONB NOT NULL DEFAULT '{}',
    "onboarding_state" TEXT NOT NULL DEFAULT 'invited',
    "external_id" TEXT,
    "source" TEXT,
    "archived_at" TIMESTAMPTZ,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "credit_entries" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "queue_item_id" UUID,
    "reservation_no" INTEGER,
    "batch_id" UUID,
    "period_start" TIMESTAMPTZ NOT NULL,
    "reason" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "credit_entries_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "directories" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "submission_url" TEXT,
    "domain" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL,
    "country" TEXT,
    "da_score" INTEGER,
    "link_type" TEXT NOT NULL DEFAULT 'unknown',
    "pricing" TEXT NOT NULL DEFAULT 'free',
    "price_cents" BIGINT,
    "price_currency" TEXT,
    "credits" INTEGER NOT NULL DEFAULT 1,
    "requirements" JSONB NOT NULL DEFAULT '{}',
    "average_approval_days" INTEGER,
    "automation_method" TEXT NOT NULL DEFAULT 'manual',
    "automation" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "max_concurrent" INTEGER,
    "cooldown_seconds" INTEGER NOT NULL DEFAULT 0,
    "next_start_at" TIMESTAMPTZ,
    "next_slot_at" TIMESTAMPTZ,
    "submissions_count" INTEGER NOT NULL DEFAULT 0,
    "approved_count" INTEGER NOT NULL DEFAULT 0,
    "rejected_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "manual_count" INTEGER NOT NULL DEFAULT 0,
    "approval_days" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "source" TEXT,
    "external_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "directories_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "batch_submissions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "batch_name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "priority" INTEGER NOT NULL DEFAULT 3,
    "max_concurrent_items" INTEGER,
    "stop_on_error" BOOLEAN NOT NULL DEFAULT false,
    "scheduled_for" TIMESTAMPTZ,
    "selection" JSONB NOT NULL DEFAULT '{}',
    "notification_settings" JSONB NOT NULL DEFAULT '{}',
    "total_items" INTEGER NOT NULL DEFAULT 0,
    "completed_items" INTEGER NOT NULL DEFAULT 0,
    "failed_items" INTEGER NOT NULL DEFAULT 0,
    "cancelled_items" INTEGER NOT NULL DEFAULT 0,
    "review_items" INTEGER NOT NULL DEFAULT 0,
    "progress_percentage" INTEGER NOT NULL DEFAULT 0,
    "success_rate" INTEGER,
    "paused_reason" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "notified_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_submissions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "submission_queue" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "directory_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "submission_data" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "priority" INTEGER NOT NULL DEFAULT 3,
    "turn" BIGINT,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "scheduled_for" TIMESTAMPTZ NOT NULL,
    "automation_method" TEXT NOT NULL,
    "worker_id" TEXT,
    "lease_token" UUID,
    "lease_expires_at" TIMESTAMPTZ,
    "current_step" TEXT,
    "progress_percentage" INTEGER NOT NULL DEFAULT 0,
    "retry_count" INTEGER NOT NULL DEFAULT 0,
    "max_retries" INTEGER NOT NULL DEFAULT 5,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_retry_at" TIMESTAMPTZ,
    "error_code" TEXT,
    "error_message" TEXT,
    "result_data" JSONB,
    "credits" INTEGER NOT NULL DEFAULT 1,
    "reservation_no" INTEGER NOT NULL DEFAULT 1,
    "credit_state" TEXT NOT NULL DEFAULT 'reserved',
    "replaces_item_id" UUID,
    "wait_seconds" DOUBLE PRECISION,
    "processing_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_queue_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE TABLE "queue_turns" (
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "automation_method" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "last_turn" BIGINT NOT NULL,

    CONSTRAINT "queue_turns_pkey" PRIMARY KEY ("workspace_id","customer_id","automation_method","priority")
);

CREATE TABLE "queue_workers" (
    "workspace_id" UUID NOT NULL,
    "worker_id" TEXT NOT NULL,
    "capabilities" TEXT[],
    "first_seen_at" TIMESTAMPTZ NOT NULL,
    "last_seen_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "queue_workers_pkey" PRIMARY KEY ("workspace_id","worker_id")
);

CREATE TABLE "directory_submissions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "directory_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "listing_url" TEXT,
    "submitted_data" JSONB,
    "automation_method" TEXT,
    "manual" BOOLEAN NOT NULL DEFAULT false,
    "submitted_at" TIMESTAMPTZ,
    "approved_at" TIMESTAMPTZ,
    "rejected_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "rejection_reason" TEXT,
    "rejection_category" TEXT,
    "revision_notes" TEXT,
    "link_state" TEXT,
    "last_checked_at" TIMESTAMPTZ,
    "next_check_at" TIMESTAMPTZ,
    "check_failures" INTEGER NOT NULL DEFAULT 0,
    "backlink_url" TEXT,
    "search_rank" INTEGER,
    "impressions" INTEGER,
    "clicks" INTEGER,
    "traffic_estimate" INTEGER,
    "lead_estimate" INTEGER,
    "figures_at" TIMESTAMPTZ,
    "cost_cents" BIGINT,
    "cost_currency" TEXT,
    "credits_consumed" INTEGER NOT NULL DEFAULT 0,
    "follow_up_at" TIMESTAMPTZ,
    "maintenance_at" TIMESTAMPTZ,
    "external_reference" TEXT,
    "internal_reference_id" TEXT NOT NULL,
    "status_changed_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "directory_submissions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "pending_actions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "directory_id" UUID,
    "queue_item_id" UUID,
    "submission_id" UUID,
    "action_type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 3,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "action_data" JSONB NOT NULL DEFAULT '{}',
    "result_data" JSONB,
    "customer_question" TEXT,
    "customer_answer" TEXT,
    "asked_at" TIMESTAMPTZ,
    "answered_at" TIMESTAMPTZ,
    "completed_by" UUID,
    "completed_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_actions_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "customers_workspace_id_created_at_id_idx" ON "customers"("workspace_id", "created_at", "id");

CREATE INDEX "customers_workspace_id_company_name_id_idx" ON "customers"("workspace_id", "company_name", "id");

CREATE UNIQUE INDEX "customers_workspace_id_id_key" ON "customers"("workspace_id", "id");

CREATE UNIQUE INDEX "customers_workspace_id_client_lead_id_key" ON "customers"("workspace_id", "client_lead_id");

CREATE UNIQUE INDEX "customers_workspace_id_source_external_id_key" ON "customers"("workspace_id", "source", "external_id");

CREATE INDEX "credit_entries_workspace_id_customer_id_created_at_id_idx" ON "credit_entries"("workspace_id", "customer_id", "created_at", "id");

CREATE INDEX "directories_workspace_id_name_id_idx" ON "directories"("workspace_id", "name", "id");

CREATE INDEX "directories_workspace_id_category_name_id_idx" ON "directories"("workspace_id", "category", "name", "id");

CREATE INDEX "directories_workspace_id_domain_idx" ON "directories"("workspace_id", "domain");

CREATE UNIQUE INDEX "directories_workspace_id_id_key" ON "directories"("workspace_id", "id");

CREATE UNIQUE INDEX "directories_workspace_id_slug_key" ON "directories"("workspace_id", "slug");

CREATE INDEX "batch_submissions_workspace_id_created_at_id_idx" ON "batch_submissions"("workspace_id", "created_at", "id");

CREATE INDEX "batch_submissions_workspace_id_status_created_at_id_idx" ON "batch_submissions"("workspace_id", "status", "created_at", "id");

CREATE INDEX "batch_submissions_workspace_id_customer_id_created_at_id_idx" ON "batch_submissions"("workspace_id", "customer_id", "created_at", "id");

CREATE UNIQUE INDEX "batch_submissions_workspace_id_id_key" ON "batch_submissions"("workspace_id", "id");

CREATE UNIQUE INDEX "batch_submissions_workspace_id_id_customer_id_key" ON "batch_submissions"("workspace_id", "id", "customer_id");

CREATE INDEX "submission_queue_workspace_id_batch_id_customer_id_id_idx" ON "submission_queue"("workspace_id", "batch_id", "customer_id", "id");

CREATE INDEX "submission_queue_workspace_id_submission_id_customer_id_dir_idx" ON "submission_queue"("workspace_id", "submission_id", "customer_id", "directory_id");

CREATE INDEX "directory_submissions_workspace_id_created_at_id_idx" ON "directory_submissions"("workspace_id", "created_at", "id");

CREATE INDEX "directory_submissions_workspace_id_status_created_at_id_idx" ON "directory_submissions"("workspace_id", "status", "created_at", "id");

CREATE INDEX "directory_submissions_workspace_id_customer_id_created_at_i_idx" ON "directory_submissions"("workspace_id", "customer_id", "created_at", "id");

CREATE INDEX "directory_submissions_workspace_id_directory_id_created_at__idx" ON "directory_submissions"("workspace_id", "directory_id", "created_at", "id");

CREATE UNIQUE INDEX "directory_submissions_workspace_id_id_customer_id_directory_key" ON "directory_submissions"("workspace_id", "id", "customer_id", "directory_id");

CREATE INDEX "pending_actions_workspace_id_created_at_id_idx" ON "pending_actions"("workspace_id", "created_at", "id");

CREATE INDEX "pending_actions_workspace_id_customer_id_created_at_id_idx" ON "pending_actions"("workspace_id", "customer_id", "created_at", "id");

CREATE INDEX "pending_actions_workspace_id_directory_id_idx" ON "pending_actions"("workspace_id", "directory_id");

CREATE INDEX "pending_actions_workspace_id_queue_item_id_idx" ON "pending_actions"("workspace_id", "queue_item_id");

CREATE INDEX "pending_actions_workspace_id_submission_id_customer_id_dire_idx" ON "pending_actions"("workspace_id", "submission_id", "customer_id", "directory_id");

CREATE UNIQUE INDEX "pending_actions_workspace_id_id_key" ON "pending_actions"("workspace_id", "id");

CREATE INDEX "events_workspace_id_customer_id_created_at_id_idx" ON "events"("workspace_id", "customer_id", "created_at", "id");

CREATE INDEX "invitations_workspace_id_customer_id_idx" ON "invitations"("workspace_id", "customer_id");

CREATE INDEX "memberships_workspace_id_customer_id_idx" ON "memberships"("workspace_id", "customer_id");

ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "directories" ADD CONSTRAINT "directories_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "batch_submissions" ADD CONSTRAINT "batch_submissions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "batch_submissions" ADD CONSTRAINT "batch_submissions_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "submission_queue" ADD CONSTRAINT "submission_queue_workspace_id_batch_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "batch_id", "customer_id") REFERENCES "batch_submissions"("workspace_id", "id", "customer_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "submission_queue" ADD CONSTRAINT "submission_queue_workspace_id_submission_id_customer_id_di_fkey" FOREIGN KEY ("workspace_id", "submission_id", "customer_id", "directory_id") REFERENCES "directory_submissions"("workspace_id", "id", "customer_id", "directory_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "queue_turns" ADD CONSTRAINT "queue_turns_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "queue_workers" ADD CONSTRAINT "queue_workers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "directory_submissions" ADD CONSTRAINT "directory_submissions_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "directory_submissions" ADD CONSTRAINT "directory_submissions_workspace_id_directory_id_fkey" FOREIGN KEY ("workspace_id", "directory_id") REFERENCES "directories"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_directory_id_fkey" FOREIGN KEY ("workspace_id", "directory_id") REFERENCES "directories"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_queue_item_id_fkey" FOREIGN KEY ("workspace_id", "queue_item_id") REFERENCES "submission_queue"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_submission_id_customer_id_dir_fkey" FOREIGN KEY ("workspace_id", "submission_id", "customer_id", "directory_id") REFERENCES "directory_submissions"("workspace_id", "id", "customer_id", "directory_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


alter table customers
  add constraint customers_tier_check check (subscription_tier in ('basic','pro','enterprise')),
  add constraint customers_next_tier_check check (next_tier in ('basic','pro','enterprise')),
  add constraint customers_status_check check (subscription_status in ('trialing','active','past_due','cancelled','unpaid','incomplete','incomplete_expired')),
  add constraint customers_onboarding_check check (onboarding_state in ('none','invited','profile','done')),
  add constraint customers_credits_check check (credits_limit >= 0 and credits_granted >= 0 and current_period_usage >= 0 and credits_reserved >= 0),
  add constraint customers_period_check check (billing_period_end > billing_period_start),
  add constraint customers_trial_check check ((trial_start is null) = (trial_end is null) and trial_end > trial_start),
  add constraint customers_business_check check (jsonb_typeof(business_data) = 'object' and length(business_data::text) <= 40000),
  add constraint customers_name_check check (length(company_name) between 1 and 200 and length(full_name) <= 200),
  add constraint customers_email_check check (email = lower(email) and length(email) between 3 and 254);
create unique index customers_stripe_key on customers (stripe_customer_id) where stripe_customer_id is not null;
create unique index customers_email_key on customers (workspace_id, email) where archived_at is null;
-- Whose period is over.
create index customers_period_idx on customers (workspace_id, billing_period_end) where archived_at is null;

alter table credit_entries
  add constraint credit_entries_kind_check check (kind in ('reserve','consume','release','grant','expire')),
  add constraint credit_entries_credits_check check (credits > 0),
  add constraint credit_entries_item_check check ((kind in ('reserve','consume','release')) = (queue_item_id is not null) and (queue_item_id is null) = (reservation_no is null));
-- A reservation begins once and ends once.
create unique index credit_entries_reservation_key on credit_entries (workspace_id, queue_item_id, reservation_no, (kind = 'reserve'))
  where queue_item_id is not null;

alter table directories
  add constraint directories_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  add constraint directories_name_check check (length(name) between 1 and 200),
  add constraint directories_url_check check (url ~ '^https?://' and submission_url ~ '^https?://'),
  add constraint directories_da_check check (da_score between 0 and 100),
  add constraint directories_link_check check (link_type in ('dofollow','nofollow','mixed','unknown')),
  add constraint directories_pricing_check check (pricing in ('free','freemium','paid')),
  add constraint directories_price_check check (price_cents >= 0 and (price_cents is null) = (price_currency is null) and price_currency ~ '^[A-Z]{3}$'),
  add constraint directories_credits_check check (credits between 1 and 100),
  add constraint directories_country_check check (country ~ '^[A-Z]{2}$'),
  add constraint directories_days_check check (average_approval_days between 0 and 365),
  add constraint directories_method_check check (automation_method in ('api','chrome_extension','headless_browser','manual')),
  add constraint directories_limits_check check (max_concurrent between 1 and 1000 and cooldown_seconds between 0 and 86400),
  add constraint directories_json_check check (jsonb_typeof(requirements) = 'object' and (automation is null or jsonb_typeof(automation) = 'object')),
  add constraint directories_counts_check check (submissions_count >= 0 and approved_count >= 0 and rejected_count >= 0 and failed_count >= 0 and manual_count >= 0);
create unique index directories_external_key on directories (workspace_id, source, external_id) where external_id is not null;
create index directories_active_idx on directories (workspace_id, da_score desc nulls last, id) where is_active;

alter table batch_submissions
  add constraint batch_submissions_status_check check (status in ('pending','processing','paused','completed','failed','cancelled')),
  add constraint batch_submissions_name_check check (length(batch_name) between 1 and 200),
  add constraint batch_submissions_priority_check check (priority between 1 and 5),
  add constraint batch_submissions_limit_check check (max_concurrent_items between 1 and 1000),
  add constraint batch_submissions_counts_check check (completed_items >= 0 and failed_items >= 0 and cancelled_items >= 0 and review_items >= 0
    and completed_items + failed_items + cancelled_items + review_items <= total_items),
  add constraint batch_submissions_progress_check check (progress_percentage between 0 and 100 and success_rate between 0 and 100);

alter table submission_queue
  add constraint submission_queue_status_check check (status in ('pending','processing','completed','failed','paused','cancelled','retry_needed','manual_review')),
  add constraint submission_queue_priority_check check (priority between 1 and 5),
  add constraint submission_queue_method_check check (automation_method in ('api','chrome_extension','headless_browser','manual')),
  add constraint submission_queue_lease_check check ((status = 'processing') = (lease_token is not null)
    and (lease_token is null) = (lease_expires_at is null) and (lease_token is null or (worker_id is not null and claimed_at is not null))),
  add constraint submission_queue_ready_check check (not ready or (status = 'pending' and turn is not null)),
  add constraint submission_queue_retry_check check (retry_count between 0 and max_retries and (status = 'retry_needed') = (next_retry_at is not null)),
  add constraint submission_queue_progress_check check (progress_percentage between 0 and 100),
  add constraint submission_queue_credit_check check (credit_state in ('reserved','consumed','released') and credits between 1 and 100
    and (credit_state = 'reserved') = (status in ('pending','processing','paused','retry_needed','manual_review'))
    and (credit_state = 'consumed') = (status = 'completed')),
  add constraint submission_queue_finished_check check ((status in ('completed','failed','cancelled')) = (finished_at is not null));
-- The line: who is served next.
create index submission_queue_line_idx on submission_queue (workspace_id, automation_method, priority, turn, id)
  where status = 'pending' and ready;
-- What becomes due by the clock.
create index submission_queue_due_idx on submission_queue (workspace_id, scheduled_for)
  where not ready and status in ('pending','retry_needed');
-- Items that were in the line and wait for a place at their directory or in their batch.
create index submission_queue_parked_directory_idx on submission_queue (workspace_id, directory_id, scheduled_for)
  where status = 'pending' and not ready and turn is not null;
create index submission_queue_parked_batch_idx on submission_queue (workspace_id, batch_id, scheduled_for)
  where status = 'pending' and not ready and turn is not null;
-- Held items: few, counted for the limits and looked through for leases that ended.
create index submission_queue_held_idx on submission_queue (workspace_id, directory_id, batch_id) where status = 'processing';
create index submission_queue_finished_idx on submission_queue (workspace_id, finished_at, status) where finished_at is not null;
create index submission_queue_review_idx on submission_queue (workspace_id, updated_at) where status = 'manual_review';
-- One item at a time works on a listing.
create unique index submission_queue_live_key on submission_queue (workspace_id, submission_id)
  where status in ('pending','processing','paused','retry_needed','manual_review');
alter table submission_queue set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.05);
alter table queue_turns add constraint queue_turns_priority_check check (priority between 1 and 5);

alter table directory_submissions
  add constraint directory_submissions_status_check check (status in ('pending','submitting','submitted','under_review','approved','rejected','revision_needed','expired','removed','failed','cancelled')),
  add constraint directory_submissions_category_check check (rejection_category in ('duplicate','incomplete','quality','policy','category','unverifiable','payment','other')),
  add constraint directory_submissions_rejected_check check (status <> 'rejected' or (rejected_at is not null and rejection_category is not null)),
  add constraint directory_submissions_live_check check (status <> 'approved' or (approved_at is not null and listing_url is not null)),
  add constraint directory_submissions_link_check check (link_state in ('dofollow','nofollow','ugc','sponsored','missing')),
  add constraint directory_submissions_url_check check (listing_url ~ '^https?://' and backlink_url ~ '^https?://'),
  add constraint directory_submissions_figures_check check (search_rank >= 1 and impressions >= 0 and clicks >= 0 and traffic_estimate >= 0 and lead_estimate >= 0
    and cost_cents >= 0 and (cost_cents is null) = (cost_currency is null) and credits_consumed >= 0);
-- One listing that has not ended per customer and directory.
create unique index directory_submissions_live_key on directory_submissions (workspace_id, customer_id, directory_id)
  where status in ('pending','submitting','submitted','under_review','approved','revision_needed');
create index directory_submissions_check_idx on directory_submissions (workspace_id, next_check_at) where next_check_at is not null;

alter table pending_actions
  add constraint pending_actions_type_check check (action_type in ('sms_verification','email_verification','document_upload','phone_call','manual_submission','captcha_solving',
    'account_creation','payment_processing','content_review','screenshot_verification','follow_up_required','error_resolution')),
  add constraint pending_actions_status_check check (status in ('pending','assigned','in_progress','blocked','requires_customer','completed','failed','cancelled')),
  add constraint pending_actions_priority_check check (priority between 1 and 5),
  add constraint pending_actions_submission_check check (submission_id is null or directory_id is not null),
  add constraint pending_actions_question_check check ((customer_question is null) = (asked_at is null) and (customer_answer is null) = (answered_at is null)
    and (answered_at is null or asked_at is not null) and (status <> 'requires_customer' or asked_at is not null)),
  add constraint pending_actions_done_check check (status not in ('completed','failed') or completed_at is not null);
create index pending_actions_open_idx on pending_actions (workspace_id, priority, created_at, id)
  where status in ('pending','assigned','in_progress','blocked','requires_customer');
-- One open action of a kind per item.
create unique index pending_actions_open_key on pending_actions (workspace_id, queue_item_id, action_type)
  where queue_item_id is not null and status in ('pending','assigned','in_progress','blocked','requires_customer');
alter table memberships add constraint memberships_one_side_check check (partner_id is null or customer_id is null);
alter table invitations add constraint invitations_one_side_check check (partner_id is null or customer_id is null);
