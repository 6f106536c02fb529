-- One audit row per changed row, with the actor of the transaction. Set-based, from transition
-- tables: a row trigger would cost a bulk approval five times its time.

create or replace function audit_change() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  -- What must not stand in clear in a second place, and what says nothing.
  hidden constant text[] := array['password_hash','token_hash','status_token_hash','key_hash',
    'payout_details','payout_fingerprint','search_text','updated_at','lease_token'];
begin
  if tg_op = 'INSERT' then
    insert into audit_log (workspace_id, table_name, row_id, action, actor_user_id, actor_role, after)
    select (j.row->>'workspace_id')::uuid, tg_table_name, (j.row->>'id')::uuid, 'insert',
      app_user_id(), coalesce(app_role(), current_user::text), j.row - hidden
    from new_rows n cross join lateral (select to_jsonb(n) as row) j;
  elsif tg_op = 'DELETE' then
    insert into audit_log (workspace_id, table_name, row_id, action, actor_user_id, actor_role, before)
    select (j.row->>'workspace_id')::uuid, tg_table_name, (j.row->>'id')::uuid, 'delete',
      app_user_id(), coalesce(app_role(), current_user::text), j.row - hidden
    from old_rows o cross join lateral (select to_jsonb(o) as row) j;
  else
    -- offset 0: each row becomes JSON once, not once per column.
    insert into audit_log (workspace_id, table_name, row_id, action, actor_user_id, actor_role, before, after)
    select coalesce(j.after->>'workspace_id', j.after->>'id')::uuid, tg_table_name, (j.after->>'id')::uuid, 'update',
      app_user_id(), coalesce(app_role(), current_user::text), d.before, d.after
    from (
      select to_jsonb(o) as before, to_jsonb(n) as after
      from new_rows n join old_rows o using (id) offset 0
    ) j
    cross join lateral (
      select jsonb_object_agg(key, j.before -> key) filter (where key <> all (hidden)) as before,
        jsonb_object_agg(key, case when key = 'payout_details' then '"changed"' else value end)
          filter (where key <> all (hidden) or key = 'payout_details') as after
      from jsonb_each(j.after)
      where value is distinct from j.before -> key
    ) d
    where d.after is not null;
  end if;
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['workspaces','memberships','invitations','api_keys','partner_applications','partners',
    'programme_versions','partner_tiers','reward_rules','client_leads','commissions','payout_runs','payouts','payout_items','lead_refunds',
    'lead_conflicts','risk_flags','operations','calls']
  loop
    if t <> 'workspaces' then
      execute format('create or replace trigger audit_insert after insert on %I
        referencing new table as new_rows for each statement execute function public.audit_change()', t);
    end if;
    execute format('create or replace trigger audit_update after update on %I
      referencing old table as old_rows new table as new_rows for each statement execute function public.audit_change()', t);
  end loop;
end $$;
create or replace trigger audit_delete after delete on calls
  referencing old table as old_rows for each statement execute function public.audit_change();

-- Customers and directories carry counters that the queue writes thousands of times an hour. A trigger on columns fires
-- for none of those; it cannot see transition tables, so it writes row by row.
create or replace function audit_row() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  insert into audit_log (workspace_id, table_name, row_id, action, actor_user_id, actor_role, before, after)
  select new.workspace_id, tg_table_name, new.id, lower(tg_op), app_user_id(), coalesce(app_role(), current_user::text),
    jsonb_object_agg(n.key, o.value) filter (where tg_op = 'UPDATE'), jsonb_object_agg(n.key, n.value)
  from jsonb_each(to_jsonb(new) - tg_argv) n
  left join jsonb_each(case when tg_op = 'UPDATE' then to_jsonb(old) end) o using (key)
  where tg_op = 'INSERT' or n.value is distinct from o.value
  having count(*) > 0;
  return null;
end $$;

do $$
declare
  counters constant text[] := array['updated_at','current_period_usage','credits_reserved','submissions_count','approved_count',
    'rejected_count','failed_count','manual_count','approval_days','next_start_at','next_slot_at',
    'search_text','authority','expected_approval'];
  t text;
begin
  foreach t in array array['customers','directories'] loop
    execute format('create or replace trigger audit_insert after insert on %I for each row execute function public.audit_row(%s)',
      t, (select string_agg(quote_literal(c), ',') from unnest(counters) c));
    execute format('create or replace trigger audit_update after update of %s on %I for each row execute function public.audit_row(%s)',
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
       where a.attrelid = format('public.%I', t)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> all (counters)),
      t, (select string_agg(quote_literal(c), ',') from unnest(counters) c));
  end loop;
end $$;
