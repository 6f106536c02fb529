-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "va_id" UUID;

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "va_id" UUID;

-- AlterTable
ALTER TABLE "pending_actions" ADD COLUMN     "active_seconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "assigned_at" TIMESTAMPTZ,
ADD COLUMN     "assigned_by" TEXT,
ADD COLUMN     "assigned_to_va_id" UUID,
ADD COLUMN     "blocked_reason" TEXT,
ADD COLUMN     "class_id" UUID,
ADD COLUMN     "clock_started_at" TIMESTAMPTZ,
ADD COLUMN     "clock_used_seconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "completed_by_va_id" UUID,
ADD COLUMN     "deadline_at" TIMESTAMPTZ,
ADD COLUMN     "deadline_minutes" INTEGER,
ADD COLUMN     "escalated_at" TIMESTAMPTZ,
ADD COLUMN     "estimated_minutes" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "follow_up_at" TIMESTAMPTZ,
ADD COLUMN     "handover_note" TEXT,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lease_expires_at" TIMESTAMPTZ,
ADD COLUMN     "lease_token" UUID,
ADD COLUMN     "playbook_version" INTEGER,
ADD COLUMN     "preferred_va_id" UUID,
ADD COLUMN     "quality_score" INTEGER,
ADD COLUMN     "rank_at" TIMESTAMPTZ,
ADD COLUMN     "required_skills" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "retry_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "review_status" TEXT,
ADD COLUMN     "reviewed_by" UUID,
ADD COLUMN     "reviews_wanted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "rework_of_id" UUID,
ADD COLUMN     "sample_reason" TEXT,
ADD COLUMN     "snoozed_until" TIMESTAMPTZ,
ADD COLUMN     "started_at" TIMESTAMPTZ,
ADD COLUMN     "status_changed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "unroutable_since" TIMESTAMPTZ,
ADD COLUMN     "warn_at" TIMESTAMPTZ,
ADD COLUMN     "warned_at" TIMESTAMPTZ,
ADD COLUMN     "weight" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "proofs" ADD COLUMN     "action_id" UUID;

-- CreateTable
CREATE TABLE "virtual_assistants" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'invited',
    "skills" JSONB NOT NULL DEFAULT '{}',
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "specializations" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "working_hours" JSONB NOT NULL DEFAULT '[]',
    "is_available" BOOLEAN NOT NULL DEFAULT true,
    "available_changed_at" TIMESTAMPTZ,
    "max_concurrent_tasks" INTEGER NOT NULL DEFAULT 3,
    "success_rate" DECIMAL(5,2),
    "average_quality_score" DECIMAL(3,2),
    "average_handling_minutes" DECIMAL(8,2),
    "completed_tasks" INTEGER NOT NULL DEFAULT 0,
    "last_assigned_at" TIMESTAMPTZ,
    "last_active_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "virtual_assistants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "va_leave" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "va_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "va_leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "va_availability" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "va_id" UUID NOT NULL,
    "is_available" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "va_availability_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_settings" (
    "workspace_id" UUID NOT NULL,
    "assignment_mode" TEXT NOT NULL DEFAULT 'off',
    "working_hours" JSONB NOT NULL DEFAULT '[{"day":1,"from":540,"to":1080},{"day":2,"from":540,"to":1080},{"day":3,"from":540,"to":1080},{"day":4,"from":540,"to":1080},{"day":5,"from":540,"to":1080}]',
    "deadline_minutes" INTEGER[] DEFAULT ARRAY[60, 240, 1440, 4320, 10080]::INTEGER[],
    "warn_after" INTEGER NOT NULL DEFAULT 75,
    "lease_seconds" INTEGER NOT NULL DEFAULT 180,
    "assignment_minutes" INTEGER NOT NULL DEFAULT 60,
    "sample_new" INTEGER NOT NULL DEFAULT 50,
    "sample_regular" INTEGER NOT NULL DEFAULT 10,
    "second_review" INTEGER NOT NULL DEFAULT 20,
    "new_until" INTEGER NOT NULL DEFAULT 30,
    "sample_seed" TEXT NOT NULL DEFAULT 'tandem',
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_settings_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "workspace_holidays" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "workspace_holidays_pkey" PRIMARY KEY ("workspace_id","day")
);

