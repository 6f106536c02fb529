-- CreateTable
CREATE TABLE "queue_heads" (
    "workspace_id" UUID NOT NULL,
    "automation_method" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "turn" BIGINT NOT NULL,

    CONSTRAINT "queue_heads_pkey" PRIMARY KEY ("workspace_id","automation_method")
);

-- AddForeignKey
ALTER TABLE "queue_heads" ADD CONSTRAINT "queue_heads_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
