-- Grants and policies, in one place to read. Every table fails closed: row level security is on,
-- and each role has a policy of its own (an OR over roles costs the index).

revoke all on all tables in schema public from public, anon, authenticated, service_role;
revoke all on all functions in schema public from public;
alter default privileges revoke execute on functions from public;
grant usage on schema public to anon, authenticated, service_role;

do $$
declare
  tenant_tables constant text[] := array['memberships','invitations','api_keys','events','audit_log','saved_views','emails',
    'partner_applications','partners','programme_versions','partner_tiers','reward_rules','campaigns','partner_tier_history','client_leads','lead_shares','lead_stage_history',
    'lead_client_keys','imports','import_rows','commissions','payout_runs','payouts','payout_items','lead_refunds','exchange_rates',
    'lead_conflicts','risk_flags','operations','operation_rows'];
  t text;
  p record;
begin
  for p in select schemaname, tablename, policyname from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename);
  end loop;

  foreach t in array tenant_tables || array['workspaces','users','sessions','password_reset_tokens','idempotency_keys'] loop
    execute format('alter table %I enable row level security', t);
  end loop;

  -- Append-only tables are granted no UPDATE; nothing but saved views and staged rows is ever deleted.
  foreach t in array tenant_tables loop
    execute format('grant select, insert on %I to authenticated, service_role', t);
    if t <> all (array['events','audit_log','partner_tiers','reward_rules','lead_shares','partner_tier_history','lead_stage_history','payout_runs','lead_refunds','exchange_rates']) then
      execute format('grant update on %I to authenticated, service_role', t);
    end if;
    if t not in ('api_keys', 'saved_views') then
      execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    end if;
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
end $$;

-- The ledger is read here and written by its triggers alone; partners read what is theirs.
do $$
declare t text;
begin
  foreach t in array array['ledger_accounts','ledger_transactions','ledger_entries'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to authenticated, service_role', t);
    execute format('create policy staff_reads on %I for select to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service_reads on %I for select to service_role using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy partner_reads on %I for select to app_partner
      using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()))', t);
  end loop;
end $$;
grant select on partner_balances to authenticated, service_role;

