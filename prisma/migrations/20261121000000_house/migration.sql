-- Everything the product stores. Functions, triggers, policies and grants live in prisma/objects.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- Time-ordered ids (RFC 9562, version 7) on every server from 15 on.
create function uuid_v7() returns uuid
language sql volatile parallel safe
set search_path = pg_catalog
as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- CreateTable
CREATE TABLE "client_leads" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "client_name" TEXT,
    "client_email" TEXT,
    "client_phone" TEXT,
    "business_name" TEXT,
    "website" TEXT,
    "project_description" TEXT,
    "estimated_value" BIGINT NOT NULL DEFAULT 0,
    "project_value" BIGINT,
    "currency" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'partner',
    "status" TEXT NOT NULL DEFAULT 'prospect',
    "lost_reason" TEXT,
    "zero_commission_reason" TEXT,
    "expected_close_on" DATE,
    "protected_until" TIMESTAMPTZ,
    "stage_entered_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "close_no" INTEGER NOT NULL DEFAULT 0,
    "position" TEXT COLLATE "C" NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'console',
    "external_source" TEXT,
    "external_id" TEXT,
    "import_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "search_text" TEXT GENERATED ALWAYS AS (lower(((((COALESCE(business_name, ''::text) || ' '::text) || COALESCE(client_name, ''::text)) || ' '::text) || COALESCE(client_email, ''::text)))) STORED,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_leads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_stage_history" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "client_lead_id" UUID NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "reason" TEXT,
    "actor_user_id" UUID,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "lead_stage_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_client_keys" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "client_lead_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "released_at" TIMESTAMPTZ,

    CONSTRAINT "lead_client_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_imports" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" BIGINT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "delimiter" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "mapping" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'mapping',
    "total_rows" INTEGER NOT NULL,
    "checked_rows" INTEGER NOT NULL DEFAULT 0,
    "imported_rows" INTEGER NOT NULL DEFAULT 0,
    "rejected_rows" INTEGER NOT NULL DEFAULT 0,
    "duplicate_rows" INTEGER NOT NULL DEFAULT 0,
    "partners_made" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_by" UUID NOT NULL,
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ,
    "planned_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_import_rows" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "cells" TEXT[],
    "content_key" TEXT NOT NULL,
    "edits" JSONB NOT NULL DEFAULT '{}',
    "parsed" JSONB,
    "errors" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'staged',
    "identity" TEXT,
    "partner_id" UUID,
    "close_order" INTEGER,
    "deals_before" INTEGER,
    "client_lead_id" UUID,

    CONSTRAINT "lead_import_rows_pkey" PRIMARY KEY ("import_id","row_no")
);

