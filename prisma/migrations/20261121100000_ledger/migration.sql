-- The double-entry ledger behind every balance, and the postings of what exists already.
ALTER TABLE "commissions" ADD COLUMN "status_changed_at" TIMESTAMPTZ;
ALTER TABLE "payouts" ADD COLUMN "status_changed_at" TIMESTAMPTZ;

-- CreateTable
CREATE TABLE "ledger_accounts" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "partner_id" UUID,
    "currency" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transactions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "partner_id" UUID NOT NULL,
    "commission_id" UUID,
    "payout_id" UUID,
    "currency" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "actor_user_id" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "partner_id" UUID,
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "ledger_accounts_workspace_id_id_key" ON "ledger_accounts"("workspace_id", "id");
CREATE UNIQUE INDEX "ledger_accounts_workspace_id_kind_partner_id_currency_key" ON "ledger_accounts"("workspace_id", "kind", "partner_id", "currency") NULLS NOT DISTINCT;
CREATE INDEX "ledger_accounts_workspace_id_partner_id_idx" ON "ledger_accounts"("workspace_id", "partner_id");
CREATE UNIQUE INDEX "ledger_transactions_workspace_id_id_key" ON "ledger_transactions"("workspace_id", "id");
CREATE INDEX "ledger_transactions_workspace_id_partner_id_idx" ON "ledger_transactions"("workspace_id", "partner_id");
CREATE INDEX "ledger_transactions_workspace_id_commission_id_idx" ON "ledger_transactions"("workspace_id", "commission_id");
CREATE INDEX "ledger_transactions_workspace_id_payout_id_idx" ON "ledger_transactions"("workspace_id", "payout_id");
CREATE INDEX "ledger_entries_workspace_id_transaction_id_idx" ON "ledger_entries"("workspace_id", "transaction_id");
CREATE INDEX "ledger_entries_workspace_id_account_id_occurred_at_id_idx" ON "ledger_entries"("workspace_id", "account_id", "occurred_at", "id");
CREATE INDEX "ledger_entries_workspace_id_partner_id_occurred_at_id_idx" ON "ledger_entries"("workspace_id", "partner_id", "occurred_at", "id");
CREATE INDEX "ledger_entries_workspace_id_occurred_at_id_idx" ON "ledger_entries"("workspace_id", "occurred_at", "id");

-- AddForeignKey
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_workspace_id_commission_id_fkey" FOREIGN KEY ("workspace_id", "commission_id") REFERENCES "commissions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_workspace_id_payout_id_fkey" FOREIGN KEY ("workspace_id", "payout_id") REFERENCES "payouts"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_workspace_id_transaction_id_fkey" FOREIGN KEY ("workspace_id", "transaction_id") REFERENCES "ledger_transactions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_workspace_id_account_id_fkey" FOREIGN KEY ("workspace_id", "account_id") REFERENCES "ledger_accounts"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What the tables refuse by themselves.
alter table ledger_accounts
  add constraint ledger_accounts_kind_check check (kind in ('held','payable','paid','clawed_back','commission_expense','clearing')),
  add constraint ledger_accounts_partner_check check ((kind in ('commission_expense','clearing')) = (partner_id is null)),
  add constraint ledger_accounts_currency_check check (currency ~ '^[A-Z]{3}$');
alter table ledger_transactions
  add constraint ledger_transactions_kind_check check (kind in ('commission_earned','commission_approved','commission_held',
    'commission_rejected','commission_reversed','clawback','adjustment','imported',
    'payout_processing','payout_paid','payout_failed')),
  add constraint ledger_transactions_subject_check check (num_nonnulls(commission_id, payout_id) = 1);
alter table ledger_entries
  add constraint ledger_entries_amount_check check (amount <> 0 and abs(amount) <= 10000000000000);

-- What commissions and payouts say already, as the movements that led there.
do $$
begin
  create temp table moves on commit drop as
  with made as (
    select c.*, case when c.kind = 'clawback' then 'clawed_back' else 'commission_expense' end as counter,
      exists (select 1 from payout_items i where i.commission_id = c.id and i.released_at is null) as in_payout
    from commissions c where c.commission_amount <> 0
  ), steps as (
    select c.workspace_id, c.partner_id, c.currency, c.commission_amount as amount, c.id as commission_id, null::uuid as payout_id,
      c.reason, s.*
    from made c cross join lateral (
      select 'imported' as kind, c.paid_at as occurred_at, c.imported_by as actor_user_id, c.counter as source, 'paid' as target
        where c.status = 'paid' and not c.in_payout
      union all
      select case c.kind when 'base' then 'commission_earned' when 'clawback' then 'clawback' else 'adjustment' end,
        c.earned_at, null, c.counter, 'held' where c.status <> 'paid' or c.in_payout
      union all
      select 'commission_approved', c.approved_at, c.approved_by, 'held', 'payable'
        where c.status = 'approved' or (c.status = 'paid' and c.in_payout)
      union all
      select 'commission_' || c.status, c.updated_at, null, 'held', c.counter where c.status in ('rejected','reversed')
    ) s
    union all
    select p.workspace_id, p.partner_id, p.currency, p.amount, null, p.id, p.reason, s.*
    from payouts p cross join lateral (
      select 'payout_processing', coalesce(p.paid_at, p.updated_at), p.paid_by, 'payable', 'clearing'
        where p.status in ('processing','unknown','paid')
      union all
      select 'payout_paid', p.paid_at, p.paid_by, 'clearing', 'paid' where p.status = 'paid'
    ) s
  )
  select uuid_v7() as id, s.* from steps s;

  insert into ledger_accounts (workspace_id, kind, partner_id, currency)
  select distinct m.workspace_id, a.kind,
    case when a.kind not in ('commission_expense','clearing') then m.partner_id end, m.currency
  from moves m cross join lateral (values (m.source), (m.target)) a(kind);

  insert into ledger_transactions (id, workspace_id, kind, partner_id, commission_id, payout_id, currency, occurred_at, actor_user_id, reason)
  select id, workspace_id, kind, partner_id, commission_id, payout_id, currency, occurred_at, actor_user_id, reason from moves;

  insert into ledger_entries (workspace_id, transaction_id, account_id, partner_id, occurred_at, amount)
  select m.workspace_id, m.id, a.id, a.partner_id, m.occurred_at, l.amount
  from moves m cross join lateral (values (m.source, -m.amount), (m.target, m.amount)) l(kind, amount)
  join ledger_accounts a on a.workspace_id = m.workspace_id and a.kind = l.kind and a.currency = m.currency
    and a.partner_id is not distinct from case when l.kind not in ('commission_expense','clearing') then m.partner_id end;
end $$;