-- Sending payouts: staff and the worker; partners read the attempts on what is theirs.
do $$
declare t text;
begin
  foreach t in array array['payout_transfers','payout_files','payout_events','payout_settings','approval_delegations','sandbox_transfers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
    if t not in ('payout_events','sandbox_transfers') then
      execute format('grant select, insert on %I to authenticated, service_role', t);
      execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    end if;
  end loop;
end $$;
grant update on payout_transfers to authenticated, service_role;
grant update on payout_settings, approval_delegations to authenticated;
grant select, update on payout_events to service_role;
grant select on payout_events to authenticated;
create policy staff_reads on payout_events for select to app_staff using (workspace_id = (select app_workspace_id()));
grant select, insert, update on sandbox_transfers to service_role;
create policy partner_reads on payout_transfers for select to app_partner
  using (workspace_id = (select app_workspace_id()) and exists (
    select 1 from payouts p where p.workspace_id = payout_transfers.workspace_id and p.id = payout_transfers.payout_id));
grant execute on function payout_key(uuid, uuid) to authenticated, service_role;
grant execute on function receive_payout_event(text, text, uuid, jsonb, timestamptz) to anon, authenticated, service_role;

alter table submission_analytics_daily enable row level security;
grant select on submission_analytics_daily to authenticated, service_role;
create policy staff_reads on submission_analytics_daily for select to app_staff using (workspace_id = (select app_workspace_id()));
create policy service_reads on submission_analytics_daily for select to service_role using (workspace_id = (select app_workspace_id()));

-- Fulfilment. Items, reservations and counters move through functions (86 to 89) that check who asks.
do $$
declare t text;
begin
  foreach t in array array['customers','directories','batch_submissions','directory_submissions','pending_actions',
    'submission_queue','credit_entries','queue_turns','queue_heads','queue_workers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to authenticated, service_role', t);
    execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
end $$;
-- The statistics of a directory are kept by trigger (87).
grant insert (id, workspace_id, slug, name, url, submission_url, domain, description, category, country, da_score, link_type, pricing,
  price_cents, price_currency, credits, requirements, average_approval_days, automation_method, automation, is_active,
  max_concurrent, cooldown_seconds, source, external_id, created_at) on directories to authenticated, service_role;
grant update (name, url, submission_url, domain, description, category, country, da_score, link_type, pricing, price_cents,
  price_currency, credits, requirements, average_approval_days, automation_method, automation, is_active, max_concurrent,
  cooldown_seconds, next_start_at) on directories to authenticated, service_role;
grant execute on function search_directories(text), median_days(integer[]) to authenticated, service_role;
grant insert, update on customers, directory_submissions, pending_actions to authenticated, service_role;
grant insert, update (batch_name, priority, max_concurrent_items, stop_on_error, notification_settings) on batch_submissions
  to authenticated, service_role;
-- What Stripe says is written by the worker; staff read it.
alter table stripe_subscriptions enable row level security;
alter table stripe_events enable row level security;
grant select, insert, update on stripe_subscriptions to service_role;
grant select, update on stripe_events to service_role;
grant select on stripe_subscriptions, stripe_events to app_staff;
create policy service on stripe_subscriptions to service_role using (workspace_id = (select app_workspace_id()));
create policy service on stripe_events to service_role using (workspace_id = (select app_workspace_id()));
create policy staff_reads on stripe_subscriptions for select to app_staff using (workspace_id = (select app_workspace_id()));
create policy staff_reads on stripe_events for select to app_staff using (workspace_id = (select app_workspace_id()));
grant execute on function tier_credits(text), billing_boundary(timestamptz, text, integer), billing_period(timestamptz, text, integer),
  billing_period_at(timestamptz, text, timestamptz), search_customers(text) to authenticated, service_role;
grant execute on function link_stripe_customer(uuid, text) to authenticated;
grant execute on function reset_customer_billing_period(uuid, timestamptz), reset_due_billing_periods(timestamptz, uuid),
  start_billing_period(uuid, timestamptz, timestamptz, timestamptz), grant_credits(uuid, integer, text, timestamptz) to app_staff, service_role;
grant execute on function receive_stripe_event(text, text, text, text, jsonb, timestamptz, timestamptz) to anon, authenticated, service_role;
create policy va_reads on directories for select to app_va using (workspace_id = (select app_workspace_id()));
-- Of customers those alone whose task a virtual assistant holds, did or may take (94).
create policy va_reads on customers for select to app_va using (workspace_id = (select app_workspace_id())
  and exists (select from pending_actions a where a.workspace_id = customers.workspace_id and a.customer_id = customers.id));
-- So of items and listings, beside those that they claimed from the queue and hold; of batches none.
create policy va_reads on submission_queue for select to app_va using (workspace_id = (select app_workspace_id())
  and exists (select from pending_actions a where a.workspace_id = submission_queue.workspace_id and a.queue_item_id = submission_queue.id));
create policy va_claimed on submission_queue for select to app_va using (workspace_id = (select app_workspace_id())
  and status = 'processing' and claimed_by = (select app_user_id()));
create policy va_reads on directory_submissions for select to app_va using (workspace_id = (select app_workspace_id())
  and exists (select from pending_actions a where a.workspace_id = directory_submissions.workspace_id and a.submission_id = directory_submissions.id));
create policy va_claimed on directory_submissions for select to app_va using (workspace_id = (select app_workspace_id())
  and id in (select q.submission_id from submission_queue q where q.workspace_id = (select app_workspace_id())
    and q.status = 'processing' and q.claimed_by = (select app_user_id())));
create policy va_claimed on customers for select to app_va using (workspace_id = (select app_workspace_id())
  and id in (select q.customer_id from submission_queue q where q.workspace_id = (select app_workspace_id())
    and q.status = 'processing' and q.claimed_by = (select app_user_id())));
create policy customer_reads on customers for select to app_customer
  using (workspace_id = (select app_workspace_id()) and id = (select app_customer_id()));
create policy customer_edits on customers for update to app_customer
  using (workspace_id = (select app_workspace_id()) and id = (select app_customer_id()));
create policy customer_reads on directories for select to app_customer using (workspace_id = (select app_workspace_id()));
do $$
declare t text;
begin
  foreach t in array array['batch_submissions','submission_queue','directory_submissions','credit_entries'] loop
    execute format('create policy customer_reads on %I for select to app_customer
      using (workspace_id = (select app_workspace_id()) and customer_id = (select app_customer_id()))', t);
  end loop;
end $$;
-- A customer sees what was asked of them, and answers.
create policy customer_reads on pending_actions for select to app_customer
  using (workspace_id = (select app_workspace_id()) and customer_id = (select app_customer_id()) and asked_at is not null);
create policy customer_answers on pending_actions for update to app_customer
  using (workspace_id = (select app_workspace_id()) and customer_id = (select app_customer_id()) and status = 'requires_customer')
  with check (workspace_id = (select app_workspace_id()) and customer_id = (select app_customer_id()) and answered_at is not null);
create policy customer_reads on events for select to app_customer
  using (workspace_id = (select app_workspace_id()) and customer_id = (select app_customer_id()));
create policy customer_records on events for insert to app_customer
  with check (workspace_id = (select app_workspace_id()) and actor_user_id = (select app_user_id()));
create policy customer_queues on emails for insert to app_customer
  with check (workspace_id = (select app_workspace_id()));
create policy customer_reads on users for select to app_customer using (id = (select app_user_id()));
create policy va_reads on users for select to app_va using (id = (select app_user_id()));
create policy va_queues on emails for insert to app_va
  with check (workspace_id = (select app_workspace_id()));
create policy va_records on events for insert to app_va
  with check (workspace_id = (select app_workspace_id()) and actor_user_id = (select app_user_id()));

grant select, update on workspaces to authenticated;
grant select on workspaces to service_role;
-- A password's hash is written by its owner and read by find_sign_in alone.
grant select (id, email, name, created_at, updated_at), update (name, password_hash) on users to authenticated;
grant select (id, email, name, created_at, updated_at) on users to service_role;
grant select, insert, update on sessions to authenticated;
grant select, insert on idempotency_keys to anon, authenticated, service_role;
grant update (answer) on idempotency_keys to anon, authenticated, service_role;
grant delete on saved_views, lead_shares to authenticated;
grant delete on import_rows to authenticated, service_role;

-- Workspaces: members read their own, staff edit it, the worker finds its tenants.
create policy staff on workspaces to app_staff using (id = (select app_workspace_id()));
create policy partner_reads on workspaces for select to app_partner using (id = (select app_workspace_id()));
create policy va_reads on workspaces for select to app_va using (id = (select app_workspace_id()));
create policy customer_reads on workspaces for select to app_customer using (id = (select app_workspace_id()));
create policy service_reads on workspaces for select to service_role using (true);

-- The person: outside any workspace, their own account only.
create policy person on users to app_person using (id = (select app_user_id()));
create policy person on sessions to app_person using (user_id = (select app_user_id()));
create policy person_reads on memberships for select to app_person using (user_id = (select app_user_id()));
-- Whoever is only invited shows nothing of the account they may have elsewhere.
create policy staff_reads on users for select to app_staff using (exists (
  select 1 from memberships m where m.workspace_id = (select app_workspace_id()) and m.user_id = users.id and m.status <> 'invited'));
create policy service_reads on users for select to service_role using (exists (
  select 1 from memberships m where m.workspace_id = (select app_workspace_id()) and m.user_id = users.id));
create policy partner_reads on users for select to app_partner using (id = (select app_user_id()));

-- Keys and saved views belong to a person in a workspace.
create policy staff on api_keys to app_staff
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy partner on api_keys to app_partner
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy va on api_keys to app_va
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy customer on api_keys to app_customer
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy staff on saved_views to app_staff
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));

