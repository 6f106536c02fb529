-- Flags that hold money until an admin clears them, and operations that can be undone row by row.
ALTER TABLE "partners" ADD COLUMN "status_changed_at" TIMESTAMPTZ;
ALTER TABLE "partners" ADD COLUMN "payout_details_changed_at" TIMESTAMPTZ;
CREATE INDEX "partners_workspace_id_payout_fingerprint_idx" ON "partners"("workspace_id", "payout_fingerprint");

CREATE TABLE "risk_flags" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "partner_id" UUID NOT NULL,
    "client_lead_id" UUID,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "evidence_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "holds_until" TIMESTAMPTZ,
    "raised_at" TIMESTAMPTZ NOT NULL,
    "settled_at" TIMESTAMPTZ,
    "settled_by" UUID,
    "settled_reason" TEXT,

    CONSTRAINT "risk_flags_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "risk_flags_workspace_id_id_key" ON "risk_flags"("workspace_id", "id");
CREATE INDEX "risk_flags_workspace_id_status_raised_at_id_idx" ON "risk_flags"("workspace_id", "status", "raised_at", "id");
CREATE INDEX "risk_flags_workspace_id_partner_id_idx" ON "risk_flags"("workspace_id", "partner_id");
CREATE INDEX "risk_flags_workspace_id_client_lead_id_idx" ON "risk_flags"("workspace_id", "client_lead_id");
ALTER TABLE "risk_flags" ADD CONSTRAINT "risk_flags_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "risk_flags" ADD CONSTRAINT "risk_flags_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "risk_flags" ADD CONSTRAINT "risk_flags_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TABLE "operations" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "partner_id" UUID,
    "reason" TEXT NOT NULL,
    "done_by" UUID NOT NULL,
    "done_at" TIMESTAMPTZ NOT NULL,
    "undone_by" UUID,
    "undone_at" TIMESTAMPTZ,
    "undo_reason" TEXT,

    CONSTRAINT "operations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "operations_workspace_id_id_key" ON "operations"("workspace_id", "id");
CREATE INDEX "operations_workspace_id_done_at_id_idx" ON "operations"("workspace_id", "done_at", "id");
CREATE INDEX "operations_workspace_id_partner_id_done_at_id_idx" ON "operations"("workspace_id", "partner_id", "done_at", "id");
CREATE INDEX "operations_workspace_id_partner_id_idx" ON "operations"("workspace_id", "partner_id");
ALTER TABLE "operations" ADD CONSTRAINT "operations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "operations" ADD CONSTRAINT "operations_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TABLE "operation_rows" (
    "workspace_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "restored" BOOLEAN,
    "skipped" TEXT,

    CONSTRAINT "operation_rows_pkey" PRIMARY KEY ("operation_id", "table_name", "row_id")
);
CREATE INDEX "operation_rows_workspace_id_operation_id_idx" ON "operation_rows"("workspace_id", "operation_id");
ALTER TABLE "operation_rows" ADD CONSTRAINT "operation_rows_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "operation_rows" ADD CONSTRAINT "operation_rows_workspace_id_operation_id_fkey" FOREIGN KEY ("workspace_id", "operation_id") REFERENCES "operations"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

alter table risk_flags
  add constraint risk_flags_kind_check check (kind in ('self_referral','disposable_email','duplicate_payout_details','refund_rate','lead_burst','new_payout_details')),
  add constraint risk_flags_subject_check check ((kind in ('self_referral','disposable_email')) = (client_lead_id is not null)),
  add constraint risk_flags_status_check check (status in ('open','cleared','confirmed')),
  add constraint risk_flags_settled_check check ((status = 'open') = (settled_at is null) and (status = 'open') = (settled_reason is null)
    and (status = 'open') = (settled_by is null));
create unique index risk_flags_open_key on risk_flags (workspace_id, kind, partner_id, client_lead_id) nulls not distinct where status = 'open';
alter table operations
  add constraint operations_kind_check check (kind in ('ban','suspension','tier_move','commission_rejection','application_rejection')),
  add constraint operations_undone_check check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null));
alter table operation_rows
  add constraint operation_rows_table_check check (table_name in ('partners','commissions','partner_applications')),
  add constraint operation_rows_outcome_check check (restored is not false or skipped is not null);