-- CreateTable
CREATE TABLE "commissions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "client_lead_id" UUID NOT NULL,
    "close_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'base',
    "project_value" BIGINT NOT NULL,
    "commission_rate" DECIMAL(5,2) NOT NULL,
    "commission_amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "tier_at_sale" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'sale',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "hold_until" TIMESTAMPTZ,
    "reason" TEXT,
    "earned_at" TIMESTAMPTZ NOT NULL,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ,
    "paid_at" TIMESTAMPTZ,
    "imported_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_runs" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "note" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "payout_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payouts" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "minimum" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "reference" TEXT,
    "reason" TEXT,
    "created_by" UUID NOT NULL,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ,
    "paid_by" UUID,
    "paid_at" TIMESTAMPTZ,
    "cancelled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_items" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "payout_id" UUID NOT NULL,
    "commission_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "released_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "payout_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "branding" JSONB NOT NULL DEFAULT '{}',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "programme_terms" TEXT NOT NULL DEFAULT '',
    "accepts_applications" BOOLEAN NOT NULL DEFAULT true,
    "minimum_payout" BIGINT NOT NULL DEFAULT 0,
    "payout_approval_threshold" BIGINT NOT NULL DEFAULT 100000000,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "partner_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "partner_id" UUID,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "accepted_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_reset_tokens" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "password_reset_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "permissions" TEXT[],
    "expires_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "partner_id" UUID,
    "actor_user_id" UUID,
    "actor_name" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "actor_user_id" UUID,
    "actor_role" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor","procedure","key")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "screen" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emails" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,

    CONSTRAINT "emails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_applications" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT,
    "company" TEXT,
    "website" TEXT,
    "network_description" TEXT NOT NULL,
    "expected_referrals" INTEGER NOT NULL,
    "experience_level" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "review_notes" TEXT,
    "rejection_reason" TEXT,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ,
    "status_token_hash" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partners" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "application_id" UUID,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "company" TEXT,
    "website" TEXT,
    "tracking_code" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "status_reason" TEXT,
    "tier" TEXT NOT NULL DEFAULT 'bronze',
    "tier_locked" BOOLEAN NOT NULL DEFAULT false,
    "total_deals" INTEGER NOT NULL DEFAULT 0,
    "total_earnings" BIGINT NOT NULL DEFAULT 0,
    "payout_details" TEXT,
    "payout_fingerprint" TEXT,
    "payout_hint" TEXT,
    "origin" TEXT NOT NULL DEFAULT 'application',
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_tiers" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "tier" TEXT NOT NULL,
    "min_deals" INTEGER NOT NULL,
    "rate" DECIMAL(5,2) NOT NULL,
    "effective_from" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "partner_tiers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_tier_history" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "from_tier" TEXT,
    "to_tier" TEXT NOT NULL,
    "deals" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT,
    "actor_user_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "partner_tier_history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_created_at_id_idx" ON "client_leads"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_estimated_value_id_idx" ON "client_leads"("workspace_id", "estimated_value", "id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_status_created_at_id_idx" ON "client_leads"("workspace_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_status_estimated_value_id_idx" ON "client_leads"("workspace_id", "status", "estimated_value", "id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_status_position_id_idx" ON "client_leads"("workspace_id", "status", "position", "id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_partner_id_created_at_id_idx" ON "client_leads"("workspace_id", "partner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_partner_id_status_closed_at_idx" ON "client_leads"("workspace_id", "partner_id", "status", "closed_at");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_import_id_idx" ON "client_leads"("workspace_id", "import_id");

-- CreateIndex
CREATE INDEX "client_leads_workspace_id_search_text_idx" ON "client_leads" USING GIN ("workspace_id" uuid_ops, "search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "client_leads_workspace_id_id_key" ON "client_leads"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "client_leads_workspace_id_external_source_external_id_key" ON "client_leads"("workspace_id", "external_source", "external_id");

-- CreateIndex
CREATE INDEX "lead_stage_history_workspace_id_client_lead_id_created_at_i_idx" ON "lead_stage_history"("workspace_id", "client_lead_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "lead_client_keys_workspace_id_client_lead_id_idx" ON "lead_client_keys"("workspace_id", "client_lead_id");

-- CreateIndex
CREATE INDEX "lead_imports_workspace_id_created_at_id_idx" ON "lead_imports"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_imports_workspace_id_id_key" ON "lead_imports"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "lead_import_rows_workspace_id_import_id_status_row_no_idx" ON "lead_import_rows"("workspace_id", "import_id", "status", "row_no");

-- CreateIndex
CREATE INDEX "lead_import_rows_workspace_id_client_lead_id_idx" ON "lead_import_rows"("workspace_id", "client_lead_id");

-- CreateIndex
CREATE INDEX "commissions_workspace_id_earned_at_id_idx" ON "commissions"("workspace_id", "earned_at", "id");

-- CreateIndex
CREATE INDEX "commissions_workspace_id_status_earned_at_id_idx" ON "commissions"("workspace_id", "status", "earned_at", "id");

-- CreateIndex
CREATE INDEX "commissions_workspace_id_commission_amount_id_idx" ON "commissions"("workspace_id", "commission_amount", "id");

-- CreateIndex
CREATE INDEX "commissions_workspace_id_partner_id_status_earned_at_id_idx" ON "commissions"("workspace_id", "partner_id", "status", "earned_at", "id");

-- CreateIndex
CREATE INDEX "commissions_workspace_id_partner_id_earned_at_id_idx" ON "commissions"("workspace_id", "partner_id", "earned_at", "id");

-- CreateIndex
CREATE INDEX "commissions_workspace_id_client_lead_id_idx" ON "commissions"("workspace_id", "client_lead_id");

-- CreateIndex
CREATE UNIQUE INDEX "commissions_workspace_id_id_key" ON "commissions"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "payout_runs_workspace_id_created_at_id_idx" ON "payout_runs"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_runs_workspace_id_id_key" ON "payout_runs"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "payouts_workspace_id_created_at_id_idx" ON "payouts"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "payouts_workspace_id_status_created_at_id_idx" ON "payouts"("workspace_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "payouts_workspace_id_run_id_idx" ON "payouts"("workspace_id", "run_id");

-- CreateIndex
CREATE INDEX "payouts_workspace_id_partner_id_created_at_id_idx" ON "payouts"("workspace_id", "partner_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payouts_workspace_id_id_key" ON "payouts"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "payout_items_workspace_id_payout_id_idx" ON "payout_items"("workspace_id", "payout_id");

-- CreateIndex
CREATE INDEX "payout_items_workspace_id_commission_id_idx" ON "payout_items"("workspace_id", "commission_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE INDEX "memberships_workspace_id_partner_id_idx" ON "memberships"("workspace_id", "partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_workspace_id_user_id_key" ON "memberships"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_workspace_id_created_at_id_idx" ON "invitations"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "invitations_workspace_id_partner_id_idx" ON "invitations"("workspace_id", "partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_reset_tokens_token_hash_key" ON "password_reset_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "password_reset_tokens_user_id_idx" ON "password_reset_tokens"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_workspace_id_user_id_idx" ON "api_keys"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "api_keys_user_id_idx" ON "api_keys"("user_id");

-- CreateIndex
CREATE INDEX "events_workspace_id_subject_type_subject_id_created_at_id_idx" ON "events"("workspace_id", "subject_type", "subject_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "events_workspace_id_created_at_id_idx" ON "events"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "events_workspace_id_partner_id_created_at_id_idx" ON "events"("workspace_id", "partner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_log_workspace_id_row_id_created_at_idx" ON "audit_log"("workspace_id", "row_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_log_workspace_id_created_at_id_idx" ON "audit_log"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "saved_views_user_id_idx" ON "saved_views"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_workspace_id_user_id_screen_name_key" ON "saved_views"("workspace_id", "user_id", "screen", "name");

-- CreateIndex
CREATE INDEX "emails_workspace_id_created_at_id_idx" ON "emails"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_applications_status_token_hash_key" ON "partner_applications"("status_token_hash");

-- CreateIndex
CREATE INDEX "partner_applications_workspace_id_status_submitted_at_id_idx" ON "partner_applications"("workspace_id", "status", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "partner_applications_workspace_id_submitted_at_id_idx" ON "partner_applications"("workspace_id", "submitted_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_applications_workspace_id_id_key" ON "partner_applications"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_applications_workspace_id_email_key" ON "partner_applications"("workspace_id", "email");

-- CreateIndex
CREATE INDEX "partners_workspace_id_created_at_id_idx" ON "partners"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "partners_workspace_id_status_created_at_id_idx" ON "partners"("workspace_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "partners_workspace_id_total_earnings_id_idx" ON "partners"("workspace_id", "total_earnings", "id");

-- CreateIndex
CREATE INDEX "partners_workspace_id_total_deals_id_idx" ON "partners"("workspace_id", "total_deals", "id");

-- CreateIndex
CREATE INDEX "partners_workspace_id_application_id_idx" ON "partners"("workspace_id", "application_id");

-- CreateIndex
CREATE UNIQUE INDEX "partners_workspace_id_id_key" ON "partners"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "partners_workspace_id_email_key" ON "partners"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "partners_workspace_id_tracking_code_key" ON "partners"("workspace_id", "tracking_code");

-- CreateIndex
CREATE UNIQUE INDEX "partners_workspace_id_user_id_key" ON "partners"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_tiers_workspace_id_version_tier_key" ON "partner_tiers"("workspace_id", "version", "tier");

-- CreateIndex
CREATE INDEX "partner_tier_history_workspace_id_partner_id_created_at_id_idx" ON "partner_tier_history"("workspace_id", "partner_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "client_leads" ADD CONSTRAINT "client_leads_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "client_leads" ADD CONSTRAINT "client_leads_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "client_leads" ADD CONSTRAINT "client_leads_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "lead_imports"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_stage_history" ADD CONSTRAINT "lead_stage_history_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_stage_history" ADD CONSTRAINT "lead_stage_history_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_client_keys" ADD CONSTRAINT "lead_client_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_client_keys" ADD CONSTRAINT "lead_client_keys_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_import_rows" ADD CONSTRAINT "lead_import_rows_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_import_rows" ADD CONSTRAINT "lead_import_rows_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "lead_imports"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lead_import_rows" ADD CONSTRAINT "lead_import_rows_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payout_runs" ADD CONSTRAINT "payout_runs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "payout_runs"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payout_items" ADD CONSTRAINT "payout_items_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payout_items" ADD CONSTRAINT "payout_items_workspace_id_payout_id_fkey" FOREIGN KEY ("workspace_id", "payout_id") REFERENCES "payouts"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payout_items" ADD CONSTRAINT "payout_items_workspace_id_commission_id_fkey" FOREIGN KEY ("workspace_id", "commission_id") REFERENCES "commissions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "password_reset_tokens" ADD CONSTRAINT "password_reset_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "partner_applications" ADD CONSTRAINT "partner_applications_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "partners" ADD CONSTRAINT "partners_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "partners" ADD CONSTRAINT "partners_workspace_id_application_id_fkey" FOREIGN KEY ("workspace_id", "application_id") REFERENCES "partner_applications"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "partner_tiers" ADD CONSTRAINT "partner_tiers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "partner_tier_history" ADD CONSTRAINT "partner_tier_history_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "partner_tier_history" ADD CONSTRAINT "partner_tier_history_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What the tables refuse by themselves.
alter table workspaces
  add constraint workspaces_slug_check check (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$'
    and slug <> all (array['api','p','app','admin','account','apply','application','applications','auth','dev','docs','health','help','invitation','invitations','live','new','portal','reset-password','forgot-password','settings','sign-in','sign-out','sign-up','static','status','tandem','tasks','webhooks','workspaces','www','_next'])),
  add constraint workspaces_name_check check (char_length(name) between 1 and 120),
  add constraint workspaces_currency_check check (currency ~ '^[A-Z]{3}$'),
  add constraint workspaces_payout_rules_check check (minimum_payout between 0 and 10000000000000 and payout_approval_threshold between 0 and 10000000000000);

alter table users
  add constraint users_email_check check (email = lower(email) and char_length(email) between 3 and 254);

alter table memberships
  add constraint memberships_role_check check (role in ('owner','admin','manager','va','partner','customer')),
  add constraint memberships_status_check check (status in ('invited','active','removed')),
  add constraint memberships_partner_check check ((role = 'partner') = (partner_id is not null));

alter table invitations
  add constraint invitations_email_check check (email = lower(email) and char_length(email) between 3 and 254),
  add constraint invitations_role_check check (role in ('owner','admin','manager','va','partner','customer')),
  add constraint invitations_partner_check check ((role = 'partner') = (partner_id is not null));
create unique index invitations_open_key on invitations (workspace_id, email) where accepted_at is null and revoked_at is null;

alter table emails
  add constraint emails_status_check check (status in ('queued','sent','failed'));

alter table partner_applications
  add constraint partner_applications_email_check check (email = lower(email) and char_length(email) between 3 and 254),
  add constraint partner_applications_status_check check (status in ('pending','under_review','approved','rejected')),
  add constraint partner_applications_experience_check check (experience_level in ('beginner','intermediate','expert')),
  add constraint partner_applications_referrals_check check (expected_referrals between 0 and 10000),
  add constraint partner_applications_rejection_check check (status <> 'rejected' or rejection_reason is not null);

alter table partners
  add constraint partners_email_check check (email = lower(email) and char_length(email) between 3 and 254),
  add constraint partners_status_check check (status in ('active','suspended','banned','inactive')),
  add constraint partners_tier_check check (tier in ('bronze','silver','gold','platinum')),
  add constraint partners_origin_check check (origin in ('application','console','import')),
  add constraint partners_email_present_check check (email is not null or origin = 'import');

alter table partner_tiers
  add constraint partner_tiers_tier_check check (tier in ('bronze','silver','gold','platinum')),
  add constraint partner_tiers_rate_check check (rate between 0 and 100),
  add constraint partner_tiers_deals_check check (min_deals >= 0);

alter table partner_tier_history
  add constraint partner_tier_history_tier_check check (to_tier in ('bronze','silver','gold','platinum')),
  add constraint partner_tier_history_cause_check check (cause in ('joined','deals','hand'));

alter table client_leads
  add constraint client_leads_status_check check (status in ('prospect','qualified','proposal_sent','negotiating','closed_won','closed_lost')),
  add constraint client_leads_value_check check (estimated_value between 0 and 10000000000000 and project_value between 0 and 10000000000000),
  add constraint client_leads_currency_check check (currency ~ '^[A-Z]{3}$'),
  add constraint client_leads_origin_check check (origin in ('portal','console','api','import')),
  add constraint client_leads_client_check check (client_name is not null or origin = 'import'),
  add constraint client_leads_lost_check check (status <> 'closed_lost' or lost_reason is not null),
  add constraint client_leads_closed_check check ((status in ('closed_won','closed_lost')) = (closed_at is not null)),
  add constraint client_leads_won_check check (status <> 'closed_won' or (project_value is not null and close_no > 0)),
  add constraint client_leads_external_check check ((external_source is null) = (external_id is null));

create unique index lead_client_keys_live_key on lead_client_keys (workspace_id, key) where released_at is null;

alter table lead_imports
  add constraint lead_imports_status_check check (status in ('mapping','checking','ready','importing','completed','failed','cancelled')),
  add constraint lead_imports_rows_check check (total_rows > 0 and checked_rows between 0 and total_rows
    and imported_rows >= 0 and rejected_rows >= 0 and duplicate_rows >= 0
    and imported_rows + rejected_rows + duplicate_rows <= total_rows),
  add constraint lead_imports_completed_check check (status <> 'completed' or imported_rows + rejected_rows + duplicate_rows = total_rows),
  add constraint lead_imports_confirmed_check check (status not in ('importing','completed') or (confirmed_by is not null and confirmed_at is not null));
-- Closing orders of two imports would not see each other.
create unique index lead_imports_running_key on lead_imports (workspace_id) where status = 'importing';
alter table lead_import_rows
  add constraint lead_import_rows_status_check check (status in ('staged','good','bad','duplicate','imported','rejected')),
  add constraint lead_import_rows_imported_check check (status <> 'imported' or (client_lead_id is not null and identity is not null));
-- What was imported once is never imported again, whatever file it comes in.
create unique index lead_import_rows_identity_key on lead_import_rows (workspace_id, identity) where status = 'imported';

alter table commissions
  add constraint commissions_kind_check check (kind in ('base','bonus','clawback','adjustment')),
  add constraint commissions_status_check check (status in ('pending','approved','on_hold','rejected','reversed','paid')),
  add constraint commissions_tier_check check (tier_at_sale in ('bronze','silver','gold','platinum')),
  add constraint commissions_origin_check check (origin in ('sale','import')),
  add constraint commissions_rate_check check (commission_rate between 0 and 100),
  add constraint commissions_value_check check (abs(project_value) <= 10000000000000),
  add constraint commissions_amount_check check (kind <> 'base' or commission_amount = round(project_value * commission_rate / 100)),
  add constraint commissions_approved_check check (status <> 'approved' or (approved_by is not null and approved_at is not null)),
  add constraint commissions_paid_check check (status <> 'paid' or (paid_at is not null and (approved_at is not null or (origin = 'import' and imported_by is not null)))),
  add constraint commissions_reason_check check (status not in ('on_hold','rejected','reversed') or reason is not null);
-- A reversed close is followed by a close of its own number, so this holds over the whole history.
create unique index commissions_base_key on commissions (client_lead_id, close_no, partner_id) where kind = 'base';

alter table payout_runs
  add constraint payout_runs_period_check check (period_from <= period_to);
alter table payouts
  add constraint payouts_status_check check (status in ('draft','approved','processing','paid','failed','unknown','cancelled')),
  add constraint payouts_currency_check check (currency ~ '^[A-Z]{3}$'),
  add constraint payouts_amount_check check (amount > 0 and amount >= minimum and amount <= 10000000000000),
  add constraint payouts_approved_check check (status in ('draft','cancelled') or (approved_by is not null and approved_at is not null)),
  add constraint payouts_paid_check check (status <> 'paid' or (paid_at is not null and paid_by is not null and reference is not null)),
  add constraint payouts_cancelled_check check ((status = 'cancelled') = (cancelled_at is not null));
create unique index payout_items_live_key on payout_items (commission_id) where released_at is null;

-- Counters of the rate limiter: keys are hashes, no tenant is in here.
create schema limits;
create table limits.rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_expire_idx on limits.rate_limits (expire);