-- Answers kept under an Idempotency-Key: one's own only.
create policy visitor_own on idempotency_keys to anon
  using (actor = (select current_setting('app.idempotency_actor', true)));
create policy member_own on idempotency_keys to authenticated
  using (actor = (select current_setting('app.idempotency_actor', true)));
create policy service_own on idempotency_keys to service_role
  using (actor = (select current_setting('app.idempotency_actor', true)));

-- Partners: their own row, leads, commissions, payouts and what happened to them.
create policy partner_reads on memberships for select to app_partner
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy partner_reads on partner_tiers for select to app_partner
  using (workspace_id = (select app_workspace_id()));
create policy partner_reads on programme_versions for select to app_partner
  using (workspace_id = (select app_workspace_id()) and withdrawn_at is null);
create policy partner_reads on reward_rules for select to app_partner
  using (workspace_id = (select app_workspace_id()));
create policy partner_reads on lead_shares for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()));
create policy partner_reads on partners for select to app_partner
  using (workspace_id = (select app_workspace_id()) and id = (select app_partner_id()));
create policy partner_edits on partners for update to app_partner
  using (workspace_id = (select app_workspace_id()) and id = (select app_partner_id()));
create policy partner_reads on partner_tier_history for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()));
create policy partner_reads on client_leads for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()));
create policy partner_registers on client_leads for insert to app_partner
  with check (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()) and status = 'prospect');
