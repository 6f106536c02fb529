-- The rules of the programme in versions, bonuses, deals shared by several partners, holding periods.
CREATE TABLE "programme_versions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_from" TIMESTAMPTZ NOT NULL,
    "minimum_payout" BIGINT NOT NULL,
    "payout_approval_threshold" BIGINT NOT NULL,
    "note" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "withdrawn_at" TIMESTAMPTZ,
    "withdrawn_by" UUID,

    CONSTRAINT "programme_versions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "programme_versions_workspace_id_version_key" ON "programme_versions"("workspace_id", "version");
ALTER TABLE "programme_versions" ADD CONSTRAINT "programme_versions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

insert into programme_versions (workspace_id, version, effective_from, minimum_payout, payout_approval_threshold, created_at)
select t.workspace_id, t.version, min(t.effective_from), w.minimum_payout, w.payout_approval_threshold, min(t.created_at)
from partner_tiers t join workspaces w on w.id = t.workspace_id
group by t.workspace_id, t.version, w.minimum_payout, w.payout_approval_threshold;

ALTER TABLE "partner_tiers" DROP COLUMN "effective_from";
ALTER TABLE "partner_tiers" ADD COLUMN "hold_days" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "partner_tiers" ADD CONSTRAINT "partner_tiers_workspace_id_version_fkey" FOREIGN KEY ("workspace_id", "version") REFERENCES "programme_versions"("workspace_id", "version") ON DELETE NO ACTION ON UPDATE NO ACTION;
alter table partner_tiers add constraint partner_tiers_hold_check check (hold_days between 0 and 90);

CREATE TABLE "reward_rules" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rule_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,

    CONSTRAINT "reward_rules_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "reward_rules_workspace_id_version_rule_id_key" ON "reward_rules"("workspace_id", "version", "rule_id");
CREATE UNIQUE INDEX "reward_rules_workspace_id_version_position_key" ON "reward_rules"("workspace_id", "version", "position");
ALTER TABLE "reward_rules" ADD CONSTRAINT "reward_rules_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "reward_rules" ADD CONSTRAINT "reward_rules_workspace_id_version_fkey" FOREIGN KEY ("workspace_id", "version") REFERENCES "programme_versions"("workspace_id", "version") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TABLE "campaigns" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "campaigns_workspace_id_id_key" ON "campaigns"("workspace_id", "id");
CREATE UNIQUE INDEX "campaigns_workspace_id_name_key" ON "campaigns"("workspace_id", "name");
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "client_leads" ADD COLUMN "industry" TEXT;
ALTER TABLE "client_leads" ADD COLUMN "campaign_id" UUID;
CREATE INDEX "client_leads_workspace_id_campaign_id_idx" ON "client_leads"("workspace_id", "campaign_id");
ALTER TABLE "client_leads" ADD CONSTRAINT "client_leads_workspace_id_campaign_id_fkey" FOREIGN KEY ("workspace_id", "campaign_id") REFERENCES "campaigns"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TABLE "lead_shares" (
    "workspace_id" UUID NOT NULL,
    "client_lead_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bps" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "lead_shares_pkey" PRIMARY KEY ("workspace_id","client_lead_id","partner_id")
);
CREATE UNIQUE INDEX "lead_shares_workspace_id_client_lead_id_position_key" ON "lead_shares"("workspace_id", "client_lead_id", "position");
CREATE INDEX "lead_shares_workspace_id_partner_id_idx" ON "lead_shares"("workspace_id", "partner_id");
ALTER TABLE "lead_shares" ADD CONSTRAINT "lead_shares_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "lead_shares" ADD CONSTRAINT "lead_shares_workspace_id_client_lead_id_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "lead_shares" ADD CONSTRAINT "lead_shares_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
alter table lead_shares add constraint lead_shares_bps_check check (bps between 1 and 9999);

ALTER TABLE "commissions" ADD COLUMN "rule_id" UUID;
ALTER TABLE "commissions" ADD COLUMN "rule_version" INTEGER;
-- A part of a shared deal, and a bonus, follow a formula of their own (check_commission_amount); a part of
-- what is left after a refund can be a cent larger than before it, so a clawback may give a cent back.
alter table commissions
  drop constraint commissions_amount_check,
  drop constraint commissions_clawback_check,
  add constraint commissions_amount_check check (kind <> 'base' or snapshot ? 'shares' or commission_amount = round(project_value * commission_rate / 100)),
  add constraint commissions_clawback_check check (kind <> 'clawback' or commission_amount <> 0),
  add constraint commissions_rule_check check ((kind = 'bonus') = (rule_id is not null) or kind = 'clawback');
update commissions set rule_version = (snapshot->>'tierVersion')::integer where kind = 'base';
create unique index commissions_bonus_key on commissions (client_lead_id, close_no, partner_id, rule_id) where kind = 'bonus';
create index commissions_bonus_of_rule on commissions (workspace_id, rule_id, earned_at) where kind = 'bonus';

alter table programme_versions
  add constraint programme_versions_version_check check (version > 0),
  add constraint programme_versions_minimum_check check (minimum_payout between 0 and 10000000000000),
  add constraint programme_versions_threshold_check check (payout_approval_threshold between 0 and 10000000000000);
alter table reward_rules
  add constraint reward_rules_definition_check check (jsonb_typeof(definition) = 'object');
