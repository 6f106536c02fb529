-- Sending payouts: attempts, files for the bank, what providers tell us, and approval on behalf of another.
CREATE TABLE "payout_transfers" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "payout_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "destination" TEXT,
    "status" TEXT NOT NULL DEFAULT 'sending',
    "provider_reference" TEXT,
    "error" TEXT,
    "file_id" UUID,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "called_at" TIMESTAMPTZ,
    "asked_at" TIMESTAMPTZ,
    "provider_at" TIMESTAMPTZ,
    "settled_at" TIMESTAMPTZ,
    "settled_by" UUID,
    "settled_reason" TEXT,
    "status_changed_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_transfers_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payout_files" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "file_no" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "payments" INTEGER NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "payout_files_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payout_events" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reference" TEXT,
    "error" TEXT,
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "handled_at" TIMESTAMPTZ,
    "outcome" TEXT,

    CONSTRAINT "payout_events_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "sandbox_transfers" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "error" TEXT,
    "requests" INTEGER NOT NULL DEFAULT 1,
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "sandbox_transfers_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payout_settings" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "debtor_name" TEXT,
    "debtor_iban" TEXT,
    "debtor_bic" TEXT,
    "sandbox" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_settings_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "approval_delegations" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "from_user_id" UUID NOT NULL,
    "to_user_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ NOT NULL,
    "ends_at" TIMESTAMPTZ NOT NULL,
    "reason" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "revoked_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "approval_delegations_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "payouts" ADD COLUMN "delegation_id" UUID;

CREATE UNIQUE INDEX "payout_transfers_workspace_id_id_key" ON "payout_transfers"("workspace_id", "id");
CREATE UNIQUE INDEX "payout_transfers_workspace_id_payout_id_attempt_key" ON "payout_transfers"("workspace_id", "payout_id", "attempt");
CREATE INDEX "payout_transfers_workspace_id_created_at_id_idx" ON "payout_transfers"("workspace_id", "created_at", "id");
CREATE INDEX "payout_transfers_workspace_id_file_id_idx" ON "payout_transfers"("workspace_id", "file_id");
CREATE UNIQUE INDEX "payout_files_workspace_id_id_key" ON "payout_files"("workspace_id", "id");
CREATE UNIQUE INDEX "payout_files_workspace_id_run_id_file_no_format_key" ON "payout_files"("workspace_id", "run_id", "file_no", "format");
CREATE UNIQUE INDEX "payout_events_provider_event_id_key" ON "payout_events"("provider", "event_id");
CREATE INDEX "payout_events_workspace_id_received_at_id_idx" ON "payout_events"("workspace_id", "received_at", "id");
CREATE UNIQUE INDEX "sandbox_transfers_workspace_id_idempotency_key_key" ON "sandbox_transfers"("workspace_id", "idempotency_key");
CREATE UNIQUE INDEX "payout_settings_workspace_id_key" ON "payout_settings"("workspace_id");
CREATE UNIQUE INDEX "approval_delegations_workspace_id_id_key" ON "approval_delegations"("workspace_id", "id");
CREATE INDEX "approval_delegations_workspace_id_to_user_id_ends_at_idx" ON "approval_delegations"("workspace_id", "to_user_id", "ends_at");
CREATE INDEX "payouts_workspace_id_delegation_id_idx" ON "payouts"("workspace_id", "delegation_id");

ALTER TABLE "payout_transfers" ADD CONSTRAINT "payout_transfers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "payout_transfers" ADD CONSTRAINT "payout_transfers_workspace_id_payout_id_fkey" FOREIGN KEY ("workspace_id", "payout_id") REFERENCES "payouts"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "payout_transfers" ADD CONSTRAINT "payout_transfers_workspace_id_file_id_fkey" FOREIGN KEY ("workspace_id", "file_id") REFERENCES "payout_files"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "payout_files" ADD CONSTRAINT "payout_files_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "payout_files" ADD CONSTRAINT "payout_files_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "payout_runs"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "payout_events" ADD CONSTRAINT "payout_events_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "sandbox_transfers" ADD CONSTRAINT "sandbox_transfers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "payout_settings" ADD CONSTRAINT "payout_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "approval_delegations" ADD CONSTRAINT "approval_delegations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_workspace_id_delegation_id_fkey" FOREIGN KEY ("workspace_id", "delegation_id") REFERENCES "approval_delegations"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

