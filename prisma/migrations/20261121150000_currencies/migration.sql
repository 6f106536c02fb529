-- Rates by date, the currency a partner is paid in, and what an item of a payout was converted from.
CREATE TABLE "exchange_rates" (
    "workspace_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "version" INTEGER NOT NULL,
    "rate" DECIMAL NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "exchange_rates_pkey" PRIMARY KEY ("workspace_id", "currency", "day", "version")
);
CREATE INDEX "exchange_rates_workspace_id_day_idx" ON "exchange_rates"("workspace_id", "day");
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "partners" ADD COLUMN "payout_currency" TEXT;
ALTER TABLE "partners" ADD COLUMN "earnings_complete" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "payout_items" ADD COLUMN "source_amount" BIGINT;
ALTER TABLE "payout_items" ADD COLUMN "source_currency" TEXT;
ALTER TABLE "payout_items" ADD COLUMN "rate" DECIMAL;
ALTER TABLE "payout_items" ADD COLUMN "rate_on" DATE;

-- What is there was paid as it was earned. Nothing about it changes, so nobody is told.
alter table payout_items disable trigger user;
update payout_items i set source_amount = i.amount, source_currency = p.currency
  from payouts p where p.workspace_id = i.workspace_id and p.id = i.payout_id;
alter table payout_items enable trigger user;
ALTER TABLE "payout_items" ALTER COLUMN "source_amount" SET NOT NULL;
ALTER TABLE "payout_items" ALTER COLUMN "source_currency" SET NOT NULL;

alter table exchange_rates
  -- The euro is what all rates are counted from.
  add constraint exchange_rates_currency_check check (currency ~ '^[A-Z]{3}$' and currency <> 'EUR'),
  add constraint exchange_rates_version_check check (version > 0),
  add constraint exchange_rates_rate_check check (rate between 0.000001 and 1000000000 and scale(rate) <= 10),
  add constraint exchange_rates_source_check check (source in ('ecb','hand')),
  add constraint exchange_rates_reason_check check (source <> 'hand' or reason is not null);
alter table partners
  add constraint partners_payout_currency_check check (payout_currency ~ '^[A-Z]{3}$');
alter table payout_items
  add constraint payout_items_amount_check check (abs(amount) <= 10000000000000),
  add constraint payout_items_source_check check (source_currency ~ '^[A-Z]{3}$'),
  add constraint payout_items_rate_check check ((rate is null) = (rate_on is null) and rate > 0),
  add constraint payout_items_same_check check (rate is not null or amount = source_amount);
alter table ledger_accounts
  drop constraint ledger_accounts_kind_check,
  drop constraint ledger_accounts_partner_check,
  add constraint ledger_accounts_kind_check check (kind in ('held','payable','paid','clawed_back','commission_expense','clearing',
    'conversion','rounding')),
  add constraint ledger_accounts_partner_check
    check ((kind in ('commission_expense','clearing','conversion','rounding')) = (partner_id is null));
alter table ledger_transactions
  drop constraint ledger_transactions_kind_check,
  add constraint ledger_transactions_kind_check check (kind in ('commission_earned','commission_approved','commission_held',
    'commission_rejected','commission_reversed','clawback','adjustment','imported',
    'payout_processing','payout_paid','payout_failed','payout_converted','conversion_undone','rounding'));
