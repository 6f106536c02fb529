-- CreateTable
CREATE TABLE "analytics_events" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "event_data" JSONB NOT NULL DEFAULT '{}',
    "user_id" TEXT COLLATE "C",
    "partner_id" UUID,
    "campaign_id" UUID,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    -- Answers counts over days by itself, and pages rows by time.
    CONSTRAINT "analytics_events_pkey" PRIMARY KEY ("workspace_id","created_at","id","event_type"),
    CONSTRAINT "analytics_events_event_type_check" CHECK (event_type ~ '^[a-z0-9_.:-]{1,80}$'),
    CONSTRAINT "analytics_events_event_data_check" CHECK (jsonb_typeof(event_data) = 'object' and pg_column_size(event_data) <= 32768),
    CONSTRAINT "analytics_events_user_id_check" CHECK (char_length(user_id) between 1 and 128),
    CONSTRAINT "analytics_events_source_check" CHECK (source in ('api', 'browser', 'product'))
) PARTITION BY RANGE ("created_at");

-- CreateIndex
CREATE INDEX "analytics_events_xid_idx" ON "analytics_events"("xid");

-- Partners read their own; most rows are nobody's.
CREATE INDEX "analytics_events_partner_idx" ON "analytics_events"("workspace_id", "partner_id", "created_at", "id") WHERE partner_id is not null;

-- CreateTable
CREATE TABLE "analytics_event_keys" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "analytics_event_keys_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "analytics_event_keys_workspace_id_created_at_idx" ON "analytics_event_keys"("workspace_id", "created_at");

-- CreateTable
CREATE TABLE "analytics_settings" (
    "workspace_id" UUID NOT NULL,
    "retention_days" INTEGER NOT NULL DEFAULT 90,
    "events_per_minute" INTEGER NOT NULL DEFAULT 100000,
    "exact_people_limit" INTEGER NOT NULL DEFAULT 50000,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "analytics_settings_pkey" PRIMARY KEY ("workspace_id"),
    CONSTRAINT "analytics_settings_retention_days_check" CHECK (retention_days between 1 and 730),
    CONSTRAINT "analytics_settings_events_per_minute_check" CHECK (events_per_minute between 1 and 10000000),
    CONSTRAINT "analytics_settings_exact_people_limit_check" CHECK (exact_people_limit >= 0)
);

-- CreateTable
CREATE TABLE "analytics_browser_keys" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "origins" TEXT[],
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "analytics_browser_keys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "analytics_browser_keys_key_check" CHECK (key ~ '^tdb_[0-9A-Za-z]{24}$'),
    CONSTRAINT "analytics_browser_keys_origins_check" CHECK (cardinality(origins) between 1 and 20)
);

-- CreateIndex
CREATE UNIQUE INDEX "analytics_browser_keys_key_key" ON "analytics_browser_keys"("key");

-- CreateIndex
CREATE INDEX "analytics_browser_keys_workspace_id_created_at_idx" ON "analytics_browser_keys"("workspace_id", "created_at");

-- CreateTable
CREATE TABLE "analytics_quotas" (
    "key_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "analytics_quotas_pkey" PRIMARY KEY ("key_id")
) WITH (fillfactor = 50);

-- CreateTable
CREATE TABLE "analytics_watermarks" (
    "name" TEXT NOT NULL,
    "next_xid" xid8 NOT NULL DEFAULT '0',
    "as_of" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "mark_xid" xid8 NOT NULL DEFAULT '0',
    "mark_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "analytics_watermarks_pkey" PRIMARY KEY ("name")
) WITH (fillfactor = 50);

INSERT INTO "analytics_watermarks" ("name") VALUES ('domain'), ('rollups');

-- CreateTable
CREATE TABLE "analytics_states" (
    "workspace_id" UUID NOT NULL,
    "timezone" TEXT NOT NULL,
    "days_from" DATE NOT NULL DEFAULT '2000-01-01',

    CONSTRAINT "analytics_states_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "analytics_stale_days" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "analytics_stale_days_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analytics_event_days" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "event_type" TEXT NOT NULL,
    "events" BIGINT NOT NULL,

    CONSTRAINT "analytics_event_days_pkey" PRIMARY KEY ("workspace_id","day","event_type")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "analytics_partner_days" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "partner_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "events" BIGINT NOT NULL,

    CONSTRAINT "analytics_partner_days_pkey" PRIMARY KEY ("workspace_id","partner_id","day","event_type")
) WITH (fillfactor = 80);

-- CreateIndex
CREATE INDEX "analytics_partner_days_workspace_id_day_idx" ON "analytics_partner_days"("workspace_id", "day");

-- CreateTable
CREATE TABLE "analytics_campaign_days" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "campaign_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "events" BIGINT NOT NULL,

    CONSTRAINT "analytics_campaign_days_pkey" PRIMARY KEY ("workspace_id","campaign_id","day","event_type")
) WITH (fillfactor = 80);

-- CreateIndex
CREATE INDEX "analytics_campaign_days_workspace_id_day_idx" ON "analytics_campaign_days"("workspace_id", "day");

-- CreateTable
CREATE TABLE "analytics_people_days" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "analytics_people_days_pkey" PRIMARY KEY ("workspace_id","day","user_id")
);

-- CreateTable
CREATE TABLE "analytics_people_months" (
    "workspace_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "user_days" BIGINT NOT NULL DEFAULT 0,
    "sketched" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "analytics_people_months_pkey" PRIMARY KEY ("workspace_id","month")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "analytics_people_sketches" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "registers" BYTEA NOT NULL,

    CONSTRAINT "analytics_people_sketches_pkey" PRIMARY KEY ("workspace_id","day"),
    CONSTRAINT "analytics_people_sketches_registers_check" CHECK (octet_length(registers) = 4096)
) WITH (fillfactor = 50);

-- The worker follows what happens by the order of commits.
CREATE INDEX "events_xid_idx" ON "events"("xid");

-- AddForeignKey
ALTER TABLE "analytics_settings" ADD CONSTRAINT "analytics_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "analytics_browser_keys" ADD CONSTRAINT "analytics_browser_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Sketches do not shrink below half, and are rewritten all day: kept beside the row rather than compressed.
ALTER TABLE "analytics_people_sketches" ALTER COLUMN "registers" SET STORAGE EXTERNAL;
