-- Refunds of won deals, and the clawbacks that follow from them.
CREATE TABLE "lead_refunds" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "client_lead_id" UUID NOT NULL,
    "close_no" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "refunded_at" TIMESTAMPTZ NOT NULL,
    "refunded_by" UUID NOT NULL,

    CONSTRAINT "lead_refunds_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "lead_refunds_workspace_id_id_key" ON "lead_refunds"("workspace_id", "id");
CREATE INDEX "lead_refunds_workspace_id_client_lead_id_close_no_idx" ON "lead_refunds"("workspace_id", "client_lead_id", "close_no");
ALTER TABLE "lead_refunds" ADD CONSTRAINT "lead_refunds_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "lead_refunds" ADD CONSTRAINT "lead_refunds_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "commissions" ADD COLUMN "base_id" UUID;
ALTER TABLE "commissions" ADD COLUMN "refund_id" UUID;
CREATE INDEX "commissions_workspace_id_base_id_idx" ON "commissions"("workspace_id", "base_id");
CREATE INDEX "commissions_workspace_id_refund_id_idx" ON "commissions"("workspace_id", "refund_id");
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_workspace_id_base_id_fkey" FOREIGN KEY ("workspace_id", "base_id") REFERENCES "commissions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_workspace_id_refund_id_fkey" FOREIGN KEY ("workspace_id", "refund_id") REFERENCES "lead_refunds"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

alter table lead_refunds
  add constraint lead_refunds_amount_check check (amount > 0 and amount <= 10000000000000),
  add constraint lead_refunds_currency_check check (currency ~ '^[A-Z]{3}$');
alter table commissions
  add constraint commissions_base_check check ((kind = 'clawback') = (base_id is not null)),
  add constraint commissions_clawback_check check (kind <> 'clawback' or commission_amount < 0),
  add constraint commissions_refund_check check (refund_id is null or kind = 'clawback');
-- A refund takes each commission back once.
create unique index commissions_clawback_key on commissions (base_id, refund_id) where kind = 'clawback' and refund_id is not null;
