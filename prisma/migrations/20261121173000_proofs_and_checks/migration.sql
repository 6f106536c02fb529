CREATE TABLE "proofs" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "directory_id" UUID NOT NULL,
    "queue_item_id" UUID,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "stored_at" TIMESTAMPTZ,

    CONSTRAINT "proofs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "listing_checks" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "directory_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "http_status" INTEGER,
    "page_url" TEXT,
    "link_url" TEXT,
    "link_rel" TEXT,
    "detail" TEXT,
    "checked_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "listing_checks_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "directory_secrets" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "directory_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "set_by" UUID,
    "set_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "directory_secrets_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "proofs_workspace_id_submission_id_customer_id_directory_id_idx" ON "proofs"("workspace_id", "submission_id", "customer_id", "directory_id");

CREATE INDEX "proofs_workspace_id_queue_item_id_idx" ON "proofs"("workspace_id", "queue_item_id");

CREATE INDEX "listing_checks_workspace_id_submission_id_customer_id_direc_idx" ON "listing_checks"("workspace_id", "submission_id", "customer_id", "directory_id", "checked_at");

CREATE UNIQUE INDEX "directory_secrets_workspace_id_directory_id_name_key" ON "directory_secrets"("workspace_id", "directory_id", "name");

ALTER TABLE "proofs" ADD CONSTRAINT "proofs_workspace_id_submission_id_customer_id_directory_id_fkey" FOREIGN KEY ("workspace_id", "submission_id", "customer_id", "directory_id") REFERENCES "directory_submissions"("workspace_id", "id", "customer_id", "directory_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "proofs" ADD CONSTRAINT "proofs_workspace_id_queue_item_id_fkey" FOREIGN KEY ("workspace_id", "queue_item_id") REFERENCES "submission_queue"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "listing_checks" ADD CONSTRAINT "listing_checks_workspace_id_submission_id_customer_id_dire_fkey" FOREIGN KEY ("workspace_id", "submission_id", "customer_id", "directory_id") REFERENCES "directory_submissions"("workspace_id", "id", "customer_id", "directory_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "directory_secrets" ADD CONSTRAINT "directory_secrets_workspace_id_directory_id_fkey" FOREIGN KEY ("workspace_id", "directory_id") REFERENCES "directories"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


alter table proofs
  add constraint proofs_kind_check check (kind in ('screenshot','receipt','document','page')),
  add constraint proofs_type_check check (content_type in ('image/png','image/jpeg','image/webp','application/pdf','text/plain')),
  add constraint proofs_name_check check (length(name) between 1 and 200),
  add constraint proofs_bytes_check check (bytes between 1 and 10485760 and sha256 ~ '^[0-9a-f]{64}$');
-- Uploads that never ended.
create index proofs_unstored_idx on proofs (workspace_id, created_at) where stored_at is null;

alter table listing_checks
  add constraint listing_checks_outcome_check check (outcome in ('live','missing','link_missing','nofollow','unreachable')),
  add constraint listing_checks_link_check check (case outcome when 'live' then true when 'nofollow' then link_url is not null else link_url is null end),
  add constraint listing_checks_status_check check (http_status between 100 and 599);

alter table directory_secrets
  add constraint directory_secrets_name_check check (name ~ '^[a-z][a-zA-Z0-9_]{0,39}$');

-- The number that we gave, as imports of figures name a listing.
create index directory_submissions_workspace_id_internal_reference_id_idx on directory_submissions (workspace_id, internal_reference_id);
create index directory_submissions_expiry_idx on directory_submissions (workspace_id, expires_at)
  where status = 'approved' and expires_at is not null;