alter table payout_transfers
  add constraint payout_transfers_status_check check (status in ('sending','accepted','paid','failed','unknown')),
  add constraint payout_transfers_provider_check check (provider ~ '^[a-z_]{1,30}$'),
  add constraint payout_transfers_attempt_check check (attempt >= 1),
  add constraint payout_transfers_amount_check check (amount > 0 and amount <= 10000000000000),
  add constraint payout_transfers_currency_check check (currency ~ '^[A-Z]{3}$'),
  add constraint payout_transfers_settled_check check ((status in ('paid','failed')) = (settled_at is not null)),
  add constraint payout_transfers_paid_check check (status <> 'paid' or provider_reference is not null),
  add constraint payout_transfers_failed_check check (status <> 'failed' or error is not null),
  add constraint payout_transfers_by_hand_check check (settled_by is null or settled_reason is not null);
-- One set of items is on its way once at the most, whichever payout holds it, and never again once paid.
create unique index payout_transfers_live_key on payout_transfers (workspace_id, idempotency_key) where status <> 'failed';
-- What the reconciliation looks for.
create index payout_transfers_open_idx on payout_transfers (workspace_id, created_at) where status in ('sending','accepted','unknown');

alter table payout_files
  add constraint payout_files_format_check check (format in ('pain.001','csv')),
  add constraint payout_files_message_check check (message_id ~ '^[A-Za-z0-9-]{1,35}$'),
  add constraint payout_files_payments_check check (payments > 0);
alter table payout_events
  add constraint payout_events_status_check check (status in ('accepted','paid','failed')),
  add constraint payout_events_outcome_check check ((outcome is null) = (handled_at is null) and outcome in ('applied','stale','unmatched','contradicts'));
alter table sandbox_transfers
  add constraint sandbox_transfers_status_check check (status in ('pending','paid','declined','refused','lost'));
alter table payout_settings
  add constraint payout_settings_debtor_check check ((debtor_name is null) = (debtor_iban is null)
    and debtor_iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' and debtor_bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$');
alter table approval_delegations
  add constraint approval_delegations_length_check check (ends_at > starts_at and ends_at <= starts_at + interval '90 days'),
  add constraint approval_delegations_people_check check (from_user_id <> to_user_id),
  add constraint approval_delegations_revoked_check check ((revoked_at is null) = (revoked_by is null));

-- What was paid by hand so far was one attempt each.
insert into payout_transfers (workspace_id, payout_id, attempt, provider, idempotency_key, amount, currency, status,
  provider_reference, error, created_by, created_at, settled_at, status_changed_at)
select y.workspace_id, y.id, 1, 'by_hand', (
    select encode(sha256(convert_to(y.currency || ',' || string_agg(i.commission_id || ':' || i.amount, ',' order by i.commission_id), 'UTF8')), 'hex')
    from payout_items i where i.workspace_id = y.workspace_id and i.payout_id = y.id and i.released_at is null),
  y.amount, y.currency, case y.status when 'processing' then 'accepted' else y.status end, y.reference,
  case when y.status = 'failed' then coalesce(y.reason, 'Failed') end, coalesce(y.paid_by, y.created_by),
  coalesce(y.status_changed_at, y.paid_at, y.updated_at),
  case when y.status in ('paid','failed') then coalesce(y.paid_at, y.updated_at) end, y.status_changed_at
from payouts y where y.status in ('processing','paid','failed','unknown');
