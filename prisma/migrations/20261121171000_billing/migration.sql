-- Subscriptions as Stripe tells of them, whose time billing periods are counted in, how complete a profile is.
ALTER TABLE "customers" ADD COLUMN     "billing_timezone" TEXT NOT NULL DEFAULT 'UTC',
ADD COLUMN     "completeness" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "stripe_subscriptions" (
    "id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "tier" TEXT,
    "period_start" TIMESTAMPTZ NOT NULL,
    "period_end" TIMESTAMPTZ NOT NULL,
    "cancel_at_period_end" BOOLEAN NOT NULL,
    "trial_end" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL,
    "said_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_subscriptions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "stripe_events" (
    "id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "said" JSONB,
    "said_at" TIMESTAMPTZ NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "handled_at" TIMESTAMPTZ,
    "outcome" TEXT,

    CONSTRAINT "stripe_events_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "stripe_subscriptions_workspace_id_customer_id_idx" ON "stripe_subscriptions"("workspace_id", "customer_id");

CREATE INDEX "stripe_events_workspace_id_customer_id_received_at_idx" ON "stripe_events"("workspace_id", "customer_id", "received_at");

ALTER TABLE "stripe_subscriptions" ADD CONSTRAINT "stripe_subscriptions_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "stripe_events" ADD CONSTRAINT "stripe_events_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


alter table customers add constraint customers_completeness_check check (completeness between 0 and 100);
alter table stripe_subscriptions
  add constraint stripe_subscriptions_status_check check (status in ('trialing','active','past_due','cancelled','unpaid','incomplete','incomplete_expired')),
  add constraint stripe_subscriptions_tier_check check (tier in ('basic','pro','enterprise')),
  add constraint stripe_subscriptions_period_check check (period_end > period_start);
alter table stripe_events
  add constraint stripe_events_said_check check (jsonb_typeof(said) = 'object'),
  add constraint stripe_events_outcome_check check (outcome in ('applied','fetched','stale') and (outcome is null) = (handled_at is null));
create index customers_search_idx on customers
  using gin (workspace_id uuid_ops, lower(company_name || ' ' || full_name || ' ' || email) gin_trgm_ops);