-- CreateTable
CREATE TABLE "action_type_settings" (
    "workspace_id" UUID NOT NULL,
    "action_type" TEXT NOT NULL,
    "weight" INTEGER NOT NULL DEFAULT 1,
    "required_skills" JSONB NOT NULL DEFAULT '{}',
    "estimated_minutes" INTEGER NOT NULL DEFAULT 10,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "action_type_settings_pkey" PRIMARY KEY ("workspace_id","action_type")
);

-- CreateTable
CREATE TABLE "work_classes" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "action_type" TEXT NOT NULL,
    "required_skills" JSONB NOT NULL,
    "language" TEXT NOT NULL DEFAULT '',
    "weight" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "work_classes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_refusals" (
    "workspace_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "va_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "action_refusals_pkey" PRIMARY KEY ("workspace_id","action_id","va_id")
);

-- CreateTable
CREATE TABLE "action_drafts" (
    "workspace_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "va_id" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "action_drafts_pkey" PRIMARY KEY ("workspace_id","action_id","va_id")
);

-- CreateTable
CREATE TABLE "action_presence" (
    "workspace_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "action_presence_pkey" PRIMARY KEY ("workspace_id","action_id","user_id")
);

-- CreateTable
CREATE TABLE "playbooks" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "action_type" TEXT NOT NULL,
    "directory_id" UUID,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "created_by" UUID,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "playbooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "macros" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "action_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "outcome" JSONB NOT NULL DEFAULT '{}',
    "note" TEXT NOT NULL DEFAULT '',
    "user_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macros_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_reviews" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "action_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "reviewer_name" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "feedback" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "action_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_appeals" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "va_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "argument" TEXT NOT NULL,
    "ruling" TEXT NOT NULL DEFAULT '',
    "score" INTEGER,
    "ruled_by" UUID,
    "ruled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "review_appeals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "virtual_assistants_workspace_id_created_at_id_idx" ON "virtual_assistants"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "virtual_assistants_user_id_idx" ON "virtual_assistants"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "virtual_assistants_workspace_id_id_key" ON "virtual_assistants"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "virtual_assistants_workspace_id_email_key" ON "virtual_assistants"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "virtual_assistants_workspace_id_user_id_key" ON "virtual_assistants"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "va_leave_workspace_id_va_id_ends_on_idx" ON "va_leave"("workspace_id", "va_id", "ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "va_leave_workspace_id_id_key" ON "va_leave"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "va_availability_workspace_id_va_id_created_at_idx" ON "va_availability"("workspace_id", "va_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "work_classes_workspace_id_id_key" ON "work_classes"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "work_classes_workspace_id_action_type_required_skills_langu_key" ON "work_classes"("workspace_id", "action_type", "required_skills", "language", "weight");

-- CreateIndex
CREATE INDEX "action_refusals_workspace_id_va_id_idx" ON "action_refusals"("workspace_id", "va_id");

-- CreateIndex
CREATE INDEX "action_drafts_workspace_id_va_id_idx" ON "action_drafts"("workspace_id", "va_id");

-- CreateIndex
CREATE INDEX "action_presence_workspace_id_seen_at_idx" ON "action_presence"("workspace_id", "seen_at");

-- CreateIndex
CREATE INDEX "playbooks_workspace_id_directory_id_idx" ON "playbooks"("workspace_id", "directory_id");

-- CreateIndex
CREATE UNIQUE INDEX "playbooks_workspace_id_id_key" ON "playbooks"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "macros_workspace_id_name_id_idx" ON "macros"("workspace_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "macros_workspace_id_id_key" ON "macros"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "action_reviews_workspace_id_created_at_id_idx" ON "action_reviews"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "action_reviews_workspace_id_id_key" ON "action_reviews"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "action_reviews_workspace_id_action_id_round_key" ON "action_reviews"("workspace_id", "action_id", "round");

-- CreateIndex
CREATE INDEX "review_appeals_workspace_id_va_id_idx" ON "review_appeals"("workspace_id", "va_id");

-- CreateIndex
CREATE INDEX "review_appeals_workspace_id_created_at_id_idx" ON "review_appeals"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "review_appeals_workspace_id_id_key" ON "review_appeals"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "review_appeals_workspace_id_review_id_key" ON "review_appeals"("workspace_id", "review_id");

-- CreateIndex
CREATE INDEX "invitations_workspace_id_va_id_idx" ON "invitations"("workspace_id", "va_id");

-- CreateIndex
CREATE INDEX "memberships_workspace_id_va_id_idx" ON "memberships"("workspace_id", "va_id");

-- CreateIndex
CREATE INDEX "pending_actions_workspace_id_class_id_idx" ON "pending_actions"("workspace_id", "class_id");

-- CreateIndex
CREATE INDEX "pending_actions_workspace_id_assigned_to_va_id_idx" ON "pending_actions"("workspace_id", "assigned_to_va_id");

-- CreateIndex
CREATE INDEX "pending_actions_workspace_id_preferred_va_id_idx" ON "pending_actions"("workspace_id", "preferred_va_id");

-- CreateIndex
CREATE INDEX "pending_actions_workspace_id_completed_by_va_id_completed_a_idx" ON "pending_actions"("workspace_id", "completed_by_va_id", "completed_at");

-- CreateIndex
CREATE INDEX "pending_actions_workspace_id_rework_of_id_idx" ON "pending_actions"("workspace_id", "rework_of_id");

-- CreateIndex
CREATE INDEX "proofs_workspace_id_action_id_idx" ON "proofs"("workspace_id", "action_id");

-- AddForeignKey
ALTER TABLE "virtual_assistants" ADD CONSTRAINT "virtual_assistants_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "virtual_assistants" ADD CONSTRAINT "virtual_assistants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "va_leave" ADD CONSTRAINT "va_leave_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "va_availability" ADD CONSTRAINT "va_availability_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "work_settings" ADD CONSTRAINT "work_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "workspace_holidays" ADD CONSTRAINT "workspace_holidays_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_type_settings" ADD CONSTRAINT "action_type_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "work_classes" ADD CONSTRAINT "work_classes_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_refusals" ADD CONSTRAINT "action_refusals_workspace_id_action_id_fkey" FOREIGN KEY ("workspace_id", "action_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_refusals" ADD CONSTRAINT "action_refusals_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_drafts" ADD CONSTRAINT "action_drafts_workspace_id_action_id_fkey" FOREIGN KEY ("workspace_id", "action_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_drafts" ADD CONSTRAINT "action_drafts_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_presence" ADD CONSTRAINT "action_presence_workspace_id_action_id_fkey" FOREIGN KEY ("workspace_id", "action_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "playbooks" ADD CONSTRAINT "playbooks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "playbooks" ADD CONSTRAINT "playbooks_workspace_id_directory_id_fkey" FOREIGN KEY ("workspace_id", "directory_id") REFERENCES "directories"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "macros" ADD CONSTRAINT "macros_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_reviews" ADD CONSTRAINT "action_reviews_workspace_id_action_id_fkey" FOREIGN KEY ("workspace_id", "action_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "review_appeals" ADD CONSTRAINT "review_appeals_workspace_id_review_id_fkey" FOREIGN KEY ("workspace_id", "review_id") REFERENCES "action_reviews"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "review_appeals" ADD CONSTRAINT "review_appeals_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_class_id_fkey" FOREIGN KEY ("workspace_id", "class_id") REFERENCES "work_classes"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_assigned_to_va_id_fkey" FOREIGN KEY ("workspace_id", "assigned_to_va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_preferred_va_id_fkey" FOREIGN KEY ("workspace_id", "preferred_va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_completed_by_va_id_fkey" FOREIGN KEY ("workspace_id", "completed_by_va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "pending_actions" ADD CONSTRAINT "pending_actions_workspace_id_rework_of_id_fkey" FOREIGN KEY ("workspace_id", "rework_of_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_workspace_id_action_id_fkey" FOREIGN KEY ("workspace_id", "action_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_va_id_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;



-- Each workspace has its settings, and each kind of action its own; later ones get theirs by trigger.
insert into work_settings (workspace_id) select id from workspaces;
insert into action_type_settings (workspace_id, action_type, weight, required_skills, estimated_minutes)
select w.id, t.* from workspaces w cross join (values
  ('sms_verification', 1, '{"phone": 1}'::jsonb, 5), ('email_verification', 1, '{}', 5), ('document_upload', 1, '{"documents": 1}', 10),
  ('phone_call', 2, '{"phone": 2}', 15), ('manual_submission', 1, '{}', 20), ('captcha_solving', 1, '{}', 3),
  ('account_creation', 1, '{}', 15), ('payment_processing', 1, '{"payments": 2}', 10), ('content_review', 1, '{"writing": 2}', 20),
  ('screenshot_verification', 1, '{}', 5), ('follow_up_required', 1, '{}', 10), ('error_resolution', 2, '{"research": 1}', 25)
) as t(action_type, weight, required_skills, minutes);

insert into work_classes (workspace_id, action_type, required_skills, weight, created_at)
select distinct a.workspace_id, a.action_type, t.required_skills, t.weight, now()
from pending_actions a join action_type_settings t on t.workspace_id = a.workspace_id and t.action_type = a.action_type;
-- Open actions of before begin their time anew.
alter table pending_actions disable trigger user;
update pending_actions a set class_id = c.id, required_skills = t.required_skills, weight = t.weight, estimated_minutes = t.estimated_minutes,
  deadline_minutes = (array[60, 240, 1440, 4320, 10080])[a.priority], rank_at = a.created_at + make_interval(mins => (array[60, 240, 1440, 4320, 10080])[a.priority]),
  deadline_at = case when a.status in ('pending','assigned','in_progress') then now() + make_interval(mins => (array[60, 240, 1440, 4320, 10080])[a.priority]) end,
  clock_started_at = case when a.status in ('pending','assigned','in_progress') then now() end,
  status = case when a.status in ('assigned','in_progress') then 'pending' else a.status end,
  blocked_reason = case when a.status = 'blocked' then 'Blocked before reasons were kept.' end
from action_type_settings t, work_classes c
where t.workspace_id = a.workspace_id and t.action_type = a.action_type
  and c.workspace_id = a.workspace_id and c.action_type = a.action_type and c.required_skills = t.required_skills and c.weight = t.weight;
alter table pending_actions enable trigger user;
alter table pending_actions alter column class_id set not null, alter column deadline_minutes set not null, alter column rank_at set not null;

-- Members who are virtual assistants stand for one.
insert into virtual_assistants (workspace_id, user_id, name, email, status, timezone, working_hours, created_at)
select m.workspace_id, m.user_id, coalesce(nullif(u.name, ''), u.email), u.email, m.status, w.timezone, s.working_hours, m.created_at
from memberships m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id join work_settings s on s.workspace_id = w.id where m.role = 'va' and m.status <> 'removed';
update memberships m set va_id = v.id from virtual_assistants v
where v.workspace_id = m.workspace_id and v.user_id = m.user_id and m.role = 'va';

alter table memberships drop constraint memberships_one_side_check,
  add constraint memberships_one_side_check check (num_nonnulls(partner_id, customer_id, va_id) <= 1);
alter table invitations drop constraint invitations_one_side_check,
  add constraint invitations_one_side_check check (num_nonnulls(partner_id, customer_id, va_id) <= 1);

alter table virtual_assistants
  add constraint virtual_assistants_status_check check (status in ('invited','active','left')),
  add constraint virtual_assistants_name_check check (length(name) between 1 and 200 and email = lower(email)),
  add constraint virtual_assistants_skills_check check (jsonb_typeof(skills) = 'object' and length(skills::text) <= 4000),
  add constraint virtual_assistants_hours_check check (jsonb_typeof(working_hours) = 'array' and jsonb_array_length(working_hours) <= 70),
  add constraint virtual_assistants_capacity_check check (max_concurrent_tasks between 1 and 50),
  add constraint virtual_assistants_figures_check check (success_rate between 0 and 100 and average_quality_score between 1 and 5 and completed_tasks >= 0);
alter table va_leave
  add constraint va_leave_kind_check check (kind in ('holiday','leave','sick')),
  add constraint va_leave_days_check check (ends_on between starts_on and starts_on + 366);
alter table work_settings
  add constraint work_settings_mode_check check (assignment_mode in ('off','round_robin','balanced','best_match')),
  add constraint work_settings_hours_check check (jsonb_typeof(working_hours) = 'array' and jsonb_array_length(working_hours) between 1 and 70),
  add constraint work_settings_deadlines_check check (cardinality(deadline_minutes) = 5 and 1 <= all (deadline_minutes) and 525600 >= all (deadline_minutes)),
  add constraint work_settings_shares_check check (warn_after between 1 and 99 and sample_new between 0 and 100 and sample_regular between 0 and 100
    and second_review between 0 and 100 and new_until between 0 and 10000),
  add constraint work_settings_leases_check check (lease_seconds between 30 and 3600 and assignment_minutes between 5 and 10080);
alter table action_type_settings
  add constraint action_type_settings_type_check check (action_type in ('sms_verification','email_verification','document_upload','phone_call','manual_submission','captcha_solving',
    'account_creation','payment_processing','content_review','screenshot_verification','follow_up_required','error_resolution')),
  add constraint action_type_settings_asks_check check (weight between 1 and 10 and estimated_minutes between 1 and 1440 and jsonb_typeof(required_skills) = 'object');
alter table action_refusals
  add constraint action_refusals_kind_check check (kind in ('declined','skipped') and (kind = 'skipped') = (until is not null));
alter table action_drafts add constraint action_drafts_data_check check (jsonb_typeof(data) = 'object' and length(data::text) <= 100000);
alter table playbooks
  add constraint playbooks_version_check check (version >= 1 and length(body) between 1 and 50000),
  add constraint playbooks_type_check check (action_type in ('sms_verification','email_verification','document_upload','phone_call','manual_submission','captcha_solving',
    'account_creation','payment_processing','content_review','screenshot_verification','follow_up_required','error_resolution'));
create unique index playbooks_version_key on playbooks (workspace_id, action_type, coalesce(directory_id, '00000000-0000-0000-0000-000000000000'), version);
alter table macros add constraint macros_text_check check (length(name) between 1 and 80 and length(note) <= 4000 and jsonb_typeof(outcome) = 'object');
alter table action_reviews
  add constraint action_reviews_round_check check (round in (1, 2)),
  add constraint action_reviews_score_check check (score between 1 and 5 and verdict in ('accepted','rework'));
-- Nobody reviews the same action twice.
create unique index action_reviews_workspace_id_action_id_reviewer_id_key on action_reviews (workspace_id, action_id, reviewer_id);
alter table review_appeals
  add constraint review_appeals_status_check check (status in ('open','upheld','changed') and (status = 'open') = (ruled_at is null)
    and (status = 'changed') = (score is not null)),
  add constraint review_appeals_score_check check (score between 1 and 5);

alter table pending_actions
  add constraint pending_actions_held_check check ((status in ('assigned','in_progress')) = (assigned_to_va_id is not null)
    and (assigned_to_va_id is null) = (assigned_at is null) and (assigned_to_va_id is null) = (assigned_by is null)
    and assigned_by in ('claim','auto','manual')),
  add constraint pending_actions_lease_check check ((status = 'in_progress') = (lease_token is not null) and (lease_token is null) = (lease_expires_at is null)),
  add constraint pending_actions_clock_check check ((status in ('pending','assigned','in_progress')) = (deadline_at is not null)
    and (deadline_at is null) = (clock_started_at is null) and clock_used_seconds >= 0 and deadline_minutes >= 1),
  add constraint pending_actions_asks_check check (weight between 1 and 10 and jsonb_typeof(required_skills) = 'object' and estimated_minutes >= 1 and active_seconds >= 0),
  add constraint pending_actions_snooze_check check (snoozed_until is null or status = 'pending'),
  add constraint pending_actions_blocked_check check ((status = 'blocked') = (blocked_reason is not null)),
  add constraint pending_actions_review_check check (review_status in ('not_sampled','waiting','reviewed','appealed') and quality_score between 1 and 5 and reviews_wanted between 0 and 2);
-- The line: of each class, whose time ends first.
create index pending_actions_line_idx on pending_actions (workspace_id, class_id, rank_at, id) where status = 'pending' and snoozed_until is null;
create index pending_actions_preferred_idx on pending_actions (workspace_id, preferred_va_id, rank_at) where status = 'pending' and snoozed_until is null and preferred_va_id is not null;
create index pending_actions_held_idx on pending_actions (workspace_id, assigned_to_va_id) include (weight, status) where status in ('assigned','in_progress');
create index pending_actions_leases_idx on pending_actions (workspace_id, lease_expires_at) where status = 'in_progress';
create index pending_actions_snoozed_idx on pending_actions (workspace_id, snoozed_until) where snoozed_until is not null;
create index pending_actions_deadline_idx on pending_actions (workspace_id, deadline_at) where deadline_at is not null;
create index pending_actions_warn_idx on pending_actions (workspace_id, warn_at) where warned_at is null and deadline_at is not null;
create index pending_actions_escalate_idx on pending_actions (workspace_id, deadline_at) where escalated_at is null and deadline_at is not null;
create index pending_actions_review_idx on pending_actions (workspace_id, completed_at, id) where review_status in ('waiting','appealed');
create index pending_actions_unroutable_idx on pending_actions (workspace_id, unroutable_since) where unroutable_since is not null;
create index pending_actions_done_idx on pending_actions (workspace_id, completed_at) where completed_at is not null;
