-- Proofs, checks and secrets of directories. Staff and the worker see them all; a customer what is on their own listings.
do $$
declare t text;
begin
  foreach t in array array['proofs','listing_checks','directory_secrets'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy staff on %I to app_staff using (workspace_id = (select app_workspace_id()))', t);
    execute format('create policy service on %I to service_role using (workspace_id = (select app_workspace_id()))', t);
  end loop;
  foreach t in array array['proofs','listing_checks'] loop
    execute format('grant select, insert on %I to authenticated, service_role', t);
    execute format('create policy customer_reads on %I for select to app_customer
      using (workspace_id = (select app_workspace_id()) and customer_id = (select app_customer_id()))', t);
  end loop;
end $$;

create policy va_reads on proofs for select to app_va using (workspace_id = (select app_workspace_id())
  and (created_by = (select app_user_id())
    or exists (select from pending_actions a where a.workspace_id = proofs.workspace_id and a.submission_id = proofs.submission_id)));

-- Whoever works the queue adds what they saw, under their own name; a proof is never changed, only finished.
grant update (stored_at) on proofs to authenticated, service_role;
grant delete on proofs to service_role;
create policy va_adds on proofs for insert to app_va
  with check (workspace_id = (select app_workspace_id()) and created_by = (select app_user_id()));
create policy va_finishes on proofs for update to app_va
  using (workspace_id = (select app_workspace_id()) and created_by = (select app_user_id()) and stored_at is null)
  with check (workspace_id = (select app_workspace_id()) and created_by = (select app_user_id()));

-- People set secrets and see their names; only the worker reads them.
grant select (id, workspace_id, directory_id, name, set_by, set_at), insert, update (sealed, set_by, set_at), delete
  on directory_secrets to authenticated;
grant select on directory_secrets to service_role;

grant execute on function search_listings(text) to authenticated, service_role;