create policy partner_edits on client_leads for update to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id())
    and status in ('prospect', 'qualified', 'proposal_sent', 'negotiating'));
create policy partner_reads on lead_stage_history for select to app_partner
  using (workspace_id = (select app_workspace_id()) and exists (
    select 1 from client_leads l where l.workspace_id = lead_stage_history.workspace_id and l.id = lead_stage_history.client_lead_id));
create policy partner_registers on lead_stage_history for insert to app_partner
  with check (workspace_id = (select app_workspace_id()) and from_status is null and exists (
    select 1 from client_leads l where l.workspace_id = lead_stage_history.workspace_id and l.id = lead_stage_history.client_lead_id));
create policy partner_reads on lead_refunds for select to app_partner
  using (workspace_id = (select app_workspace_id()) and exists (
    select 1 from client_leads l where l.workspace_id = lead_refunds.workspace_id and l.id = lead_refunds.client_lead_id));
create policy partner_reads on exchange_rates for select to app_partner
  using (workspace_id = (select app_workspace_id()));
create policy partner_reads on commissions for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()));
create policy partner_reads on payouts for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()) and status <> 'draft');
create policy partner_reads on payout_runs for select to app_partner
  using (workspace_id = (select app_workspace_id()) and exists (
    select 1 from payouts p where p.workspace_id = payout_runs.workspace_id and p.run_id = payout_runs.id));
create policy partner_reads on payout_items for select to app_partner
  using (workspace_id = (select app_workspace_id()) and exists (
    select 1 from payouts p where p.workspace_id = payout_items.workspace_id and p.id = payout_items.payout_id));
create policy partner_reads on events for select to app_partner
  using (workspace_id = (select app_workspace_id()) and partner_id = (select app_partner_id()));
create policy partner_records on events for insert to app_partner
  with check (workspace_id = (select app_workspace_id()) and actor_user_id = (select app_user_id()));
create policy partner_records on audit_log for insert to app_partner
  with check (workspace_id = (select app_workspace_id()) and actor_user_id = (select app_user_id()));
create policy partner_queues on emails for insert to app_partner
  with check (workspace_id = (select app_workspace_id()));

