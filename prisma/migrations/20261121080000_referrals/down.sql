DROP INDEX "client_leads_workspace_id_import_id_created_at_id_idx";
CREATE INDEX "client_leads_workspace_id_import_id_idx" ON "client_leads"("workspace_id", "import_id");

ALTER TABLE "partner_applications" DROP COLUMN "referred_by_partner_id";
