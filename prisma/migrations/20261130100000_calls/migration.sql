CREATE TABLE "calls" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "workspace_id" UUID NOT NULL,
    "user_id" UUID,
    "va_id" UUID,
    "caller_name" TEXT NOT NULL,
    "client_lead_id" UUID,
    "action_id" UUID,
    "lease_token" UUID,
    "contact" TEXT NOT NULL,
    "phone" TEXT,
    "started_at" TIMESTAMPTZ NOT NULL,
    "seconds" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "rating" SMALLINT,
    "note" TEXT NOT NULL DEFAULT '',
    "logged_by" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "calls_workspace_id_id_key" ON "calls"("workspace_id", "id");

CREATE UNIQUE INDEX "calls_workspace_id_action_id_lease_token_key" ON "calls"("workspace_id", "action_id", "lease_token");

CREATE INDEX "calls_workspace_id_started_at_id_idx" ON "calls"("workspace_id", "started_at", "id");

CREATE INDEX "calls_workspace_id_client_lead_id_started_at_id_idx" ON "calls"("workspace_id", "client_lead_id", "started_at", "id");

CREATE INDEX "calls_workspace_id_user_id_started_at_id_idx" ON "calls"("workspace_id", "user_id", "started_at", "id");

CREATE INDEX "calls_workspace_id_va_id_started_at_id_idx" ON "calls"("workspace_id", "va_id", "started_at", "id");

ALTER TABLE "calls" ADD CONSTRAINT "calls_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "calls" ADD CONSTRAINT "calls_caller_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "calls" ADD CONSTRAINT "calls_va_fkey" FOREIGN KEY ("workspace_id", "va_id") REFERENCES "virtual_assistants"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "calls" ADD CONSTRAINT "calls_lead_fkey" FOREIGN KEY ("workspace_id", "client_lead_id") REFERENCES "client_leads"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "calls" ADD CONSTRAINT "calls_action_fkey" FOREIGN KEY ("workspace_id", "action_id") REFERENCES "pending_actions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


alter table calls
  add constraint calls_about_check check (num_nonnulls(client_lead_id, action_id) = 1),
  add constraint calls_lease_check check (lease_token is null or action_id is not null),
  add constraint calls_text_check check (length(caller_name) between 1 and 200 and length(contact) between 1 and 200
    and length(phone) between 1 and 40 and length(note) <= 2000),
  add constraint calls_seconds_check check (seconds between 0 and 86400),
  add constraint calls_outcome_check check (outcome in ('reached','no_answer','voicemail','busy','wrong_number','call_again','refused')),
  add constraint calls_rating_check check (rating is null or (rating between 1 and 5 and outcome = 'reached'));
-- Nobody begins two calls about a lead at one moment: what is sent twice is there once.
create unique index calls_once_key on calls (workspace_id, client_lead_id, coalesce(va_id, user_id), started_at) where client_lead_id is not null;

-- Days had counted the completed tasks of this type. Their calls end with them, and begin on the same day, so that no
-- figure of a day moves.
insert into calls (workspace_id, user_id, va_id, caller_name, action_id, contact, phone, started_at, seconds, outcome, logged_by, created_at)
select a.workspace_id, v.user_id, v.id, left(v.name, 200), a.id,
  coalesce(nullif(left(btrim(a.result_data ->> 'spokeWith'), 200), ''), nullif(c.full_name, ''), c.company_name),
  nullif(left(btrim(c.business_data ->> 'phone'), 40), ''),
  greatest(a.completed_at - make_interval(secs => s.seconds),
    date_trunc('day', a.completed_at at time zone w.timezone) at time zone w.timezone),
  s.seconds, 'reached', v.user_id, a.completed_at
from pending_actions a
cross join lateral (select least(a.active_seconds, 86400) as seconds) s
join workspaces w on w.id = a.workspace_id
join virtual_assistants v on v.workspace_id = a.workspace_id and v.id = a.completed_by_va_id
join customers c on c.workspace_id = a.workspace_id and c.id = a.customer_id
where a.action_type = 'phone_call' and a.status = 'completed' and a.completed_at is not null;

-- The days of everybody who calls, not of virtual assistants alone.
alter table agent_metrics add column person_id uuid, add column user_id uuid;
update agent_metrics a set person_id = a.va_id, user_id = v.user_id
from virtual_assistants v where v.workspace_id = a.workspace_id and v.id = a.va_id;
alter table agent_metrics
  drop constraint agent_metrics_pkey,
  alter column person_id set not null,
  add constraint agent_metrics_pkey primary key (workspace_id, day, person_id),
  alter column va_id drop not null,
  add constraint agent_metrics_person_check check (person_id = coalesce(va_id, user_id)),
  add constraint agent_metrics_user_fkey foreign key (workspace_id, user_id) references memberships (workspace_id, user_id)
    on delete no action on update no action;
create index agent_metrics_workspace_id_user_id_day_idx on agent_metrics (workspace_id, user_id, day);
