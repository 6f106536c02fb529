-- A client has one owner at a time, whoever writes; protection is extended once; conflicts are ruled on.
create extension if not exists btree_gist;

ALTER TABLE "client_leads" ADD COLUMN "protection_extended_at" TIMESTAMPTZ;
ALTER TABLE "client_leads" ADD COLUMN "protection_extended_by" UUID;
ALTER TABLE "client_leads" ADD COLUMN "protection_extension_reason" TEXT;
ALTER TABLE "client_leads" ADD COLUMN "protection_reminded_at" TIMESTAMPTZ;

CREATE TABLE "lead_conflicts" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "holder_lead_id" UUID NOT NULL,
    "contender_partner_id" UUID NOT NULL,
    "contender_lead_id" UUID,
    "sent" JSONB NOT NULL,
    "keys" TEXT[],
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'open',
    "ruling" TEXT,
    "reason" TEXT,
    "ruled_by" UUID,
    "ruled_at" TIMESTAMPTZ,
    "new_lead_id" UUID,
    "last_attempt_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "lead_conflicts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "lead_conflicts_workspace_id_id_key" ON "lead_conflicts"("workspace_id", "id");
CREATE INDEX "lead_conflicts_workspace_id_status_created_at_id_idx" ON "lead_conflicts"("workspace_id", "status", "created_at", "id");
CREATE INDEX "lead_conflicts_workspace_id_holder_lead_id_idx" ON "lead_conflicts"("workspace_id", "holder_lead_id");
CREATE INDEX "lead_conflicts_workspace_id_contender_partner_id_idx" ON "lead_conflicts"("workspace_id", "contender_partner_id");
CREATE INDEX "lead_conflicts_workspace_id_contender_lead_id_idx" ON "lead_conflicts"("workspace_id", "contender_lead_id");
CREATE INDEX "lead_conflicts_workspace_id_new_lead_id_idx" ON "lead_conflicts"("workspace_id", "new_lead_id");
CREATE INDEX "lead_client_keys_workspace_id_key_idx" ON "lead_client_keys"("workspace_id", "key");
ALTER TABLE "lead_conflicts" ADD CONSTRAINT "lead_conflicts_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
ALTER TABLE "lead_conflicts" ADD CONSTRAINT "lead_conflicts_workspace_id_holder_lead_id_fkey" FOREIGN KEY ("workspace_id", "holder_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "lead_conflicts" ADD CONSTRAINT "lead_conflicts_workspace_id_contender_partner_id_fkey" FOREIGN KEY ("workspace_id", "contender_partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "lead_conflicts" ADD CONSTRAINT "lead_conflicts_workspace_id_contender_lead_id_fkey" FOREIGN KEY ("workspace_id", "contender_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "lead_conflicts" ADD CONSTRAINT "lead_conflicts_workspace_id_new_lead_id_fkey" FOREIGN KEY ("workspace_id", "new_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

alter table client_leads
  add constraint client_leads_extension_check check ((protection_extended_at is null) = (protection_extension_reason is null)
    and (protection_extended_at is null or protected_until is not null));

alter table lead_conflicts
  add constraint lead_conflicts_status_check check (status in ('open','ruled')),
  add constraint lead_conflicts_ruling_check check (ruling in ('keep','transfer','release')),
  add constraint lead_conflicts_ruled_check check ((status = 'ruled') = (ruling is not null)
    and (status = 'ruled') = (reason is not null) and (status = 'ruled') = (ruled_at is not null)),
  add constraint lead_conflicts_new_lead_check check ((ruling is not distinct from 'transfer') = (new_lead_id is not null));
-- The same contender again is the same conflict.
create unique index lead_conflicts_open_key on lead_conflicts (workspace_id, holder_lead_id, contender_partner_id) where status = 'open';

-- What a claim covers in time: until it is released or runs out, whichever comes first.
update lead_client_keys set released_at = greatest(released_at, claimed_at), expires_at = greatest(expires_at, claimed_at)
  where released_at < claimed_at or expires_at < claimed_at;
drop index lead_client_keys_live_key;
alter table lead_client_keys
  add constraint lead_client_keys_times_check check (claimed_at <= least(released_at, expires_at)),
  add constraint lead_client_keys_one_holder exclude using gist (workspace_id with =, key with =,
    tstzrange(claimed_at, least(released_at, expires_at)) with &&);
