-- AlterTable
ALTER TABLE "pending_actions" ADD COLUMN     "question_expires_at" TIMESTAMPTZ,
ADD COLUMN     "question_token_hash" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "pending_actions_question_token_hash_key" ON "pending_actions"("question_token_hash");

alter table pending_actions
  add constraint pending_actions_question_link_check check ((question_token_hash is null) = (question_expires_at is null)),
  add constraint pending_actions_follow_up_check check (follow_up_at is null or status = 'blocked');
create index pending_actions_follow_up_idx on pending_actions (workspace_id, follow_up_at) where follow_up_at is not null;
