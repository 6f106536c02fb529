-- Whose link an applicant followed, and the leads of one import in order.
ALTER TABLE "partner_applications" ADD COLUMN "referred_by_partner_id" UUID;
CREATE INDEX "partner_applications_workspace_id_referred_by_partner_id_idx" ON "partner_applications"("workspace_id", "referred_by_partner_id");
ALTER TABLE "partner_applications" ADD CONSTRAINT "partner_applications_workspace_id_referred_by_partner_id_fkey" FOREIGN KEY ("workspace_id", "referred_by_partner_id") REFERENCES "partners"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

DROP INDEX "client_leads_workspace_id_import_id_idx";
CREATE INDEX "client_leads_workspace_id_import_id_created_at_id_idx" ON "client_leads"("workspace_id", "import_id", "created_at", "id");
