-- Listings: looked at by the clock while they are live, and never rewritten about what was seen.

-- The first look is a day after approval; what has ended is not looked at. What is only submitted is looked at when
-- it has an address, for it may have gone live.
create or replace function plan_listing_checks() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  if new.status = 'approved' and (tg_op = 'INSERT' or old.status <> 'approved') then
    new.next_check_at := coalesce(new.next_check_at, coalesce(new.status_changed_at, new.approved_at) + interval '1 day');
    new.check_failures := 0;
    new.ended_at := null;
  elsif new.status not in ('submitted', 'under_review', 'approved') then
    new.next_check_at := null;
  end if;
  return new;
end $$;
create or replace trigger plan_listing_checks before insert or update of status on directory_submissions
  for each row when (new.status = 'approved' or new.next_check_at is not null) execute function plan_listing_checks();

create or replace trigger refuse_rewriting before update on listing_checks
  for each row execute function refuse_rewriting();

-- The at most 2,000 listings of the asking actor's workspace whose customer, directory, address or number contains the text.
create or replace function search_listings(p_text text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  needle text := '%' || regexp_replace(btrim(p_text), '([\\%_])', '\\\1', 'g') || '%';
begin
  if app_workspace_id() is null or app_role() not in ('owner', 'admin', 'manager', 'va', 'service') then
    return;
  end if;
  return query
    select s.id from directory_submissions s
    where s.workspace_id = app_workspace_id() and (
      s.customer_id in (select c.id from customers c where c.workspace_id = app_workspace_id() and c.company_name ilike needle)
      or s.directory_id in (select d.id from directories d where d.workspace_id = app_workspace_id()
        and (d.name ilike needle or d.domain ilike needle))
      or s.listing_url ilike needle or s.internal_reference_id ilike needle or s.external_reference ilike needle)
    limit 2000;
end $$;
comment on function search_listings is 'Definer: LIKE is not leakproof and would be asked of each row under row level security; filters by workspace and role itself.';