-- VAs and customers: who they are and their own keys, until they have work of their own here.
create policy va_records on audit_log for insert to app_va
  with check (workspace_id = (select app_workspace_id()) and actor_user_id = (select app_user_id()));
create policy customer_records on audit_log for insert to app_customer
  with check (workspace_id = (select app_workspace_id()) and actor_user_id = (select app_user_id()));
create policy va_reads on memberships for select to app_va
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));
create policy customer_reads on memberships for select to app_customer
  using (workspace_id = (select app_workspace_id()) and user_id = (select app_user_id()));

grant execute on function retry_delay(integer, double precision, integer) to authenticated, service_role;
grant execute on function claim_items(text, text[], integer, integer, timestamptz), heartbeat_item(uuid, uuid, integer, text, integer, timestamptz),
  finish_items(jsonb, uuid, text, timestamptz), exchange_items(jsonb, uuid, text, text, text[], integer, integer, timestamptz),
  ripen_items(timestamptz) to app_staff, app_va, service_role;
grant execute on function resolve_items(jsonb, uuid, text, timestamptz), expire_leases(jsonb, double precision, timestamptz) to app_staff, app_va, service_role;
grant execute on function busy_workspaces(timestamptz) to service_role;
grant execute on function queue_items(uuid, jsonb, timestamptz, uuid, timestamptz), steer_batch(uuid, text, text[], text, uuid, timestamptz),
  retry_items(uuid, uuid[], uuid, timestamptz), line_up_batch(uuid) to app_staff, service_role;
grant execute on function app_workspace_id(), app_user_id(), app_role(), app_partner_id(), app_customer_id() to anon, authenticated, service_role;
grant execute on function uuid_v7() to authenticated, service_role;
grant execute on function enqueue(text, jsonb, text, timestamptz, integer, text, integer) to anon, authenticated, service_role;
grant execute on function tier_rank(text), programme_version_at(uuid, timestamptz),
  line_amount(bigint, bigint, numeric, jsonb), share_of(bigint, jsonb, integer), taken_of(bigint, bigint, jsonb, integer),
  commission_at(bigint, bigint, numeric, jsonb), shared_deal_name(uuid), partner_tier_at(uuid, integer, timestamptz), tier_rate_at(uuid, text, timestamptz),
  refresh_partner_standing(uuid, timestamptz), clawed_back(uuid, uuid),
  search_leads(text), top_position(text) to authenticated, service_role;
grant execute on function analyze_young_tables() to app_staff;
grant execute on function currency_decimals(text), convert_money(bigint, numeric, text, text), cross_rate(numeric, numeric),
  rate_of(uuid, text, date), conversion_rate(uuid, text, text, date), earned_by(uuid, uuid[]), refresh_earnings(uuid),
  over_approval_threshold(uuid, bigint, text, timestamptz) to authenticated, service_role;
grant execute on function claim_client(uuid, text[], timestamptz, timestamptz), settle_client(uuid, text, timestamptz),
  extend_client(uuid, timestamptz), note_conflicts(uuid, uuid, text[], jsonb, timestamptz),
  raise_flag(text, uuid, uuid, text, jsonb, text, timestamptz, timestamptz), flag_equal_details(uuid, timestamptz)
  to authenticated, service_role;
grant execute on function ensure_user(text, text) to app_staff;
grant execute on function my_workspaces() to app_person;
grant execute on function resolve_session(text, text, timestamptz), resolve_api_key(text, timestamptz), find_sign_in(text),
  request_password_reset(text, uuid, text, timestamptz), finish_password_reset(text, text, timestamptz),
  invitation_by_token(text, timestamptz), accept_invitation(text, uuid, text, text, timestamptz),
  workspace_by_slug(text, timestamptz), submit_application(uuid, text, text, jsonb, timestamptz), application_status(text)
  to anon, authenticated;
grant execute on function request_password_reset(text, uuid, text, timestamptz) to service_role;
